import {
  caseReportMessages,
  fillMessage,
  formatMoment,
  momentOn,
  type CaseReportContent,
  type Incident,
  type Language,
  type Learned,
  type Moment,
} from "@keii/shared";
import { dayOf } from "../platform/clock/clock.js";
import type { Actor } from "../platform/database/actor.js";
import type { Queryable } from "../platform/database/database.js";
import type { Paper } from "../platform/paper/paper.js";

/** For whom a case report is made, and of what. */
export interface Reading {
  actor: Actor;
  /** One moment of the database: no chapter knows more than another. */
  database: Queryable;
  incident: Incident;
  /** When the report is made. */
  now: Date;
  /** What a record's files are called, by the record's id; empty where the reader may not read files. */
  files: ReadonlyMap<string, string>;
  content: CaseReportContent;
  language: Language;
}

/** A part of the case report. It writes nothing where its reader may not read. */
export type Chapter = (paper: Paper, reading: Reading) => Promise<void>;

export type Words = (key: string, values?: Record<string, unknown>) => string;

/** The report's own words, in the language it is made in. */
export function wordsOf({ language }: Pick<Reading, "language">): Words {
  return (key, values) =>
    fillMessage(
      caseReportMessages[language][`caseReport.${key}`] ?? key,
      values,
    );
}

/** Moments with their year: whoever reads paper does not know which year goes without saying. */
export function momentText(moment: Moment, reading: Reading): string {
  return formatMoment(moment, {
    zone: reading.incident.zone,
    language: reading.language,
  });
}

export function instantText(at: Date | string, reading: Reading): string {
  const instant = new Date(at);
  return momentText(
    {
      ...momentOn(dayOf(instant, reading.incident.zone)),
      precision: "minute",
      at: instant.toISOString(),
    },
    reading,
  );
}

/** A day, or a minute of it. */
export function learnedText({ on, at }: Learned, reading: Reading): string {
  return momentText(
    { ...momentOn(on), precision: at === null ? "day" : "minute", at },
    reading,
  );
}

/** What stands beside its name; nothing is printed of what has no value. */
export type Entry = readonly [string, string];

/** Parts of a sentence, as many as there are. */
export function joined(parts: readonly (string | null | undefined)[]): string {
  return parts.filter(Boolean).join(" · ");
}

/** Lets other requests in between two stretches of typesetting, which never waits for anything by itself. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
