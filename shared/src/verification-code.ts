/*
 * A code is 16 random signs and a check sign, of an alphabet of 29: no 0, O, 1, I, L, U, which are read for one another,
 * and no S, which is read as 5 and taken for it. 29 ^ 16 is more than 2 ^ 77. Because 29 is prime and neighbours weigh
 * differently, the check sign finds every single wrong sign and every swap of neighbours.
 */

export const codeAlphabet = "23456789ABCDEFGHJKMNPQRTVWXYZ";
const size = codeAlphabet.length;
const randomSigns = 16;
const codeLength = randomSigns + 1;

/** How many bytes `codeFrom` likes to have; it may need more. */
export const codeBytes = 24;

/** A code of random bytes; null where they do not suffice, because each one that would favour a sign is passed over. */
export function codeFrom(bytes: Uint8Array): string | null {
  let signs = "";
  for (const byte of bytes) {
    if (byte < size * 8) signs += codeAlphabet[byte % size]!;
    if (signs.length === randomSigns) return signs + checkSign(signs);
  }
  return null;
}

/** As it is printed: XXXX-XXXX-XXXX-XXXXX. */
export function groupedCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8, 12)}-${code.slice(12)}`;
}

/**
 * What somebody typed, as a code would be: capital, half-width, without blanks and hyphens of any kind, S as 5. The one
 * normal form that is hashed, whether it is a code or not.
 */
export function normalCode(typed: string): string {
  return typed
    .slice(0, 200)
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}\p{Cf}ー−_.・･]/gu, "")
    .replaceAll("S", "5");
}

/** Whether a normal form is a code as it may have been printed: a wrong sign or swapped ones do not pass. */
export function isCode(normal: string): boolean {
  return (
    normal.length === codeLength &&
    [...normal].every((sign) => codeAlphabet.includes(sign)) &&
    checkSign(normal.slice(0, randomSigns)) === normal[randomSigns]
  );
}

/** The beginning, by which tries of one network are counted together. */
export function codePrefix(normal: string): string {
  return normal.slice(0, 4);
}

/** The sign behind `signs` that makes the weighted sum a multiple of 29; the last one weighs 1, the one before 2, … */
export function checkSign(signs: string): string {
  const sum = [...signs]
    .reverse()
    .reduce(
      (total, sign, place) => total + (place + 2) * codeAlphabet.indexOf(sign),
      0,
    );
  return codeAlphabet[(size - (sum % size)) % size]!;
}

const receiptSpace = size ** 7;

/** Receipts are numbered below this; seven signs and a check sign say one. */
export const receiptNumbers = receiptSpace;

/** As it stands on the page: R-XXXX-XXXX. */
export function receiptText(no: number): string {
  let signs = "";
  for (let rest = no, at = 0; at < 7; at++, rest = Math.floor(rest / size))
    signs = codeAlphabet[rest % size]! + signs;
  const whole = signs + checkSign(signs);
  return `R-${whole.slice(0, 4)}-${whole.slice(4)}`;
}

/** The number of a receipt as somebody read it out; null where it cannot be one. */
export function receiptNo(typed: string): number | null {
  const normal = normalCode(typed).replace(/^R(?=.{8}$)/, "");
  if (normal.length !== 8) return null;
  if (![...normal].every((sign) => codeAlphabet.includes(sign))) return null;
  const signs = normal.slice(0, 7);
  if (checkSign(signs) !== normal[7]) return null;
  return [...signs].reduce(
    (no, sign) => no * size + codeAlphabet.indexOf(sign),
    0,
  );
}
