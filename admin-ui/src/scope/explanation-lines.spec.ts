import { expect, it } from "vitest";
import { nearestFirst, secondsOf } from "./explanation-lines.js";

it("reads to the second only what is not on the minute", () => {
  expect(secondsOf("2016-08-14T15:00:01.000Z")).toBe(":01");
  expect(secondsOf("2016-08-14T15:00:00.000Z")).toBe("");
});

it("tells what failed at one thing before what failed at several", () => {
  const purchase = (orderNo: string, because: string[], paidAt: string) =>
    ({ orderNo, because, paidAt }) as Parameters<
      typeof nearestFirst
    >[0][number];
  const sorted = nearestFirst([
    purchase("far", ["method", "after"], "2016-01-01T00:00:00Z"),
    purchase("later", ["after"], "2016-08-15T00:00:00Z"),
    purchase("sooner", ["method"], "2016-08-01T00:00:00Z"),
  ]);
  expect(sorted.map(({ orderNo }) => orderNo)).toEqual([
    "sooner",
    "later",
    "far",
  ]);
});
