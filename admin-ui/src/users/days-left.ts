import { dayOf } from "@keii/shared";

/** Whole days from today until a day, in a zone: 0 on the day itself, negative after it. */
export function daysLeft(on: string, now: Date, zone: string): number {
  const today = dayOf(now.toISOString(), zone);
  return Math.round((Date.parse(on) - Date.parse(today)) / 86_400_000);
}
