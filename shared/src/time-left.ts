import { Temporal } from "temporal-polyfill";
import { dayOf } from "./moment.js";

/** Until when something has to be done: by the end of a day, or by a minute. */
export interface DueTime {
  dueOn: string | null;
  dueAt: string | null;
}

/** How long there is. What is due on a day is counted in days and never in hours. */
export interface TimeLeft {
  /** Days of the calendar from today to the due day; below zero when it is past. */
  days: number;
  /** Whole hours, where the due time is a minute; below zero when it is past. */
  hours: number | null;
  isOver: boolean;
}

/** The time that is left at an instant, in the zone the due day is meant in; null where nothing is due. */
export function timeLeft(
  { dueOn, dueAt }: DueTime,
  now: string,
  zone: string,
): TimeLeft | null {
  const on = dueAt === null ? dueOn : dayOf(dueAt, zone);
  if (on === null) return null;
  const days = Temporal.PlainDate.from(dayOf(now, zone)).until(on).days;
  if (dueAt === null) return { days, hours: null, isOver: days < 0 };
  const milliseconds = Date.parse(dueAt) - Date.parse(now);
  return {
    days,
    hours: Math.trunc(milliseconds / 3_600_000),
    isOver: milliseconds < 0,
  };
}
