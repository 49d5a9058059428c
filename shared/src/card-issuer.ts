interface IssuerRange {
  /** First and last prefix of the range, both of the same number of digits. */
  from: number;
  to: number;
  lengths: readonly number[];
}

const long = [16, 17, 18, 19] as const;

const issuerRanges: readonly IssuerRange[] = [
  { from: 4, to: 4, lengths: [13, 16, 19] }, // Visa
  { from: 51, to: 55, lengths: [16] }, // Mastercard
  { from: 2221, to: 2720, lengths: [16] }, // Mastercard
  { from: 34, to: 34, lengths: [15] }, // American Express
  { from: 37, to: 37, lengths: [15] }, // American Express
  { from: 300, to: 305, lengths: [14, ...long] }, // Diners Club
  { from: 36, to: 36, lengths: [14, ...long] }, // Diners Club
  { from: 38, to: 39, lengths: [14, ...long] }, // Diners Club
  { from: 6011, to: 6011, lengths: [16, 19] }, // Discover
  { from: 644, to: 649, lengths: [16, 19] }, // Discover
  { from: 65, to: 65, lengths: [16, 19] }, // Discover
  { from: 3528, to: 3589, lengths: [16, 19] }, // JCB
  { from: 62, to: 62, lengths: long }, // UnionPay
  { from: 5018, to: 5018, lengths: [13, 14, 15, ...long] }, // Maestro
  { from: 5020, to: 5020, lengths: [13, 14, 15, ...long] }, // Maestro
  { from: 5038, to: 5038, lengths: [13, 14, 15, ...long] }, // Maestro
  { from: 5893, to: 5893, lengths: [13, 14, 15, ...long] }, // Maestro
  { from: 6304, to: 6304, lengths: [13, 14, 15, ...long] }, // Maestro
  { from: 6759, to: 6759, lengths: [13, 14, 15, ...long] }, // Maestro
  { from: 6761, to: 6763, lengths: [13, 14, 15, ...long] }, // Maestro
];

/** Lengths of card numbers by their first four digits, worked out once: every digit run is looked up here. */
const lengthsByPrefix: readonly (ReadonlySet<number> | undefined)[] =
  Array.from({ length: 10_000 }, (_, prefix) => {
    const lengths = issuerRanges
      .filter(({ from, to }) => {
        const head = Math.floor(prefix / 10 ** (4 - String(from).length));
        return head >= from && head <= to;
      })
      .flatMap((range) => range.lengths);
    return lengths.length > 0 ? new Set(lengths) : undefined;
  });

/** Whether an issuer gives out card numbers of this length that begin with these four digits. */
export function isIssued(firstFour: string, length: number): boolean {
  return lengthsByPrefix[Number(firstFour)]?.has(length) ?? false;
}

/** Whether the last digit is the check digit of the digits before it (Luhn). */
export function hasLuhnCheck(digits: string): boolean {
  let sum = 0;
  for (let back = 0; back < digits.length; back++) {
    const digit = digits.charCodeAt(digits.length - 1 - back) - 48;
    const weighted = back % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}

/** Whether the digits are a Japanese article number (JAN-13), which looks like a short Visa number. */
export function isArticleNumber(digits: string): boolean {
  if (!/^4[59]\d{11}$/.test(digits)) return false;
  let sum = 0;
  for (let at = 0; at < 13; at++) {
    sum += Number(digits[at]) * (at % 2 === 0 ? 1 : 3);
  }
  return sum % 10 === 0;
}
