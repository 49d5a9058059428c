import type { DeskDue } from "./desk-due.js";
import type {
  DayPlan,
  DeskDay,
  DeskHours,
  DeskPeriod,
  DeskSchedule,
  DeskState,
  WeeklyHours,
} from "./desk-hours.js";
import type { Bilingual } from "./language.js";
import {
  BlankAsNull,
  BothLanguages,
  CalendarDay,
  Flag,
  Instant,
  InOrder,
  LeftOut,
  Nested,
  NestedListOrEmpty,
  OrNull,
  PhoneOrMail,
  StringAsBilingual,
  Text,
  WallTime,
  WallTimeEnd,
  Whole,
} from "./rules.js";

export const deskLineKinds = ["phone", "mail"] as const;
export type DeskLineKind = (typeof deskLineKinds)[number];

/** A number to call or an address to write to; which of the two its value says. */
export interface DeskLine {
  id: string;
  version: number;
  incidentId: string;
  kind: DeskLineKind;
  value: string;
  label: Bilingual;
  /** Lower comes first. */
  place: number;
  /** The public is told of it. */
  isShown: boolean;
  createdAt: string;
}

/** Hours of the week as they were recorded. */
export interface RecordedSchedule extends DeskSchedule {
  id: string;
  version: number;
  incidentId: string;
  /** Why they do not hold, where they were taken back. */
  withdrawalReason: string | null;
  createdAt: string;
  createdBy: { id: string; name: string } | null;
}

/** A day with hours of its own, as it was recorded. */
export interface RecordedDay extends DeskDay {
  id: string;
  version: number;
  incidentId: string;
  withdrawalReason: string | null;
  createdAt: string;
  createdBy: { id: string; name: string } | null;
}

/** All there is to say about when the desk answers, as of an instant. */
export interface DeskNow extends DeskHours {
  asOf: string;
  state: DeskState;
  /** From today on. */
  week: DayPlan[];
  /** The next hours of the week, where they are to change. */
  change: DeskSchedule | null;
  lines: Pick<DeskLine, "kind" | "value" | "label">[];
}

export class NewDeskLine {
  @PhoneOrMail() value!: string;
  @StringAsBilingual() @BothLanguages(100) label!: Bilingual;
  @LeftOut() @Whole(0, 999) place?: number;
  @LeftOut() @Flag() isShown?: boolean;
}

export class DeskLineChange {
  @LeftOut() @PhoneOrMail() value?: string;
  @LeftOut() @StringAsBilingual() @BothLanguages(100) label?: Bilingual;
  @LeftOut() @Whole(0, 999) place?: number;
  @LeftOut() @Flag() isShown?: boolean;
}

export class DeskPeriodInput implements DeskPeriod {
  @WallTime() from!: string;
  @WallTimeEnd() until!: string;
}

const Periods = (): PropertyDecorator => (target, key) => {
  NestedListOrEmpty(() => DeskPeriodInput, 6)(target, key);
  InOrder()(target, key);
};

export class WeeklyHoursInput implements WeeklyHours {
  @Periods() mon!: DeskPeriodInput[];
  @Periods() tue!: DeskPeriodInput[];
  @Periods() wed!: DeskPeriodInput[];
  @Periods() thu!: DeskPeriodInput[];
  @Periods() fri!: DeskPeriodInput[];
  @Periods() sat!: DeskPeriodInput[];
  @Periods() sun!: DeskPeriodInput[];
}

export class NewDeskSchedule {
  @CalendarDay() from!: string;
  @Nested(() => WeeklyHoursInput) weekly!: WeeklyHoursInput;
  @LeftOut() @Flag() closedOnHolidays?: boolean;
  @LeftOut()
  @OrNull()
  @BlankAsNull()
  @StringAsBilingual()
  @BothLanguages(1000)
  announcement?: Bilingual | null;
  /** Needed where it changes hours that have held already. */
  @LeftOut() @OrNull() @BlankAsNull() @Text(2000) reason?: string | null;
}

export class DeskScheduleChange {
  @LeftOut() @CalendarDay() from?: string;
  @LeftOut() @Nested(() => WeeklyHoursInput) weekly?: WeeklyHoursInput;
  @LeftOut() @Flag() closedOnHolidays?: boolean;
  @LeftOut()
  @OrNull()
  @BlankAsNull()
  @StringAsBilingual()
  @BothLanguages(1000)
  announcement?: Bilingual | null;
  @LeftOut() @OrNull() @BlankAsNull() @Text(2000) reason?: string | null;
}

export class NewDeskDay {
  @CalendarDay() on!: string;
  /** None: closed all day. */
  @Periods() periods!: DeskPeriodInput[];
  @StringAsBilingual() @BothLanguages(100) name!: Bilingual;
  @LeftOut() @OrNull() @BlankAsNull() @Text(2000) reason?: string | null;
}

export class DeskDayChange {
  @LeftOut() @CalendarDay() on?: string;
  @LeftOut() @Periods() periods?: DeskPeriodInput[];
  @LeftOut() @StringAsBilingual() @BothLanguages(100) name?: Bilingual;
  @LeftOut() @OrNull() @BlankAsNull() @Text(2000) reason?: string | null;
}

/** Takes hours or a day back: as if they had never been recorded, but for the log. */
export class DeskWithdrawal {
  @Text(2000) reason!: string;
}

/** A term to be explained: minutes, or business days. */
export class DeskTermInput {
  @Instant() from!: string;
  @LeftOut() @Whole(1, 43_200) minutes?: number;
  @LeftOut() @Whole(1, 250) businessDays?: number;
}

/** When a term is over, step by step and in sentences of the reader's language. */
export interface ExplainedDue extends DeskDue {
  sentences: string[];
}
