import {
  Flag,
  FreeText,
  Id,
  LeftOut,
  Line,
  Lines,
  Nested,
  OneOf,
  OrNull,
  SomeOf,
  Text,
} from "./rules.js";
import { OccurredInput } from "./occurred.js";
import { paymentMethods, type PaymentMethod } from "./payment-methods.js";

/** A minute, or a day where no more is known. */
export interface DayOrMinute {
  on: string;
  at: string | null;
}

/** One way to pay that was stopped at one site, until it was opened again. */
export interface PaymentStop {
  id: string;
  version: number;
  incidentId: string;
  site: string;
  method: PaymentMethod;
  stopped: DayOrMinute;
  stoppedBy: string;
  note: string;
  resumed: DayOrMinute | null;
  resumedBy: string;
  /** How many conditions that hold for this site are not met. */
  openConditionCount: number;
  /** The head of response let it be opened with conditions open. */
  waiver: {
    reason: string;
    at: string;
    by: { id: string; name: string } | null;
  } | null;
  withdrawalReason: string | null;
  createdAt: string;
  createdBy: { id: string; name: string } | null;
}

/** What was stopped in one go: every site named, by every method named. */
export class NewPaymentStop {
  @Lines(50, 200) sites!: string[];
  @SomeOf(paymentMethods) methods!: PaymentMethod[];
  @Nested(() => OccurredInput) occurred!: OccurredInput;
  @LeftOut() @FreeText(200) stoppedBy?: string;
  @LeftOut() @FreeText(2000) note?: string;
  @LeftOut() @OrNull() @Id() timelineEventId?: string | null;
}

export class PaymentStopChange {
  @LeftOut() @Line(200) site?: string;
  @LeftOut() @OneOf(paymentMethods) method?: PaymentMethod;
  @LeftOut() @Nested(() => OccurredInput) occurred?: OccurredInput;
  @LeftOut() @FreeText(200) stoppedBy?: string;
  @LeftOut() @FreeText(2000) note?: string;
  /** When it was opened again, corrected; null: it was not. */
  @LeftOut()
  @OrNull()
  @Nested(() => OccurredInput)
  resumed?: OccurredInput | null;
  @Text(2000) reason!: string;
}

export class PaymentResumption {
  @Nested(() => OccurredInput) occurred!: OccurredInput;
  @LeftOut() @FreeText(200) resumedBy?: string;
  @LeftOut() @OrNull() @Id() timelineEventId?: string | null;
}

export class ResumeGateWaiver {
  @Text(2000) reason!: string;
}

/** The agreement of those who settle the payments is always among the conditions. */
export const resumeConditionKinds = ["agreement", "own"] as const;
export type ResumeConditionKind = (typeof resumeConditionKinds)[number];

/** What must be true before a way to pay is opened again. */
export interface ResumeCondition {
  id: string;
  version: number;
  incidentId: string;
  kind: ResumeConditionKind;
  text: string;
  /** The only site it holds for; null: all of them. */
  site: string | null;
  isMet: boolean;
  evidence: string;
  metAt: string | null;
  metBy: { id: string; name: string } | null;
  withdrawalReason: string | null;
}

export class NewResumeCondition {
  @Line(500) text!: string;
  @LeftOut() @OrNull() @Line(200) site?: string | null;
}

export class ResumeConditionChange {
  @LeftOut() @Line(500) text?: string;
  @LeftOut() @OrNull() @Line(200) site?: string | null;
  @LeftOut() @Flag() isMet?: boolean;
  /** What shows that it is met; without it nothing is. */
  @LeftOut() @FreeText(5000) evidence?: string;
}
