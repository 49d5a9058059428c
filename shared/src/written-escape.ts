import type { TextSpan } from "./security-code.js";

/** A text with its escapes as the characters they stand for, and the way back to where they were written. */
export interface Unescaped {
  text: string;
  /** The span of the text as it was written, of one in the text as it is meant. */
  written: (span: TextSpan) => TextSpan;
}

interface Escape {
  /** Where its one character stands in the text as it is meant. */
  at: number;
  start: number;
  end: number;
}

// As JSON writes them, also where JSON is kept within JSON and the backslashes are doubled.
const escape = /\\+(?:u([\da-fA-F]{4})|([nrt]))/g;

/** What a reader of JSON would see in a text; a text without escapes is its own meaning. */
export function unescaped(text: string): Unescaped {
  if (!text.includes("\\")) return { text, written: (span) => span };
  const escapes: Escape[] = [];
  const pieces: string[] = [];
  let from = 0;
  let length = 0;
  for (const match of text.matchAll(escape)) {
    const start = match.index;
    const end = start + match[0].length;
    length += start - from;
    pieces.push(text.slice(from, start), characterOf(match));
    escapes.push({ at: length, start, end });
    length += 1;
    from = end;
  }
  pieces.push(text.slice(from));

  function startOf(offset: number): number {
    const before = lastUpTo(escapes, offset);
    if (!before) return offset;
    return before.at === offset
      ? before.start
      : before.end + offset - before.at - 1;
  }

  function endOf(offset: number): number {
    const last = lastUpTo(escapes, offset - 1);
    if (last?.at === offset - 1) return last.end;
    return startOf(offset - 1) + 1;
  }

  return {
    text: pieces.join(""),
    written: ({ start, end }) => ({ start: startOf(start), end: endOf(end) }),
  };
}

function characterOf([, code, letter]: RegExpMatchArray): string {
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
  return letter === "t" ? "\t" : "\n";
}

/** The last escape at or before an offset, by halves. */
function lastUpTo(escapes: Escape[], offset: number): Escape | undefined {
  let low = 0;
  let high = escapes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((escapes[middle]?.at ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return escapes[low - 1];
}
