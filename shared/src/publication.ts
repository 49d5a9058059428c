import type { DrawnValue, StaleValue } from "./facts.js";
import type { Bilingual } from "./language.js";
import type { SentMessageKind } from "./sent-messages.js";
import {
  BlankAsNull,
  BothLanguages,
  LeftOut,
  OrNull,
  Slug,
  StringAsBilingual,
  Text,
} from "./rules.js";

/** How a customer may ask whether they are concerned. */
export const publicationChecks = ["code", "password", "mail", "shop"] as const;
export type PublicationCheck = (typeof publicationChecks)[number];

/** The public page of an incident: its texts as they are being written, and what of them the public reads. */
export interface Publication {
  /** The incident's. */
  id: string;
  version: number;
  incidentId: string;
  slug: string;
  title: Bilingual;
  /** Paragraphs parted by blank lines; a line that begins with `# ` is a heading. With merge fields. */
  report: Bilingual;
  impostorAdvice: Bilingual;
  checks: PublicationCheck[];
  /** The edition the public reads; null while there is none. */
  editionNo: number | null;
  publishedAt: string | null;
  /** Whether the texts differ from those of that edition. */
  isChanged: boolean;
  /** Values the public reads that the record says otherwise now. */
  stale: StaleValue[];
  /** What waits for a second person. */
  asked: {
    approvalId: string;
    by: { id: string; name: string };
    at: string;
  } | null;
  createdAt: string;
  updatedAt: string;
}

/** What was published, word for word. */
export interface PublicationEdition {
  id: string;
  incidentId: string;
  no: number;
  title: Bilingual;
  text: Bilingual;
  impostorAdvice: Bilingual;
  drawn: DrawnValue[];
  /** What changed against the edition before. */
  note: Bilingual | null;
  sha256: string;
  publishedAt: string;
  askedBy: { id: string; name: string } | null;
  approvedBy: { id: string; name: string } | null;
  /** When the page was taken down while this edition stood on it. */
  takenDown: {
    at: string;
    by: { id: string; name: string } | null;
    reason: string;
  }[];
}

export class NewPublication {
  @Slug() slug!: string;
  /** The incident's title where nothing is said. */
  @LeftOut() @StringAsBilingual() @BothLanguages(200) title?: Bilingual;
  @StringAsBilingual() @BothLanguages(50_000) report!: Bilingual;
  /** `defaultImpostorAdvice` where nothing is said. */
  @LeftOut()
  @StringAsBilingual()
  @BothLanguages(5000)
  impostorAdvice?: Bilingual;
}

export class PublicationChange {
  @LeftOut() @Slug() slug?: string;
  @LeftOut() @StringAsBilingual() @BothLanguages(200) title?: Bilingual;
  @LeftOut() @StringAsBilingual() @BothLanguages(50_000) report?: Bilingual;
  @LeftOut()
  @StringAsBilingual()
  @BothLanguages(5000)
  impostorAdvice?: Bilingual;
}

/** Asks a second person to publish the texts as they stand. */
export class PublicationRequest {
  @Text(2000) reason!: string;
  /** What changed against the edition before, for the public; needed from the second edition on. */
  @LeftOut()
  @OrNull()
  @BlankAsNull()
  @StringAsBilingual()
  @BothLanguages(2000)
  note?: Bilingual | null;
}

export class PublicationTakedown {
  @Text(2000) reason!: string;
}

/** What the second person agrees to. */
export interface PublicationProposal {
  no: number;
  title: Bilingual;
  note: Bilingual | null;
  sha256: string;
  drawn: DrawnValue[];
}

/** What the public reads, as the portal is told it; null while nothing is published. */
export interface PublicPage {
  slug: string;
  title: Bilingual;
  zone: string;
  report: {
    text: Bilingual;
    no: number;
    publishedAt: string;
    updatedAt: string;
    amendments: { no: number; at: string; note: Bilingual }[];
  };
  checks: Record<PublicationCheck, boolean>;
  /** Member bases whose customers may ask with id and password. */
  shops: { code: string; name: Bilingual }[];
  impostorAdvice: Bilingual;
}

export interface PublicAnswer {
  section: Bilingual;
  question: Bilingual;
  answer: Bilingual;
  updatedAt: string;
}

export interface PublicMessage {
  kind: SentMessageKind;
  sender: Bilingual;
  subject: Bilingual | null;
  looksLike: Bilingual;
  from: string;
  until: string | null;
}

export interface PublicTexts {
  page: PublicPage | null;
  faq: PublicAnswer[];
  messages: PublicMessage[];
}

export const defaultImpostorAdvice: Bilingual = {
  ja: [
    "本件を装った電話・メール・SMSにご注意ください。当社から、クレジットカード番号、暗証番号、セキュリティコード、パスワードをお尋ねすることはありません。",
    "少しでも不審に思われたときは、お答えにならず、このページに掲載している窓口へお電話でお確かめください。",
  ].join("\n\n"),
  en: [
    "Please beware of telephone calls, e-mails and text messages that pretend to be about this incident. We never ask for card numbers, PINs, security codes or passwords.",
    "If anything seems odd, do not answer. Please call the desk named on this page and ask.",
  ].join("\n\n"),
};

/** A text as blocks: paragraphs parted by blank lines, and headings, which are lines that begin with `# `. */
export interface TextBlock {
  kind: "heading" | "paragraph";
  lines: string[];
}

export function blocksOf(text: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  let open: TextBlock | null = null;
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line.trim() === "") open = null;
    else if (line.startsWith("# ")) {
      blocks.push({ kind: "heading", lines: [line.slice(2).trim()] });
      open = null;
    } else if (open) open.lines.push(line.trimEnd());
    else {
      open = { kind: "paragraph", lines: [line.trimEnd()] };
      blocks.push(open);
    }
  }
  return blocks;
}
