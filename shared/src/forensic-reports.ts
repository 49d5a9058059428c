import {
  FreeText,
  Id,
  Ids,
  LeftOut,
  Line,
  Nested,
  NestedListOrEmpty,
  OneOf,
  OrNull,
  Text,
} from "./rules.js";
import type { ForensicRecordState, PartyName } from "./forensics.js";
import { LearnedInput, OccurredInput, type Learned } from "./occurred.js";
import type { Moment } from "./moment.js";

/** What a forensic firm delivers; never to be mixed up with the reports to an authority (速報, 確報). */
export const forensicReportKinds = ["first", "interim", "final"] as const;
export type ForensicReportKind = (typeof forensicReportKinds)[number];

/** A row of the table of changes to the edition before. */
export class ForensicReportAmendment {
  @FreeText(200) section!: string;
  @Text(2000) change!: string;
}

export interface ForensicReport {
  id: string;
  version: number;
  incidentId: string;
  engagementId: string;
  firm: PartyName;
  kind: ForensicReportKind;
  /** As the firm counts its editions: 1.0, 1.1. */
  edition: string;
  /** When it was issued, as it says itself. */
  issued: Learned | null;
  /** When it was received. */
  occurred: Moment;
  summary: string;
  /** The exposures it confirms, in its words. */
  exposures: string;
  changes: ForensicReportAmendment[];
  state: ForensicRecordState;
  withdrawalReason: string | null;
  createdAt: string;
  createdBy: { id: string; name: string } | null;
}

export class NewForensicReport {
  @Id() engagementId!: string;
  @OneOf(forensicReportKinds) kind!: ForensicReportKind;
  /** 1.0 where nothing is said. */
  @LeftOut() @Line(50) edition?: string;
  @LeftOut() @OrNull() @Nested(() => LearnedInput) issued?: LearnedInput | null;
  @Nested(() => OccurredInput) occurred!: OccurredInput;
  @LeftOut() @FreeText(20_000) summary?: string;
  @LeftOut() @FreeText(20_000) exposures?: string;
  @LeftOut()
  @NestedListOrEmpty(() => ForensicReportAmendment, 200)
  changes?: ForensicReportAmendment[];
  /** The files of the report. */
  @LeftOut() @Ids() evidenceIds?: string[];
  /** A line of the timeline that already says it; otherwise a line is written. */
  @LeftOut() @OrNull() @Id() timelineEventId?: string | null;
}

/** What the line of the timeline says (kind, edition, when it was received) changes with a reason only. */
export class ForensicReportChange {
  @LeftOut() @OneOf(forensicReportKinds) kind?: ForensicReportKind;
  @LeftOut() @Line(50) edition?: string;
  @LeftOut() @OrNull() @Nested(() => LearnedInput) issued?: LearnedInput | null;
  @LeftOut() @Nested(() => OccurredInput) occurred?: OccurredInput;
  @LeftOut() @FreeText(20_000) summary?: string;
  @LeftOut() @FreeText(20_000) exposures?: string;
  @LeftOut()
  @NestedListOrEmpty(() => ForensicReportAmendment, 200)
  changes?: ForensicReportAmendment[];
  /** All files of the report; those that are counsel's stay for whoever does not read them. */
  @LeftOut() @Ids() evidenceIds?: string[];
  @LeftOut() @FreeText(2000) reason?: string;
}
