import { halfWidth } from "./half-width.js";

/** A line that holds something, as it was pasted. */
export interface PastedLine {
  /** From 1, blank lines counted. */
  number: number;
  raw: string;
  /** The same in half width; offsets agree with `raw`. */
  plain: string;
  /** Where the line begins behind its bullets. */
  start: number;
  hasBullet: boolean;
  isAfterBlank: boolean;
}

const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
const bullet =
  /[・･•◦‣●■○◆◇□▪▫★☆※✓✔►▶➤>|*§#①-⑳]+|[-+](?= )|\(\d{1,3}\)|\d{1,3}[.)](?= |[^\d\s(])/y;
const blanks = /\s*/y;
const mostBullets = 4;

/** The lines of a text that hold something. */
export function* pastedLines(text: string): Generator<PastedLine> {
  let isAfterBlank = false;
  let number = 0;
  for (const raw of text.split(lineBreak)) {
    number++;
    if (raw.trim() === "") {
      isAfterBlank = true;
      continue;
    }
    const plain = halfWidth(raw);
    const indent = skip(blanks, plain, 0);
    const start = afterBullets(plain, indent);
    const hasBullet = start > indent;
    yield { number, raw, plain, start, hasBullet, isAfterBlank };
    isAfterBlank = false;
  }
}

function afterBullets(plain: string, indent: number): number {
  let at = indent;
  for (let count = 0; count < mostBullets; count++) {
    const next = skip(blanks, plain, skip(bullet, plain, at));
    if (next === at) break;
    at = next;
  }
  return at;
}

/**
 * Lines of one entry as one text. A line that was broken at the margin goes on without a break; one that ended by itself,
 * by its full stop or well before the margin, keeps its break.
 */
export function joinedText(lines: readonly string[]): string {
  const pieces: string[] = [];
  let before = "";
  for (const line of lines) {
    const piece = line.replaceAll("\t", " ").trim();
    if (piece === "") continue;
    if (before !== "") pieces.push(glue(before, piece));
    pieces.push(piece);
    before = piece;
  }
  return pieces.join("");
}

const margin = 30;

function glue(before: string, after: string): string {
  const isEnded = /[。．.!?！？:：]$/.test(before);
  if (isEnded || width(before) < margin) return "\n";
  return /[!-~]$/.test(before) && /^[!-~]/.test(after) ? " " : "";
}

/** How wide a line looks, in full-width characters; more than the margin is not counted. */
function width(line: string): number {
  let sum = 0;
  for (let at = 0; at < line.length && sum < margin; at++) {
    sum += line.charCodeAt(at) < 0x100 ? 0.5 : 1;
  }
  return sum;
}

function skip(pattern: RegExp, line: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(line)?.[0].length ?? 0);
}
