import {
  CalendarDay,
  FreeText,
  Id,
  Instant,
  LeftOut,
  Line,
  OneOf,
  OrNull,
  Text,
} from "./rules.js";
import { reportStages, type ReportStage } from "./authorities.js";
import type { Bilingual } from "./language.js";

export const authorityDueStates = ["open", "met", "dropped"] as const;
export type AuthorityDueState = (typeof authorityDueStates)[number];

/** A due is met by a filing, dropped with a reason, and open again when the filing is withdrawn or the reason is gone. */
export const authorityDueTransitions: Record<
  AuthorityDueState,
  readonly AuthorityDueState[]
> = {
  open: ["met", "dropped"],
  met: ["open"],
  dropped: ["open"],
};

/** What is owed to an authority until when. */
export interface AuthorityDue {
  id: string;
  version: number;
  incidentId: string;
  recipientId: string;
  recipientName: Bilingual;
  stage: ReportStage;
  what: string;
  why: string;
  /** First day of a yardstick, which then ends with `dueOn`. */
  dueFromOn: string | null;
  dueOn: string | null;
  dueAt: string | null;
  state: AuthorityDueState;
  isOverdue: boolean;
  /** The report that met it, or else the draft that is meant to. */
  authorityReportId: string | null;
  reason: string | null;
  closedAt: string | null;
  closedBy: { id: string; name: string } | null;
  createdAt: string;
  createdBy: { id: string; name: string } | null;
}

/** A day, a minute, or a yardstick of days. */
export class NewAuthorityDue {
  @Id() recipientId!: string;
  @OneOf(reportStages) stage!: ReportStage;
  @Line(200) what!: string;
  @LeftOut() @FreeText(2000) why?: string;
  @LeftOut() @OrNull() @CalendarDay() dueFromOn?: string | null;
  @LeftOut() @OrNull() @CalendarDay() dueOn?: string | null;
  @LeftOut() @OrNull() @Instant() dueAt?: string | null;
}

export class AuthorityDueChange {
  @LeftOut() @Id() recipientId?: string;
  @LeftOut() @OneOf(reportStages) stage?: ReportStage;
  @LeftOut() @Line(200) what?: string;
  @LeftOut() @FreeText(2000) why?: string;
  @LeftOut() @OrNull() @CalendarDay() dueFromOn?: string | null;
  @LeftOut() @OrNull() @CalendarDay() dueOn?: string | null;
  @LeftOut() @OrNull() @Instant() dueAt?: string | null;
}

/** Names the report that was filed for it. */
export class AuthorityDueMeeting {
  @Id() authorityReportId!: string;
}

/** Why it is dropped, or open again. */
export class AuthorityDueDecision {
  @Text(2000) reason!: string;
}

/** What has to be told an authority next: a report that is owed, or a question that waits. */
export interface NextAuthorityDue {
  kind: "authority_due" | "authority_reply";
  id: string;
  incidentId: string;
  recipientName: Bilingual;
  /** What is to be reported, or what was asked. */
  label: string;
  dueFromOn: string | null;
  dueOn: string | null;
  dueAt: string | null;
  /** When it is over, for sorting: the end of the day where only a day is set. */
  endsAt: string;
  since: string;
}
