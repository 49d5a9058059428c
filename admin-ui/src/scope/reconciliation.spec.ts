import { describe, expect, it } from "vitest";
import type { GivenFigure, ScopeCount, ScopeRun } from "@keii/shared";
import { reconcile } from "./reconciliation.js";

const run = {
  exposures: [{ no: 1 }, { no: 2 }],
  figures: {
    affected: {
      cards: 14_627,
      purchases: 18_280,
      accounts: 13_749,
      persons: 13_700,
    },
  },
} as ScopeRun;

const counts = [
  {
    facet: "exposure",
    key: "1",
    cards: 12_594,
    purchases: 1,
    accounts: 2,
    persons: 3,
  },
  {
    facet: "combination",
    key: "2",
    cards: 9,
    purchases: 9,
    accounts: 9,
    persons: 9,
  },
] as ScopeCount[];

const given = (more: Partial<GivenFigure>) =>
  ({ unit: "cards", exposureNo: null, count: 14_630, ...more }) as GivenFigure;

const told = (more: Partial<GivenFigure>, of: ScopeRun | undefined = run) => {
  const [one] = reconcile([given(more)], of, counts);
  return [one!.ours, one!.difference];
};

describe("a figure that somebody gave", () => {
  it("is held against ours of the same unit", () => {
    expect(told({})).toEqual([14_627, -3]);
    expect(told({ unit: "persons", count: 13_600 })).toEqual([13_700, 100]);
  });

  it("is held against the exposure it speaks of", () => {
    expect(told({ exposureNo: 1, count: 12_594 })).toEqual([12_594, 0]);
  });

  it("is held against none where the exposure chose nobody", () => {
    expect(told({ exposureNo: 2, count: 5 })).toEqual([0, -5]);
  });

  it("has nothing to be held against without a run, or of an exposure the run does not know", () => {
    expect(reconcile([given({})], undefined, counts)[0]).toMatchObject({
      ours: null,
      difference: null,
    });
    expect(told({ exposureNo: 7 })).toEqual([null, null]);
  });
});
