import {
  isCalendarDay,
  isInstant,
  momentOn,
  type Permission,
} from "@keii/shared";
import type { ExportedList } from "../platform/http/exports.js";
import { wholeList } from "../platform/http/list.js";
import {
  breathe,
  instantText,
  momentText,
  wordsOf,
  type Chapter,
  type Entry,
  type Reading,
} from "./chapter.js";

/** What is told of a row beyond its columns: what belongs to it and is kept elsewhere. */
export type Beneath<R> = (reading: Reading) => Promise<(row: R) => Entry[]>;

/**
 * A chapter made of the list a domain exports: each row with all its columns, in the order of its screen. What the
 * export says is what the paper says, so neither can lag behind the other.
 */
export function listed<R extends { id: string }>(
  heading: string,
  permission: Permission,
  listOf: (reading: Reading) => ExportedList<R>,
  beneath: Beneath<R> = async () => () => [],
): Chapter {
  return async (paper, reading) => {
    if (reading.content === "public" || !reading.actor.held.has(permission))
      return;
    const { rules, source, columns } = listOf(reading);
    const rows = await reading.database.query<R>(
      wholeList(rules, source),
      source.parameters,
    );
    const beyond = await beneath(reading);
    const words = wordsOf(reading);
    paper.heading(words(heading));
    if (rows.length === 0) paper.paragraph(words("none"), { isFaint: true });
    for (const [n, row] of rows.entries()) {
      if (n % 20 === 0) await breathe();
      const [first, ...others] = columns.map(
        (column) =>
          [column.heading, shown(column.value(row), reading)] as const,
      );
      paper.subheading(titleOf(first));
      paper.entries([
        ...others,
        ...beyond(row),
        [words("files"), reading.files.get(row.id) ?? ""],
      ]);
    }
  };
}

/** A row is known by its first column; a bare number says what it counts. */
function titleOf([heading, value]: Entry = ["", ""]): string {
  return /^\d+$/.test(value) ? `${heading} ${value}` : value;
}

function shown(
  value: string | number | boolean | null,
  reading: Reading,
): string {
  if (value === null) return "";
  const text = String(value);
  if (isCalendarDay(text)) return momentText(momentOn(text), reading);
  return isInstant(text) ? instantText(text, reading) : text;
}
