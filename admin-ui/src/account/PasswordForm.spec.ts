// @vitest-environment jsdom
import "reflect-metadata";
import { describe, expect, it } from "vitest";
import { passwordErrors } from "./PasswordForm.js";

const long = "とても長い合言葉を並べてみます";

describe("a new password", () => {
  it.each([
    [{}, ["current", "next", "repeat"]],
    [{ current: "x", next: "short", repeat: "short" }, ["next"]],
    [
      { current: "x", next: "𠮷".repeat(14), repeat: "𠮷".repeat(14) },
      ["next"],
    ],
    [{ current: "x", next: long, repeat: `${long}。` }, ["repeat"]],
    [{ current: "x", next: long, repeat: long }, []],
  ])("%j has faults at %j", (values, fields) => {
    expect(Object.keys(passwordErrors(values))).toEqual(fields);
  });
});
