import { holidayOn, type HolidayCalendar } from "./holidays.js";
import type { Bilingual } from "./language.js";
import {
  calendarDay,
  dayNumber,
  wallDay,
  wallInstant,
  writtenInstant,
} from "./wall-time.js";

/** In the order of the week's columns, Monday first. */
export const weekdays = [
  "mon",
  "tue",
  "wed",
  "thu",
  "fri",
  "sat",
  "sun",
] as const;
export type Weekday = (typeof weekdays)[number];

/** Wall time of the desk's zone, `HH:MM`: open from `from`, no longer at `until`, which may be `24:00`. */
export interface DeskPeriod {
  from: string;
  until: string;
}

export type WeeklyHours = Record<Weekday, DeskPeriod[]>;

/** Hours that hold from a day on, until the next schedule begins. */
export interface DeskSchedule {
  /** The day they take effect, `yyyy-mm-dd`. */
  from: string;
  weekly: WeeklyHours;
  closedOnHolidays: boolean;
  /** What callers are told about the change. */
  announcement: Bilingual | null;
}

/** A day with hours of its own, whatever weekday or holiday it is; closed where it has none. */
export interface DeskDay {
  on: string;
  periods: DeskPeriod[];
  name: Bilingual;
}

/** When a desk is open: everything that decides it, and nothing else. */
export interface DeskHours {
  zone: string;
  holidays: HolidayCalendar | null;
  schedules: DeskSchedule[];
  days: DeskDay[];
}

/** Why a desk is closed for a whole day. */
export type ClosedDayReason =
  | { kind: "weekend" | "weekday"; weekday: Weekday }
  | { kind: "holiday" | "ownDay"; name: Bilingual }
  /** The first hours hold from a later day. */
  | { kind: "notYet"; from: string }
  | { kind: "noHours" };

/** Why a desk is closed at an instant. */
export type ClosedReason =
  | ClosedDayReason
  | { kind: "lunch" | "break" | "beforeOpening" | "afterClosing" };

/** What holds on one day. */
export interface DayPlan {
  on: string;
  weekday: Weekday;
  /** In order; empty on a day it is closed. */
  periods: DeskPeriod[];
  /** Why it is closed all day; null where it opens. */
  reason: ClosedDayReason | null;
  /** What the desk calls a day with hours of its own. */
  name: Bilingual | null;
  /** Since when the hours of the week hold that hold here. */
  since: string | null;
}

/** Whether a desk takes calls. Instants are ISO 8601 with the zone's offset. */
export type DeskState =
  /** `until` is null where it does not close within the next week. */
  | { isOpen: true; until: string | null }
  /** `opensAt` is null where it never opens as far as can be told. */
  | { isOpen: false; reason: ClosedReason; opensAt: string | null };

/** A stretch of a day during which a desk is open, in milliseconds. */
export interface OpenSpan {
  start: number;
  end: number;
  /** The wall time it ends at. */
  until: string;
}

/** How far ahead an opening is looked for. */
const horizon = 400;
/** How far ahead a closing is looked for. */
const week = 8;
/** How long after hours far ahead begin an opening is looked for. */
const month = 31;

/** What holds on a day: the desk's own day before a holiday before the week. */
export function planOf(hours: DeskHours, on: string): DayPlan {
  const weekday = weekdayOf(on);
  const schedule = scheduleOn(hours, on);
  const own = hours.days.find((day) => day.on === on);
  const since = schedule?.from ?? null;
  const plan = { on, weekday, since, name: own?.name ?? null };
  const closed = (reason: ClosedDayReason): DayPlan => ({
    ...plan,
    periods: [],
    reason,
  });
  if (own) {
    if (own.periods.length === 0)
      return closed({ kind: "ownDay", name: own.name });
    return { ...plan, periods: ordered(own.periods), reason: null };
  }
  if (!schedule) return closed(beforeAll(hours));
  const holiday = schedule.closedOnHolidays
    ? holidayOn(hours.holidays, on)
    : null;
  if (holiday) return closed({ kind: "holiday", name: holiday });
  const periods = schedule.weekly[weekday];
  if (periods.length === 0) {
    const isWeekend = weekday === "sat" || weekday === "sun";
    return closed({ kind: isWeekend ? "weekend" : "weekday", weekday });
  }
  return { ...plan, periods: ordered(periods), reason: null };
}

/** Whether the desk is open at an instant, and until or from when. */
export function stateAt(hours: DeskHours, instant: string): DeskState {
  const now = Date.parse(instant);
  const today = dayNumber(wallDay(now, hours.zone));
  const plan = planOf(hours, calendarDay(today));
  const spans = spansOf(plan, hours.zone);
  const open = spans.find(({ start, end }) => start <= now && now < end);
  if (open) {
    const until = closingAfter(hours, today, open.until);
    return { isOpen: true, until: written(until, hours.zone) };
  }
  const opensAt = openingAfter(hours, now);
  return {
    isOpen: false,
    reason: reasonAt(plan, spans, now),
    opensAt: written(opensAt, hours.zone),
  };
}

