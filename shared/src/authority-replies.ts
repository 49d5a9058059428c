import {
  CalendarDay,
  FreeText,
  Id,
  Instant,
  LeftOut,
  Nested,
  OneOf,
  OrNull,
  Text,
} from "./rules.js";
import {
  authorityMethods,
  type AuthorityMethod,
  type ReportStage,
} from "./authorities.js";
import type { Bilingual } from "./language.js";
import type { Moment } from "./moment.js";
import { LearnedInput, OccurredInput, type Learned } from "./occurred.js";

/** What came back from an authority. */
export const authorityReplyKinds = [
  "accepted",
  "revision_requested",
  "question",
] as const;
export type AuthorityReplyKind = (typeof authorityReplyKinds)[number];

/** What asks nothing is noted; what asks is open until it is answered. */
export const authorityReplyStates = [
  "open",
  "answered",
  "noted",
  "withdrawn",
] as const;
export type AuthorityReplyState = (typeof authorityReplyStates)[number];

export const authorityReplyTransitions: Record<
  AuthorityReplyState,
  readonly AuthorityReplyState[]
> = {
  open: ["answered", "withdrawn"],
  answered: ["withdrawn"],
  noted: ["withdrawn"],
  withdrawn: [],
};

export interface AuthorityReply {
  id: string;
  version: number;
  incidentId: string;
  authorityReportId: string;
  recipientName: Bilingual;
  /** Of the report it speaks of. */
  stage: ReportStage;
  round: number;
  kind: AuthorityReplyKind;
  state: AuthorityReplyState;
  /** When it reached us. */
  occurred: Moment;
  method: AuthorityMethod;
  fromWhom: string;
  text: string;
  dueOn: string | null;
  dueAt: string | null;
  isOverdue: boolean;
  answered: Learned | null;
  answerText: string;
  answeredById: string | null;
  answeredByName: string | null;
  /** Why it was changed or withdrawn, the last time. */
  reason: string | null;
  createdAt: string;
  createdBy: { id: string; name: string } | null;
}

export class NewAuthorityReply {
  @Id() authorityReportId!: string;
  @OneOf(authorityReplyKinds) kind!: AuthorityReplyKind;
  @Nested(() => OccurredInput) occurred!: OccurredInput;
  @OneOf(authorityMethods) method!: AuthorityMethod;
  @LeftOut() @FreeText(200) fromWhom?: string;
  @LeftOut() @FreeText(10_000) text?: string;
  @LeftOut() @OrNull() @CalendarDay() dueOn?: string | null;
  @LeftOut() @OrNull() @Instant() dueAt?: string | null;
  @LeftOut() @OrNull() @Id() timelineEventId?: string | null;
}

export class AuthorityReplyChange {
  @LeftOut() @Nested(() => OccurredInput) occurred?: OccurredInput;
  @LeftOut() @OneOf(authorityMethods) method?: AuthorityMethod;
  @LeftOut() @FreeText(200) fromWhom?: string;
  @LeftOut() @FreeText(10_000) text?: string;
  @LeftOut() @OrNull() @CalendarDay() dueOn?: string | null;
  @LeftOut() @OrNull() @Instant() dueAt?: string | null;
  @Text(2000) reason!: string;
}

/** What we said to it. */
export class AuthorityReplyAnswer {
  @Nested(() => LearnedInput) answered!: LearnedInput;
  @Text(10_000) answerText!: string;
  /** A member; whoever records it where nobody is named. */
  @LeftOut() @Id() answeredById?: string;
  @LeftOut() @OrNull() @Id() timelineEventId?: string | null;
}

export class AuthorityReplyWithdrawal {
  @Text(2000) reason!: string;
}
