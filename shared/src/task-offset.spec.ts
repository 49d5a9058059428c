import { describe, expect, test } from "vitest";
import {
  dueAfter,
  nearestOffset,
  offsetBetween,
  offsetText,
  type TaskOffset,
} from "./task-offset.js";

const zone = "Asia/Tokyo";
const aware = { on: "2016-08-12", at: "2016-08-12T17:42:00+09:00" };
const day = (count: number): TaskOffset => ({
  from: "aware",
  count,
  unit: "days",
});
const hours = (count: number): TaskOffset => ({ ...day(count), unit: "hours" });

describe("when an offset is due", () => {
  test.each([
    [
      "days after the day, over the end of the month",
      day(20),
      "2016-09-01",
      null,
    ],
    ["the same day", day(0), "2016-08-12", null],
    ["days before", day(-2), "2016-08-10", null],
    ["hours over midnight", hours(7), "2016-08-13", "2016-08-12T15:42:00Z"],
  ])("%s", (_, offset, dueOn, dueAt) => {
    expect(dueAfter(aware, offset, zone)).toEqual({ dueOn, dueAt });
  });

  test("hours from a day without a time count from its beginning", () => {
    expect(dueAfter({ on: "2016-08-12", at: null }, hours(24), zone)).toEqual({
      dueOn: "2016-08-13",
      dueAt: "2016-08-12T15:00:00Z",
    });
  });
});

describe("the offset of a due moment", () => {
  const at = (dueAt: string) => ({ dueOn: null, dueAt });
  test.each([
    [
      "hours, where both have a time",
      at("2016-08-13T17:40:00+09:00"),
      hours(24),
    ],
    ["days, where it lies far away", at("2016-08-22T10:00:00+09:00"), day(10)],
    ["days, where it is a day", { dueOn: "2016-08-16", dueAt: null }, day(4)],
    ["days before", { dueOn: "2016-08-11", dueAt: null }, day(-1)],
    ["none, where nothing is due", { dueOn: null, dueAt: null }, null],
  ])("%s", (_, due, offset) => {
    expect(offsetBetween("aware", aware, due, zone)).toEqual(offset);
  });

  test("is counted from the last milestone that had come, or the first that comes", () => {
    const milestones = [
      { kind: "aware" as const, ...aware },
      { kind: "confirmed" as const, on: "2016-08-30", at: null },
    ];
    const nearest = (dueOn: string) =>
      nearestOffset(milestones, { dueOn, dueAt: null }, zone);
    expect(nearest("2016-08-29")).toEqual(day(17));
    expect(nearest("2016-08-31")).toEqual({
      from: "confirmed",
      count: 1,
      unit: "days",
    });
    expect(nearest("2016-08-10")).toEqual(day(-2));
    expect(nearestOffset([], { dueOn: "2016-08-29", dueAt: null }, zone)).toBe(
      null,
    );
  });
});

test("an offset is told in words", () => {
  expect([day(4), hours(-1), day(0)].map((o) => offsetText(o, "en"))).toEqual([
    "4 days after “Aware”",
    "1 hour before “Aware”",
    "on the day of “Aware”",
  ]);
  expect(offsetText(day(4), "ja")).toBe("「知った時」から4日");
});
