import { describe, expect, it } from "vitest";
import { figureText, type Fact } from "./facts.js";
import type { ScopeUnit } from "./scope.js";
import { lintText } from "./text-lint.js";

function figure(unit: ScopeUnit, amount: number | null): Fact {
  return {
    name: `affected.${unit}`,
    label: { ja: "", en: "" },
    value: amount === null ? null : figureText(unit, amount),
    amount,
    unit,
    asOf: null,
    certainty: "confirmed",
    source: null,
  };
}

const facts = [
  figure("cards", 14627),
  figure("persons", 13894),
  figure("accounts", null),
];
const found = (text: string, language: "ja" | "en" = "ja") =>
  lintText(text, language, facts).map(({ found: words }) => words);

describe("a sentence we may not be able to keep", () => {
  it.each([
    ["サイトは安全です。", "安全です"],
    ["手数料は無料になります。", "無料になります"],
    ["必ず補償いたします。", "必ず補償"],
    ["二度とこのようなことは", "二度と"],
  ])("is warned of: %s", (text, phrase) => {
    expect(found(text)).toContain(phrase);
  });

  it("in English, too, whatever its case", () => {
    expect(found("Rest assured: our shop IS SAFE.", "en")).toEqual([
      "Rest assured",
      "IS SAFE",
    ]);
  });
});

describe("a figure written by hand", () => {
  it.each([
    ["14,627件", []],
    ["１４，６２７件", []],
    ["14627 件", []],
    ["1万4,627件", []],
    ["14,600件", ["14,600件"]],
    ["約1万5千件", ["1万5千件"]],
    ["1万4千件余り", ["1万4千件"]],
    ["2万件", ["2万件"]],
    ["14,627人", ["14,627人"]],
    ["13,894人", []],
    ["13,894名様", []],
    ["300アカウント", ["300アカウント"]],
    ["お一人お1人ひとり", []],
    ["{{fact.affected.cards}}のうち", []],
    ["2016年8月12日、03-0000-1234", []],
  ])("is held against the facts of its unit: %s", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it("says what the record says", () => {
    expect(lintText("For 14,600 cards.", "en", facts)).toEqual([
      {
        kind: "figure",
        at: 4,
        found: "14,600 cards",
        expected: ["14,627 cards"],
      },
    ]);
    expect(found("14,627 cards of 13,894 people", "en")).toEqual([]);
    expect(found("14,627 people", "en")).toEqual(["14,627 people"]);
  });
});
