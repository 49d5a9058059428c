import type { StaleValue } from "./facts.js";
import type { Bilingual } from "./language.js";
import {
  BothLanguages,
  CalendarDay,
  Id,
  LeftOut,
  OneOf,
  OrNull,
  StringAsBilingual,
  Text,
} from "./rules.js";

/** Internal entries are for those who answer, and never on the portal. */
export const faqVisibilities = ["public", "internal"] as const;
export type FaqVisibility = (typeof faqVisibilities)[number];

/** A draft was never published; of what changed, the public still reads the earlier words. */
export const faqStates = [
  "draft",
  "published",
  "changed",
  "withdrawn",
] as const;
export type FaqState = (typeof faqStates)[number];

/** A question with its answer, as it was last written. */
export interface FaqEntry {
  id: string;
  version: number;
  incidentId: string;
  state: FaqState;
  visibility: FaqVisibility;
  /** Of its versions this one. */
  no: number;
  section: Bilingual;
  question: Bilingual;
  answer: Bilingual;
  /** Days in the incident's zone, both inclusive. */
  effectiveFrom: string;
  effectiveUntil: string | null;
  /** The newest edition that was published: what it says, word for word. */
  edition: {
    no: number;
    question: Bilingual;
    answer: Bilingual;
    effectiveFrom: string;
    effectiveUntil: string | null;
    publishedAt: string;
  } | null;
  /** Values of that edition that the record says otherwise now. */
  stale: StaleValue[];
  withdrawalReason: string | null;
  createdAt: string;
  createdBy: { id: string; name: string } | null;
}

export interface FaqRevision {
  no: number;
  section: Bilingual;
  question: Bilingual;
  answer: Bilingual;
  effectiveFrom: string;
  effectiveUntil: string | null;
  reason: string;
  writtenAt: string;
  writtenBy: { id: string; name: string } | null;
  /** When it was published, the first time. */
  publishedAt: string | null;
}

export class NewFaqEntry {
  @OneOf(faqVisibilities) visibility!: FaqVisibility;
  @StringAsBilingual() @BothLanguages(100) section!: Bilingual;
  @StringAsBilingual() @BothLanguages(500) question!: Bilingual;
  @StringAsBilingual() @BothLanguages(10_000) answer!: Bilingual;
  @CalendarDay() effectiveFrom!: string;
  @LeftOut() @OrNull() @CalendarDay() effectiveUntil?: string | null;
}

export class FaqChange {
  @LeftOut() @OneOf(faqVisibilities) visibility?: FaqVisibility;
  @LeftOut() @StringAsBilingual() @BothLanguages(100) section?: Bilingual;
  @LeftOut() @StringAsBilingual() @BothLanguages(500) question?: Bilingual;
  @LeftOut() @StringAsBilingual() @BothLanguages(10_000) answer?: Bilingual;
  @LeftOut() @CalendarDay() effectiveFrom?: string;
  @LeftOut() @OrNull() @CalendarDay() effectiveUntil?: string | null;
  @Text(2000) reason!: string;
}

/** Where in the order: right behind another entry, or first (null). */
export class FaqPlacing {
  @OrNull() @Id() afterEntryId!: string | null;
}

export class FaqWithdrawal {
  @Text(2000) reason!: string;
}
