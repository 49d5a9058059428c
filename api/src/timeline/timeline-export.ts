import { timelineMessages, type Language } from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import type { ExportedList } from "../platform/http/exports.js";
import type { ExportColumn } from "../platform/http/export.js";
import { timeOf } from "@keii/shared";
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
  "time",
  "precision",
  "untilOn",
  "untilTime",
  "learnedOn",
  "learnedTime",
  "type",
  "category",
  "visibility",
  "text",
  "publicJa",
  "publicEn",
  "counselBasis",
  "state",
] as const;
export type TimelineFileColumn = (typeof timelineFileColumns)[number];

export const timelineFileHeadings: Record<
  Language,
  Record<TimelineFileColumn, string>
> = {
  ja: {
    no: "番号",
    on: "日付",
    time: "時刻",
    precision: "日時の種類",
    untilOn: "終わりの日",
    untilTime: "終わりの時刻",
    learnedOn: "把握した日",
    learnedTime: "把握した時刻",
    type: "種類",
    category: "分類",
    visibility: "公開範囲",
    text: "内容",
    publicJa: "公表文(日本語)",
    publicEn: "公表文(英語)",
    counselBasis: "弁護士限りの根拠",
    state: "状態",
  },
  en: {
    no: "No.",
    on: "Date",
    time: "Time",
    precision: "Precision",
    untilOn: "Until",
    untilTime: "Until time",
    learnedOn: "Learned on",
    learnedTime: "Learned at",
    type: "Type",
    category: "Category",
    visibility: "Visibility",
    text: "Text",
    publicJa: "Public wording (ja)",
    publicEn: "Public wording (en)",
    counselBasis: "Counsel's basis",
    state: "State",
  },
};

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
    time: time(occurred.at),
    precision: fileWord(language, "precision", occurred.precision),
    untilOn: occurred.untilOn ?? "",
    untilTime: time(occurred.untilAt),
    learnedOn: learned?.on ?? "",
    learnedTime: time(learned?.at),
    type: fileWord(language, "type", event.type),
    category: fileWord(language, "category", event.category),
    visibility: fileWord(language, "visibility", event.visibility),
    text: event.text ?? "",
    publicJa: event.publicWording?.ja ?? "",
    publicEn: event.publicWording?.en ?? "",
    counselBasis: event.counselBasis ?? "",
    state: fileWord(language, "state", event.state),
  };
}

export function exportTimeline(actor: Actor): ExportedList<TimelineRow> {
  const reach = reachOf(actor);
  const { language } = actor;
  const columns = timelineFileColumns.map(
    (column): ExportColumn<TimelineRow> => ({
      heading: timelineFileHeadings[language][column],
      value: (row) => fileCells(row, reach, language)[column],
    }),
  );
  return {
    rules: timelineList(reach),
    source: timelineOf(actor.incident!.id, reach),
    columns,
  };
}
