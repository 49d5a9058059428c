import {
  phoneDigits,
  searchText,
  type ColumnMeaning,
  type ImportField,
  type ImportKind,
  type RejectReason,
} from "@keii/shared";
import { holdsCard } from "./card-guard.js";
import type { WordBook } from "./word-book.js";
import { readWrittenDay, readWrittenMoment } from "./written-days.js";

/** Why a row is rejected, and by which of its fields. */
export class RowRejection extends Error {
  private static readonly made = new Map<string, RowRejection>();

  private constructor(
    readonly reason: RejectReason,
    readonly field: ImportField | null,
  ) {
    super(reason);
  }

  /** There may be millions of them, and an error takes its stack along: each is made once. */
  static of(
    reason: RejectReason,
    field: ImportField | null = null,
  ): RowRejection {
    const key = `${reason} ${field}`;
    const known = RowRejection.made.get(key);
    if (known) return known;
    const made = new RowRejection(reason, field);
    RowRejection.made.set(key, made);
    return made;
  }
}

/** Columns of the tables that a row is read into, in the order of what `RowReader.read` answers. */
export const rowColumns = {
  customers: [
    "customer_no",
    "name",
    "kana",
    "company",
    "department",
    "emails",
    "phone",
    "postal_code",
    "address",
    "language",
    "registered_on",
    "status",
    "has_odd_email",
    "phone_digits",
    "search",
  ],
  purchases: [
    "order_no",
    "site_no",
    "customer_no",
    "method",
    "paid_at",
    "status",
    "card_ref",
    "last4",
    "brand",
    "transaction_no",
  ],
} as const satisfies Record<ImportKind, readonly string[]>;

const lengths: Partial<Record<ImportField, number>> = {
  customerNo: 100,
  orderNo: 200,
  cardRef: 200,
  transactionNo: 200,
  address: 500,
  email: 500,
  email2: 500,
  phone: 50,
  postalCode: 20,
  language: 50,
  brand: 50,
  site: 200,
  method: 200,
  status: 200,
};

const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const breaks = /\s*[\r\n]+\s*/g;
const oddEmail = /^\.|\.\.|\.@|@.*@|^[^@]*$/;
const maskedLast4 = /^(?:[*xX•-]|\s)*(\d{4})$/;

/** Reads the cells of a row into the columns of its table, as the text a COPY takes; or says why not. */
export class RowReader {
  private readonly at: Partial<Record<ImportField, number>> = {};

  constructor(
    private readonly kind: ImportKind,
    columns: readonly ColumnMeaning[],
    private readonly headers: readonly string[],
    private readonly words: WordBook,
  ) {
    for (const { column, field } of columns)
      if (field !== null) this.at[field] = column;
  }

  read(cells: string[]): string | RowRejection {
    if (cells.every(isBlank)) return RowRejection.of("empty");
    const width = this.headers.length;
    const isTooWide =
      cells.length > width && !cells.slice(width).every(isBlank);
    if (cells.length < width || isTooWide) return RowRejection.of("columns");
    if (this.isHeader(cells)) return RowRejection.of("header");
    for (const cell of cells) {
      if (cell === "") continue;
      if (holdsCard(cell)) return RowRejection.of("cardNumber");
      if (control.test(cell)) return RowRejection.of("control");
    }
    try {
      return this.kind === "customers"
        ? this.customer(cells)
        : this.purchase(cells);
    } catch (rejection) {
      if (rejection instanceof RowRejection) return rejection;
      throw rejection;
    }
  }

  /** Whether the header stands here again, as where files were put together. */
  private isHeader(cells: string[]): boolean {
    const { headers } = this;
    if (cells[0]!.trim() !== headers[0]) return false;
    return headers.every((header, at) => header === cells[at]!.trim());
  }

  private customer(cells: string[]): string {
    const customerNo = this.needed(cells, "customerNo");
    const name = this.text(cells, "name");
    const kana = this.text(cells, "kana");
    const company = this.text(cells, "company");
    const phone = this.foldedText(cells, "phone");
    const emails = [
      ...addresses(this.foldedText(cells, "email")),
      ...addresses(this.foldedText(cells, "email2")),
    ];
    const day = readWrittenDay(this.text(cells, "registeredOn"));
    if (day === null) reject("badDay", "registeredOn");
    const status = this.words.meaning("status", this.text(cells, "status"));
    return [
      escaped(customerNo),
      escaped(name),
      escaped(kana),
      escaped(company),
      escaped(this.text(cells, "department")),
      escaped(arrayOf(emails)),
      escaped(phone),
      escaped(postalCode(this.foldedText(cells, "postalCode"))),
      escaped(this.text(cells, "address")),
      escaped(this.text(cells, "language")),
      day === "" ? "\\N" : day,
      status === "" ? "active" : status,
      emails.some((email) => oddEmail.test(email)) ? "t" : "f",
      phone === "" ? "" : phoneDigits(phone),
      escaped(searchText([name, kana, company, ...emails])),
    ].join("\t");
  }

