import { describe, expect, it } from "vitest";
import { inquiryReceipt } from "./inquiry-receipt.js";

describe("the receipt number of an inquiry", () => {
  it.each([
    ["Q-2345-678C", "Q-2345-678C"],
    ["q2345678c", "Q-2345-678C"],
    ["2345 678c", "Q-2345-678C"],
    ["Ｑ－２３４５－６７８Ｃ", "Q-2345-678C"],
    ["Q-2345-678D", null],
    ["Q-2354-678C", null],
    ["Q-0000-0000", null],
    ["", null],
    ["R-2345-678C", null],
  ])("typed as %j is %j", (typed, receipt) => {
    expect(inquiryReceipt(typed)).toBe(receipt);
  });
});
