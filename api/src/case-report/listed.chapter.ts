import { isInstant, type Permission } from "@keii/shared";
import type { ExportedList } from "../platform/http/exports.js";
import { wholeList } from "../platform/http/list.js";
import {
  breathe,
  instantText,
  wordsOf,
  type Chapter,
  type Reading,
} from "./chapter.js";

/**
 * A chapter made of the list a domain exports: each row with all its columns, in the order of its screen. What the
 * export says is what the paper says, so neither can lag behind the other.
 */
export function listed<R extends object>(
  heading: string,
  permission: Permission,
  listOf: (reading: Reading) => ExportedList<R>,
): Chapter {
  return async (paper, reading) => {
    if (reading.content === "public" || !reading.actor.held.has(permission))
      return;
    const { rules, source, columns } = listOf(reading);
    const rows = await reading.database.query<R>(
      wholeList(rules, source),
      source.parameters,
    );
    const words = wordsOf(reading);
    paper.heading(words(heading));
    if (rows.length === 0) paper.paragraph(words("none"), { isFaint: true });
    for (const [n, row] of rows.entries()) {
      if (n % 20 === 0) await breathe();
      const [first, ...others] = columns.map(
        (column) =>
          [column.heading, shown(column.value(row), reading)] as const,
      );
      paper.subheading(first?.[1] ?? "");
      paper.entries(others);
    }
  };
}

function shown(
  value: string | number | boolean | null,
  reading: Reading,
): string {
  if (value === null) return "";
  const text = String(value);
  return isInstant(text) ? instantText(text, reading) : text;
}