  private purchase(cells: string[]): string {
    const orderNo = this.needed(cells, "orderNo");
    const customerNo = this.needed(cells, "customerNo");
    const site = this.words.meaning("site", this.needed(cells, "site"));
    const method = this.words.meaning("method", this.needed(cells, "method"));
    const status =
      this.words.meaning("status", this.text(cells, "status")) || "completed";
    const moment = readWrittenMoment(this.text(cells, "paidAt"));
    if (moment === null) reject("badMoment", "paidAt");
    // What was never paid has no moment; what was has one, or nobody could tell whether it is inside a window.
    if (moment === "" && status === "completed") reject("needed", "paidAt");
    return [
      escaped(orderNo),
      site,
      escaped(customerNo),
      method,
      moment === "" ? "\\N" : moment,
      status,
      escaped(this.foldedText(cells, "cardRef")),
      last4(this.foldedText(cells, "last4")),
      escaped(this.text(cells, "brand")),
      escaped(this.foldedText(cells, "transactionNo")),
    ].join("\t");
  }

  private needed(cells: string[], field: ImportField): string {
    const text = this.foldedText(cells, field);
    if (text === "") reject("needed", field);
    return text;
  }

  /** A few characters fold to many: what is kept is measured, too. */
  private foldedText(cells: string[], field: ImportField): string {
    const text = folded(this.text(cells, field));
    if (text.length > (lengths[field] ?? 200)) reject("tooLong", field);
    return text;
  }

  private text(cells: string[], field: ImportField): string {
    const at = this.at[field];
    if (at === undefined) return "";
    let text = cells[at] ?? "";
    if (text === "") return text;
    if (
      isOuter(text.charCodeAt(0)) ||
      isOuter(text.charCodeAt(text.length - 1))
    )
      text = text.trim();
    if (text.includes("\n") || text.includes("\r"))
      text = text.replace(breaks, " ");
    if (text.length > (lengths[field] ?? 200)) reject("tooLong", field);
    return text;
  }
}

function isBlank(cell: string): boolean {
  return cell === "" || (isOuter(cell.charCodeAt(0)) && cell.trim() === "");
}

/** Whether a character may be one that is trimmed away. */
function isOuter(code: number): boolean {
  return code <= 0x20 || (code > 0x7e && (code < 0x3001 || code > 0xfefe));
}

function reject(reason: RejectReason, field: ImportField): never {
  throw RowRejection.of(reason, field);
}

function folded(text: string): string {
  return /[^ -~]/.test(text) ? text.normalize("NFKC").trim() : text;
}

function addresses(text: string): string[] {
  return text === "" ? [] : text.split(/[\s,;、]+/).filter(Boolean);
}

function postalCode(text: string): string {
  const code = text.replace(/^〒\s*/, "");
  const digits = /^(\d{3})[-ー‐−]?(\d{4})$/.exec(code);
  return digits ? `${digits[1]}-${digits[2]}` : code;
}

/** The last digits; a spreadsheet drops the zeros in front. */
function last4(text: string): string {
  if (text === "") return "";
  if (/^\d{1,4}$/.test(text)) return text.padStart(4, "0");
  const match = maskedLast4.exec(text);
  if (!match?.[1]) reject("badLast4", "last4");
  return match[1];
}

function arrayOf(items: string[]): string {
  if (items.length === 0) return "{}";
  return `{${items.map((item) => `"${item.replace(/[\\"]/g, "\\$&")}"`).join(",")}}`;
}

const special = /[\\\t\n\r]/g;
const escapes: Record<string, string> = {
  "\\": "\\\\",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
};

/** Text as a COPY takes it. */
function escaped(text: string): string {
  return /[\\\t\n\r]/.test(text)
    ? text.replace(special, (character) => escapes[character]!)
    : text;
}
