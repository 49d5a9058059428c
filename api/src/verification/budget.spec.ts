import { describe, expect, it } from "vitest";
import { Budget } from "./budget.js";

function budgetOf(overall: number, lease: number) {
  let now = 0;
  let taken = 0;
  let asked = 0;
  const budget = new Budget(
    () => {
      asked++;
      const granted = Math.max(0, Math.min(lease, overall - taken));
      taken += granted;
      return Promise.resolve({
        granted,
        milliseconds: 60_000 - (now % 60_000),
      });
    },
    () => now,
  );
  return {
    budget,
    asked: () => asked,
    at: (milliseconds: number) => {
      now = milliseconds;
      taken = 0;
    },
  };
}

describe("the budget of everybody's tries", () => {
  it("lets as many through as there are, and says how long the next one waits", async () => {
    const { budget, at, asked } = budgetOf(5, 2);
    for (let no = 0; no < 5; no++) expect(await budget.spend()).toBeNull();
    expect(await budget.spend()).toBe(60);
    expect(await budget.spend()).toBe(60);
    expect(asked()).toBe(4);
    at(60_000);
    expect(await budget.spend()).toBeNull();
  });

  it("takes one lease for many that ask at once", async () => {
    const { budget, asked } = budgetOf(1_000, 100);
    await Promise.all(Array.from({ length: 100 }, () => budget.spend()));
    expect(asked()).toBe(1);
  });

  it("has back what was refused for another reason", async () => {
    const { budget } = budgetOf(1, 1);
    expect(await budget.spend()).toBeNull();
    budget.giveBack();
    expect(await budget.spend()).toBeNull();
    expect(await budget.spend()).toBe(60);
  });
});
