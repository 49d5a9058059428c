import { describe, expect, test } from "vitest";
import { readConfig } from "@keii/api/platform/config/config";

describe("KEII_DEMO_CLOCK", () => {
  const clockOf = (text: string) =>
    readConfig({ KEII_DEMO: "on", KEII_DEMO_CLOCK: text }, "/tmp").demoClock;

  test("given as a day is nine in the morning of it, an instant that every screen can show", () => {
    expect(clockOf("2016-08-18")).toBe("2016-08-18T09:00:00+09:00");
  });

  test("given as an instant stays it", () => {
    expect(clockOf("2016-08-18T21:30:00+09:00")).toBe(
      "2016-08-18T21:30:00+09:00",
    );
  });
});
