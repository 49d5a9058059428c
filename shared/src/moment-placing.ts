import { Temporal } from "temporal-polyfill";
import {
  dayOf,
  daysInMonth,
  isCalendarDay,
  momentAt,
  momentOn,
  wallTimeOccurrence,
  weekday,
  type Moment,
} from "./moment.js";
import type { PasteWarning } from "./paste-warning.js";
import type { WrittenDay } from "./written-day.js";
import type { WrittenMoment } from "./written-moment.js";
import type { WrittenTime } from "./written-time.js";

/** What a written day is understood by: the day written above it, the incident's year, today. */
export interface DayContext {
  zone: string;
  today: string;
  incidentYear: number;
  above: string | null;
}

/** A moment in the calendar; null where there is no such day. */
export interface PlacedMoment {
  moment: Moment | null;
  warnings: PasteWarning[];
}

interface PlacedDay {
  on: string | null;
  warnings: PasteWarning[];
}

interface PlacedEnd {
  on: string;
  at: string | null;
  warnings: PasteWarning[];
}

/** Puts a written moment into the calendar; says what had to be assumed and what cannot be right. */
export function placeMoment(
  written: WrittenMoment,
  context: DayContext,
): PlacedMoment {
  const first = written.day
    ? placeDay(written.day, context)
    : { on: context.above, warnings: [] };
  if (first.on === null) return { moment: null, warnings: first.warnings };
  const start = placeTime(first.on, written.time, context.zone);
  if (!start) return { moment: null, warnings: ["impossible-day"] };
  const warnings = [...first.warnings, ...start.warnings];
  const moment: Moment = {
    ...momentOn(start.on),
    at: start.at,
    precision: precisionOf(written, start),
  };
  if (!written.until) return { moment, warnings };
  const end = placeEnd(written, start, context);
  if (!end) return { moment: null, warnings: ["impossible-day"] };
  warnings.push(...end.warnings);
  if (endsBefore(end, start)) warnings.push("end-before-start");
  return { moment: { ...moment, untilOn: end.on, untilAt: end.at }, warnings };
}

function precisionOf(
  written: WrittenMoment,
  start: PlacedEnd,
): Moment["precision"] {
  if (written.until || written.isOpen) return "period";
  if (written.isAbout) return "about";
  return start.at === null ? "day" : "minute";
}

function placeEnd(
  written: WrittenMoment,
  start: PlacedEnd,
  context: DayContext,
): PlacedEnd | null {
  const { day = null, time = null } = written.until ?? {};
  const placed = day
    ? placeDay(day, { ...context, above: start.on })
    : { on: start.on, warnings: [] };
  if (placed.on === null) return null;
  const end = placeTime(placed.on, time, context.zone);
  return end && { ...end, warnings: [...placed.warnings, ...end.warnings] };
}

function endsBefore(end: PlacedEnd, start: PlacedEnd): boolean {
  if (end.on !== start.on) return end.on < start.on;
  if (end.at === null || start.at === null) return false;
  return Date.parse(end.at) <= Date.parse(start.at);
}

function placeDay(day: WrittenDay, context: DayContext): PlacedDay {
  const { on, warnings } = calendarDay(day, context);
  if (on === null) return { on, warnings };
  const isWrong = day.weekday !== null && weekday(on) !== day.weekday;
  const isRight = day.weekday !== null && !isWrong;
  return {
    on,
    warnings: [
      ...warnings.filter((warning) => warning !== "year-assumed" || !isRight),
      ...(isWrong ? (["wrong-weekday"] as const) : []),
      ...(day.isAmbiguous ? (["ambiguous-day"] as const) : []),
    ],
  };
}

function calendarDay(day: WrittenDay, context: DayContext): PlacedDay {
  if (day.from !== null) return countedDay(day, context);
  const month = day.month ?? 0;
  const { year, warnings } =
    day.year === null
      ? assumedYear(month, context)
      : { year: day.year, warnings: [] };
  const on = dayText(year, month, day);
  return isCalendarDay(on)
    ? { on, warnings }
    : { on: null, warnings: ["impossible-day"] };
}

/** A day counted from the one above it or from today. */
function countedDay(day: WrittenDay, context: DayContext): PlacedDay {
  const base = day.from === "today" ? context.today : context.above;
  if (base === null) return { on: null, warnings: ["no-moment"] };
  const from = Temporal.PlainDate.from(base).add({
    years: day.years,
    days: day.days,
  });
  const month = from.with({ day: 1 }).add({ months: day.months });
  const on =
    day.day === null
      ? from.toString()
      : dayText(month.year, day.month ?? month.month, day);
  return isCalendarDay(on)
    ? { on, warnings: [] }
    : { on: null, warnings: ["impossible-day"] };
}

/** The year of a day written without one: that of the line above, else the incident's; December to January goes on. */
function assumedYear(
  month: number,
  { above, incidentYear }: DayContext,
): { year: number; warnings: PasteWarning[] } {
  if (above === null) {
    return { year: incidentYear, warnings: ["year-assumed"] };
  }
  const [year = incidentYear, monthAbove = month] = above
    .split("-")
    .map(Number);
  if (monthAbove >= 10 && month <= 3) {
    return { year: year + 1, warnings: ["year-wrapped"] };
  }
  const isFarOff = Math.abs(month - monthAbove) >= 7;
  return { year, warnings: isFarOff ? ["year-doubtful"] : [] };
}

function dayText(year: number, month: number, day: WrittenDay): string {
  const last = month >= 1 && month <= 12 ? daysInMonth(year, month) : 31;
  const written = day.day ?? 0;
  const number = day.isLoose ? Math.min(written, last) : written;
  const parts = [String(year).padStart(4, "0"), month, number];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

/** The time on its day; null where that leads out of the calendar. */
function placeTime(
  on: string,
  time: WrittenTime | null,
  zone: string,
): PlacedEnd | null {
  if (!time) return { on, at: null, warnings: [] };
  const isNextDay = time.hour >= 24;
  const day = Temporal.PlainDate.from(on)
    .add({ days: isNextDay ? 1 : 0 })
    .toString();
  if (!isCalendarDay(day)) return null;
  const clock = [time.hour % 24, time.minute, time.second]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
  const occurrence =
    time.offset === null ? wallTimeOccurrence(day, clock, zone) : "once";
  const placed =
    time.offset === null
      ? momentAt(day, clock, zone)
      : instantOn(`${day}T${clock}${time.offset}`, zone);
  const warnings: PasteWarning[] = isNextDay ? ["past-midnight"] : [];
  if (occurrence !== "once") warnings.push(`${occurrence}-time`);
  return isCalendarDay(placed.on)
    ? { on: placed.on, at: placed.at, warnings }
    : null;
}

function instantOn(at: string, zone: string): { on: string; at: string } {
  return { on: dayOf(at, zone), at };
}
