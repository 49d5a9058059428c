import { Temporal } from "temporal-polyfill";

export const precisions = [
  "minute",
  "day",
  "about",
  "period",
  "planned",
] as const;
export type Precision = (typeof precisions)[number];

/**
 * When something happened. Days are `yyyy-mm-dd` in the incident's zone, instants ISO 8601 with an offset.
 * A minute has `at`; about, planned and period may have it (`15:00頃`). `untilOn` and `untilAt` belong to a period, which
 * is still going on while `untilOn` is null, and to a plan that lasts.
 */
export interface Moment {
  precision: Precision;
  on: string;
  at: string | null;
  untilOn: string | null;
  untilAt: string | null;
}

/** The rule a field breaks, by the name of its words in `rules.messages.ts`. */
export const momentProblemKeys = [
  "rule.isIn",
  "rule.isCalendarDay",
  "rule.isInstant",
  "rule.isNotBlank",
  "rule.otherDay",
  "rule.momentNotUsed",
  "rule.untilBeforeStart",
] as const;
export type MomentProblemKey = (typeof momentProblemKeys)[number];

export interface MomentProblem {
  field: keyof Moment;
  key: MomentProblemKey;
}

export interface MomentFormat {
  zone: string;
  language: "ja" | "en";
  /** The year a reader takes for granted; any other is written out. Without it every year is. */
  year?: number;
}

const dayShape = /^((?:19|2\d)\d{2})-(\d{2})-(\d{2})$/;
const instantShape =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-](0\d|1[0-5]):[0-5]\d)$/;
const timeShape = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;
const weekdays = {
  ja: ["日", "月", "火", "水", "木", "金", "土"],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
} as const;
const months = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
] as const;

/** Whether the text is a day that the calendar has, written `yyyy-mm-dd`, of the years 1900 to 2999. */
export function isCalendarDay(text: unknown): text is string {
  const parts = typeof text === "string" ? dayShape.exec(text) : null;
  if (!parts) return false;
  const [year, month, day] = parts.slice(1).map(Number) as [
    number,
    number,
    number,
  ];
  return (
    month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  );
}

/** How many days a month of a year has; months count from 1. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) {
    const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    return isLeap ? 29 : 28;
  }
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The day of the week of a calendar day, 0 for Sunday to 6 for Saturday. */
export function weekday(on: string): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  return (Temporal.PlainDate.from(on).dayOfWeek % 7) as
    0 | 1 | 2 | 3 | 4 | 5 | 6;
}

/** Whether the text is an instant with a real day, a time and an offset, no finer than milliseconds. */
export function isInstant(text: unknown): text is string {
  const parts = typeof text === "string" ? instantShape.exec(text) : null;
  return parts !== null && isCalendarDay(parts[1]);
}

/** The calendar day of an instant in a zone. */
export function dayOf(at: string, zone: string): string {
  return zoned(at, zone).toPlainDate().toString();
}

/** The wall time `hh:mm` of an instant in a zone. */
export function timeOf(at: string, zone: string): string {
  return zoned(at, zone).toPlainTime().toString({ smallestUnit: "minute" });
}

/** A moment known to the day. */
export function momentOn(on: string): Moment {
  return { precision: "day", on, at: null, untilOn: null, untilAt: null };
}

/** How often a wall time occurs in a zone: a clock change skips some and repeats others. */
export function wallTimeOccurrence(
  on: string,
  time: string,
  zone: string,
): "once" | "skipped" | "repeated" {
  const wall = wallTime(on, time);
  const earlier = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  const later = wall.toZonedDateTime(zone, { disambiguation: "later" });
  if (earlier.epochMilliseconds === later.epochMilliseconds) return "once";
  return earlier.toPlainDateTime().equals(wall) ? "repeated" : "skipped";
}

/**
 * The moment a clock on the wall of the zone showed `time` (`hh:mm` or `hh:mm:ss`) on a day. A repeated wall time
 * means its first occurrence unless `repeated` says otherwise; a skipped one is moved on by the length of the gap,
 * as a clock nobody had put forward would have been (so `on` may become the next day).
 */
export function momentAt(
  on: string,
  time: string,
  zone: string,
  repeated: "first" | "second" = "first",
): Moment {
  const occurrence = wallTimeOccurrence(on, time, zone);
  const takesLater = occurrence === "skipped" || repeated === "second";
  const at = wallTime(on, time).toZonedDateTime(zone, {
    disambiguation: takesLater ? "later" : "earlier",
  });
  return {
    ...momentOn(at.toPlainDate().toString()),
    precision: "minute",
    at: withOffset(at),
  };
}

/** Everything that is wrong with a moment in the incident's zone; an empty list when it can be recorded. */
export function momentProblems(moment: Moment, zone: string): MomentProblem[] {
  if (!precisions.includes(moment.precision)) {
    return [{ field: "precision", key: "rule.isIn" }];
  }
  const problems = [
    ...unusedProblems(moment),
    ...endProblems("on", "at", moment, zone),
    ...endProblems("untilOn", "untilAt", moment, zone),
  ];
  if (!isCalendarDay(moment.on)) {
    problems.push({ field: "on", key: "rule.isCalendarDay" });
  }
  if (moment.precision === "minute" && moment.at === null) {
    problems.push({ field: "at", key: "rule.isNotBlank" });
  }
  return problems.length > 0 ? problems : orderProblems(moment);
}

