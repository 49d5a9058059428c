/** What a pasted text or a file was read as. */
export interface GivenIds {
  ids: string[];
  /** A heading that was left out. */
  header: string | null;
  /** Rows that say what another says already. */
  repeated: number;
}

/** As many as go in at once; longer lists by the command line. */
export const mostIds = 200_000;

const headings = /id|no\.?$|番号|会員|注文|決済|customer|order|transaction/i;

/** The ids of a text: the first cell of each line, without quotes; a heading and blank lines are passed over. */
export function idsIn(text: string): GivenIds {
  const cells = text
    .replace(/^\ufeff/, "")
    .split(/\r\n|\r|\n/)
    .map(firstCell)
    .filter((cell) => cell !== "");
  const [first] = cells;
  const isHeading =
    first !== undefined &&
    cells.length > 1 &&
    !/[0-9０-９]/.test(first) &&
    headings.test(first);
  const ids = isHeading ? cells.slice(1) : cells;
  const distinct = new Set(ids.map((id) => id.normalize("NFKC")));
  return {
    ids,
    header: isHeading ? first : null,
    repeated: ids.length - distinct.size,
  };
}

function firstCell(line: string): string {
  const quoted = /^\s*"((?:[^"]|"")*)"/.exec(line);
  if (quoted) return quoted[1]!.replaceAll('""', '"').trim();
  return (line.split(/[,\t;]/)[0] ?? "").trim();
}

/** The text of a file as shops write it: UTF-8, else the Japanese encoding of Windows. */
export function textOf(bytes: Uint8Array<ArrayBuffer>): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("shift_jis").decode(bytes);
  }
}
