import { describe, expect, it } from "vitest";
import type { Fact } from "./facts.js";
import {
  drawnBy,
  lastingProblems,
  renderText,
  staleOf,
  type Sources,
} from "./text-template.js";

function fact(over: Partial<Fact>): Fact {
  return {
    name: "affected.cards",
    label: { ja: "対象", en: "Affected" },
    value: { ja: "14,627件", en: "14,627 cards" },
    amount: 14627,
    unit: "cards",
    asOf: "2016-09-08",
    certainty: "confirmed",
    source: { resource: "scope-runs", id: "r1" },
    ...over,
  };
}

const sources: Sources = {
  facts: [fact({}), fact({ name: "date.aware", value: null, amount: null })],
  passages: [
    {
      key: "apology",
      approved: {
        no: 1,
        text: {
          ja: "{{fact.affected.cards}}についてお詫びします。",
          en: "We apologise for {{fact.affected.cards}}.",
        },
      },
      newest: { no: 2, text: { ja: "新", en: "new" } },
    },
    {
      key: "draft",
      approved: null,
      newest: { no: 1, text: { ja: "下書き", en: "" } },
    },
    {
      key: "nesting",
      approved: {
        no: 1,
        text: { ja: "{{passage.apology}}", en: "{{passage.apology}}" },
      },
      newest: { no: 1, text: { ja: "", en: "" } },
    },
  ],
};

const rules = (text: string, language: "ja" | "en" = "ja") =>
  renderText(text, language, sources).problems.map(
    ({ rule, place }) => `${rule} ${place}`,
  );

describe("a rendered text", () => {
  it("holds a fact with its unit, in each language", () => {
    const text = "対象は{{fact.affected.cards}}です。{{ fact.affected.cards }}";
    expect(renderText(text, "ja", sources)).toMatchObject({
      text: "対象は14,627件です。14,627件",
      problems: [],
    });
    expect(renderText("{{fact.affected.cards}}", "en", sources).text).toBe(
      "14,627 cards",
    );
  });

  it("holds the approved words of a passage, and says what came from where", () => {
    expect(renderText("{{passage.apology}}以上", "ja", sources)).toEqual({
      text: "14,627件についてお詫びします。以上",
      pieces: [
        { text: "14,627件", fact: "affected.cards", passage: "apology" },
        {
          text: "についてお詫びします。",
          fact: null,
          passage: "apology",
        },
        { text: "以上", fact: null, passage: null },
      ],
      problems: [],
    });
  });

  it.each([
    ["{{fact.nothing}}", "mergeUnknown {{fact.nothing}}"],
    ["{{passage.nothing}}", "mergeUnknown {{passage.nothing}}"],
    ["{{affected.cards}}", "mergeMalformed {{affected.cards}}"],
    ["{{fact.Affected}}", "mergeMalformed {{fact.Affected}}"],
    ["{{}}", "mergeMalformed {{}}"],
    ["{{fact.affected.cards", "mergeMalformed {{"],
    ["fact.affected.cards}}", "mergeMalformed }}"],
    ["{{fact.date.aware}}", "mergeEmpty {{fact.date.aware}}"],
    ["{{passage.draft}}", "mergeNotApproved {{passage.draft}}"],
    ["{{passage.nesting}}", "mergeNested {{passage.apology}}"],
  ])("names what is wrong with %s", (text, expected) => {
    expect(rules(text)).toEqual([expected]);
  });

  it("has no value in a language a passage is not written in", () => {
    expect(rules("{{passage.draft}}", "en")).toContain(
      "mergeEmpty {{passage.draft}}",
    );
  });

  it("leaves single braces and everything else as it is", () => {
    const text = "{a} ${b} <b>&amp;</b>\n\n# 見出し";
    expect(renderText(text, "ja", sources)).toMatchObject({
      text,
      problems: [],
    });
  });

  it("never puts a value in that came out of a value", () => {
    const sly = {
      ...sources,
      facts: [
        fact({ value: { ja: "{{fact.date.aware}}", en: "{{passage.draft}}" } }),
      ],
    };
    expect(renderText("{{fact.affected.cards}}", "ja", sly)).toMatchObject({
      text: "{{fact.date.aware}}",
      problems: [],
    });
  });
});

it("only places that can never be filled keep a draft from being saved", () => {
  const { problems } = renderText(
    "{{fact.date.aware}}{{passage.draft}}{{fact.typo}}",
    "ja",
    sources,
  );
  expect(lastingProblems(problems)).toEqual([
    { rule: "mergeUnknown", place: "{{fact.typo}}" },
  ]);
});

describe("what was drawn", () => {
  const drawn = drawnBy(
    [{ ja: "{{passage.apology}}", en: "{{fact.affected.cards}}" }],
    sources,
  );

  it("is every fact and passage once, those within passages as well", () => {
    expect(drawn.map(({ name }) => name)).toEqual([
      "passage.apology",
      "fact.affected.cards",
    ]);
    expect(drawn[1]).toMatchObject({
      amount: 14627,
      unit: "cards",
      asOf: "2016-09-08",
      source: { resource: "scope-runs", id: "r1" },
    });
  });

  it("is stale where the record says something else, or nothing any more", () => {
    expect(staleOf(drawn, sources)).toEqual([]);
    const now = { ja: "14,630件", en: "14,630 cards" };
    expect(
      staleOf(drawn, { ...sources, facts: [fact({ value: now })] }),
    ).toEqual([
      {
        name: "fact.affected.cards",
        then: { ja: "14,627件", en: "14,627 cards" },
        now,
      },
    ]);
    expect(
      staleOf(drawn, { facts: [], passages: sources.passages }),
    ).toMatchObject([{ name: "fact.affected.cards", now: null }]);
  });
});
