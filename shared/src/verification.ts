import type { Bilingual } from "./language.js";
import type { DataItem } from "./incidents.js";
import { Flag, Ids, Instant, LeftOut, Line, OneOf, Text } from "./rules.js";
import type { Verdict } from "./scope.js";

/** By which way somebody was told their verdict. */
export const receiptChannels = [
  "code",
  "password",
  "mail",
  "shop",
  "phone",
  "letter",
] as const;
export type ReceiptChannel = (typeof receiptChannels)[number];

/**
 * What a self-check answers. Unknown, wrong, locked, revoked, of another incident, not published: all of them are
 * `unconfirmed`, with nothing else in it. `limited` and `busy` say nothing of what was typed: too many tries from one
 * network, or too many altogether.
 */
export type SelfCheckAnswer =
  | { outcome: "unconfirmed" }
  | { outcome: "limited" | "busy"; retryAfterSeconds: number }
  | ({ outcome: "told" } & ToldVerdict);

/** The official verdict of one customer, and everything the page says beside it. */
export interface ToldVerdict {
  verdict: Verdict;
  /** Such as `R-7K2M-94XQ`: stands on the page, and the desk finds the receipt by it. */
  receipt: string;
  /** When this customer was first told this, today, by this way. */
  toldAt: string;
  /** Day (in the zone of the incident) of which the investigation's result is. Its number stays inside. */
  asOf: string;
  zone: string;
  channel: ReceiptChannel;
  /** Told something else before; null where not. */
  changed: { from: Verdict; toldAt: string } | null;
  /** Affected by these; with `unlisted` inside these and on none of their lists; else empty. */
  exposures: ToldExposure[];
  /** Inside one of them, newest first, at most 30; empty where a customer is affected by name alone. */
  purchases: ToldPurchase[];
  /** How many there are. */
  purchaseCount: number;
  /** Of all the exposures above, each once, in the order of the closed set. */
  dataItems: DataItem[];
  /** What to do, in this order; which words they have is the page's. */
  steps: SelfCheckStep[];
  /** Who was asked to waive the fee of a new card, where cards are concerned; empty: nobody was asked, or it is not known. */
  fees: FeeKnowledge[];
  /** For "not affected": in which windows and sites somebody would have been affected. */
  rule: ToldExposure[];
}

export interface ToldExposure {
  name: string;
  /** Which way the data went; empty where nobody wrote it down. */
  vector: string;
  subject: "purchases" | "customers";
  /** Both inclusive, in the zone of the verdict; null: open. Instants where a minute is known. */
  fromOn: string | null;
  fromAt: string | null;
  untilOn: string | null;
  /** The last minute that still belongs to it. */
  untilAt: string | null;
  /** Empty: all of them. */
  sites: Bilingual[];
  dataItems: DataItem[];
}

export interface ToldPurchase {
  site: Bilingual;
  /** Calendar day in the zone of the verdict; null where the shop does not know. */
  on: string | null;
  /** Of the card, where it was imported; else empty. */
  last4: string;
  brand: string;
}

export const selfCheckSteps = [
  "call_card_company",
  "watch_statements",
  "change_password",
  "watch_bank_account",
  "beware_of_fraud",
  "ask_desk",
] as const;
export type SelfCheckStep = (typeof selfCheckSteps)[number];

/** A refusal is `unknown` until somebody publishes it. */
export const feeStandings = [
  "requested",
  "promised",
  "partly",
  "unknown",
] as const;
export type FeeStanding = (typeof feeStandings)[number];

export interface FeeKnowledge {
  party: Bilingual;
  standing: FeeStanding;
}

/** Which steps follow from the kinds of data that leaked; nothing to do for who is not affected but to stay wary. */
export function stepsFor(
  verdict: Verdict,
  dataItems: readonly DataItem[],
): SelfCheckStep[] {
  if (verdict === "not_affected") return ["beware_of_fraud"];
  const has = (...items: DataItem[]) =>
    items.some((item) => dataItems.includes(item));
  const needed: Record<SelfCheckStep, boolean> = {
    call_card_company:
      verdict === "affected" &&
      has("card_number", "card_expiry", "security_code"),
    watch_statements: has("card_number", "card_expiry", "security_code"),
    change_password: has("password", "login_id"),
    watch_bank_account: has("bank_account"),
    beware_of_fraud: true,
    ask_desk: true,
  };
  return selfCheckSteps.filter((step) => needed[step]);
}

