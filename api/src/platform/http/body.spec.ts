import { describe, expect, it } from "vitest";
import { guardBody, maskedText } from "./body.js";
import { Problem } from "./problem.js";

const number = "4111 1111 1111 1111";
const mask = "[カード番号 ****1111]";

function fieldsRefused(body: unknown): string[] {
  try {
    guardBody(body);
  } catch (error) {
    if (error instanceof Problem) return Object.keys(error.fields ?? {});
    throw error;
  }
  return [];
}

describe("card numbers in a body", () => {
  it("are masked in every text, however deep, and counted", () => {
    const body = { a: number, b: [{ c: `${number}。` }], d: "普通の文" };
    expect(guardBody(body)).toBe(2);
    expect(body).toEqual({ a: mask, b: [{ c: `${mask}。` }], d: "普通の文" });
  });

  it("are left in a secret of the contract, and nowhere else of that name", () => {
    const body = { token: number, nested: { token: number }, next: number };
    expect(guardBody(body, new Set(["token"]))).toBe(2);
    expect(body).toEqual({
      token: number,
      nested: { token: mask },
      next: mask,
    });
  });

  it("are refused as the name of a property and as a bare number, without being said again", () => {
    expect(fieldsRefused({ [number]: 1 })).toEqual([mask]);
    expect(fieldsRefused({ a: [{ [number]: 1 }] })).toEqual([`a.0.${mask}`]);
    expect(fieldsRefused({ a: { b: 4111111111111111 } })).toEqual(["a.b"]);
    expect(fieldsRefused({ a: 1_471_500_000_000, 2016: 1 })).toEqual([]);
  });
});

describe("a text that is JSON", () => {
  it.each([
    ['{"n":4111111111111111}', { n: mask }],
    [
      '{"a \\" b":[4111111111111111,"4111111111111111"]}',
      { 'a " b': [mask, mask] },
    ],
    ['{"4111111111111111":null}', { [mask]: null }],
    ['"4111-1111-1111-1111"', mask],
  ])("can still be read when it is masked: %s", (text, meant) => {
    expect(JSON.parse(maskedText(text).text)).toEqual(meant);
  });

  it("stays as it was written where nothing is masked", () => {
    const text = '{ "a" : [ 1, 2 ],\n "b": "4111" }';
    expect(maskedText(text)).toEqual({ text, maskedCount: 0 });
  });
});
