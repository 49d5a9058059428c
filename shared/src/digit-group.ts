/** Digits that stand together, and what lies between them and the next group. */
export interface DigitGroup {
  /** Offsets into the text as it was written, end exclusive. */
  start: number;
  end: number;
  length: number;
  /** In ASCII; empty where there are too many to be part of a card number. */
  digits: string;
  /** Whether it is written as numbers are here: in ASCII or full-width digits, nothing invisible between them. */
  isPlain: boolean;
  /** What separates this group from the one after it; null where the cluster ends. */
  joint: Joint | null;
}

/** How far apart two groups look: a mark between them, a gap, or another line or column. */
export const looseness = { mark: 1, gap: 2, column: 3 } as const;
export type Looseness = (typeof looseness)[keyof typeof looseness];

export interface Joint {
  /** The visible separators, each as one of `- . / , _ + |`, a blank, a tab or a line break. */
  marks: string;
  looseness: Looseness;
}

const plain = /^(?:[0-9]+|[０-９]+)$/;
const wrapped = /^-\n *$/;

const longestGroup = 19;
const longestJoint = 24;
const mostLineBreaks = 2;

// Zero-width characters, soft hyphens, directions, and what makes keycaps of digits.
const invisible = /[\p{Cf}\p{Me}\p{Variation_Selector}\u034f]/u;
const marksByCharacter = new Map<string, string>();
for (const [mark, characters] of [
  ["-", "-\u02d7\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u207b\u2212"],
  ["-", "\u2500\u2501\u30fc\ufe58\ufe63\uff0d\uff70~"],
  [".", ".\u00b7\u2022\u2024\u2027\u2219\u30fb\uff0e\uff65"],
  ["/", "/\u2044\u2215\uff0f\\\uff3c"],
  [",", ",\u3001\uff0c\uff64"],
  ["_", "_\uff3f"],
  ["+", "+\uff0b"],
  ["|", "|\uff5c"],
  [" ", " \u00a0\u1680\u202f\u205f\u3000"],
  [" ", "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"],
  ["\t", "\t"],
  ["\n", "\n\r\u000b\u000c\u0085\u2028\u2029"],
] as const) {
  for (const character of characters) marksByCharacter.set(character, mark);
}

/** Separators as addresses and markup spell them. */
const spelledMarks: readonly [RegExp, string][] = [
  [/%(?:20|E3%80%80|C2%A0)/iy, " "],
  [/%(?:2D|E2%80%9[0-5]|EF%BC%8D)/iy, "-"],
  [/%0[AD]/iy, "\n"],
  [/&(?:nbsp|ensp|emsp|thinsp|#160|#xa0);/iy, " "],
];

/**
 * The clusters of digit groups in a text, in order: groups with nothing but separators between them. What `opaque` (a
 * sticky pattern that begins with a bracket) matches counts as a group without digits: masked before, it still stands
 * between its neighbours.
 */
export function digitClusters(text: string, opaque?: RegExp): DigitGroup[][] {
  const clusters: DigitGroup[][] = [];
  let cluster: DigitGroup[] = [];
  let at = 0;
  while (at < text.length) {
    const group = opaqueAt(text, at, opaque) ?? groupAt(text, at);
    if (!group) {
      at++;
      continue;
    }
    cluster.push(group);
    at = group.end;
    const joint = jointAt(text, at);
    if (joint && isGroupStart(text, joint.end, opaque)) {
      group.joint = joint;
      at = joint.end;
    } else {
      clusters.push(cluster);
      cluster = [];
    }
  }
  return clusters;
}

function isGroupStart(text: string, at: number, opaque?: RegExp): boolean {
  return digitValue(text, at) >= 0 || opaqueAt(text, at, opaque) !== null;
}

function opaqueAt(
  text: string,
  at: number,
  opaque?: RegExp,
): DigitGroup | null {
  if (!opaque || text.charCodeAt(at) !== 0x5b) return null;
  opaque.lastIndex = at;
  if (!opaque.test(text)) return null;
  return {
    start: at,
    end: opaque.lastIndex,
    length: 0,
    digits: "",
    isPlain: true,
    joint: null,
  };
}

function groupAt(text: string, start: number): DigitGroup | null {
  let digits = "";
  let length = 0;
  let end = start;
  for (let at = start; at < text.length;) {
    const value = digitValue(text, at);
    if (value >= 0) {
      if (length < longestGroup) digits += String(value);
      length++;
      at +=
        text.charCodeAt(at) >= 0xd800 && text.charCodeAt(at) < 0xdc00 ? 2 : 1;
      end = at;
    } else if (length > 0 && isInvisible(text, at)) {
      at++;
    } else {
      break;
    }
  }
  if (length === 0) return null;
  if (length > longestGroup) digits = "";
  const isPlain = digits !== "" && plain.test(text.slice(start, end));
  return { start, end, length, digits, isPlain, joint: null };
}

function jointAt(
  text: string,
  start: number,
): (Joint & { end: number }) | null {
  let marks = "";
  let lineBreaks = 0;
  let at = start;
  while (at < text.length && at - start <= longestJoint) {
    if (isInvisible(text, at)) {
      at++;
      continue;
    }
    const mark = markAt(text, at);
    if (!mark) break;
    if (mark.mark === "\n") {
      const isPair = text[at] === "\n" && text[at - 1] === "\r";
      lineBreaks += isPair ? 0 : 1;
    }
    marks += mark.mark;
    at = mark.end;
  }
  if (marks === "" || lineBreaks > mostLineBreaks) return null;
  return { marks, looseness: loosenessOf(marks), end: at };
}

function loosenessOf(marks: string): Looseness {
  // A dash at the end of a line says that the number goes on.
  if (wrapped.test(marks)) return looseness.gap;
  if (/[\n\t,|]/.test(marks)) return looseness.column;
  return marks.length > 1 || marks === " " ? looseness.gap : looseness.mark;
}

function markAt(
  text: string,
  at: number,
): { mark: string; end: number } | null {
  const character = text[at] ?? "";
  const mark = marksByCharacter.get(character);
  if (mark !== undefined) return { mark, end: at + 1 };
  if (character !== "%" && character !== "&") return null;
  for (const [spelling, spelled] of spelledMarks) {
    spelling.lastIndex = at;
    if (spelling.test(text)) return { mark: spelled, end: spelling.lastIndex };
  }
  return null;
}

function isInvisible(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 0xad || (code > 0x20e3 && code < 0xfe00)) return false;
  return invisible.test(text[at] ?? "");
}

const values = new Map<number, number>();

/** The value of the decimal digit of any script at an offset, or -1. */
export function digitValue(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 0x660) return code >= 0x30 && code <= 0x39 ? code - 0x30 : -1;
  if (code >= 0x2000 && code < 0xa620) return -1;
  if (code >= 0xff10 && code <= 0xff19) return code - 0xff10;
  if (code >= 0xac00 && code < 0xd800) return -1;
  const point = text.codePointAt(at);
  if (point === undefined || (point >= 0xdc00 && point < 0xf900)) return -1;
  const known = values.get(point);
  if (known !== undefined) return known;
  if (!isDecimal(point)) return -1;
  const value = decimalValue(point);
  values.set(point, value);
  return value;
}

// Unicode promises that decimal digits come in rows of ten, from nought to nine.
function decimalValue(point: number): number {
  let first = point;
  while (isDecimal(first - 1)) first--;
  return (point - first) % 10;
}

function isDecimal(point: number): boolean {
  return /^\p{Nd}$/u.test(String.fromCodePoint(point));
}
