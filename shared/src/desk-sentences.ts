import type { DeskDue, DeskTerm, DueStep } from "./desk-due.js";
import type {
  ClosedReason,
  DeskPeriod,
  DeskSchedule,
  DeskState,
  Weekday,
} from "./desk-hours.js";
import { deskHoursMessages } from "./desk-hours.messages.js";
import { fillMessage, inLanguage, type Language } from "./language.js";
import { dayOf, formatMoment, momentOn, timeOf } from "./moment.js";
import { calendarDay, dayNumber } from "./wall-time.js";

/** Who reads it: days are said without the year of `now`, and today and tomorrow by these words. */
export interface DeskReader {
  language: Language;
  zone: string;
  now: string;
}

/** Whether the desk is open, until or from when, in one sentence or two. */
export function deskStateText(state: DeskState, reader: DeskReader): string {
  if (state.isOpen)
    return state.until === null
      ? words("openLong", reader)
      : words("open", reader, { until: endText(state.until, reader) });
  const reason = closedReasonText(state.reason, reader);
  return state.opensAt === null
    ? words("closedNow", reader, { reason })
    : words("closedUntil", reader, {
        reason,
        opens: nearText(state.opensAt, reader),
      });
}

/** That other hours are to come. */
export function deskChangeText(
  { from }: Pick<DeskSchedule, "from">,
  reader: DeskReader,
): string {
  return words("change", reader, { day: dayText(from, reader) });
}

/** Why the desk is closed, to stand in brackets. */
export function closedReasonText(
  reason: ClosedReason,
  reader: DeskReader,
): string {
  const { language } = reader;
  const values = {
    ...("weekday" in reason && {
      weekday: weekdayText(reason.weekday, language),
    }),
    ...("name" in reason && { name: inLanguage(reason.name, language) }),
    ...("from" in reason && { day: dayText(reason.from, reader) }),
  };
  return words(`reason.${reason.kind}`, reader, values);
}

export function weekdayText(weekday: Weekday, language: Language): string {
  return words(`weekday.${weekday}`, { language });
}

/** `10:00〜12:30、13:30〜17:00`. */
export function periodsText(
  periods: readonly DeskPeriod[],
  language: Language,
): string {
  if (periods.length === 0) return words("closed", { language });
  return periods
    .map(({ from, until }) => `${from}${dash(language)}${until}`)
    .join(words("periods.join", { language }));
}

/** How a due time was counted: how it begins, each step, and when it is due. */
export function dueSentences(
  { dueAt, steps }: DeskDue,
  from: string,
  term: DeskTerm,
  reader: DeskReader,
): string[] {
  const start = instantText(from, reader);
  const first =
    "minutes" in term
      ? words("due.startMinutes", reader, {
          start,
          minutes: minutesText(term.minutes, reader),
        })
      : words("due.startDays", reader, { start, days: term.businessDays });
  return [
    first,
    ...steps.map((step) => stepText(step, reader)),
    dueAt === null
      ? words("due.none", reader)
      : words("due.dueAt", reader, { due: endText(dueAt, reader, true) }),
  ];
}

function stepText(step: DueStep, reader: DeskReader): string {
  switch (step.kind) {
    case "outside":
      return words("due.outside", reader, {
        reason: closedReasonText(step.reason, reader),
      });
    case "counted":
      return words(
        step.leftMinutes > 0 ? "due.counted" : "due.countedLast",
        reader,
        {
          ...spanText(step, reader),
          minutes: minutesText(step.minutes, reader),
          left: minutesText(step.leftMinutes, reader),
        },
      );
    case "paused":
      return words("due.paused", reader, {
        ...spanText(step, reader),
        reason: closedReasonText({ kind: step.reason }, reader),
      });
    case "closed":
      return words("due.closed", reader, {
        day: dayText(step.on, reader),
        reason: closedReasonText(step.reason, reader),
      });
    case "newHours":
    case "firstDay":
    case "tooFar":
      return words(`due.${step.kind}`, reader, {
        day: dayText(step.on, reader),
      });
    case "businessDay":
      return words("due.businessDay", reader, {
        day: dayText(step.on, reader),
        no: step.no,
      });
    case "never":
      return words("due.never", reader);
  }
}

function spanText(
  { from, until }: { from: string; until: string },
  reader: DeskReader,
): { from: string; until: string } {
  const { zone } = reader;
  const end = endOf(until, zone);
  const isOneDay = end.on === dayOf(from, zone);
  return {
    from: instantText(from, reader),
    until: isOneDay ? end.time : `${dayText(end.on, reader)} ${end.time}`,
  };
}

/** An end on the stroke of midnight is the end of the day before it. */
function endOf(at: string, zone: string): { on: string; time: string } {
  const on = dayOf(at, zone);
  const time = timeOf(at, zone);
  return time === "00:00"
    ? { on: calendarDay(dayNumber(on) - 1), time: "24:00" }
    : { on, time };
}

function endText(at: string, reader: DeskReader, hasDay = false): string {
  const { on, time } = endOf(at, reader.zone);
  const isToday = !hasDay && on === dayOf(reader.now, reader.zone);
  return isToday ? time : `${dayText(on, reader)} ${time}`;
}

function nearText(at: string, reader: DeskReader): string {
  const { zone, now } = reader;
  const time = timeOf(at, zone);
  const ahead = dayNumber(dayOf(at, zone)) - dayNumber(dayOf(now, zone));
  if (ahead === 0) return words("today", reader, { time });
  if (ahead === 1) return words("tomorrow", reader, { time });
  return instantText(at, reader);
}

function instantText(at: string, reader: DeskReader): string {
  const { zone } = reader;
  return `${dayText(dayOf(at, zone), reader)} ${timeOf(at, zone)}`;
}

function dayText(on: string, { zone, now, language }: DeskReader): string {
  const year = Number(dayOf(now, zone).slice(0, 4));
  return formatMoment(momentOn(on), { zone, language, year });
}

function minutesText(count: number, reader: DeskReader): string {
  const hours = Math.floor(count / 60);
  const minutes = count % 60;
  if (hours === 0) return words("minutes", reader, { minutes });
  if (minutes === 0) return words("hours", reader, { hours });
  return words("hoursAndMinutes", reader, { hours, minutes });
}

function dash(language: Language): string {
  return language === "ja" ? "〜" : "–";
}

function words(
  key: string,
  { language }: Pick<DeskReader, "language">,
  values: Record<string, unknown> = {},
): string {
  const message = deskHoursMessages[language][`deskHours.${key}`];
  if (message === undefined) throw new Error(`No words for ${key}`);
  return fillMessage(message, values);
}