/** A moment as people say it: `8/18(木) 14:30`, `2015/8/18(火)頃`, `May 20 (Fri) – Aug 14 (Sun)`. */
export function formatMoment(moment: Moment, format: MomentFormat): string {
  const span = formatSpan(moment, format);
  const isJapanese = format.language === "ja";
  switch (moment.precision) {
    case "minute":
    case "day":
      return span;
    case "about":
      return isJapanese ? `${span}頃` : `around ${span}`;
    case "planned":
      return isJapanese ? `${span}予定` : `${span}, planned`;
    case "period":
      if (moment.untilOn !== null) return span;
      return isJapanese ? `${span}〜` : `from ${span}`;
  }
}

function formatSpan(moment: Moment, format: MomentFormat): string {
  const { on, at, untilOn, untilAt } = moment;
  const start = formatEnd(on, at, format, format.year);
  if (untilOn === null) return start;
  const isOneDay = untilOn === on && at !== null && untilAt !== null;
  const end = isOneDay
    ? timeOf(untilAt, format.zone)
    : formatEnd(untilOn, untilAt, format, yearOf(on));
  return format.language === "ja" ? `${start}〜${end}` : `${start} – ${end}`;
}

function formatEnd(
  on: string,
  at: string | null,
  { zone, language }: MomentFormat,
  knownYear: number | undefined,
): string {
  const day = formatDay(on, language, yearOf(on) !== knownYear);
  return at === null ? day : `${day} ${timeOf(at, zone)}`;
}

function formatDay(
  on: string,
  language: "ja" | "en",
  hasYear: boolean,
): string {
  const [year, month, day] = on.split("-").map(Number) as [
    number,
    number,
    number,
  ];
  const name = weekdays[language][weekday(on)];
  if (language === "ja") {
    return `${hasYear ? `${year}/` : ""}${month}/${day}(${name})`;
  }
  return `${months[month - 1]} ${day}${hasYear ? `, ${year}` : ""} (${name})`;
}

const unusedFields: Record<Precision, readonly (keyof Moment)[]> = {
  minute: ["untilOn", "untilAt"],
  day: ["at", "untilOn", "untilAt"],
  about: ["untilOn", "untilAt"],
  period: [],
  planned: [],
};

function unusedProblems(moment: Moment): MomentProblem[] {
  return unusedFields[moment.precision]
    .filter((field) => moment[field] !== null)
    .map((field) => ({ field, key: "rule.momentNotUsed" }));
}

function endProblems(
  dayField: "on" | "untilOn",
  timeField: "at" | "untilAt",
  moment: Moment,
  zone: string,
): MomentProblem[] {
  const on = moment[dayField];
  const at = moment[timeField];
  const isDayReal = isCalendarDay(on);
  const problems: MomentProblem[] = [];
  if (dayField === "untilOn" && on !== null && !isDayReal) {
    problems.push({ field: dayField, key: "rule.isCalendarDay" });
  }
  if (at === null) return problems;
  if (on === null) {
    problems.push({ field: dayField, key: "rule.isNotBlank" });
  }
  if (!isInstant(at)) {
    problems.push({ field: timeField, key: "rule.isInstant" });
  } else if (isDayReal && dayOf(at, zone) !== on) {
    problems.push({ field: timeField, key: "rule.otherDay" });
  }
  return problems;
}

function orderProblems(moment: Moment): MomentProblem[] {
  const { on, at, untilOn, untilAt } = moment;
  if (untilOn !== null && untilOn < on) {
    return [{ field: "untilOn", key: "rule.untilBeforeStart" }];
  }
  if (at === null || untilAt === null) return [];
  const isLater =
    Temporal.Instant.compare(
      Temporal.Instant.from(untilAt),
      Temporal.Instant.from(at),
    ) > 0;
  return isLater ? [] : [{ field: "untilAt", key: "rule.untilBeforeStart" }];
}

function wallTime(on: string, time: string): Temporal.PlainDateTime {
  if (!isCalendarDay(on)) throw new RangeError("No such calendar day");
  if (!timeShape.test(time)) throw new RangeError("No such time of day");
  return Temporal.PlainDateTime.from(`${on}T${time}`);
}

function zoned(at: string, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone);
}

function withOffset(at: Temporal.ZonedDateTime): string {
  // Some zones had offsets with seconds until 1972, which ISO 8601 cannot write.
  const isWholeMinute = at.offsetNanoseconds % 60_000_000_000 === 0;
  return isWholeMinute
    ? at.toString({ timeZoneName: "never", smallestUnit: "second" })
    : at.toInstant().toString({ smallestUnit: "second" });
}

function yearOf(on: string): number {
  return Number(on.slice(0, 4));
}
