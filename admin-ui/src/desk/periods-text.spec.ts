import { describe, expect, it } from "vitest";
import { readPeriods, writePeriods } from "./periods-text.js";

describe("periods as people type them", () => {
  it.each([
    ["", ""],
    ["10:00-12:30, 13:30-17:00", "10:00-12:30, 13:30-17:00"],
    ["10:00〜12:30、13:30〜17:00", "10:00-12:30, 13:30-17:00"],
    ["１０：００～１７：００", "10:00-17:00"],
    ["9-17", "09:00-17:00"],
    ["9時〜12時半 13時30分〜17時", "09:00-12:30, 13:30-17:00"],
    ["0:00 – 24:00", "00:00-24:00"],
  ])("%s", (typed, written) => {
    expect(writePeriods(readPeriods(typed))).toBe(written);
  });

  it("keeps what is none, so that it is refused and not lost", () => {
    expect(readPeriods("午前中")).toEqual([{ from: "午前中", until: "" }]);
    expect(readPeriods("10:00-12:00-17:00")).toEqual([
      { from: "10:00-12:00-17:00", until: "" },
    ]);
  });
});
