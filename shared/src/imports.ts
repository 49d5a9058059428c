import {
  FreeText,
  Flag,
  Id,
  LeftOut,
  Line,
  Nested,
  NestedListOrEmpty,
  OneOf,
  OrNull,
  Text,
  Whole,
} from "./rules.js";

/** What a file holds. */
export const importKinds = ["customers", "purchases"] as const;
export type ImportKind = (typeof importKinds)[number];

export const importEncodings = ["utf-8", "windows-31j"] as const;
export type ImportEncoding = (typeof importEncodings)[number];

export const importDelimiters = [",", "\t", ";"] as const;
export type ImportDelimiter = (typeof importDelimiters)[number];

/** Fields a column of a file can be read into. */
export const importFields = {
  customers: [
    "customerNo",
    "name",
    "kana",
    "company",
    "department",
    "email",
    "email2",
    "phone",
    "postalCode",
    "address",
    "language",
    "registeredOn",
    "status",
  ],
  purchases: [
    "orderNo",
    "customerNo",
    "site",
    "method",
    "paidAt",
    "status",
    "brand",
    "last4",
    "cardRef",
    "transactionNo",
  ],
} as const satisfies Record<ImportKind, readonly string[]>;
export type ImportField = (typeof importFields)[ImportKind][number];

/** Without these a file cannot be read. */
export const neededFields: Record<ImportKind, readonly ImportField[]> = {
  customers: ["customerNo"],
  purchases: ["orderNo", "customerNo", "site", "method", "paidAt"],
};

export const orderStatuses = [
  "completed",
  "failed",
  "cancelled",
  "refunded",
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

export const customerStatuses = [
  "active",
  "withdrawn",
  "deceased",
  "minor",
  "represented",
  "do_not_contact",
] as const;
export type CustomerStatus = (typeof customerStatuses)[number];

/** Fields whose words are the shop's own and have to be told what they mean. */
export const wordFields = ["site", "method", "status"] as const;
export type WordField = (typeof wordFields)[number];

/**
 * Where a batch stands: its bytes are coming in; they are there and wait for what to do; in the queue; being read; a dry
 * run has said what would happen; in the record; refused with a reason and nothing changed; cancelled; undone.
 */
export const importStates = [
  "uploading",
  "uploaded",
  "queued",
  "running",
  "checked",
  "done",
  "refused",
  "cancelled",
  "undone",
] as const;
export type ImportState = (typeof importStates)[number];

/** Why a row was rejected. */
export const rejectReasons = [
  "empty",
  "needed",
  "tooLong",
  "badDay",
  "badMoment",
  "badLast4",
  "cardNumber",
  "twice",
  "header",
  "columns",
  "control",
] as const;
export type RejectReason = (typeof rejectReasons)[number];

/** Why a file was refused as a whole. */
export const importProblems = [
  "notText",
  "encoding",
  "delimiter",
  "quote",
  "lineTooLong",
  "tooManyColumns",
  "noRows",
  "columnsNeeded",
  "columnTwice",
  "wordsUnknown",
  "unfoldsTooFar",
  "archive",
  "noSpool",
  "failed",
] as const;
export type ImportProblem = (typeof importProblems)[number];

/** What a word of the shop means: one of ours, a site's code. */
export class WordMeaning {
  @OneOf(wordFields) field!: WordField;
  @FreeText(200) word!: string;
  /** A payment method, an order or customer status, or the code of a site. */
  @Line(100) means!: string;
}

/** Which column is read into which field; null: the column is not read. */
export class ColumnMeaning {
  @Whole(0, 999) column!: number;
  @OrNull() @Line(50) field!: ImportField | null;
}

/** How a file is to be read. What is left out is guessed, or remembered from the last file with the same headers. */
export class ImportReading {
  @LeftOut() @OneOf(importEncodings) encoding?: ImportEncoding;
  @LeftOut() @OneOf(importDelimiters) delimiter?: ImportDelimiter;
  @LeftOut()
  @NestedListOrEmpty(() => ColumnMeaning, 1000)
  columns?: ColumnMeaning[];
  @LeftOut()
  @NestedListOrEmpty(() => WordMeaning, 5000)
  words?: WordMeaning[];
}

/** A file that is about to be sent; its bytes follow at `…/import-batches/:id/content`. */
export class NewImportBatch {
  @OneOf(importKinds) kind!: ImportKind;
  @Id() memberBaseId!: string;
  @Line(255) fileName!: string;
}

/** Starts the reading of a file: a dry run says what would happen and changes nothing. */
export class ImportStart {
  @Flag() isDryRun!: boolean;
  @LeftOut() @Nested(() => ImportReading) reading?: ImportReading;
}

export class ImportUndo {
  @Text(2000) reason!: string;
}

/** What ended a batch, or what it waits for. */
export interface ImportOutcome {
  problem: ImportProblem;
  /** Line of the file, from 1; null where it is of no line. */
  line: number | null;
  /** Words nobody gave a meaning to, with how often they stand in the file; the first 200. */
  words: { field: WordField; word: string; count: number }[];
  /** Fields without a column. */
  fields: ImportField[];
}

export interface ImportBatch {
  id: string;
  version: number;
  incidentId: string;
  no: number;
  kind: ImportKind;
  memberBaseId: string;
  memberBase: { code: string };
  fileName: string;
  size: number;
  sha256: string | null;
  isGzip: boolean;
  encoding: ImportEncoding | null;
  delimiter: ImportDelimiter | null;
  columns: ColumnMeaning[] | null;
  words: WordMeaning[] | null;
  isDryRun: boolean;
  state: ImportState;
  bytesRead: number;
  rows: number;
  newRows: number;
  changedRows: number;
  sameRows: number;
  rejectedRows: number;
  outcome: ImportOutcome | null;
  createdAt: string;
  createdBy: { id: string; name: string } | null;
  startedAt: string | null;
  finishedAt: string | null;
  undoneAt: string | null;
  undoneBy: { id: string; name: string } | null;
  undoReason: string | null;
}

/** The head of a file, and its first rows as they will be read. Personal values are masked for who may not see them. */
export interface ImportPreview {
  encoding: ImportEncoding;
  delimiter: ImportDelimiter;
  headers: string[];
  columns: ColumnMeaning[];
  /** True where columns and words come from an earlier file with the same headers. */
  isRemembered: boolean;
  rows: { line: number; cells: string[]; rejected: RejectReason | null }[];
  words: {
    field: WordField;
    word: string;
    count: number;
    means: string | null;
  }[];
  outcome: ImportOutcome | null;
}

/** Why rows of a batch were rejected, counted over those that are kept; by which field, and in which line first. */
export interface ImportRejectTally {
  reason: RejectReason;
  field: ImportField | null;
  count: number;
  firstLine: number;
}
