import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  checkSign,
  codeAlphabet,
  codeBytes,
  codeFrom,
  codePrefix,
  groupedCode,
  isCode,
  normalCode,
  receiptNo,
  receiptNumbers,
  receiptText,
} from "./verification-code.js";

function aCode(): string {
  for (;;) {
    const code = codeFrom(randomBytes(codeBytes));
    if (code !== null) return code;
  }
}

describe("a code", () => {
  it("has at least 75 bits that nobody knows, and no sign that is read for another one", () => {
    expect(16 * Math.log2(codeAlphabet.length)).toBeGreaterThanOrEqual(75);
    expect(codeAlphabet).not.toMatch(/[01OILUS]/);
    expect(new Set(codeAlphabet).size).toBe(29);
  });

  it("finds every single wrong sign, at every place, whichever sign stands there", () => {
    for (let times = 0; times < 20; times++) {
      const code = aCode();
      for (let place = 0; place < code.length; place++)
        for (const sign of codeAlphabet)
          expect(
            isCode(code.slice(0, place) + sign + code.slice(place + 1)),
          ).toBe(sign === code[place]);
    }
  });

  it("finds every swap of neighbours: for each pair of signs at each place", () => {
    for (let place = 0; place < 16; place++)
      for (const one of codeAlphabet)
        for (const other of codeAlphabet) {
          const random = aCode().slice(0, 16);
          const isLast = place === 15;
          const whole = isLast
            ? withLast(random, one)
            : withCheck(
                random.slice(0, place) + one + other + random.slice(place + 2),
              );
          const [a, b] = [whole[place]!, whole[place + 1]!];
          const swapped =
            whole.slice(0, place) + b + a + whole.slice(place + 2);
          expect(isCode(swapped)).toBe(a === b);
        }
  });

  it("takes every sign equally often", () => {
    const seen = new Map<string, number>();
    for (let times = 0; times < 4000; times++)
      for (const sign of aCode().slice(0, 16))
        seen.set(sign, (seen.get(sign) ?? 0) + 1);
    const expected = (4000 * 16) / 29;
    const chi = [...codeAlphabet].reduce(
      (sum, sign) => sum + ((seen.get(sign) ?? 0) - expected) ** 2 / expected,
      0,
    );
    expect(chi).toBeLessThan(75);
  });

  it("is not made of bytes that do not suffice", () => {
    expect(codeFrom(new Uint8Array(40).fill(255))).toBeNull();
    expect(codeFrom(new Uint8Array(15))).toBeNull();
    expect(codeFrom(new Uint8Array(16))).toBe("2".repeat(17));
  });

  it("is one thing however it is typed", () => {
    const code = codeFrom(Uint8Array.from({ length: 16 }, (_, i) => i + 3))!;
    const grouped = groupedCode(code);
    expect(grouped).toMatch(/^.{4}-.{4}-.{4}-.{5}$/);
    const fullWidth = [...grouped]
      .map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
      .join("");
    for (const typed of [
      code,
      grouped,
      grouped.toLowerCase(),
      ` ${grouped}\t\n`,
      grouped.replaceAll("-", " "),
      grouped.replaceAll("-", "－"),
      grouped.replaceAll("-", "ー"),
      grouped.replaceAll("-", "—"),
      grouped.replaceAll("-", "\u200b"),
      fullWidth,
      fullWidth.toLowerCase(),
      grouped.replaceAll("5", "S"),
      grouped.replaceAll("5", "s"),
    ])
      expect(normalCode(typed)).toBe(code);
    expect(codePrefix(code)).toBe(code.slice(0, 4));
  });

  it.each([
    "",
    " ",
    "\0",
    "0".repeat(17),
    "İ".repeat(17),
    "ß",
    "x".repeat(1e6),
  ])("is not %j", (typed) => {
    expect(isCode(normalCode(typed))).toBe(false);
  });
});

describe("a receipt's number", () => {
  it("is read as it was printed, and not where a sign is wrong or swapped", () => {
    for (let times = 0; times < 300; times++) {
      const no = Math.floor(Math.random() * receiptNumbers);
      const text = receiptText(no);
      expect(text).toMatch(/^R-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
      expect(receiptNo(text)).toBe(no);
      expect(receiptNo(text.toLowerCase().replaceAll("-", " "))).toBe(no);
      expect(receiptNo(text.slice(2))).toBe(no);
      const at = times % 8;
      const signs = text.slice(2).replace("-", "");
      const wrong = codeAlphabet[(codeAlphabet.indexOf(signs[at]!) + 7) % 29]!;
      expect(
        receiptNo(signs.slice(0, at) + wrong + signs.slice(at + 1)),
      ).toBeNull();
    }
    expect(receiptNo(receiptText(0))).toBe(0);
    expect(receiptNo(receiptText(receiptNumbers - 1))).toBe(receiptNumbers - 1);
    expect(receiptNo("R-0000-0000")).toBeNull();
    expect(receiptNo("")).toBeNull();
  });
});

function withCheck(signs: string): string {
  return signs + checkSign(signs);
}

/** Sixteen signs with the last one changed, and the check sign that goes with it. */
function withLast(signs: string, last: string): string {
  return withCheck(signs.slice(0, 15) + last);
}
