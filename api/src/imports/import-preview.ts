import {
  maskAddress,
  maskEmail,
  maskName,
  maskPhone,
  maskPostalCode,
  type ColumnMeaning,
  type ImportField,
  type ImportKind,
  type ImportPreview,
  type ImportReading,
} from "@keii/shared";
import { cardMark, withoutCard } from "./card-guard.js";
import { ImportFile } from "./import-file.js";
import { checkColumns, isBlank, readingOf } from "./import-reading.js";
import { ImportRefusal } from "./import-refusal.js";
import { readRecords } from "./records.js";
import { RowReader, RowRejection } from "./row-reading.js";
import { WordBook, type KnownSite } from "./word-book.js";

const shownRows = 20;
const readRows = 1_000;

class Enough extends Error {}

interface Previewed {
  kind: ImportKind;
  /** As told; the rest is guessed. */
  reading: ImportReading;
  sites: readonly KnownSite[];
  remembered: (
    hash: string,
  ) => Promise<Pick<ImportReading, "columns" | "words"> | null>;
  /** Shows what is personal as it stands. */
  isOpen: boolean;
}

/** The head of a file as it will be read, with card numbers struck out; words as far as the first rows have them. */
export async function previewOf(
  path: string,
  { kind, reading: told, sites, remembered, isOpen }: Previewed,
): Promise<ImportPreview> {
  const preview: ImportPreview = {
    encoding: told.encoding ?? "utf-8",
    delimiter: told.delimiter ?? ",",
    headers: [],
    columns: [],
    isRemembered: false,
    rows: [],
    words: [],
    outcome: null,
  };
  try {
    const file = await ImportFile.open(path);
    const reading = await readingOf(
      file,
      kind,
      told,
      async (hash) => (await remembered(hash))?.columns ?? null,
    );
    const earlier = await remembered(reading.headerHash);
    const { encoding, delimiter, headers, columns } = reading;
    Object.assign(preview, {
      encoding,
      delimiter,
      columns,
      headers: headers.map((header) => withoutCard("", header)),
      isRemembered: earlier !== null,
    });
    const book = new WordBook(
      kind,
      [...(earlier?.words ?? []), ...(told.words ?? [])],
      sites,
    );
    const reader = new RowReader(kind, columns, headers, book);
    const masks = masksOf(columns);
    const shown = (header: string, cell: string, at: number) => {
      const text = withoutCard(header, cell.slice(0, 500));
      return isOpen || text === cardMark
        ? text
        : (masks.get(at) ?? maskName)(text);
    };
    let count = -1;
    await untilEnough(
      readRecords(file, reading, (cells, line) => {
        if (isBlank(cells)) return;
        if (++count === 0) return;
        const row = reader.read(cells);
        if (count <= shownRows)
          preview.rows.push({
            line,
            cells: cells
              .slice(0, headers.length)
              .map((cell, at) => shown(headers[at] ?? "", cell, at)),
            rejected: row instanceof RowRejection ? row.reason : null,
          });
        if (count >= readRows) throw new Enough();
      }),
    );
    preview.words = book.met().slice(0, 200);
    checkColumns(kind, reading);
  } catch (error) {
    if (!(error instanceof ImportRefusal)) throw error;
    preview.outcome = error.outcome;
  }
  return preview;
}

function asItIs(text: string): string {
  return text;
}

/** How each field is shown to who may not see persons; those that name nobody stay legible. */
const fieldMasks: Record<ImportField, (text: string) => string> = {
  customerNo: asItIs,
  name: maskName,
  kana: maskName,
  company: maskName,
  department: maskName,
  email: maskEmail,
  email2: maskEmail,
  phone: maskPhone,
  postalCode: maskPostalCode,
  address: maskAddress,
  language: asItIs,
  registeredOn: asItIs,
  status: asItIs,
  orderNo: asItIs,
  site: asItIs,
  method: asItIs,
  paidAt: asItIs,
  brand: asItIs,
  last4: asItIs,
  cardRef: asItIs,
  transactionNo: asItIs,
};

/** By column; a column that nobody has given a meaning may hold anything, and is masked as a name is. */
function masksOf(
  columns: readonly ColumnMeaning[],
): Map<number, (text: string) => string> {
  return new Map(
    columns.flatMap(({ column, field }) =>
      field === null ? [] : [[column, fieldMasks[field]] as const],
    ),
  );
}

async function untilEnough(reading: Promise<void>): Promise<void> {
  try {
    await reading;
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
}
