import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { isCode, normalCode } from "@keii/shared";
import type { TestApp } from "./app.js";

/** Numbers that must not be found anywhere, however they are written. */
export class Planted {
  private readonly numbers = new Set<string>();
  private readonly lengths = new Set<number>();

  get count(): number {
    return this.numbers.size;
  }

  add(digits: string): void {
    this.numbers.add(digits);
    this.lengths.add(digits.length);
  }

  /** Those of the numbers whose digits follow one another in a text, whatever separates them. */
  in(text: string): string[] {
    const found = new Set<string>();
    for (const [run] of bare(text).matchAll(/\d{13,}/g))
      for (const length of this.lengths)
        for (let at = 0; at + length <= run.length; at++) {
          const digits = run.slice(at, at + length);
          if (this.numbers.has(digits)) found.add(digits);
        }
    return [...found];
  }
}

/** Texts of a person that must not be found anywhere: as they are, spelled otherwise, or as what a program makes of them. */
export class PlantedTexts {
  private readonly signs = new Map<string, string>();
  private readonly encoded = new Map<string, string>();

  /** `kind` is what a find is called, so that no report repeats the text itself. */
  add(kind: string, text: string): void {
    this.signs.set(bare(text).toLowerCase(), kind);
    const bytes = Buffer.from(text);
    for (const form of [
      bytes.toString("hex"),
      bytes.toString("base64").replace(/=+$/, ""),
      bytes.toString("base64url"),
    ])
      this.encoded.set(form, kind);
  }

  /** The kinds that stand in a text. */
  in(text: string): string[] {
    const found = new Set<string>();
    for (const whole of [text, unescapedUrl(text)]) {
      const signs = bare(whole).toLowerCase();
      for (const [one, kind] of this.signs)
        if (signs.includes(one)) found.add(kind);
      for (const [one, kind] of this.encoded)
        if (whole.includes(one)) found.add(kind);
    }
    return [...found];
  }
}

/** What stands in an address, or in a form as it was sent; escapes that are none stay. */
function unescapedUrl(text: string): string {
  return text
    .replaceAll("+", " ")
    .replace(/(?:%[\da-f]{2})+/gi, (run) =>
      Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8"),
    );
}

/** Shapes of what only a customer has: a code as it is printed, a mail address, a telephone number; not what each says. */
export function personalShapes(text: string): string[] {
  const plain = unescapedUrl(text).normalize("NFKC");
  const found: string[] = [];
  const codes = plain.toUpperCase().match(/[0-9A-Z][0-9A-Z-]{15,19}[0-9A-Z]/g);
  if (codes?.some((one) => isCode(normalCode(one)))) found.push("a code");
  if (/[\w.+-]+@[\w-]+\.\w+/.test(plain)) found.push("a mail address");
  if (/(?<![\d.-])0\d{1,4}-\d{1,4}-\d{4}(?![\d-])/.test(plain))
    found.push("a telephone number");
  return found;
}

/** Letters and digits only, escapes as what they stand for. */
function bare(text: string): string {
  return text
    .replace(/\\+u([\da-fA-F]{4})/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    .replace(/\\+[nrt]/g, " ")
    .normalize("NFKC")
    .replace(/[\p{Z}\p{P}\p{S}\p{C}\p{M}ー]+/gu, "");
}

/** Where a number was found. */
export interface Find {
  place: string;
  digits: string;
}

/** Reads every value of every column of every table, whosever schema it is in, and tells where a number is. */
export async function sweepDatabase(
  app: TestApp,
  planted: Planted,
): Promise<{ finds: Find[]; tables: number; values: number }> {
  const columns = await app.sql<{ table: string; columns: string[] }>(
    `select format('%I.%I', n.nspname, c.relname) as table,
       array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
     group by 1 order by 1`,
  );
  const finds: Find[] = [];
  let values = 0;
  for (const { table, columns: names } of columns) {
    const rows = await app.sql<{ row: (string | null)[] }>(
      `select array[${names.map((name) => `"${name}"::text`).join(", ")}] as row from ${table}`,
    );
    for (const { row } of rows)
      for (const [at, value] of row.entries()) {
        if (value === null) continue;
        values++;
        for (const digits of planted.in(readable(value)))
          finds.push({ place: `${table} ${names[at]}`, digits });
      }
  }
  return { finds, tables: columns.length, values };
}

/** Bytes as the text they may be. */
function readable(value: string): string {
  return /^\\x(?:[\da-f]{2})+$/.test(value)
    ? Buffer.from(value.slice(2), "hex").toString("utf8")
    : value;
}

/** The same over lines of text, such as what was logged. */
export function sweepLines(
  place: string,
  lines: Iterable<string>,
  planted: Planted,
): Find[] {
  return [...lines].flatMap((line) =>
    planted.in(line).map((digits) => ({ place, digits })),
  );
}

/** The same over the files of a folder. */
export async function sweepFolder(
  folder: string,
  planted: Planted,
): Promise<Find[]> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  const finds = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        return sweepLines(path, [await readFile(path, "latin1")], planted);
      }),
  );
  return finds.flat();
}
