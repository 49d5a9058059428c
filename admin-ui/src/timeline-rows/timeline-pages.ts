import type { TimelineEvent } from "@keii/shared";

/** A stretch of the list as it was fetched: the cursor that leads to it, and the one that leads on. */
export interface Page {
  cursor: string | null;
  next: string | null;
  rows: TimelineEvent[];
}

export interface TimelinePages {
  pages: Page[];
  total: number | null;
  isTotalCapped: boolean;
}

export interface FetchedPage {
  rows: TimelineEvent[];
  next: string | null;
  total: number | null;
  isTotalCapped: boolean;
}

export const noPages: TimelinePages = {
  pages: [],
  total: null,
  isTotalCapped: false,
};

export type TimelineOrder = "ASC" | "DESC";
export type TimelineSortField = "occurred" | "learned" | "recordedAt" | "no";

/** Adds what was fetched with the last page's cursor; what is there already stays where it is. */
export function appendPage(
  list: TimelinePages,
  cursor: string | null,
  fetched: FetchedPage,
): TimelinePages {
  const known = new Set(list.pages.flatMap((p) => p.rows.map((r) => r.id)));
  const rows = fetched.rows.filter((row) => !known.has(row.id));
  return {
    pages: [...list.pages, { cursor, next: fetched.next, rows }],
    total: fetched.total ?? list.total,
    isTotalCapped: fetched.isTotalCapped,
  };
}

/**
 * Replaces one page by a fresh fetch from its own cursor. What already stands on the following page is cut off; the
 * following pages keep theirs, so that nothing below moves more than it must. `changed` names the entries that may
 * have moved: they stand where they were fetched, and nowhere else.
 */
export function refreshPage(
  list: TimelinePages,
  index: number,
  fetched: FetchedPage,
  changed: ReadonlySet<string>,
): TimelinePages {
  const page = list.pages[index];
  if (!page) return list;
  const following = new Set(
    list.pages
      .slice(index + 1)
      .flatMap((p) => p.rows.map((r) => r.id))
      .filter((id) => !changed.has(id)),
  );
  const cut = fetched.rows.findIndex((row) => following.has(row.id));
  const isLast = index === list.pages.length - 1;
  const rows = cut < 0 ? fetched.rows : fetched.rows.slice(0, cut);
  const fresh = new Set(rows.map((row) => row.id));
  const pages = list.pages.map((other, i) => {
    if (i !== index)
      return { ...other, rows: other.rows.filter((r) => !fresh.has(r.id)) };
    return { ...page, rows, next: isLast ? fetched.next : page.next };
  });
  return {
    pages,
    total: fetched.total ?? list.total,
    isTotalCapped: fetched.isTotalCapped,
  };
}

/** Puts the newest state of an entry where the entry already stands. */
export function replaceRow(
  list: TimelinePages,
  row: TimelineEvent,
): TimelinePages {
  return {
    ...list,
    pages: list.pages.map((page) =>
      page.rows.some((r) => r.id === row.id)
        ? { ...page, rows: page.rows.map((r) => (r.id === row.id ? row : r)) }
        : page,
    ),
  };
}

/** Where an entry stands in a sort, as something that can be compared; null where it has no such moment. */
export function sortKey(
  row: Pick<TimelineEvent, "occurred" | "learned" | "recordedAt" | "no">,
  field: TimelineSortField,
): string | null {
  switch (field) {
    case "occurred":
      return row.occurred.on;
    case "learned":
      return row.learned?.on ?? null;
    case "recordedAt":
      return row.recordedAt;
    case "no":
      return String(row.no).padStart(10, "0");
  }
}

/**
 * Which loaded pages an entry belongs to by its sort key: several where one day reaches over pages, none where it
 * lies beyond what is loaded, all where it cannot be told.
 */
export function pagesFor(
  list: TimelinePages,
  row: Pick<TimelineEvent, "occurred" | "learned" | "recordedAt" | "no">,
  field: TimelineSortField,
  order: TimelineOrder,
): number[] {
  const every = list.pages.map((_, index) => index);
  const key = sortKey(row, field);
  if (key === null) return every;
  const after = (a: string, b: string) => (order === "ASC" ? a > b : a < b);
  const found: number[] = [];
  for (const index of every) {
    const { rows, next } = list.pages[index]!;
    const first = rows[0] && sortKey(rows[0], field);
    const last = rows.length > 0 ? sortKey(rows.at(-1)!, field) : undefined;
    if (first === undefined || last === undefined) {
      found.push(index);
      continue;
    }
    if (first === null || last === null) return every;
    const following = list.pages[index + 1]?.rows[0];
    const end = following ? sortKey(following, field) : null;
    const startsBefore = index === 0 || !after(first, key);
    const endsAfter = following
      ? end === null || !after(key, end)
      : next === null || !after(key, last);
    if (startsBefore && endsAfter) found.push(index);
  }
  return found;
}

/** All loaded rows, in their order. */
export function rowsOf(list: TimelinePages): TimelineEvent[] {
  return list.pages.flatMap((page) => page.rows);
}

export function hasMore(list: TimelinePages): boolean {
  return list.pages.length === 0 || list.pages.at(-1)!.next !== null;
}

/** Entries of one page that share a day, for the gutter in which the day stands once. */
export interface DayGroup {
  on: string;
  /** The day began on the page before. */
  isContinued: boolean;
  rows: TimelineEvent[];
}

export function dayGroups(
  rows: readonly TimelineEvent[],
  previous: TimelineEvent | undefined,
): DayGroup[] {
  const groups: DayGroup[] = [];
  for (const row of rows) {
    const { on } = row.occurred;
    const last = groups.at(-1);
    if (last?.on === on) last.rows.push(row);
    else
      groups.push({
        on,
        isContinued: groups.length === 0 && previous?.occurred.on === on,
        rows: [row],
      });
  }
  return groups;
}

/** What an entry would stand behind if it moved one place up or down on the screen; null when it cannot. */
export function placeAfterMove(
  rows: readonly TimelineEvent[],
  id: string,
  direction: "up" | "down",
  order: TimelineOrder,
): { afterId: string | null } | null {
  const row = rows.find((r) => r.id === id);
  if (!row) return null;
  const ofDay = rows.filter((r) => r.occurred.on === row.occurred.on);
  if (order === "DESC") ofDay.reverse();
  const at = ofDay.indexOf(row);
  const isLater = (direction === "down") === (order === "ASC");
  if (isLater) {
    const next = ofDay[at + 1];
    return next ? { afterId: next.id } : null;
  }
  if (at === 0) return null;
  return { afterId: ofDay[at - 2]?.id ?? null };
}
