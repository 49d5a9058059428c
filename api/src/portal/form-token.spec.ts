import { describe, expect, test } from "vitest";
import { FormTokens } from "./form-token.js";

const minute = 60_000;

describe("a form's token", () => {
  let now = Date.parse("2016-07-20T03:00:30Z");
  const tokens = new FormTokens("a secret", () => now);

  test("is good for its form for two hours, in every process with the same secret", () => {
    const begun = now;
    const token = tokens.issue("check", "demo");
    const beside = new FormTokens("a secret", () => now);
    for (const [age, state] of [
      [0, "valid"],
      [119, "valid"],
      [120, "valid"],
      [121, "expired"],
      [100_000, "expired"],
      [-2, "valid"],
      [-3, "expired"],
    ] as const) {
      now = begun + age * minute;
      expect(beside.judge(token, "check", "demo"), String(age)).toBe(state);
    }
    now = begun;
  });

  test("is foreign to another form, incident or secret, and when anything of it was changed", () => {
    const token = tokens.issue("check", "demo");
    expect(tokens.judge(token, "inquiry", "demo")).toBe("foreign");
    expect(tokens.judge(token, "check", "other")).toBe("foreign");
    expect(
      new FormTokens("another", () => now).judge(token, "check", "demo"),
    ).toBe("foreign");
    for (let at = 0; at < token.length; at++) {
      const changed =
        token.slice(0, at) +
        (token[at] === "a" ? "b" : "a") +
        token.slice(at + 1);
      expect(tokens.judge(changed, "check", "demo")).toBe("foreign");
    }
    for (const made of [
      " ",
      `${token} `,
      ` ${token}`,
      token.toUpperCase(),
      "x.y",
    ])
      expect(tokens.judge(made, "check", "demo")).toBe("foreign");
    expect(tokens.judge("", "check", "demo")).toBe("missing");
  });

  test("is as long and the same for everybody of a minute: it tells nobody apart", () => {
    expect(tokens.issue("check", "demo")).toBe(tokens.issue("check", "demo"));
    const before = tokens.issue("check", "demo");
    now += minute;
    expect(tokens.issue("check", "demo")).not.toBe(before);
    expect(tokens.issue("check", "demo")).toHaveLength(before.length);
  });
});
