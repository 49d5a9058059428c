import { describe, expect, it } from "vitest";
import type { AnswerOutcome } from "./partners.js";
import { standingAnswer, standingOf } from "./partner-standing.js";

function answer(
  outcome: AnswerOutcome,
  on: string,
  at: string | null = null,
  withdrawalReason: string | null = null,
) {
  const precision = at === null ? ("day" as const) : ("minute" as const);
  return {
    outcome,
    occurred: { precision, on, at, untilOn: null, untilAt: null },
    withdrawalReason,
  };
}

const asked = (
  answers: ReturnType<typeof answer>[],
  withdrawalReason: string | null = null,
) => standingOf({ answers, withdrawalReason });

describe("how a request stands", () => {
  it("is unknown where nobody asked", () => {
    expect(standingOf(null)).toBe("unknown");
  });

  it("is no more than requested while nothing was heard", () => {
    expect(asked([])).toBe("requested");
  });

  it.each([
    ["promised", "promised"],
    ["partly", "partly"],
    ["refused", "refused"],
    ["no_answer", "unknown"],
  ] as const)("after %s is %s", (outcome, standing) => {
    expect(asked([answer(outcome, "2016-08-18")])).toBe(standing);
  });

  it("follows the latest answer, in whatever order they were recorded", () => {
    const early = answer("promised", "2016-08-18");
    const late = answer("refused", "2016-08-20");
    expect(asked([early, late])).toBe("refused");
    expect(asked([late, early])).toBe("refused");
  });

  it("follows the later minute of a day, also across offsets", () => {
    const noon = answer("promised", "2016-08-18", "2016-08-18T12:00:00+09:00");
    const one = answer("refused", "2016-08-18", "2016-08-18T04:00:00Z");
    expect(asked([one, noon])).toBe("refused");
    expect(asked([noon, one])).toBe("refused");
  });

  it("follows the one recorded later where a day is all that is known", () => {
    const noon = answer("promised", "2016-08-18", "2016-08-18T12:00:00+09:00");
    const day = answer("partly", "2016-08-18");
    expect(asked([noon, day])).toBe("partly");
    expect(asked([day, noon])).toBe("promised");
  });

  it("falls back to the answer before when the latest was taken back", () => {
    const early = answer("partly", "2016-08-18");
    const wrong = answer("promised", "2016-08-20", null, "別件の回答");
    expect(asked([early, wrong])).toBe("partly");
    expect(standingAnswer([early, wrong])).toBe(early);
    expect(asked([wrong])).toBe("requested");
  });

  it("is withdrawn whatever was answered", () => {
    expect(asked([answer("promised", "2016-08-18")], "取り下げ")).toBe(
      "withdrawn",
    );
  });
});
