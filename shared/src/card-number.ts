import { hasLuhnCheck, isIssued } from "./card-issuer.js";
import {
  digitClusters,
  looseness,
  type DigitGroup,
  type Joint,
} from "./digit-group.js";
import { isPartOfIdentifier, labelOf } from "./number-label.js";
import { ordinaryGroups, shortDates } from "./number-shape.js";
import { findSecurityCodes, type TextSpan } from "./security-code.js";
import { unescaped } from "./written-escape.js";

/** A card number in a text; offsets into the text as it was written, `end` exclusive. */
export interface CardNumber extends TextSpan {
  lastFour: string;
}

export interface MaskedText {
  text: string;
  maskedCount: number;
}

interface Candidate extends CardNumber {
  first: number;
  last: number;
  grouping: Grouping;
}

interface Mark extends TextSpan {
  mark: string;
}

/** What a candidate is judged by besides its digits. */
interface Surroundings {
  text: string;
  groups: DigitGroup[];
  /** Groups that are plainly something else. */
  ordinary: boolean[];
  /** Groups that a card number may stand close to. */
  dates: boolean[];
  /** How many groups of four stand in a row before each group. */
  foursBefore: number[];
}

/** As cards print it, as one run, or in any other way. */
type Grouping = "printed" | "run" | "odd";

const shortest = 13;
const longest = 19;
const printedGroupings = new Set(["4-4-4-4", "4-4-4-4-3", "4-6-5", "4-6-4"]);

/** Of two candidates that overlap the one is kept that is more surely, or more completely, a card's. */
const groupingOrder: Record<Grouping, number> = { printed: 0, odd: 1, run: 2 };

const masked = /\[(?:カード番号 \*{4}\d{4}|\*{3})\]/y;
const uuid = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi;
const codeAfterExpiry =
  /^[\s\p{P}\p{S}]{1,8}\p{Nd}{1,2}[\s]?[/／][\s]?\p{Nd}{2,4}[\s\p{P}\p{S}]{1,4}(\p{Nd}{3,4})(?![\p{Nd}\p{L}])/u;

/**
 * The payment card numbers in a text, in order, however they are spelled: any script's digits, blanks, dashes, dots,
 * slashes, line breaks and invisible characters between them, all of them as they are or escaped as in JSON. A number
 * counts when an issuer's range and length and the check digit fit and neither its shape nor the words beside it say
 * that it is something else.
 */
export function findCardNumbers(text: string): CardNumber[] {
  const { text: meant, written } = unescaped(text);
  return cardsIn(meant).map((card) => ({ ...card, ...written(card) }));
}

function cardsIn(text: string): CardNumber[] {
  const scanned = text.replace(uuid, (id) => "x".repeat(id.length));
  return digitClusters(scanned, masked)
    .flatMap((groups) => withoutOverlaps(candidatesIn(text, groups)))
    .map(({ start, end, lastFour }) => ({ start, end, lastFour }));
}

/**
 * The text with its card numbers and security codes struck out: only a card's last four digits stay. Masking a masked
 * text changes nothing.
 */
export function maskCardNumbers(text: string): MaskedText {
  const { text: meant, written } = unescaped(text);
  const cards = cardsIn(meant);
  const codes = [...findSecurityCodes(meant), ...codesBeside(cards, meant)];
  return struckOut(text, [
    ...cards.map((card) => ({
      ...written(card),
      mark: `[カード番号 ****${card.lastFour}]`,
    })),
    ...codes.map((code) => ({ ...written(code), mark: "[***]" })),
  ]);
}

function candidatesIn(text: string, groups: DigitGroup[]): Candidate[] {
  const candidates: Candidate[] = [];
  let surroundings: Surroundings | null = null;
  for (let first = 0; first < groups.length; first++) {
    if (!/^[2-6]/.test(groups[first]?.digits ?? "")) continue;
    for (const candidate of cardsFrom(groups, first)) {
      surroundings ??= surroundingsOf(text, groups);
      if (isCard(candidate, surroundings)) candidates.push(candidate);
    }
  }
  return candidates;
}

function surroundingsOf(text: string, groups: DigitGroup[]): Surroundings {
  const ordinary = ordinaryGroups(text, groups);
  let row = 0;
  const foursBefore = groups.map((group, at) => {
    const before = row;
    row = group.length === 4 && !ordinary[at] ? row + 1 : 0;
    return before;
  });
  return {
    text,
    groups,
    ordinary,
    dates: shortDates(text, groups),
    foursBefore,
  };
}

