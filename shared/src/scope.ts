import type { DataItem } from "./incidents.js";
import type { Bilingual } from "./language.js";
import type { OrderStatus } from "./imports.js";
import type { PaymentMethod } from "./payment-methods.js";
import type { ExposureSubject } from "./exposures.js";
import { NewExposure } from "./exposures.js";
import {
  CalendarDay,
  FreeText,
  Id,
  LeftOut,
  Line,
  NestedListOrEmpty,
  OneOf,
  OrNull,
  Text,
  Whole,
} from "./rules.js";

/**
 * What a run says of a customer: affected by at least one exposure; inside a window whose given list does not name them;
 * or neither.
 */
export const verdicts = ["affected", "unlisted", "not_affected"] as const;
export type Verdict = (typeof verdicts)[number];

/** Units are never mixed: cards (件: distinct customer and card reference, a purchase where there is none), purchases, accounts, persons after linking. */
export const scopeUnits = [
  "cards",
  "purchases",
  "accounts",
  "persons",
] as const;
export type ScopeUnit = (typeof scopeUnits)[number];
export type ScopeCounts = Record<ScopeUnit, number>;

/** By what a run counts. A customer with two exposures is in both, so parts do not add up to the whole. */
export const scopeFacets = [
  "exposure",
  "site",
  "month",
  "data_item",
  "combination",
] as const;
export type ScopeFacet = (typeof scopeFacets)[number];

/** An exposure as a run saw it: instants resolved, the end exclusive. */
export interface PinnedExposure {
  no: number;
  id: string | null;
  name: string;
  subject: ExposureSubject;
  zone: string;
  fromOn: string | null;
  untilOn: string | null;
  from: string | null;
  until: string | null;
  baseNos: number[];
  siteNos: number[];
  methods: PaymentMethod[];
  statuses: OrderStatus[];
  givenListNo: number | null;
  dataItems: DataItem[];
}

export interface ScopeFigures {
  affected: ScopeCounts;
  unlisted: ScopeCounts;
  /** Accounts in the bases that are neither. */
  notAffected: { accounts: number };
  /** Affected customers whose id stands in no base. */
  unknownCustomers: number;
}

export const scopeRunStates = [
  "running",
  "done",
  "failed",
  "frozen",
  "superseded",
] as const;
export type ScopeRunState = (typeof scopeRunStates)[number];

export interface ScopeRun {
  id: string;
  version: number;
  incidentId: string;
  no: number;
  state: ScopeRunState;
  /** The newest batch it saw. */
  batchNo: number;
  exposures: PinnedExposure[];
  figures: ScopeFigures | null;
  problem: string | null;
  createdAt: string;
  createdBy: { id: string; name: string } | null;
  finishedAt: string | null;
  frozenAt: string | null;
  freezeReason: string | null;
  /** Somebody asked for it to be made official, and nobody has decided. */
  isFreezeAsked: boolean;
  /** Who asked for it, whether that waits or was granted; and who granted it. */
  freezeAskedBy: { id: string; name: string } | null;
  frozenBy: { id: string; name: string } | null;
}

export interface ScopeCount extends ScopeCounts {
  facet: ScopeFacet;
  /** Exposure number, site number, `yyyy-mm`, data item, or exposure numbers with `+` between. */
  key: string;
  label: Bilingual;
}

/** What a window would choose; nothing is saved. `exposures` left out: those of the record, with one put in its place. */
export class ScopePreview {
  /** The exposure whose draft stands below, else the draft is one more. */
  @LeftOut() @OrNull() @Id() exposureId?: string | null;
  @LeftOut() @NestedListOrEmpty(() => NewExposure, 1) draft?: NewExposure[];
}

export interface ScopePreviewed {
  figures: ScopeFigures;
  /** Against the exposures of the record as they stand. */
  added: ScopeCounts;
  removed: ScopeCounts;
}

export class ScopeFreeze {
  @Text(2000) reason!: string;
}

/** Which customers of a run to list. */
export class ScopeResultSearch {
  @LeftOut() @OneOf(["affected", "unlisted"]) verdict?: "affected" | "unlisted";
  @LeftOut() @Whole(1, 32767) exposureNo?: number;
  /** Those whom exactly these exposures chose, by their numbers as counts of combinations have them: `1+2`. */
  @LeftOut() @FreeText(300) combination?: string;
  /** Against this earlier run: only what it does not say as well. */
  @LeftOut() @Whole(1, 2_000_000_000) againstRunNo?: number;
  @LeftOut() @OneOf(["added", "removed", "unchanged"]) difference?:
    "added" | "removed" | "unchanged";
  @LeftOut() @FreeText(500) cursor?: string;
}

/** A customer as purchases name them, who may stand in no base. */
export class AskedAccount {
  /** Code of the base. */
  @Line(50) memberBase!: string;
  @Line(100) customerNo!: string;
}

export interface ScopeResult {
  customerId: string | null;
  memberBase: { code: string };
  customerNo: string;
  /** Masked for who may not see it. */
  name: string;
  verdict: Exclude<Verdict, "not_affected">;
  exposureNos: number[];
  purchases: number;
  cards: number;
}

export interface ScopeResults {
  results: ScopeResult[];
  total: number;
  isCapped: boolean;
  cursor: string | null;
}

/** How many customers are in one run and not in the other. */
export interface ScopeDifference {
  runNo: number;
  againstRunNo: number;
  added: number;
  removed: number;
  unchanged: number;
}

/** Why a run says of one customer what it says. */
export interface ScopeExplanation {
  runNo: number;
  /** The day the run was made, and the newest batch it saw. */
  runAt: string;
  batchNo: number;
  customerId: string | null;
  memberBase: { code: string };
  customerNo: string;
  verdict: Verdict;
  exposures: {
    no: number;
    name: string;
    /** Chosen by it; in its window and off its list; or why neither. */
    standing: "affected" | "unlisted" | "outside";
    purchases: {
      orderNo: string;
      site: { code: string; name: Bilingual };
      method: PaymentMethod;
      status: OrderStatus;
      paidAt: string | null;
      last4: string;
    }[];
  }[];
  /** Purchases near by that no exposure chose, each with what it failed at; the first 50. */
  others: {
    orderNo: string;
    site: { code: string; name: Bilingual };
    method: PaymentMethod;
    status: OrderStatus;
    paidAt: string | null;
    because: (
      "method" | "site" | "status" | "before" | "after" | "list" | "base"
    )[];
  }[];
}

/** Purchases of one day, by site or by method. */
export interface PurchaseDay {
  on: string;
  key: string;
  purchases: number;
}

/** A figure somebody else gave, to be held against ours. */
export interface GivenFigure {
  id: string;
  version: number;
  incidentId: string;
  unit: ScopeUnit;
  exposureNo: number | null;
  count: number;
  giverId: string;
  giver: { officialName: Bilingual; shortName: Bilingual | null };
  receivedOn: string;
  source: string;
  withdrawalReason: string | null;
  createdAt: string;
}

export class NewGivenFigure {
  @OneOf(scopeUnits) unit!: ScopeUnit;
  @LeftOut() @OrNull() @Whole(1, 32767) exposureNo?: number | null;
  @Whole(0, 2_000_000_000) count!: number;
  @Id() giverId!: string;
  @CalendarDay() receivedOn!: string;
  @LeftOut() @FreeText(2000) source?: string;
}

export class GivenFigureWithdrawal {
  @Text(2000) reason!: string;
}
