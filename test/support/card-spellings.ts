import { Random } from "./random.js";

/** A payment card number and a way in which somebody may have written it. */
export interface SpelledCard {
  digits: string;
  text: string;
}

/** First digits, and how long such numbers are. */
const issuers: readonly [string, number][] = [
  ["4", 16],
  ["4", 16],
  ["51", 16],
  ["55", 16],
  ["2223", 16],
  ["34", 15],
  ["37", 15],
  ["36", 14],
  ["3528", 16],
  ["3589", 16],
  ["6011", 16],
  ["62", 16],
  ["62", 19],
];
/** As cards print their numbers. */
const printed: Record<number, number[]> = {
  14: [4, 6, 4],
  15: [4, 6, 5],
  16: [4, 4, 4, 4],
  19: [4, 4, 4, 4, 3],
};

const onOneLine = [
  "",
  " ",
  "-",
  " - ",
  "\u3000",
  "\u00a0",
  "\u2010",
  "\u2011",
  "\u2013",
  "\u2014",
  "\u2212",
  "ー",
  "－",
  ".",
  "・",
  "/",
  "\t",
  " \u200b",
  "\u200b-\u200b",
];
const acrossLines = ["\n", "\r\n", "-\n", "\n  ", "\u2028"];
/** As they stand inside of a JSON text, and inside of one that is kept in another. */
const escapes = ["\\n", "\\r\\n", "\\t", "\\u0020", "\\u3000", "\\u2010"];
const doubleEscapes = escapes.map((escape) => escape.replaceAll("\\", "\\\\"));
const invisible = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"];

/** Numbers nobody holds: an issuer's first digits, any others, and the check digit that fits. */
export function cardDigits(random: Random): string {
  const [prefix, length] = random.of(issuers);
  let body = prefix;
  while (body.length < length - 1) body += String(random.below(10));
  for (let check = 0; check < 10; check++)
    if (isChecked(`${body}${check}`)) return `${body}${check}`;
  throw new Error("no check digit");
}

function isChecked(digits: string): boolean {
  const sum = [...digits].reverse().reduce((all, digit, at) => {
    const weighted = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return all + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return sum % 10 === 0;
}

type Dress = (group: string, random: Random) => string;
const plain: Dress = (group) => group;
const fullWidth: Dress = (group) =>
  group.replace(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d)));
const seamed: Dress = (group, random) =>
  group.replace(/\d(?=\d)/g, (d) =>
    random.below(4) === 0 ? d + random.of(invisible) : d,
  );
const escapedDigits: Dress = (group, random) =>
  group.replace(/\d/g, (d) => (random.below(4) === 0 ? `\\u003${d}` : d));
const dresses = [plain, plain, plain, fullWidth, seamed, escapedDigits];

/** A number as somebody wrote it: on one line, over several, or as an escaped text. */
export function spelledCard(
  random: Random,
  kind: "line" | "lines" | "escaped",
): SpelledCard {
  const digits = cardDigits(random);
  const separator = random.of(
    kind === "line"
      ? onOneLine
      : kind === "lines"
        ? [...onOneLine, ...acrossLines]
        : [...escapes, ...doubleEscapes],
  );
  const groups: string[] = [];
  let at = 0;
  for (const length of printed[digits.length]!) {
    groups.push(digits.slice(at, at + length));
    at += length;
  }
  const dress = random.of(dresses);
  return {
    digits,
    text: groups.map((group) => dress(group, random)).join(separator),
  };
}

const sentences: readonly [string, string][] = [
  ["カード番号は ", " と名乗った。"],
  ["窓口で控えた番号 ", " を確認中。"],
  ["お客さまの番号「", "」が届いた。"],
  ["決済に使われた ", " の件で照会。"],
  ["card ", " was read out"],
  ["", " が記載されていた"],
  ["画面に ", ""],
];

/** The number within a sentence of the day. */
export function inSentence(random: Random, card: SpelledCard): string {
  const [before, after] = random.of(sentences);
  return before + card.text + after;
}
