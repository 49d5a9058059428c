import {
  CalendarDay,
  Flag,
  FreeText,
  Id,
  LeftOut,
  Nested,
  NestedListOrEmpty,
  OneOf,
  OrNull,
  Text,
} from "./rules.js";
import { OccurredInput } from "./occurred.js";
import type { Bilingual } from "./language.js";
import type { Moment } from "./moment.js";

/** The moments of an engagement, in the order in which they are expected. */
export const forensicMomentKinds = [
  "required",
  "consulted",
  "requested",
  "signed",
  "started",
  "completed",
] as const;
export type ForensicMomentKind = (typeof forensicMomentKinds)[number];

/** Whether a record of the domain still stands, or was recorded by mistake. */
export const forensicRecordStates = ["current", "withdrawn"] as const;
export type ForensicRecordState = (typeof forensicRecordStates)[number];

export interface ForensicMoment {
  kind: ForensicMomentKind;
  occurred: Moment;
}

/** An outside body by the name people use: its short name where it has one. */
export interface PartyName {
  id: string;
  name: Bilingual;
}

/** A forensic firm at work on the incident. */
export interface ForensicEngagement {
  id: string;
  version: number;
  incidentId: string;
  firm: PartyName;
  /** On the list of PCI Forensic Investigators: the only kind the card brands accept. */
  isPfi: boolean;
  scope: string;
  leadInvestigator: string;
  /** Who made sure that the firm does no other PCI work for the company, and when. */
  independenceCheckedBy: string;
  independenceCheckedOn: string | null;
  /** Which acquirer or brand asked for a forensic investigation. */
  requiredBy: PartyName | null;
  moments: ForensicMoment[];
  /** The report received last that still stands. */
  newestReportId: string | null;
  /** Who asked for the investigation or got a report before, and has not got the newest one. */
  awaiting: PartyName[];
  state: ForensicRecordState;
  withdrawalReason: string | null;
  createdAt: string;
  createdBy: { id: string; name: string } | null;
}

export class NewForensicMoment {
  @OneOf(forensicMomentKinds) kind!: ForensicMomentKind;
  @Nested(() => OccurredInput) occurred!: OccurredInput;
  /** A line of the timeline that already says it; otherwise a line is written. */
  @LeftOut() @OrNull() @Id() timelineEventId?: string | null;
}

export class NewForensicEngagement {
  @Id() firmId!: string;
  @LeftOut() @Flag() isPfi?: boolean;
  @LeftOut() @FreeText(5000) scope?: string;
  @LeftOut() @FreeText(200) leadInvestigator?: string;
  @LeftOut() @FreeText(200) independenceCheckedBy?: string;
  @LeftOut() @OrNull() @CalendarDay() independenceCheckedOn?: string | null;
  @LeftOut() @OrNull() @Id() requiredById?: string | null;
  /** Each kind once. */
  @NestedListOrEmpty(() => NewForensicMoment, forensicMomentKinds.length)
  moments!: NewForensicMoment[];
}

/** What the lines of the timeline say (firm, who required it) changes with a reason only. */
export class ForensicEngagementChange {
  @LeftOut() @Id() firmId?: string;
  @LeftOut() @Flag() isPfi?: boolean;
  @LeftOut() @FreeText(5000) scope?: string;
  @LeftOut() @FreeText(200) leadInvestigator?: string;
  @LeftOut() @FreeText(200) independenceCheckedBy?: string;
  @LeftOut() @OrNull() @CalendarDay() independenceCheckedOn?: string | null;
  @LeftOut() @OrNull() @Id() requiredById?: string | null;
  @LeftOut() @FreeText(2000) reason?: string;
}

/** A moment that was recorded lies elsewhere. */
export class ForensicMomentMove {
  @OneOf(forensicMomentKinds) kind!: ForensicMomentKind;
  @Nested(() => OccurredInput) occurred!: OccurredInput;
  @Text(2000) reason!: string;
}

/** A moment was recorded by mistake. */
export class ForensicMomentRemoval {
  @OneOf(forensicMomentKinds) kind!: ForensicMomentKind;
  @Text(2000) reason!: string;
}

/** The record was made by mistake: it stays, struck through, and its lines are taken back. */
export class ForensicWithdrawal {
  @Text(2000) reason!: string;
}
