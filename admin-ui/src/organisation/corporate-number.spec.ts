import "reflect-metadata";
import { describe, expect, it } from "vitest";
import { digitsOf, remarkOn } from "./CorporateNumberInput.js";
import { linesOf } from "../app/LinesInput.js";

describe("a corporate number", () => {
  it.each([
    ["７０００−０１２０５−０００２", "7000012050002"],
    ["7000 0120 50002", "7000012050002"],
    ["法人番号", null],
    ["", null],
  ])("is read from %s", (text, digits) => {
    expect(digitsOf(text)).toBe(digits);
  });

  it.each([
    ["", "organisation.hint.corporateNumber"],
    ["700001205000", "organisation.number.length"],
    ["7000012050002", "organisation.number.right"],
    ["8000012050002", "organisation.number.wrong"],
    ["7000012050020", "organisation.number.wrong"],
  ])("%s is remarked on", (digits, key) => {
    expect(remarkOn(digits)[0]).toBe(key);
  });
});

describe("lines", () => {
  it("leave out what is blank", () => {
    expect(linesOf(" a@example.com \n\n b@example.com\n")).toEqual([
      "a@example.com",
      "b@example.com",
    ]);
  });
});
