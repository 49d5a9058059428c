import {
  FreeText,
  Id,
  Ids,
  LeftOut,
  Nested,
  OneOf,
  OrNull,
  Text,
} from "./rules.js";
import { OccurredInput } from "./occurred.js";
import type { Bilingual } from "./language.js";
import type { Moment } from "./moment.js";
import type { PartnerStanding } from "./partner-standing.js";

/** What payment service providers and card companies are asked for. */
export const partnerRequestKinds = [
  "watch_cards",
  "waive_reissue_fee",
  "stop_settlement",
  "receive_report",
  "agree_wording",
  "other",
] as const;
export type PartnerRequestKind = (typeof partnerRequestKinds)[number];

/** What came back; that nobody answered is worth writing down, too. */
export const answerOutcomes = [
  "promised",
  "partly",
  "refused",
  "no_answer",
] as const;
export type AnswerOutcome = (typeof answerOutcomes)[number];

/** One answer. A later one takes its place; all are kept, in the order they were recorded. */
export interface PartnerAnswer {
  id: string;
  outcome: AnswerOutcome;
  occurred: Moment;
  /** Who there said it. */
  answeredBy: string;
  words: string;
  /** Why it does not count, where it was taken back. */
  withdrawalReason: string | null;
  recordedAt: string;
  recordedBy: { id: string; name: string } | null;
}

/** What was asked of an outside body, and what it said to it. */
export interface PartnerRequest {
  id: string;
  version: number;
  incidentId: string;
  partyId: string;
  party: { officialName: Bilingual; shortName: Bilingual | null };
  kind: PartnerRequestKind;
  text: string;
  occurred: Moment;
  askedBy: string;
  channel: string;
  standing: PartnerStanding;
  answers: PartnerAnswer[];
  withdrawalReason: string | null;
  createdAt: string;
  createdBy: { id: string; name: string } | null;
}

export class NewPartnerRequest {
  @Id() partyId!: string;
  @OneOf(partnerRequestKinds) kind!: PartnerRequestKind;
  /** What exactly was asked; needed where the kind says nothing. */
  @LeftOut() @FreeText(5000) text?: string;
  @Nested(() => OccurredInput) occurred!: OccurredInput;
  @LeftOut() @FreeText(200) askedBy?: string;
  @LeftOut() @FreeText(200) channel?: string;
  /** A line of the timeline that already says it; otherwise a line is written. */
  @LeftOut() @OrNull() @Id() timelineEventId?: string | null;
}

export class PartnerRequestChange {
  @LeftOut() @Id() partyId?: string;
  @LeftOut() @OneOf(partnerRequestKinds) kind?: PartnerRequestKind;
  @LeftOut() @FreeText(5000) text?: string;
  @LeftOut() @Nested(() => OccurredInput) occurred?: OccurredInput;
  @LeftOut() @FreeText(200) askedBy?: string;
  @LeftOut() @FreeText(200) channel?: string;
  @Text(2000) reason!: string;
}

export class NewPartnerAnswer {
  @OneOf(answerOutcomes) outcome!: AnswerOutcome;
  @Nested(() => OccurredInput) occurred!: OccurredInput;
  @LeftOut() @FreeText(200) answeredBy?: string;
  @LeftOut() @FreeText(5000) words?: string;
  /** The mail or letter in which it came. */
  @LeftOut() @Ids() evidenceIds?: string[];
  @LeftOut() @OrNull() @Id() timelineEventId?: string | null;
}

/** Takes a request back, or what was recorded of it by mistake. */
export class PartnerWithdrawal {
  @Text(2000) reason!: string;
}

export class PartnerAnswerWithdrawal {
  @Id() answerId!: string;
  @Text(2000) reason!: string;
}
