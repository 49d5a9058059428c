import { describe, expect, it } from "vitest";
import { momentKindIn } from "./moment-kind.js";
import { reportKindIn } from "./report-kind.js";

describe("the step a line speaks of", () => {
  it.each([
    ["調査会社との協議を開始", "consulted"],
    ["調査会社に正式に依頼", "requested"],
    ["カード会社から調査を求められる", "required"],
    ["調査会社と契約を締結", "signed"],
    ["調査に着手", "started"],
    ["フォレンジック調査が完了", "completed"],
    ["Forensic firm formally engaged", "requested"],
    ["調査会社の件", "requested"],
  ])("%s: %s", (text, kind) => {
    expect(momentKindIn(text)).toBe(kind);
  });
});

describe("the report a line speaks of", () => {
  it.each([
    ["最終報告書を受領。決済代行会社とカード会社に共有", "final"],
    ["中間報告を受ける", "interim"],
    ["第1次報告書を受領", "first"],
    ["Final report received", "final"],
    ["報告書を受領", "first"],
  ])("%s: %s", (text, kind) => {
    expect(reportKindIn(text)).toBe(kind);
  });
});
