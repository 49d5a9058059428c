import {
  neededFields,
  type ColumnMeaning,
  type ImportDelimiter,
  type ImportEncoding,
  type ImportField,
  type ImportKind,
  type ImportReading,
} from "@keii/shared";
import { detectEncoding, faultyLine, likeliestEncoding } from "./encoding.js";
import { guessColumns, guessDelimiter, hashOfHeaders } from "./headers.js";
import { ImportFile } from "./import-file.js";
import { ImportRefusal } from "./import-refusal.js";
import { mostColumns, readRecords } from "./records.js";

const headSize = 256 * 1024;
const page = /^\s*<(?:!doctype|!--|html|table|\?xml|head|meta)/i;

/** How a file is read: told, or found out from its head. */
export interface FileReading {
  encoding: ImportEncoding;
  delimiter: ImportDelimiter;
  headers: string[];
  headerHash: string;
  columns: ColumnMeaning[];
}

class HeaderFound extends Error {}

/** Finds out how a file is to be read; what is told is not guessed. */
export async function readingOf(
  file: ImportFile,
  kind: ImportKind,
  told: Pick<ImportReading, "encoding" | "delimiter" | "columns">,
  remembered: (hash: string) => Promise<ColumnMeaning[] | null>,
): Promise<FileReading> {
  const { head, encoding } = await headOf(file, told.encoding);
  if (head.length === 0) throw new ImportRefusal("noRows");
  if (head.includes(0)) throw new ImportRefusal("notText");
  const text = new TextDecoder(
    encoding === "utf-8" ? "utf-8" : "shift_jis",
  ).decode(head);
  if (page.test(text)) throw new ImportRefusal("notText");
  const delimiter = told.delimiter ?? guessDelimiter(text);
  const headers = await headersOf(file, { encoding, delimiter });
  const headerHash = hashOfHeaders(kind, headers);
  const columns =
    told.columns ??
    (await remembered(headerHash)) ??
    guessColumns(kind, headers);
  return { encoding, delimiter, headers, headerHash, columns };
}

/** Throws where a column is missing or two say the same. */
export function checkColumns(
  kind: ImportKind,
  { columns }: Pick<FileReading, "columns">,
): ImportField[] {
  const fields = columns.flatMap(({ field }) =>
    field === null ? [] : [field],
  );
  const twice = fields.filter((field, at) => fields.indexOf(field) !== at);
  if (twice.length > 0)
    throw new ImportRefusal("columnTwice", { fields: twice });
  const missing = neededFields[kind].filter((field) => !fields.includes(field));
  if (missing.length > 0)
    throw new ImportRefusal("columnsNeeded", { fields: missing });
  return fields;
}

async function headOf(
  file: ImportFile,
  told: ImportEncoding | undefined,
): Promise<{ head: Buffer; encoding: ImportEncoding }> {
  const pieces: Buffer[] = [];
  let size = 0;
  let encoding: ImportEncoding | null = told ?? null;
  for await (const piece of file.read()) {
    const isHead = size < headSize;
    // Beyond the head only the encoding is looked for.
    if (isHead) pieces.push(piece);
    size += piece.length;
    if (size < headSize) continue;
    encoding ??= await detected(
      file,
      isHead ? Buffer.concat(pieces) : piece,
      false,
    );
    if (encoding !== null) return { head: Buffer.concat(pieces), encoding };
  }
  const head = Buffer.concat(pieces);
  if (size < headSize) encoding ??= await detected(file, head, true);
  return { head, encoding: encoding ?? "utf-8" };
}

async function detected(
  file: ImportFile,
  bytes: Buffer,
  isEnd: boolean,
): Promise<ImportEncoding | null> {
  // What has NULs in it is no text in any encoding that is read here.
  if (bytes.includes(0)) return "utf-8";
  try {
    return detectEncoding(bytes, isEnd);
  } catch (error) {
    if (!(error instanceof ImportRefusal)) throw error;
    throw new ImportRefusal("encoding", {
      line: await faultyLine(file.read(), likeliestEncoding(bytes)),
    });
  }
}

async function headersOf(
  file: ImportFile,
  rules: { encoding: ImportEncoding; delimiter: ImportDelimiter },
): Promise<string[]> {
  let headers: string[] | null = null;
  try {
    await readRecords(file, rules, (cells) => {
      if (isBlank(cells)) return;
      headers = cells.map((cell) => cell.trim());
      throw new HeaderFound();
    });
  } catch (error) {
    if (!(error instanceof HeaderFound)) throw error;
  }
  if (headers === null) throw new ImportRefusal("noRows");
  const found: string[] = headers;
  // A spreadsheet leaves empty columns behind.
  while (found.length > 1 && found.at(-1) === "") found.pop();
  if (found.length > mostColumns)
    throw new ImportRefusal("tooManyColumns", { line: 1 });
  return found;
}

export function isBlank(cells: readonly string[]): boolean {
  return cells.length === 1 && cells[0]!.trim() === "";
}
