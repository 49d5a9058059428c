import { looseness, type DigitGroup } from "./digit-group.js";
import { isArticleNumber } from "./card-issuer.js";

/**
 * Which groups of a cluster are plainly something else than part of a card number: telephone numbers, dates, times of day,
 * network addresses, amounts, decimals, article and shop order numbers.
 */
export function ordinaryGroups(text: string, groups: DigitGroup[]): boolean[] {
  return groupsShaped(ordinaryShapes, text, groups);
}

/** Which groups are a day of a month or an expiry, as they often stand before or after a card number. */
export function shortDates(text: string, groups: DigitGroup[]): boolean[] {
  return groupsShaped([monthAndDay], text, groups);
}

function groupsShaped(
  shapes: readonly Shape[],
  text: string,
  groups: DigitGroup[],
): boolean[] {
  const shaped = groups.map(() => false);
  for (let at = 0; at < groups.length; at++) {
    for (const shape of shapes) {
      const count = shape(groups, at, text, shaped);
      for (let k = 0; k < count; k++) shaped[at + k] = true;
    }
  }
  return shaped;
}

/** How many groups from `at` on have the shape; 0 if they have not. */
type Shape = (
  groups: DigitGroup[],
  at: number,
  text: string,
  shaped: readonly boolean[],
) => number;

/** How Japanese telephone numbers are divided, and what each division begins with. */
const phones: readonly [number[], RegExp][] = [
  [[2, 4, 4], /^0[346]/],
  [[3, 3, 4], /^0[1-9][1-9]/],
  [[3, 4, 4], /^0[5-9]0/],
  [[4, 2, 4], /^0[1-9]\d\d/],
  [[4, 3, 3], /^0(?:120|180|570|800|990)/],
  [[4, 3, 4], /^0800/],
  [[5, 1, 4], /^0[1-9]\d\d\d/],
  [[2, 8], /^0[346]/],
  [[3, 8], /^0[5-9]0/],
  [[10], /^0[1-9](?:[1-9]|20|70|80)/],
  [[11], /^0(?:[5-9]0|800)/],
];

const domesticPhone: Shape = (groups, at, _, shaped) => {
  const head = groups[at]?.digits ?? "";
  if (head[0] !== "0") return 0;
  const before = groups[at - 1]?.joint?.looseness ?? looseness.column;
  for (const [lengths, start] of phones) {
    if (!start.test(head) || !hasLengths(groups, at, lengths)) continue;
    const inner = widest(groups, at, lengths.length);
    // Digits without any mark between them need more room around them to be told from a card's.
    const isBare = lengths.length < 3;
    const isSetOff =
      before > Math.max(inner, isBare ? looseness.gap : looseness.mark);
    if (inner < looseness.column && (isSetOff || shaped[at - 1] === true))
      return lengths.length;
  }
  return 0;
};

const internationalPhone: Shape = (groups, at, text) => {
  const start = groups[at]?.start ?? 0;
  if (!/[+＋]/.test(text[start - 1] ?? "")) return 0;
  if (groups[at - 1]?.joint?.marks === "+") return 0;
  const isJapan = groups[at]?.digits.startsWith("81");
  let digits = 0;
  for (let k = at; k < groups.length; k++) {
    const group = groups[k];
    if (!group || digits + group.length > (isJapan ? 12 : 15)) return 0;
    digits += group.length;
    if (digits >= (isJapan ? 11 : 9)) return k - at + 1;
    if (group.joint?.looseness === looseness.column) return 0;
  }
  return 0;
};

const calendarDay: Shape = (groups, at) => {
  const [year, month, day] = numbers(groups, at, 3);
  if (year === undefined || month === undefined || day === undefined) return 0;
  const isDay = isYear(groups[at], year) && isMonthAndDay(month, day);
  const isAlone =
    groups[at - 1]?.joint?.looseness !== looseness.mark &&
    groups[at + 2]?.joint?.looseness !== looseness.mark;
  return isDay && isAlone && hasMarks(groups, at, 3, ["-", "/", "."]) ? 3 : 0;
};

const monthAndDay: Shape = (groups, at) => {
  const [month, day] = numbers(groups, at, 2);
  if (month === undefined || day === undefined) return 0;
  const isAlone =
    groups[at - 1]?.joint?.marks !== "/" &&
    groups[at + 1]?.joint?.marks !== "/";
  const isShort =
    (groups[at]?.length ?? 9) <= 2 && (groups[at + 1]?.length ?? 9) <= 2;
  const canBe = isMonthAndDay(month, day) || isMonthAndDay(month, 1);
  return isAlone && isShort && canBe && hasMarks(groups, at, 2, ["/"]) ? 2 : 0;
};

