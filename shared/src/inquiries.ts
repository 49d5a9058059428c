import {
  FreeText,
  Id,
  Instant,
  LeftOut,
  MailAddress,
  Nested,
  OneOf,
  OrNull,
  PhoneNumber,
  Text,
} from "./rules.js";
import { languages, type Language } from "./language.js";

/** By which way somebody asked. */
export const inquiryChannels = [
  "web",
  "phone",
  "mail",
  "letter",
  "in_person",
] as const;
export type InquiryChannel = (typeof inquiryChannels)[number];

/** What it is about; a charge that nobody knows of is secondary damage, and stands first. */
export const inquiryCategories = [
  "secondary_damage",
  "affected",
  "reissue",
  "compensation",
  "personal_data",
  "other",
] as const;
export type InquiryCategory = (typeof inquiryCategories)[number];

/** `waiting`: it is the customer's turn, or somebody else's; ours is what is new or assigned. */
export const inquiryStatuses = [
  "new",
  "assigned",
  "waiting",
  "answered",
  "closed",
] as const;
export type InquiryStatus = (typeof inquiryStatuses)[number];

/** Where an inquiry may go; back to new or assigned also by what the customer writes. */
export const inquiryTransitions: Record<
  InquiryStatus,
  readonly InquiryStatus[]
> = {
  new: ["assigned", "answered", "closed"],
  assigned: ["new", "waiting", "answered", "closed"],
  waiting: ["new", "assigned", "answered", "closed"],
  answered: ["new", "assigned", "waiting", "answered", "closed"],
  closed: ["new", "assigned"],
};

/** What is ours to answer. */
export const openInquiryStatuses: readonly InquiryStatus[] = [
  "new",
  "assigned",
];

/** What a message of a thread is; notes never leave the house. */
export const inquiryMessageKinds = ["answer", "note", "customer"] as const;
export type InquiryMessageKind = (typeof inquiryMessageKinds)[number];

export const longestInquiry = 10_000;

/** One inquiry; what the reader's role does not show is a mask, or null where nothing can be masked. */
export interface Inquiry {
  id: string;
  version: number;
  incidentId: string;
  /** Running, and ours alone; customers are given the receipt. */
  no: string;
  receipt: string;
  channel: InquiryChannel;
  category: InquiryCategory;
  isSecondaryDamage: boolean;
  language: Language;
  status: InquiryStatus;
  assignee: { id: string; name: string } | null;
  customerId: string | null;
  name: string;
  email: string;
  phone: string;
  /** True where name, mail and telephone are masks. */
  isMasked: boolean;
  callBack: { from: string; until: string } | null;
  receivedAt: string;
  /** Since when somebody waits for our answer. */
  waitingSince: string;
  answeredAt: string | null;
  closedAt: string | null;
  createdBy: { id: string; name: string } | null;
  /** How the newest words of the customer begin; null where the reader's role does not show them. */
  excerpt: string | null;
}

export interface InquiryMessage {
  id: string;
  no: number;
  kind: InquiryMessageKind;
  /** Null where the reader's role does not show it. */
  text: string | null;
  at: string;
  /** Who of us wrote it, or wrote down what the customer said. */
  by: { id: string; name: string } | null;
}

/** An inquiry with everything that was said. */
export interface InquiryThread extends Inquiry {
  messages: InquiryMessage[];
}

/** When somebody would like to be called. */
export class CallBackWish {
  @Instant() from!: string;
  @Instant() until!: string;
}

/** An inquiry that somebody of us takes: a call, a letter, a visit. */
export class NewInquiry {
  @OneOf(inquiryChannels) channel!: InquiryChannel;
  @OneOf(inquiryCategories) category!: InquiryCategory;
  @Text(longestInquiry) text!: string;
  @LeftOut() @OneOf(languages) language?: Language;
  @LeftOut() @OrNull() @Id() customerId?: string | null;
  @LeftOut() @FreeText(200) name?: string;
  @LeftOut() @OrNull() @MailAddress() email?: string | null;
  @LeftOut() @OrNull() @PhoneNumber() phone?: string | null;
  @LeftOut()
  @OrNull()
  @Nested(() => CallBackWish)
  callBack?: CallBackWish | null;
}

/** What turned out to be otherwise. */
export class InquiryChange {
  @LeftOut() @OneOf(inquiryCategories) category?: InquiryCategory;
  @LeftOut() @OrNull() @Id() customerId?: string | null;
}

/** Who answers it; null puts it back for everybody. */
export class InquiryAssignment {
  @OrNull() @Id() assigneeId!: string | null;
}

/** Our answer, or a note for ourselves, or what the customer said meanwhile. */
export class NewInquiryMessage {
  @OneOf(inquiryMessageKinds) kind!: InquiryMessageKind;
  @Text(longestInquiry) text!: string;
}

/** Sets it aside, closes it, takes it up again. */
export class InquiryStep {
  @OneOf(["waiting", "assigned", "closed"])
  status!: Extract<InquiryStatus, "waiting" | "assigned" | "closed">;
}

/** Why name and telephone of somebody are shown; kept in the log. */
export class InquiryReveal {
  @Text(500) reason!: string;
}

/** How inquiries are looked for; in a body, so that nothing personal stands in an address. */
export class InquirySearch {
  /** Words of the thread, or the receipt number, or a part of it. */
  @LeftOut() @FreeText(200) q?: string;
  @LeftOut() @OrNull() @OneOf(["open", ...inquiryStatuses]) status?:
    InquiryStatus | "open" | null;
  @LeftOut()
  @OrNull()
  @OneOf(inquiryCategories)
  category?: InquiryCategory | null;
  @LeftOut() @OrNull() @OneOf(inquiryChannels) channel?: InquiryChannel | null;
  /** `mine`, `nobody`, or somebody's id. */
  @LeftOut() @OrNull() @FreeText(36) assignee?: string | null;
  @LeftOut() @OrNull() @OneOf(["waiting", "newest", "oldest"]) order?:
    "waiting" | "newest" | "oldest" | null;
  /** After the last page. */
  @LeftOut() @FreeText(500) cursor?: string;
}

export interface InquiriesFound {
  inquiries: Inquiry[];
  /** How many, at most 10,000: then there are more. */
  total: number;
  isCapped: boolean;
  cursor: string | null;
}
