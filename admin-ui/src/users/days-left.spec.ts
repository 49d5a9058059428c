import "reflect-metadata";
import { describe, expect, it } from "vitest";
import { daysLeft } from "./days-left.js";

describe("days left", () => {
  it.each([
    ["2016-08-18", "2016-08-18T14:59:59Z", 0],
    ["2016-08-18", "2016-08-18T15:00:00Z", -1],
    ["2016-08-18", "2016-08-17T14:59:59Z", 1],
    ["2016-03-01", "2016-02-28T03:00:00Z", 2],
    ["2017-01-01", "2016-12-31T03:00:00Z", 1],
  ])("until %s, at %s, are %d in Japan", (on, now, left) => {
    expect(daysLeft(on, new Date(now), "Asia/Tokyo")).toBe(left);
  });
});
