import { describe, expect, it } from "vitest";
import {
  figureText,
  formalDay,
  formalList,
  formalMoment,
  formalSpan,
  formalTime,
} from "./facts.js";
import type { Moment } from "./moment.js";

const moment = (over: Partial<Moment>): Moment => ({
  precision: "day",
  on: "2016-08-12",
  at: null,
  untilOn: null,
  untilAt: null,
  ...over,
});

describe("a figure", () => {
  it.each([
    ["cards", 14627, "14,627件", "14,627 cards"],
    ["purchases", 1, "購入1件", "1 purchase"],
    ["accounts", 0, "0アカウント", "0 accounts"],
    ["persons", 1, "1人", "1 person"],
  ] as const)("of %s always has its unit", (unit, amount, ja, en) => {
    expect(figureText(unit, amount)).toEqual({ ja, en });
  });
});

describe("a moment", () => {
  it.each<[Partial<Moment>, string, string]>([
    [{}, "2016年8月12日", "August 12, 2016"],
    [
      { precision: "minute", at: "2016-08-12T17:42:00+09:00" },
      "2016年8月12日",
      "August 12, 2016",
    ],
    [{ precision: "about" }, "2016年8月12日頃", "around August 12, 2016"],
    [
      { precision: "planned" },
      "2016年8月12日(予定)",
      "August 12, 2016 (planned)",
    ],
    [
      { precision: "planned", untilOn: "2016-08-20" },
      "2016年8月12日から2016年8月20日まで(予定)",
      "from August 12, 2016 to August 20, 2016 (planned)",
    ],
    [
      { precision: "period", untilOn: "2016-08-20" },
      "2016年8月12日から2016年8月20日まで",
      "from August 12, 2016 to August 20, 2016",
    ],
    [{ precision: "period" }, "2016年8月12日以降", "since August 12, 2016"],
  ])("is said no more exactly than it is known: %j", (over, ja, en) => {
    expect(formalMoment(moment(over))).toEqual({ ja, en });
  });
});

it("a time is that of the zone, without minutes where there are none", () => {
  const at = "2016-08-12T05:30:00Z";
  expect(formalTime("2016-08-12", at, "Asia/Tokyo")).toEqual({
    ja: "2016年8月12日14時30分",
    en: "August 12, 2016, 14:30",
  });
  expect(
    formalTime("2016-08-12", "2016-08-12T05:00:00Z", "Asia/Tokyo").ja,
  ).toBe("2016年8月12日14時");
});

it("a span of one day is that day, and an open one says so", () => {
  const day = formalDay("2016-08-12");
  expect(formalSpan(day, day)).toEqual(day);
  expect(formalSpan(null, day)?.ja).toBe("2016年8月12日まで");
  expect(formalSpan(null, null)).toBeNull();
});

it("a list is joined as each language does", () => {
  const of = (...items: string[]) =>
    formalList(items.map((item) => ({ ja: item, en: item })));
  expect(of("a", "b", "c")).toEqual({ ja: "a、b、c", en: "a, b and c" });
  expect(of("a")).toEqual({ ja: "a", en: "a" });
  expect(of()).toEqual({ ja: "", en: "" });
});
