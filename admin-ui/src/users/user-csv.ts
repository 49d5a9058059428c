import type { NewUser, UserFileRow } from "@keii/shared";

/** The columns of the file, in its order. */
export const userFileColumns = [
  "name",
  "email",
  "employer",
  "expiresOn",
  "right",
  "language",
] as const;
export type UserFileColumn = (typeof userFileColumns)[number];

/** As the API knows them. */
const heading = "name,email,employer,expires on,right,language";

/** One line of the file as a person corrects it. */
export interface FileLine {
  /** Its number in the file as it was read, for people to find it. */
  line: number;
  values: Record<UserFileColumn, string>;
  state: UserFileRow["state"];
  errors: Record<string, string>;
}

/** Bytes of a file as text: UTF-8 (with or without a mark), otherwise Windows-31J as spreadsheets write it. */
export function decodeCsv(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("shift_jis").decode(bytes);
  }
}

/**
 * What was pasted as the CSV the API reads: cells copied from a spreadsheet are separated by tabs, and a first line with
 * an address in it is a person, not a heading.
 */
export function asUserCsv(text: string): string {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  const first = lines.find((line) => line.trim() !== "") ?? "";
  const csv = first.includes("\t")
    ? lines.map((line) => line.split("\t").map(cell).join(",")).join("\n")
    : lines.join("\n");
  return first.includes("@") ? `${heading}\n${csv}` : csv;
}

function cell(value: string): string {
  const bare = /^".*"$/s.test(value)
    ? value.slice(1, -1).replaceAll('""', '"')
    : value;
  return /[",\r\n]/.test(bare) ? `"${bare.replaceAll('"', '""')}"` : bare;
}

/** The lines as a CSV, to be checked again after a correction. */
export function linesToCsv(lines: FileLine[]): string {
  return [
    heading,
    ...lines.map(({ values }) =>
      userFileColumns.map((column) => cell(values[column])).join(","),
    ),
  ].join("\n");
}

/** What an account is where the file does not say. */
const leftOut: Partial<NewUser> = { right: "none", language: "ja" };

/** A line of a preview as a person corrects it; `line` is kept where it was numbered before. */
export function toFileLine(row: UserFileRow, line = row.line): FileLine {
  const user: Partial<NewUser> = { ...leftOut, ...row.user };
  const values = Object.fromEntries(
    userFileColumns.map((column) => [column, user[column] ?? ""]),
  ) as FileLine["values"];
  return { line, values, state: row.state, errors: row.errors };
}

/** A line as it is sent: what is empty is left out. */
export function toNewUser({ values }: FileLine): NewUser {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== ""),
  ) as unknown as NewUser;
}
