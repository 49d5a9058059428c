import { Temporal } from "temporal-polyfill";
import {
  ICalCalendar,
  ICalCalendarMethod,
  ICalEventStatus,
  ICalEventTransparency,
} from "ical-generator";
import {
  calendarMessages,
  fillMessage,
  inLanguage,
  type Language,
} from "@keii/shared";
import type { DueRow } from "./calendar.queries.js";

const screens: Record<DueRow["kind"], string> = {
  task: "tasks",
  authority_due: "authorities",
  authority_reply: "authorities",
  measure: "remediation",
  measure_end: "remediation",
};

const refreshSeconds = 15 * 60;

/**
 * What is due as a calendar (RFC 5545): days as whole days, minutes in UTC, what is closed as cancelled. It names the
 * duty and the incident's code; who has to do it and what was said about it stay in the console.
 */
export function calendarFile(
  dues: readonly DueRow[],
  {
    name,
    language,
    now,
    consoleUrl,
  }: { name: string; language: Language; now: Date; consoleUrl: string },
): string {
  const calendar = new ICalCalendar({
    name,
    prodId: { company: "Keii", product: "Keii", language },
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshSeconds,
  });
  for (const due of dues) {
    const url = `${consoleUrl}/#/incidents/${due.incident_id}/${screens[due.kind]}`;
    calendar.createEvent({
      id: `${due.id}@keii`,
      sequence: due.version - 1,
      stamp: now,
      ...(due.due_at
        ? { start: due.due_at }
        : wholeDays(due.from_on ?? due.due_on!, due.due_on!)),
      summary: summaryOf(due, language),
      description: url,
      url,
      transparency: ICalEventTransparency.TRANSPARENT,
      status: due.is_open
        ? ICalEventStatus.CONFIRMED
        : ICalEventStatus.CANCELLED,
    });
  }
  return `${calendar.toString()}\r\n`;
}

/** The end is the first day that is no longer part of it. */
function wholeDays(from: string, until: string) {
  const end = Temporal.PlainDate.from(until).add({ days: 1 });
  return {
    allDay: true,
    start: new Date(`${from}T00:00:00Z`),
    end: new Date(`${end.toString()}T00:00:00Z`),
  };
}

function summaryOf(due: DueRow, language: Language): string {
  return fillMessage(calendarMessages[language][`calendar.${due.kind}`] ?? "", {
    code: due.code,
    title: due.title,
    recipient: inLanguage(due.recipient, language),
  }).trim();
}

/** What a calendar of everything, or of one incident, is called. */
export function calendarName(language: Language, code?: string): string {
  const key = code === undefined ? "calendar.name" : "calendar.nameOf";
  return fillMessage(calendarMessages[language][key] ?? "", { code });
}