/** Whom codes are for: what a run says of them, everybody of the member bases, or whoever has to be told anew. */
export const codeAudiences = [
  "affected",
  "unlisted",
  "everybody",
  "changed",
] as const;
export type CodeAudience = (typeof codeAudiences)[number];

/** Codes are made while they are downloaded. Made and not downloaded: the file did not arrive whole. */
export const codeBatchStates = [
  "planned",
  "made",
  "downloaded",
  "revoked",
] as const;
export type CodeBatchState = (typeof codeBatchStates)[number];

export interface CodeBatch {
  id: string;
  version: number;
  incidentId: string;
  no: number;
  label: string;
  runNo: number;
  audience: CodeAudience;
  /** Codes of the member bases it is for; empty: all. */
  memberBases: string[];
  codeCount: number;
  state: CodeBatchState;
  /** How many asked with a code of it, and how many were told by letter, mail or telephone. */
  askedCount: number;
  toldCount: number;
  createdAt: string;
  createdBy: { id: string; name: string } | null;
  downloadedAt: string | null;
  downloadedBy: { id: string; name: string } | null;
  revocationReason: string | null;
  revokedAt: string | null;
}

export class NewCodeBatch {
  @Line(200) label!: string;
  @OneOf(codeAudiences) audience!: CodeAudience;
  /** Left out or empty: of all member bases. */
  @LeftOut() @Ids(100) memberBaseIds?: string[];
}

export class CodeBatchRevocation {
  @Text(2000) reason!: string;
}

export class CodeRevocation {
  /** Code of the member base. */
  @Line(50) memberBase!: string;
  @Line(100) customerNo!: string;
  @Text(2000) reason!: string;
}

/** Everybody with a code of a batch was told: the letters left, the mails were sent. */
export class CodeBatchTelling {
  @OneOf(["letter", "mail", "phone"]) channel!: "letter" | "mail" | "phone";
  @Instant() toldAt!: string;
}

/** One customer was told on the telephone what the official run says. */
export class NewVerdictReceipt {
  @Line(50) memberBase!: string;
  @Line(100) customerNo!: string;
  @OneOf(["phone", "letter"]) channel!: "phone" | "letter";
}

export class ReceiptLookup {
  /** As it stands on the page, or as somebody read it out. */
  @Line(40) receipt!: string;
}

/** Whether customers may ask with id and password of the shop: one for each incident, off until somebody switches it on. */
export interface PasswordCheck {
  /** The incident's. */
  id: string;
  /** 0 while nobody has switched it. */
  version: number;
  incidentId: string;
  isOn: boolean;
  /** What rules log-in data out of the leak; empty while it was never on. */
  source: string;
  /** Whether the record says that log-in data leaked: then it cannot be on. */
  isLoginDataLeaked: boolean;
  /** When it went off by itself. */
  endedAt: string | null;
  changedAt: string | null;
  changedBy: { id: string; name: string } | null;
  /** How many passwords there are of each member base. */
  passwords: { memberBase: string; count: number; outdated: number }[];
}

export class PasswordCheckChange {
  @Flag() isOn!: boolean;
  /** Needed to switch it on. */
  @LeftOut() @Text(2000) source?: string;
}

/** Who was told what, when, under which run, by which way. */
export interface VerdictReceipt {
  id: string;
  /** Such as `R-7K2M-94XQ`; the same as `id`. */
  receipt: string;
  memberBase: { code: string };
  customerNo: string;
  customerId: string | null;
  verdict: Verdict;
  runNo: number;
  channel: ReceiptChannel;
  toldAt: string;
  batchNo: number | null;
  toldBy: { id: string; name: string } | null;
  /** What the official run says now, where that is something else. */
  now: Verdict | null;
}

/** Somebody who was last told something else than the official run says. */
export interface VerdictChange {
  /** The receipt of what they were told. */
  id: string;
  memberBase: { code: string };
  customerNo: string;
  customerId: string | null;
  told: {
    verdict: Verdict;
    runNo: number;
    channel: ReceiptChannel;
    at: string;
  };
  verdict: Verdict;
  runNo: number;
}
