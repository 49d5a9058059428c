import {
  findCardNumbers,
  hasLuhnCheck,
  isIssued,
  maskCardNumbers,
} from "@keii/shared";

/** What stands in a list of rejected rows for a cell with a card number. */
export const cardMark = "[カード番号]";

const fewestDigits = 13;
const mostDigits = 19;

/** Whether a cell holds a card number; nearly all cells are told apart by their digits alone. */
export function holdsCard(cell: string): boolean {
  return mayHoldCard(cell) && findCardNumbers(cell).length > 0;
}

function mayHoldCard(cell: string): boolean {
  const { length } = cell;
  if (length < fewestDigits) return false;
  let digits = 0;
  let isPlain = true;
  for (let at = 0; at < length; at++) {
    const code = cell.charCodeAt(at);
    if (code < 0x80) {
      if (code >= 0x30 && code <= 0x39) digits++;
      // An escape stands for any character.
      else if (code === 0x5c) return true;
      // What is spelled out between digits has digits of its own; what is masked counts as a group.
      else if (code === 0x25 || code === 0x26 || code === 0x5b) isPlain = false;
    } else if (
      code < 0x3000 ||
      (code > 0x30ff && code < 0x3400) ||
      code > 0x9fff
    ) {
      // Blocks in which some script has its digits; kana and kanji are none.
      digits++;
      isPlain = false;
    }
  }
  if (digits < fewestDigits) return false;
  return !isPlain || digits > 40 || hasCardDigits(cell);
}

/** Whether any digits that follow one another, whatever stands between them, could be a card's. */
function hasCardDigits(cell: string): boolean {
  const digits = cell.replace(/\D/g, "");
  for (let from = 0; from + fewestDigits <= digits.length; from++) {
    const first = digits.charCodeAt(from);
    if (first < 0x32 || first > 0x36) continue;
    const prefix = digits.slice(from, from + 4);
    const most = Math.min(mostDigits, digits.length - from);
    for (let length = fewestDigits; length <= most; length++)
      if (
        isIssued(prefix, length) &&
        hasLuhnCheck(digits.slice(from, from + length))
      )
        return true;
  }
  return false;
}

/** A cell as it may be shown to people: what is a card's, by itself or beside its header, is a mark. */
export function withoutCard(header: string, cell: string): string {
  // Most cells are words, and looking closely takes its time.
  if (!/\p{N}/u.test(cell)) return cell;
  const isCards =
    maskCardNumbers(cell).maskedCount > 0 ||
    maskCardNumbers(`${header}: ${cell}`).maskedCount > 0;
  return isCards ? cardMark : cell;
}
