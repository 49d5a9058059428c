import { Temporal } from "temporal-polyfill";

const dayLength = 86_400_000;

/** Days since 1970-01-01: a calendar day as a number, to count with. */
export function dayNumber(on: string): number {
  return Date.parse(`${on}T00:00:00Z`) / dayLength;
}

/** The calendar day of a day's number. */
export function calendarDay(day: number): string {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}

/**
 * When the clock on the wall of a zone shows a time of a day, in milliseconds; `24:00` is the next day's beginning. A
 * repeated time means its first occurrence, a skipped one the instant of the change: nobody sees it pass.
 */
export function wallInstant(on: string, time: string, zone: string): number {
  const [day, clock] =
    time === "24:00" ? [calendarDay(dayNumber(on) + 1), "00:00"] : [on, time];
  const wall = Temporal.PlainDateTime.from(`${day}T${clock}`);
  const at = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  if (at.toPlainDateTime().equals(wall)) return at.epochMilliseconds;
  const change = at.getTimeZoneTransition("next");
  return (change ?? at).epochMilliseconds;
}

/** The calendar day of an instant in a zone. */
export function wallDay(at: number, zone: string): string {
  return zoned(at, zone).toPlainDate().toString();
}

/** An instant as it is written: ISO 8601 with the zone's offset. */
export function writtenInstant(at: number, zone: string): string {
  return zoned(at, zone).toString({
    timeZoneName: "never",
    smallestUnit: "second",
  });
}

function zoned(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}
