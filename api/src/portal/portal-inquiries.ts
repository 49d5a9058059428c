import { createHash, randomBytes } from "node:crypto";
import {
  groupedCode,
  inquiryReceipt,
  maskCardNumbers,
  normalCode,
  type InquiryCategory,
  type Language,
  type SelfCheckAnswer,
} from "@keii/shared";
import { sql } from "../platform/database/sql.js";
import { plainAddress } from "../verification/network.js";
import { hashOf, type SelfCheck } from "../verification/self-check.js";
import type { Asking } from "./portal-database.js";
import { Refusal } from "./refusal.js";
import type { IncidentVisit } from "./visit.js";

/** What somebody asks, as it was typed. */
export interface AskedInquiry {
  category: InquiryCategory;
  language: Language;
  text: string;
  name: string;
  email: string;
  phone: string;
  callBackFrom: string | null;
  callBackUntil: string | null;
}

/** `readingCode` is null where somebody reads the answer signed in, and where it was shown too long ago. */
export type Received =
  | { outcome: "received"; receipt: string; readingCode: string | null }
  | { outcome: "signedOut" };

export interface PortalThread {
  receipt: string;
  category: InquiryCategory;
  receivedAt: string;
  status: "received" | "answered" | "closed";
  callBack: { from: string; until: string } | null;
  messages: { by: "customer" | "desk"; text: string; at: string }[];
}

export interface MyInquiries {
  inquiries: PortalThread[];
  /** When the session ends by itself. */
  endsAt: string;
}

export type Replied = "received" | "none" | "full";

type Limited = { outcome: "limited"; retryAfterSeconds: number };

/** By which form something was sent, and what: the same twice is one. */
export function formKey(nonce: string, said: readonly unknown[]): Buffer {
  return createHash("sha256")
    .update(JSON.stringify([nonce, ...said]))
    .digest();
}

export function newNonce(): string {
  return randomBytes(16).toString("base64url");
}

export function isNonce(text: string): boolean {
  return /^[\w-]{22}$/.test(text);
}

/** The inquiries of one visitor: signed in by a check, or with a receipt number and its reading code. */
export class PortalInquiries {
  constructor(
    private readonly database: Asking,
    private readonly selfCheck: Pick<SelfCheck, "codeKey" | "mine" | "signOut">,
  ) {}

  async inquire(
    { slug, session, address }: IncidentVisit,
    nonce: string,
    asked: AskedInquiry,
  ): Promise<Received> {
    const key = formKey(nonce, Object.values(asked));
    const codeKey = await this.selfCheck.codeKey();
    const code = session === null ? codeKey.readingCode(key) : null;
    const told = await this.database.ask<
      | {
          outcome: "received";
          receipt: string;
          isReadable: boolean;
        }
      | { outcome: "signedOut" }
      | Limited
      | null
    >(sql`select portal_inquire($1, $2, $3, $4, $5, $6) as answer`, [
      slug,
      { ...asked, text: maskCardNumbers(asked.text).text },
      key,
      code === null ? null : codeKey.readingHash(code),
      session === null ? null : hashOf(session),
      plainAddress(address),
    ]);
    const answer = unlimited(told);
    if (answer.outcome === "signedOut") return answer;
    return {
      outcome: "received",
      receipt: answer.receipt,
      readingCode:
        answer.isReadable && code !== null ? groupedCode(code) : null,
    };
  }

  /** Null for a number of nobody, a wrong code and one that is too old, alike. */
  async thread(
    { slug, address }: IncidentVisit,
    receipt: string,
    code: string,
  ): Promise<PortalThread | null> {
    const told = await this.database.ask<
      | { outcome: "found"; thread: PortalThread }
      | { outcome: "none" }
      | Limited
      | null
    >(sql`select portal_thread($1, $2, $3, $4) as answer`, [
      slug,
      inquiryReceipt(receipt) ?? "",
      await this.readingHash(code),
      plainAddress(address),
    ]);
    const answer = unlimited(told);
    return answer.outcome === "found" ? answer.thread : null;
  }

  /** Null where nobody is signed in. */
  async mine({ slug, session }: IncidentVisit): Promise<MyInquiries | null> {
    if (session === null) return null;
    return this.database.ask(sql`select portal_my($1, $2) as answer`, [
      slug,
      hashOf(session),
    ]);
  }

  async verdict({
    slug,
    session,
  }: IncidentVisit): Promise<SelfCheckAnswer | null> {
    return session === null ? null : this.selfCheck.mine(slug, session);
  }

  /** Where no code was typed, whoever is signed in writes. */
  async reply(
    { slug, session, address }: IncidentVisit,
    nonce: string,
    { receipt, code, text }: { receipt: string; code: string; text: string },
  ): Promise<Replied> {
    const told = await this.database.ask<{ outcome: Replied } | Limited | null>(
      sql`select portal_reply($1, $2, $3, $4, $5, $6, $7) as answer`,
      [
        slug,
        inquiryReceipt(receipt) ?? "",
        maskCardNumbers(text).text,
        formKey(nonce, [inquiryReceipt(receipt), text]),
        code === "" ? null : await this.readingHash(code),
        code === "" && session !== null ? hashOf(session) : null,
        plainAddress(address),
      ],
    );
    return unlimited(told).outcome;
  }

  async signOut(session: string): Promise<void> {
    await this.selfCheck.signOut(session);
  }

  private async readingHash(typed: string): Promise<Buffer> {
    return (await this.selfCheck.codeKey()).readingHash(normalCode(typed));
  }
}

/** What is no refusal: not published any more, or too much of one network. */
function unlimited<T extends { outcome: string }>(
  told: T | Limited | null,
): Exclude<T, Limited> {
  if (told === null) throw Refusal.notFound();
  if (isLimited(told)) throw Refusal.tooMany(told.retryAfterSeconds);
  return told as Exclude<T, Limited>;
}

function isLimited(told: { outcome: string }): told is Limited {
  return told.outcome === "limited";
}
