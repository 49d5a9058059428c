import {
  NewUser,
  fillMessage,
  problems,
  ruleMessages,
  type Language,
  type UserFilePreview,
  type UserFileRow,
} from "@keii/shared";
import { checkContract } from "../platform/http/contract.pipe.js";
import { readCsvRecords, type CsvRecord } from "../platform/http/csv.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";

/** As many as one step invites. */
const mostRows = 500;

export const externalAdministrator = (): Problem =>
  fieldProblem(problems.invalid, "right", "externalAdministrator");

/** Headings as people write them → what they mean. */
const headings = new Map<string, keyof NewUser>(
  Object.entries({
    氏名: "name",
    名前: "name",
    name: "name",
    メールアドレス: "email",
    メール: "email",
    "e-mail": "email",
    email: "email",
    mail: "email",
    勤務先: "employer",
    所属会社: "employer",
    会社: "employer",
    会社名: "employer",
    employer: "employer",
    company: "employer",
    有効期限: "expiresOn",
    期限: "expiresOn",
    "expires on": "expiresOn",
    expires: "expiresOn",
    expiry: "expiresOn",
    権限: "right",
    right: "right",
    言語: "language",
    language: "language",
  }),
);

const words = new Map(
  Object.entries({
    管理者: "administrator",
    監査人: "auditor",
    一般: "none",
    なし: "none",
    日本語: "ja",
    英語: "en",
  }),
);

/** Reads a CSV of people to invite; each row says whether it is new, known already, or why it cannot be taken. */
export async function readUserFile(
  csv: string,
  knownEmails: ReadonlySet<string>,
  language: Language,
): Promise<UserFilePreview> {
  const [head, ...body] = readCsv(csv);
  const columns = (head?.cells ?? []).map((h) =>
    headings.get(h.normalize("NFKC").trim().toLowerCase()),
  );
  if (!columns.includes("name") || !columns.includes("email"))
    throw fieldProblem(problems.invalid, "csv", "isUserCsv");
  const seen = new Set<string>();
  const rows: UserFileRow[] = [];
  for (const { line, cells } of body.slice(0, mostRows))
    rows.push(await readRow(line, cells, columns, knownEmails, seen, language));
  const count = (state: UserFileRow["state"]) =>
    rows.filter((r) => r.state === state).length;
  return {
    rows,
    newCount: count("new"),
    knownCount: count("known"),
    rejectedCount: count("rejected"),
    unreadCount: Math.max(body.length - mostRows, 0),
  };
}

/** The records of a file, each with the line it begins on. */
function readCsv(csv: string): CsvRecord[] {
  try {
    return readCsvRecords(csv, { trim: true, max_record_size: 100_000 });
  } catch {
    throw fieldProblem(problems.invalid, "csv", "isUserCsv");
  }
}

async function readRow(
  line: number,
  cells: string[],
  columns: (keyof NewUser | undefined)[],
  knownEmails: ReadonlySet<string>,
  seen: Set<string>,
  language: Language,
): Promise<UserFileRow> {
  const values: Record<string, string> = {};
  columns.forEach((column, i) => {
    const cell = cells[i]?.trim() ?? "";
    if (column !== undefined && cell !== "")
      values[column] =
        words.get(cell) ?? (column === "expiresOn" ? isoDay(cell) : cell);
  });
  try {
    const user = await checkContract(NewUser, values);
    if (user.right === "administrator" && user.employer)
      throw externalAdministrator();
    const key = user.email.normalize("NFKC").toLowerCase();
    const isKnown = knownEmails.has(key) || seen.has(key);
    seen.add(key);
    return { line, user, state: isKnown ? "known" : "new", errors: {} };
  } catch (error) {
    if (!(error instanceof Problem) || !error.fields) throw error;
    const errors = Object.fromEntries(
      Object.entries(error.fields).map(
        ([field, { key, values: bounds = [] }]) => [
          field,
          fillMessage(
            ruleMessages[language][key] ?? key,
            Object.fromEntries(bounds.entries()),
          ),
        ],
      ),
    );
    return {
      line,
      user: values as unknown as NewUser,
      state: "rejected",
      errors,
    };
  }
}

/** `2026/12/1` and `2026年12月1日` as they stand in spreadsheets. */
function isoDay(text: string): string {
  const parts = /^(\d{4})[/.年-](\d{1,2})[/.月-](\d{1,2})日?$/.exec(
    text.normalize("NFKC"),
  );
  return parts
    ? `${parts[1]}-${parts[2]!.padStart(2, "0")}-${parts[3]!.padStart(2, "0")}`
    : text;
}
