import { expect, test } from "vitest";
import { timeLeft } from "./time-left.js";

const zone = "Asia/Tokyo";

test.each([
  ["the day before", "2016-08-15T23:59:00+09:00", 1, false],
  ["its first minute", "2016-08-16T00:00:00+09:00", 0, false],
  ["its last minute", "2016-08-16T23:59:59+09:00", 0, false],
  ["the day after", "2016-08-17T00:00:00+09:00", -1, true],
])("a day, on %s, is counted in days", (_, now, days, isOver) => {
  expect(timeLeft({ dueOn: "2016-08-16", dueAt: null }, now, zone)).toEqual({
    days,
    hours: null,
    isOver,
  });
});

test("a minute is counted in hours as well, and over when it has passed", () => {
  const due = { dueOn: null, dueAt: "2016-08-16T17:00:00+09:00" };
  expect(timeLeft(due, "2016-08-15T16:30:00+09:00", zone)).toEqual({
    days: 1,
    hours: 24,
    isOver: false,
  });
  expect(timeLeft(due, "2016-08-16T17:00:01+09:00", zone)).toMatchObject({
    days: 0,
    isOver: true,
  });
});

test("the day is the zone's, and a month has its own length", () => {
  const due = { dueOn: "2016-10-11", dueAt: null };
  expect(timeLeft(due, "2016-08-12T14:59:00Z", zone)?.days).toBe(60);
  expect(timeLeft(due, "2016-08-12T15:00:00Z", zone)?.days).toBe(59);
});

test("nothing is left where nothing is due", () => {
  expect(
    timeLeft({ dueOn: null, dueAt: null }, "2016-08-16T00:00:00Z", zone),
  ).toBeNull();
});