/** What begins with a group and has an issuer's range, a length and a check digit that fit. */
function cardsFrom(groups: DigitGroup[], first: number): Candidate[] {
  const cards: Candidate[] = [];
  const start = groups[first]?.start ?? 0;
  let digits = "";
  for (let last = first; last < groups.length; last++) {
    const group = groups[last];
    if (!group?.digits || digits.length + group.length > longest) break;
    digits += group.digits;
    if (digits.length < shortest) continue;
    if (!isIssued(digits.slice(0, 4), digits.length)) continue;
    if (!hasLuhnCheck(digits)) continue;
    cards.push({
      start,
      end: group.end,
      lastFour: digits.slice(-4),
      first,
      last,
      grouping: groupingOf(groups.slice(first, last + 1)),
    });
  }
  return cards;
}

function groupingOf(groups: DigitGroup[]): Grouping {
  if (groups.length === 1) return "run";
  const lengths = groups.map((group) => group.length).join("-");
  return printedGroupings.has(lengths) ? "printed" : "odd";
}

function isCard(candidate: Candidate, around: Surroundings): boolean {
  const { first, start, end, grouping } = candidate;
  if (!isSetOffBefore(candidate, around)) return false;
  const label = labelOf(around.text, start, end);
  if (label === "card") return true;
  if (isOrdinary(candidate, around) || !isSetOffAfter(candidate, around))
    return false;
  // In a list of four-digit numbers only every fourth begins a card; one more may stand before the first.
  if (grouping === "printed") return (around.foursBefore[first] ?? 0) % 4 <= 1;
  return label === "none" && !isPartOfIdentifier(around.text, start, end);
}

/** Whether part of it looks like something else; what is spelled as nobody here writes it only looks so by chance. */
function isOrdinary(
  { first, last }: Candidate,
  { groups, ordinary }: Surroundings,
): boolean {
  return (
    ordinary.slice(first, last + 1).includes(true) &&
    groups.slice(first, last + 1).every((group) => group.isPlain)
  );
}

function isSetOffBefore(candidate: Candidate, around: Surroundings): boolean {
  const neighbour = candidate.first - 1;
  const joint = around.groups[neighbour]?.joint ?? null;
  return isSetOff(candidate, joint, neighbour, around);
}

function isSetOffAfter(candidate: Candidate, around: Surroundings): boolean {
  const joint = around.groups[candidate.last]?.joint ?? null;
  return isSetOff(candidate, joint, candidate.last + 1, around);
}

/** Whether a neighbour is far enough away from a candidate, compared with how far apart its own groups are. */
function isSetOff(
  { first, last, grouping }: Candidate,
  joint: Joint | null,
  neighbour: number,
  { groups, ordinary, dates }: Surroundings,
): boolean {
  if (grouping === "run" || !joint) return true;
  let inner = 0;
  for (let at = first; at < last; at++) {
    inner = Math.max(inner, groups[at]?.joint?.looseness ?? 0);
  }
  if (joint.looseness > inner) return true;
  if (grouping === "printed" && joint.looseness === inner) return true;
  const isExplained = ordinary[neighbour] === true || dates[neighbour] === true;
  return isExplained && joint.looseness >= looseness.gap;
}

function withoutOverlaps(candidates: Candidate[]): Candidate[] {
  if (candidates.length < 2) return candidates;
  const taken = new Set<number>();
  const best = candidates.toSorted(
    (a, b) =>
      groupingOrder[a.grouping] - groupingOrder[b.grouping] ||
      a.first - b.first ||
      b.last - a.last,
  );
  const kept = best.filter(({ first, last }) => {
    for (let at = first; at <= last; at++) if (taken.has(at)) return false;
    for (let at = first; at <= last; at++) taken.add(at);
    return true;
  });
  return kept.toSorted((a, b) => a.first - b.first);
}

/** A card number, its expiry and three or four digits more: the security code, named or not. */
function codesBeside(cards: CardNumber[], text: string): TextSpan[] {
  return cards.flatMap(({ end: cardEnd }) => {
    const match = codeAfterExpiry.exec(text.slice(cardEnd, cardEnd + 32));
    if (!match?.[1]) return [];
    const end = cardEnd + match[0].length;
    return [{ start: end - match[1].length, end }];
  });
}

function struckOut(text: string, marks: Mark[]): MaskedText {
  const kept: Mark[] = [];
  for (const mark of marks.toSorted((a, b) => a.start - b.start)) {
    const last = kept.at(-1);
    if (!last || mark.start >= last.end) kept.push(mark);
    else if (mark.end > last.end) kept[kept.length - 1] = mark;
  }
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end, mark } of kept) {
    pieces.push(text.slice(from, start), mark);
    from = end;
  }
  pieces.push(text.slice(from));
  return { text: pieces.join(""), maskedCount: kept.length };
}
