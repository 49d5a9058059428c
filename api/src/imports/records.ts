import { CsvError, parse } from "csv-parse";
import type { ImportDelimiter, ImportEncoding } from "@keii/shared";
import { faultyLine, StrictDecoder } from "./encoding.js";
import type { ImportFile } from "./import-file.js";
import { ImportRefusal } from "./import-refusal.js";

/** Characters a record may have. */
const longestRecord = 1_000_000;
export const mostColumns = 1_000;

const lineBreak = /\r\n|\r|\n/g;

/** Takes a record and the line of the file it begins on. What it throws ends the reading. */
export type TakeRecord = (cells: string[], line: number) => void;

/** How records are told apart. */
export interface RecordRules {
  encoding: ImportEncoding;
  delimiter: ImportDelimiter;
}

/**
 * The records of a file, the header included, handed out one by one; `settle` is waited for between pieces of the file, so
 * that nothing piles up.
 */
export async function readRecords(
  file: ImportFile,
  { encoding, delimiter }: RecordRules,
  take: TakeRecord,
  settle: () => Promise<void> = async () => undefined,
): Promise<void> {
  let line = 1;
  let failure: Error | null = null;
  const parser = parse({
    bom: true,
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    max_record_size: longestRecord,
    on_record: (cells: string[]) => {
      const begins = line;
      // For the parser each is the first: else it makes an error, stack and all, of every row of another width.
      told.records = 0;
      // Counted here: the parser takes a line end of two characters within quotes for two lines.
      line += 1 + breaksIn(cells);
      take(cells, begins);
      return null;
    },
  });
  const told: { records: number } = parser.info;
  parser.on("error", (error) => (failure ??= error));
  parser.resume();
  const decoder = new StrictDecoder(encoding);
  const put = (text: string) =>
    text === ""
      ? Promise.resolve()
      : new Promise<void>((done) => parser.write(text, () => done()));
  try {
    for await (const piece of file.read()) {
      await put(decoder.decode(piece));
      if (failure) throw refusalOf(failure, line);
      await settle();
    }
    await put(decoder.end());
    if (failure) throw refusalOf(failure, line);
    await new Promise<void>((done) => {
      parser.once("error", () => done());
      parser.once("end", () => done());
      parser.end();
    });
    if (failure) throw refusalOf(failure, line);
    await settle();
  } catch (error) {
    if (error instanceof ImportRefusal && error.outcome.problem === "encoding")
      throw new ImportRefusal("encoding", {
        line: await faultyLine(file.read(), encoding),
      });
    throw error;
  } finally {
    parser.destroy();
  }
}

function breaksIn(cells: string[]): number {
  let count = 0;
  for (const cell of cells)
    if (cell.includes("\n") || cell.includes("\r"))
      count += cell.match(lineBreak)?.length ?? 0;
  return count;
}

function refusalOf(error: Error, line: number): Error {
  if (!(error instanceof CsvError)) return error;
  switch (error.code) {
    case "CSV_MAX_RECORD_SIZE":
      return new ImportRefusal("lineTooLong", { line });
    case "CSV_QUOTE_NOT_CLOSED":
    case "CSV_INVALID_CLOSING_QUOTE":
    case "INVALID_OPENING_QUOTE":
      return new ImportRefusal("quote", { line });
    default:
      return new ImportRefusal("notText", { line });
  }
}
