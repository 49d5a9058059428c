import { CalendarDay, Instant, LeftOut, OneOf, OrNull } from "./rules.js";
import { precisions, type Precision } from "./moment.js";

/** When something happened, as it is sent. Left out, the rest is null; precision is a minute where `at` is given, else a day. */
export class OccurredInput {
  @LeftOut() @OneOf(precisions) precision?: Precision;
  @CalendarDay() on!: string;
  @LeftOut() @OrNull() @Instant() at?: string | null;
  @LeftOut() @OrNull() @CalendarDay() untilOn?: string | null;
  @LeftOut() @OrNull() @Instant() untilAt?: string | null;
}

/** When we learned of it: a day, or a minute. */
export class LearnedInput {
  @CalendarDay() on!: string;
  @LeftOut() @OrNull() @Instant() at?: string | null;
}

export interface Learned {
  on: string;
  at: string | null;
}
