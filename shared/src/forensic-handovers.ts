import {
  FreeText,
  Id,
  LeftOut,
  Nested,
  NestedList,
  OneOf,
  OrNull,
} from "./rules.js";
import type { ForensicReportKind } from "./forensic-reports.js";
import type { ForensicRecordState, PartyName } from "./forensics.js";
import { OccurredInput } from "./occurred.js";
import type { Moment } from "./moment.js";

/** How a report was handed over. */
export const handoverMethods = [
  "in_person",
  "secure_transfer",
  "email",
  "post",
  "other",
] as const;
export type HandoverMethod = (typeof handoverMethods)[number];

/** 配布: one act by which a report went to one or several bodies. */
export interface ForensicHandover {
  id: string;
  version: number;
  incidentId: string;
  report: { id: string; kind: ForensicReportKind; edition: string };
  recipients: { party: PartyName; receipt: string }[];
  occurred: Moment;
  method: HandoverMethod;
  handedBy: string;
  note: string;
  state: ForensicRecordState;
  withdrawalReason: string | null;
  createdAt: string;
  createdBy: { id: string; name: string } | null;
}

export class HandoverRecipient {
  @Id() partyId!: string;
  /** What proves that it got there: a receipt, a transfer's log, who signed. */
  @LeftOut() @FreeText(1000) receipt?: string;
}

export class NewForensicHandover {
  @Id() reportId!: string;
  /** Each body once. */
  @NestedList(() => HandoverRecipient, 50) recipients!: HandoverRecipient[];
  @Nested(() => OccurredInput) occurred!: OccurredInput;
  @OneOf(handoverMethods) method!: HandoverMethod;
  @LeftOut() @FreeText(200) handedBy?: string;
  @LeftOut() @FreeText(2000) note?: string;
  /** A line of the timeline that already says it; otherwise a line is written. */
  @LeftOut() @OrNull() @Id() timelineEventId?: string | null;
}

/** What the line of the timeline says (to whom, when) changes with a reason only. */
export class ForensicHandoverChange {
  @LeftOut()
  @NestedList(() => HandoverRecipient, 50)
  recipients?: HandoverRecipient[];
  @LeftOut() @Nested(() => OccurredInput) occurred?: OccurredInput;
  @LeftOut() @OneOf(handoverMethods) method?: HandoverMethod;
  @LeftOut() @FreeText(200) handedBy?: string;
  @LeftOut() @FreeText(2000) note?: string;
  @LeftOut() @FreeText(2000) reason?: string;
}
