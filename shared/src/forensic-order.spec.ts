import { describe, expect, it } from "vitest";
import { forensicDisorders, isImpossible } from "./forensic-order.js";
import type { ForensicMoment, ForensicMomentKind } from "./forensics.js";
import { momentOn } from "./moment.js";

function at(
  kind: ForensicMomentKind,
  on: string,
  time: string | null = null,
): ForensicMoment {
  return {
    kind,
    occurred: {
      ...momentOn(on),
      ...(time !== null && {
        precision: "minute" as const,
        at: `${on}T${time}:00+09:00`,
      }),
    },
  };
}

describe("the order of an engagement's moments", () => {
  it.each<[string, ForensicMoment[], string[]]>([
    ["nothing", [], []],
    [
      "the usual course",
      [
        at("consulted", "2016-08-12"),
        at("requested", "2016-08-16"),
        at("completed", "2016-09-01"),
      ],
      [],
    ],
    [
      "one day, whichever was written first",
      [at("requested", "2016-08-16"), at("consulted", "2016-08-16")],
      [],
    ],
    [
      "required after it was talked about",
      [at("consulted", "2016-08-12"), at("required", "2016-08-15")],
      ["consulted < required"],
    ],
    [
      "signed an hour before it was requested",
      [
        at("requested", "2016-08-16", "15:00"),
        at("signed", "2016-08-16", "14:00"),
      ],
      ["signed < requested"],
    ],
    [
      "a time against a bare day",
      [at("requested", "2016-08-16"), at("signed", "2016-08-16", "00:01")],
      [],
    ],
    [
      "completed before all else",
      [
        at("completed", "2016-08-01"),
        at("consulted", "2016-08-12"),
        at("requested", "2016-08-16"),
      ],
      ["completed < consulted", "completed < requested"],
    ],
  ])("%s", (_, moments, expected) => {
    expect(
      forensicDisorders(moments).map((d) => `${d.later} < ${d.earlier}`),
    ).toEqual(expected);
  });

  it("is impossible only where the work was completed before it was requested", () => {
    const requested = at("requested", "2016-08-16");
    expect(isImpossible([requested, at("completed", "2016-08-15")])).toBe(true);
    expect(isImpossible([requested, at("completed", "2016-08-16")])).toBe(
      false,
    );
    expect(isImpossible([requested, at("signed", "2016-08-15")])).toBe(false);
    expect(isImpossible([at("completed", "2016-08-15")])).toBe(false);
  });
});
