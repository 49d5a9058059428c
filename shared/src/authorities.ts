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
import type { Bilingual } from "./language.js";
import type { Moment } from "./moment.js";
import { OccurredInput } from "./occurred.js";

/** How far a report goes; why it is made is its basis, told apart. */
export const reportStages = [
  "preliminary",
  "follow_up",
  "final",
  "voluntary",
] as const;
export type ReportStage = (typeof reportStages)[number];

export const reportBases = [
  "statutory",
  "guideline",
  "contract",
  "voluntary",
] as const;
export type ReportBasis = (typeof reportBases)[number];

/** What a visit to the police was: they are different acts with different consequences. */
export const policeContacts = ["consultation", "tip", "damage_report"] as const;
export type PoliceContact = (typeof policeContacts)[number];

/** How something reaches an authority, or comes back from it. */
export const authorityMethods = [
  "in_person",
  "telephone",
  "email",
  "web_form",
  "post",
] as const;
export type AuthorityMethod = (typeof authorityMethods)[number];

export const authorityReportStates = [
  "draft",
  "filed",
  "accepted",
  "revision_requested",
  "withdrawn",
] as const;
export type AuthorityReportState = (typeof authorityReportStates)[number];

/** Which state may follow which: a report that was filed is never a draft again. */
export const authorityReportTransitions: Record<
  AuthorityReportState,
  readonly AuthorityReportState[]
> = {
  draft: ["filed", "withdrawn"],
  filed: ["accepted", "revision_requested", "withdrawn"],
  accepted: ["filed", "revision_requested", "withdrawn"],
  revision_requested: ["filed", "accepted", "withdrawn"],
  withdrawn: [],
};

/** What was said when, written once. */
export interface AuthorityFiling {
  occurred: Moment;
  filedBy: { id: string; name: string };
  /** Of the content as UTF-8, in hexadecimal. */
  contentSha256: string;
  recordedAt: string;
  recordedBy: { id: string; name: string } | null;
}

/** A report to an authority. */
export interface AuthorityReport {
  id: string;
  version: number;
  incidentId: string;
  recipientId: string;
  recipientName: Bilingual;
  isPolice: boolean;
  stage: ReportStage;
  basis: ReportBasis;
  /** The provision it rests on, as one cites it. */
  citation: string;
  policeContact: PoliceContact | null;
  method: AuthorityMethod;
  department: string;
  officer: string;
  receiptNumber: string;
  /** As filed, once it was. */
  content: string;
  /** The due it is meant to meet. */
  authorityDueId: string | null;
  state: AuthorityReportState;
  /** Which report to this recipient it is, counted as they were recorded as filed. */
  round: number | null;
  filing: AuthorityFiling | null;
  /** Questions of the authority that wait for an answer. */
  openReplyCount: number;
  /** Why something was added after filing, the last time. */
  amendReason: string | null;
  withdrawReason: string | null;
  withdrawnAt: string | null;
  withdrawnBy: { id: string; name: string } | null;
  createdAt: string;
  createdBy: { id: string; name: string } | null;
}

export class NewAuthorityReport {
  @Id() recipientId!: string;
  @OneOf(reportStages) stage!: ReportStage;
  @OneOf(reportBases) basis!: ReportBasis;
  @LeftOut() @FreeText(500) citation?: string;
  @LeftOut()
  @OrNull()
  @OneOf(policeContacts)
  policeContact?: PoliceContact | null;
  @OneOf(authorityMethods) method!: AuthorityMethod;
  @LeftOut() @FreeText(200) department?: string;
  @LeftOut() @FreeText(200) officer?: string;
  @LeftOut() @FreeText(100) receiptNumber?: string;
  @LeftOut() @FreeText(20_000) content?: string;
  @LeftOut() @OrNull() @Id() authorityDueId?: string | null;
  /** Files that go with it. */
  @LeftOut() @Ids() evidenceIds?: string[];
}

/** Of a draft. */
export class AuthorityReportChange {
  @LeftOut() @Id() recipientId?: string;
  @LeftOut() @OneOf(reportStages) stage?: ReportStage;
  @LeftOut() @OneOf(reportBases) basis?: ReportBasis;
  @LeftOut() @FreeText(500) citation?: string;
  @LeftOut()
  @OrNull()
  @OneOf(policeContacts)
  policeContact?: PoliceContact | null;
  @LeftOut() @OneOf(authorityMethods) method?: AuthorityMethod;
  @LeftOut() @FreeText(200) department?: string;
  @LeftOut() @FreeText(200) officer?: string;
  @LeftOut() @FreeText(100) receiptNumber?: string;
  @LeftOut() @FreeText(20_000) content?: string;
  @LeftOut() @OrNull() @Id() authorityDueId?: string | null;
  /** All files that go with it; those that are counsel's stay for whoever does not read them. */
  @LeftOut() @Ids() evidenceIds?: string[];
}

/** Says that the draft was handed in: from then on its content stands. */
export class NewAuthorityFiling {
  @Nested(() => OccurredInput) occurred!: OccurredInput;
  /** A member; whoever records it where nobody is named. */
  @LeftOut() @Id() filedById?: string;
  @LeftOut() @FreeText(100) receiptNumber?: string;
  /** A line of the timeline that already says it; otherwise a line is written. */
  @LeftOut() @OrNull() @Id() timelineEventId?: string | null;
}

/** What arrives after filing. */
export class AuthorityReportAmendment {
  @LeftOut() @FreeText(100) receiptNumber?: string;
  @LeftOut() @FreeText(200) department?: string;
  @LeftOut() @FreeText(200) officer?: string;
  @Text(2000) reason!: string;
}

export class AuthorityReportWithdrawal {
  @Text(2000) reason!: string;
}
