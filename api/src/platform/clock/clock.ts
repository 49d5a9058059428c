import { Temporal } from "temporal-polyfill";

/**
 * What time it is, for every rule of the product. Tokens, sessions and the accounts they are of, and who is looking at
 * what just now, use the true time instead.
 */
export class Clock {
  now(): Date {
    return new Date();
  }

  /** The calendar day in a zone, `yyyy-mm-dd`. */
  today(zone: string): string {
    return dayOf(this.now(), zone);
  }
}

/** Runs from a given instant on at the true pace: the demo seen as of another day. */
export class ShiftedClock extends Clock {
  private readonly offset: number;

  constructor(start: Date) {
    super();
    this.offset = start.getTime() - Date.now();
  }

  override now(): Date {
    return new Date(Date.now() + this.offset);
  }
}

/** The calendar day of an instant in a zone, `yyyy-mm-dd`. */
export function dayOf(instant: Date, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();
}
