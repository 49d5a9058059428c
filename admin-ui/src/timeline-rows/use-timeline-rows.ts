import { useCallback, useEffect, useRef, useState } from "react";
import type { TimelineEvent } from "@keii/shared";
import {
  appendPage,
  hasMore,
  noPages,
  pagesFor,
  refreshPage,
  replaceRow,
  rowsOf,
  sortKey,
  type TimelinePages,
} from "./timeline-pages.js";
import type { TimelineQuery } from "./timeline-query.js";
import {
  largestPage,
  useTimelineCalls,
  type TimelineCalls,
} from "./timeline-calls.js";

const pageSize = 100;
/** Rows that may have come in on a page since it was read; beyond that the list is read anew. */
const slack = 30;

/** Pages read one after the other to find an entry of which only the id is known. */
const mostSearched = 40;

interface Rows {
  list: TimelinePages;
  error: unknown;
  isLoading: boolean;
  /** Counts what changed in the list, so that the picture follows it and nothing else. */
  revision: number;
}

export interface TimelineRows extends Rows {
  loadMore: () => Promise<void>;
  /**
   * Loads on until an entry is among the rows; false where it is not in the list. Where its place in the order of
   * the days is known, what lies before it is read in a few large steps at once.
   */
  loadUntil: (id: string, place?: number) => Promise<boolean>;
  /** Reads everything anew; the present rows stay until the first page is there. */
  reload: () => Promise<void>;
  /** Takes in entries that are new or changed, where they belong. */
  takeIn: (rows: readonly TimelineEvent[]) => Promise<void>;
  /** Shows the newest state of entries that stand where they stood; returns those for which that is not enough. */
  replace: (rows: readonly TimelineEvent[]) => TimelineEvent[];
}

const nothing: Rows = {
  list: noPages,
  error: null,
  isLoading: true,
  revision: 0,
};

/** The rows of the timeline, page by page as somebody scrolls; one reader of the API for list and print. */
export function useTimelineRows(query: TimelineQuery): TimelineRows {
  const calls = useTimelineCalls();
  const key = JSON.stringify(query);
  const [rows, setRows] = useState<Rows>(nothing);
  const reader = useRef<Reader | null>(null);
  useEffect(() => {
    const own = new Reader(calls, JSON.parse(key) as TimelineQuery, setRows);
    reader.current = own;
    setRows((old) => ({ ...nothing, revision: old.revision + 1 }));
    void own.loadMore();
    return () => own.stop();
  }, [calls, key]);

  const loadMore = useCallback(async () => reader.current?.loadMore(), []);
  const loadUntil = useCallback(
    async (id: string, place?: number) =>
      (await reader.current?.loadUntil(id, place)) ?? false,
    [],
  );
  const reload = useCallback(async () => reader.current?.reload(), []);
  const takeIn = useCallback(
    async (changed: readonly TimelineEvent[]) =>
      reader.current?.takeIn(changed),
    [],
  );
  const replace = useCallback(
    (changed: readonly TimelineEvent[]) =>
      reader.current?.replace(changed) ?? [],
    [],
  );
  return { ...rows, loadMore, loadUntil, reload, takeIn, replace };
}

/** Reads one query. Its list is the truth; what React shows follows. */
class Reader {
  private list: TimelinePages = noPages;
  private loading: Promise<void> | null = null;
  private readonly stopped = new AbortController();

  constructor(
    private readonly calls: TimelineCalls,
    private readonly query: TimelineQuery,
    private readonly publish: (change: (rows: Rows) => Rows) => void,
  ) {}

  stop(): void {
    this.stopped.abort();
  }

  loadMore(): Promise<void> {
    if (!hasMore(this.list)) return Promise.resolve();
    this.loading ??= this.readNext().finally(() => {
      this.loading = null;
    });
    return this.loading;
  }

  async loadUntil(id: string, place?: number): Promise<boolean> {
    if (place !== undefined && this.query.sort.field === "occurred")
      await this.loadTo(place);
    const has = () => rowsOf(this.list).some((row) => row.id === id);
    for (let read = 0; !has() && read < mostSearched; read++) {
      if (!hasMore(this.list) || this.stopped.signal.aborted) break;
      const before = this.list;
      await this.loadMore();
      if (this.list === before) break;
    }
    return has();
  }

