import { describe, expect, it } from "vitest";
import { shaped } from "./MomentInput.js";

const zone = "Asia/Tokyo";
const minute = {
  precision: "minute" as const,
  on: "2016-08-18",
  at: "2016-08-18T14:30:00+09:00",
};

describe("a moment as it is entered", () => {
  it("drops the time when only the day is known", () => {
    expect(shaped({ ...minute, precision: "day" }, zone)).toEqual({
      precision: "day",
      on: "2016-08-18",
      at: null,
      untilOn: null,
      untilAt: null,
    });
  });

  it("takes the time along to another day", () => {
    expect(shaped({ ...minute, on: "2016-08-19" }, zone).at).toBe(
      "2016-08-19T14:30:00+09:00",
    );
  });

  it("has no time without a day", () => {
    expect(shaped({ ...minute, on: "" }, zone).at).toBeNull();
  });

  it("keeps the end of a period only", () => {
    const period = {
      ...minute,
      precision: "period" as const,
      untilOn: "2016-08-20",
    };
    expect(shaped(period, zone).untilOn).toBe("2016-08-20");
    expect(shaped({ ...period, precision: "minute" }, zone).untilOn).toBeNull();
  });
});