const clock: Shape = (groups, at, text) => {
  const group = groups[at];
  if (!group || group.length > 2) return 0;
  const isAfterColon = /\p{Nd}[:：]$/u.test(
    text.slice(Math.max(0, group.start - 3), group.start),
  );
  const isBeforeColon = /^[:：]\p{Nd}/u.test(
    text.slice(group.end, group.end + 3),
  );
  return isAfterColon || isBeforeColon ? 1 : 0;
};

const compactDay: Shape = (groups, at) =>
  /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])?(?:[0-5]\d){0,2}$/.test(
    groups[at]?.digits ?? "",
  )
    ? 1
    : 0;

const networkAddress: Shape = (groups, at) => {
  const isFour =
    groups[at - 1]?.joint?.looseness !== looseness.mark &&
    groups[at + 3]?.joint?.looseness !== looseness.mark &&
    hasMarks(groups, at, 4, ["."]);
  const parts = numbers(groups, at, 4);
  return isFour && parts.length === 4 && parts.every((part) => part <= 255)
    ? 4
    : 0;
};

const decimal: Shape = (groups, at, text) => {
  const whole = groups[at];
  const fraction = groups[at + 1];
  if (!whole || !fraction || text[whole.end] !== ".") return 0;
  const isAlone =
    groups[at - 1]?.joint?.looseness !== looseness.mark &&
    fraction.joint?.looseness !== looseness.mark;
  const isLong = whole.length <= 2 && fraction.length >= 8;
  // Quotients of one digit, and the latitudes of Japan.
  const value = Number(whole.digits);
  const isUsual = value < 10 || (value >= 20 && value <= 46);
  return isAlone && isLong && isUsual && hasMarks(groups, at, 2, ["."]) ? 2 : 0;
};

const amount: Shape = (groups, at) => {
  if ((groups[at]?.length ?? 9) > 3) return 0;
  if (groups[at - 1]?.joint?.marks === ",") return 0;
  let count = 1;
  while (
    groups[at + count - 1]?.joint?.marks === "," &&
    groups[at + count]?.length === 3
  ) {
    count++;
  }
  return count > 1 ? count : 0;
};

const articleNumber: Shape = (groups, at) => {
  for (const lengths of [[1, 6, 6], [13]]) {
    const digits = groups
      .slice(at, at + lengths.length)
      .map((group) => group.digits)
      .join("");
    if (hasLengths(groups, at, lengths) && isArticleNumber(digits))
      return lengths.length;
  }
  return 0;
};

const shopOrder: Shape = (groups, at) =>
  hasLengths(groups, at, [3, 7, 7]) && hasMarks(groups, at, 3, ["-"]) ? 3 : 0;

const postcode: Shape = (groups, at, text) => {
  const start = groups[at]?.start ?? 0;
  return /〒\s?$/.test(text.slice(Math.max(0, start - 2), start)) &&
    hasLengths(groups, at, [3, 4])
    ? 2
    : 0;
};

const ordinaryShapes: readonly Shape[] = [
  domesticPhone,
  internationalPhone,
  calendarDay,
  clock,
  compactDay,
  networkAddress,
  decimal,
  amount,
  articleNumber,
  shopOrder,
  postcode,
];

function hasLengths(
  groups: DigitGroup[],
  at: number,
  lengths: readonly number[],
): boolean {
  return lengths.every((length, k) => groups[at + k]?.length === length);
}

function widest(groups: DigitGroup[], at: number, count: number): number {
  let inner = 0;
  for (let k = at; k < at + count - 1; k++) {
    inner = Math.max(inner, groups[k]?.joint?.looseness ?? 0);
  }
  return inner;
}

function hasMarks(
  groups: DigitGroup[],
  at: number,
  count: number,
  marks: readonly string[],
): boolean {
  const first = groups[at]?.joint?.marks;
  if (first === undefined || !marks.includes(first)) return false;
  for (let k = at; k < at + count - 1; k++) {
    if (groups[k]?.joint?.marks !== first) return false;
  }
  return true;
}

function numbers(groups: DigitGroup[], at: number, count: number): number[] {
  const short: number[] = [];
  for (let k = at; k < at + count; k++) {
    const group = groups[k];
    if (!group || group.length > 4 || group.digits === "") return [];
    short.push(Number(group.digits));
  }
  return short;
}

function isYear(group: DigitGroup | undefined, year: number): boolean {
  return group?.length === 4 && year >= 1900 && year < 2100;
}

function isMonthAndDay(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
