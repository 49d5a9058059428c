import { parse, type Options } from "csv-parse/sync";

/** A record of a CSV file and the line of the file it begins on, for people to find it. */
export interface CsvRecord {
  line: number;
  cells: string[];
}

const lineEnd = /\r\n|\r|\n/g;
const noLines = /^[\r\n]*/;
const emptyLines = /^(?:[ \t]*(?:\r\n|\r|\n))*/;

/** Reads a CSV file with or without its mark, rows of different lengths included; throws where it is none. */
export function readCsvRecords(csv: string, options: Options): CsvRecord[] {
  const bytes = Buffer.from(csv);
  let end = 0;
  let line = 1;
  return (
    parse(bytes, {
      ...options,
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as { record: string[]; info: { bytes: number } }[]
  ).map(({ record, info }) => {
    // The parser's own count takes a line end of two characters within quotes for two lines.
    const text = bytes.subarray(end, info.bytes).toString();
    const isBlank = record.every((cell) => cell.trim() === "");
    const skipped = (isBlank ? noLines : emptyLines).exec(text)?.[0] ?? "";
    const begins = line + countOf(skipped);
    end = info.bytes;
    line += countOf(text);
    return { line: begins, cells: record };
  });
}

function countOf(text: string): number {
  return text.match(lineEnd)?.length ?? 0;
}
