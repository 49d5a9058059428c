import { timelineMessages, timeOf, type Language } from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import type { ExportedList } from "../platform/http/exports.js";
import type { ExportColumn } from "../platform/http/export.js";
import {
  reachOf,
  timelineList,
  timelineOf,
  toTimelineEvent,
  type Reach,
  type TimelineRow,
} from "./timeline.queries.js";

/** Columns of the timeline's file, in both directions: what an export writes, an import understands. */
export const timelineFileColumns = [
  "no",
  "on",
  "at",
  "precision",
  "untilOn",
  "untilAt",
  "learnedOn",
  "learnedAt",
  "type",
  "category",
  "visibility",
  "text",
  "publicWordingJa",
  "publicWordingEn",
  "counselBasis",
  "state",
] as const;
export type TimelineFileColumn = (typeof timelineFileColumns)[number];

/** What a column of the file is called: as on the screen. */
export function timelineFileHeading(
  language: Language,
  column: TimelineFileColumn,
): string {
  return timelineMessages[language][`timeline.column.${column}`] ?? column;
}

/** The words a file uses for a closed set. */
export function fileWord(
  language: Language,
  kind: "precision" | "type" | "category" | "visibility" | "state",
  value: string,
): string {
  return timelineMessages[language][`timeline.${kind}.${value}`] ?? value;
}

/** The cells of an entry, as they stand in a file. */
export function fileCells(
  row: TimelineRow,
  reach: Reach,
  language: Language,
): Record<TimelineFileColumn, string> {
  const event = toTimelineEvent(row, reach);
  const { occurred, learned } = event;
  const time = (at: string | null | undefined) =>
    at ? timeOf(at, row.zone) : "";
  return {
    no: String(event.no),
    on: occurred.on,
    at: time(occurred.at),
    precision: fileWord(language, "precision", occurred.precision),
    untilOn: occurred.untilOn ?? "",
    untilAt: time(occurred.untilAt),
    learnedOn: learned?.on ?? "",
    learnedAt: time(learned?.at),
    type: fileWord(language, "type", event.type),
    category: fileWord(language, "category", event.category),
    visibility: fileWord(language, "visibility", event.visibility),
    text: event.text ?? "",
    publicWordingJa: event.publicWording?.ja ?? "",
    publicWordingEn: event.publicWording?.en ?? "",
    counselBasis: event.counselBasis ?? "",
    state: fileWord(language, "state", event.state),
  };
}

export function exportTimeline(actor: Actor): ExportedList<TimelineRow> {
  const reach = reachOf(actor);
  const { language } = actor;
  const columns = timelineFileColumns.map(
    (column): ExportColumn<TimelineRow> => ({
      heading: timelineFileHeading(language, column),
      value: (row) => fileCells(row, reach, language)[column],
    }),
  );
  return {
    rules: timelineList(reach),
    source: timelineOf(actor.incident!.id, reach),
    columns,
  };
}
