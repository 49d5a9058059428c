import { describe, expect, it } from "vitest";
import type { PurchaseDay } from "@keii/shared";
import { day, dayAt, wallOf } from "../app/picture-scale.js";
import {
  barsIn,
  endOf,
  seriesOf,
  spanOfAll,
  startOf,
  unitFor,
  viewAround,
} from "./purchase-bars.js";

const view = (from: string, to: string) => ({
  from: wallOf(from),
  to: wallOf(to),
});
const on = (on: string, key: string, purchases: number): PurchaseDay => ({
  on,
  key,
  purchases,
});

describe("the unit of the bars", () => {
  it("is the day while two pixels can be spent on one", () => {
    expect(unitFor(view("2016-05-01", "2016-08-01"), 800)).toBe("day");
  });

  it("is the week over three years on a desk", () => {
    expect(unitFor(view("2013-10-01", "2016-09-01"), 800)).toBe("week");
  });

  it("is the month over three years on a phone", () => {
    expect(unitFor(view("2013-10-01", "2016-09-01"), 300)).toBe("month");
  });

  it("begins on a Monday, and on the first of a month", () => {
    // 2016-08-03 was a Wednesday.
    expect(dayAt(startOf("week", wallOf("2016-08-03")))).toBe("2016-08-01");
    expect(dayAt(startOf("week", wallOf("2016-08-07")))).toBe("2016-08-01");
    expect(dayAt(startOf("month", wallOf("2016-08-31")))).toBe("2016-08-01");
    expect(dayAt(endOf("month", wallOf("2016-02-01")))).toBe("2016-03-01");
  });
});

describe("the series", () => {
  it("are the largest first", () => {
    const days = [on("2016-08-01", "points", 1), on("2016-08-01", "card", 9)];
    expect(seriesOf(days)).toEqual(["card", "points"]);
  });

  it("gather what is too many to tell apart", () => {
    const days = ["a", "b", "c", "d", "e", "f", "g"].map((key, place) =>
      on("2016-08-01", key, 10 - place),
    );
    expect(seriesOf(days)).toEqual(["a", "b", "c", "d", null]);
  });
});

describe("the bars", () => {
  const days = [
    on("2016-08-01", "card", 3),
    on("2016-08-01", "points", 1),
    on("2016-08-03", "card", 5),
    on("2016-08-09", "other", 2),
  ];
  const series = ["card", null];

  it("stack what is of one day, and leave days without a purchase out", () => {
    const bars = barsIn(days, {
      view: view("2016-08-01", "2016-08-05"),
      unit: "day",
      series,
    });
    expect(
      bars.map(({ start, total, counts }) => [dayAt(start), total, counts]),
    ).toEqual([
      ["2016-08-01", 4, [3, 1]],
      ["2016-08-03", 5, [5, 0]],
    ]);
  });

  it("are sums of whole weeks", () => {
    const bars = barsIn(days, {
      view: view("2016-08-01", "2016-08-20"),
      unit: "week",
      series,
    });
    expect(bars.map(({ start, total }) => [dayAt(start), total])).toEqual([
      ["2016-08-01", 9],
      ["2016-08-08", 2],
    ]);
  });

  it("count only the series that are shown", () => {
    const bars = barsIn(
      days,
      { view: view("2016-08-01", "2016-08-20"), unit: "month", series },
      (one) => one === "card",
    );
    expect(bars).toHaveLength(1);
    expect(bars[0]).toMatchObject({ total: 8, counts: [8, 0] });
  });
});

describe("what is shown at first", () => {
  it("reaches from the first purchase to the last, and over every window", () => {
    const span = spanOfAll(
      [on("2016-05-01", "card", 1), on("2016-08-01", "card", 1)],
      [wallOf("2016-08-15")],
    )!;
    expect(span.from).toBeLessThan(wallOf("2016-05-01"));
    expect(span.to).toBeGreaterThan(wallOf("2016-08-15"));
    expect(spanOfAll([], [])).toBeNull();
  });

  it("leaves three weeks at least around a window that is looked at", () => {
    const all = view("2013-01-01", "2017-01-01");
    const around = viewAround(wallOf("2016-08-01"), wallOf("2016-08-02"), all);
    expect(around.from).toBe(wallOf("2016-08-01") - 21 * day);
    expect(viewAround(null, wallOf("2016-08-02"), all).from).toBeLessThan(
      all.from,
    );
  });
});