  /** Reads up to a place counted from the oldest entry. */
  private async loadTo(place: number): Promise<void> {
    const { total, isTotalCapped } = this.list;
    if (total === null || isTotalCapped) return;
    const isOldestFirst = this.query.sort.order === "ASC";
    const last = isOldestFirst ? place : total - 1 - place;
    const from = rowsOf(this.list).length;
    const count = Math.ceil((last + 1 - from) / largestPage);
    if (count < 1 || last >= 9000 || !hasMore(this.list)) return;
    await this.attempt(async () => {
      const steps = Array.from({ length: count }, (_, i) => i);
      const fetched = await Promise.all(
        steps.map((i) => this.read(from + i * largestPage, largestPage)),
      );
      let { list } = this;
      for (const page of fetched)
        list = appendPage(list, list.pages.at(-1)?.next ?? null, page);
      this.show(list, false);
    });
  }

  async reload(): Promise<void> {
    await this.attempt(async () => {
      const fetched = await this.read(null, pageSize);
      this.show(appendPage(noPages, null, fetched), true);
    });
  }

  async takeIn(changed: readonly TimelineEvent[]): Promise<void> {
    const { field, order } = this.query.sort;
    const ids = new Set(changed.map((row) => row.id));
    const pages = new Set<number>();
    for (const row of changed) {
      for (const page of pagesFor(this.list, row, field, order))
        pages.add(page);
      const stands = this.list.pages.findIndex((page) =>
        page.rows.some((r) => r.id === row.id),
      );
      if (stands >= 0) pages.add(stands);
    }
    if (pages.size > 8 || changed.length > slack) return this.reload();
    await this.attempt(async () => {
      for (const index of [...pages].sort((a, b) => a - b)) {
        const page = this.list.pages[index];
        if (!page) continue;
        const size = Math.min(largestPage, page.rows.length + slack);
        const fetched = await this.read(page.cursor, size);
        this.show(refreshPage(this.list, index, fetched, ids), true);
      }
    });
  }

  replace(changed: readonly TimelineEvent[]): TimelineEvent[] {
    const { field } = this.query.sort;
    const elsewhere: TimelineEvent[] = [];
    let list = this.list;
    for (const row of changed) {
      const old = rowsOf(list).find((r) => r.id === row.id);
      if (old && old.version >= row.version) continue;
      const stays =
        old &&
        sortKey(old, field) === sortKey(row, field) &&
        old.occurred.at === row.occurred.at &&
        saysOtherwise(old, row);
      if (stays) list = replaceRow(list, row);
      else elsewhere.push(row);
    }
    if (list !== this.list) this.show(list, true);
    return elsewhere;
  }

  private async readNext(): Promise<void> {
    await this.attempt(async () => {
      this.publish((rows) => ({ ...rows, isLoading: true }));
      const cursor = this.list.pages.at(-1)?.next ?? null;
      const fetched = await this.read(cursor, pageSize);
      this.show(appendPage(this.list, cursor, fetched), false);
    });
  }

  private read(start: string | number | null, size: number) {
    return this.calls.page(this.query, start, size, this.stopped.signal);
  }

  private show(list: TimelinePages, isChange: boolean): void {
    if (this.stopped.signal.aborted) return;
    this.list = list;
    this.publish((rows) => ({
      list,
      error: null,
      isLoading: false,
      revision: rows.revision + (isChange ? 1 : 0),
    }));
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.stopped.signal.aborted) return;
      this.publish((rows) => ({ ...rows, error, isLoading: false }));
    }
  }
}

/** A move within the day changes nothing but the version: the row then has to be read where it stands now. */
function saysOtherwise(old: TimelineEvent, row: TimelineEvent): boolean {
  const said = ({
    version: _,
    revisedAt: __,
    revisedBy: ___,
    ...rest
  }: TimelineEvent) => JSON.stringify(rest);
  return said(old) !== said(row);
}