/** The next hours of the week that have not begun; null where none are to come. */
export function announcedChange(
  hours: DeskHours,
  instant: string,
): DeskSchedule | null {
  const today = wallDay(Date.parse(instant), hours.zone);
  return hours.schedules
    .filter(({ from }) => from > today)
    .reduce<DeskSchedule | null>(
      (next, schedule) =>
        next && next.from <= schedule.from ? next : schedule,
      null,
    );
}

/** Whether there is a period at all, on any day from the given one on. */
export function hasHours(hours: DeskHours, on: string): boolean {
  const now = scheduleOn(hours, on);
  return (
    hours.days.some((day) => day.on >= on && day.periods.length > 0) ||
    hours.schedules.some(
      (schedule) =>
        (schedule === now || schedule.from > on) &&
        weekdays.some((weekday) => schedule.weekly[weekday].length > 0),
    )
  );
}

/** Why a desk is closed at an instant of a day, of which it knows the plan. */
export function reasonAt(
  plan: DayPlan,
  spans: readonly OpenSpan[],
  now: number,
): ClosedReason {
  if (plan.reason) return plan.reason;
  const after = spans.findIndex(({ start }) => start > now);
  if (after === 0) return { kind: "beforeOpening" };
  if (after === -1) return { kind: "afterClosing" };
  return { kind: pauseKind(spans[after - 1]!.until) };
}

/** A pause that begins about noon is lunch. */
export function pauseKind(from: string): "lunch" | "break" {
  return from >= "11:00" && from <= "14:00" ? "lunch" : "break";
}

/** When the desk is open on a day; a period that a clock change leaves nothing of is no span. */
export function spansOf({ on, periods }: DayPlan, zone: string): OpenSpan[] {
  return periods
    .map(({ from, until }) => ({
      start: wallInstant(on, from, zone),
      end: wallInstant(on, until, zone),
      until,
    }))
    .filter(({ start, end }) => start < end);
}

/** Goes by what the clock on the wall shows, and asks for the instant once. */
function closingAfter(
  hours: DeskHours,
  today: number,
  until: string,
): number | null {
  let end = until;
  for (let day = today; day < today + week; day++) {
    const { on, periods } = planOf(hours, calendarDay(day));
    if (day > today) {
      if (periods[0]?.from !== "00:00")
        return wallInstant(on, "00:00", hours.zone);
      end = periods[0].until;
    }
    for (const period of periods)
      if (period.from <= end && period.until > end) end = period.until;
    if (end !== "24:00") return wallInstant(on, end, hours.zone);
  }
  return null;
}

function openingAfter(hours: DeskHours, now: number): number | null {
  const today = wallDay(now, hours.zone);
  if (!hasHours(hours, today)) return null;
  const first = dayNumber(today);
  // Hours that begin far ahead are found there, not by walking to them.
  const ahead = [
    ...hours.schedules.map(({ from }) => dayNumber(from)),
    ...hours.days.flatMap(({ on, periods }) =>
      periods.length > 0 ? dayNumber(on) : [],
    ),
  ].filter((day) => day > first + horizon);
  return (
    firstOpening(hours, now, first, first + horizon) ??
    ahead
      .sort((a, b) => a - b)
      .map((day) => firstOpening(hours, now, day, day + month))
      .find((opening) => opening !== null) ??
    null
  );
}

function firstOpening(
  hours: DeskHours,
  now: number,
  from: number,
  until: number,
): number | null {
  for (let day = from; day <= until; day++) {
    const spans = spansOf(planOf(hours, calendarDay(day)), hours.zone);
    const next = spans.find(({ start }) => start > now);
    if (next) return next.start;
  }
  return null;
}

function written(at: number | null, zone: string): string | null {
  return at === null ? null : writtenInstant(at, zone);
}

function scheduleOn({ schedules }: DeskHours, on: string): DeskSchedule | null {
  return schedules.reduce<DeskSchedule | null>(
    (last, schedule) =>
      schedule.from <= on && (!last || schedule.from > last.from)
        ? schedule
        : last,
    null,
  );
}

function beforeAll({ schedules }: DeskHours): ClosedDayReason {
  const from = schedules.map((schedule) => schedule.from).sort()[0];
  return from === undefined ? { kind: "noHours" } : { kind: "notYet", from };
}

function ordered(periods: readonly DeskPeriod[]): DeskPeriod[] {
  return [...periods].sort((a, b) => (a.from < b.from ? -1 : 1));
}

function weekdayOf(on: string): Weekday {
  // 1970-01-01 was a Thursday.
  return weekdays[(((dayNumber(on) + 3) % 7) + 7) % 7]!;
}
