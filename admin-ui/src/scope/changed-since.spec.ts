import { describe, expect, it } from "vitest";
import type { Exposure, ScopeRun } from "@keii/shared";
import { changedSince } from "./changed-since.js";

const exposure: Exposure = {
  id: "e1",
  version: 1,
  incidentId: "i1",
  no: 1,
  name: "Webサーバ経由",
  vector: "",
  subject: "purchases",
  zone: "Asia/Tokyo",
  fromOn: "2016-05-20",
  fromAt: null,
  untilOn: "2016-08-14",
  untilAt: null,
  memberBaseIds: [],
  siteIds: ["s1", "s2"],
  methods: ["card"],
  statuses: ["completed", "refunded"],
  givenListId: null,
  dataItems: ["card_number"],
  findingId: null,
  state: "current",
  withdrawalReason: null,
  createdAt: "2016-09-02T00:00:00Z",
  createdBy: null,
};

const run: ScopeRun = {
  id: "r1",
  version: 1,
  incidentId: "i1",
  no: 1,
  state: "done",
  batchNo: 4,
  exposures: [
    {
      ...exposure,
      from: "2016-05-19T15:00:00.000Z",
      until: "2016-08-14T15:00:00.000Z",
      baseNos: [],
      siteNos: [1, 2],
      givenListNo: null,
    },
  ],
  figures: null,
  problem: null,
  createdAt: "2016-09-02T00:00:00Z",
  createdBy: null,
  finishedAt: null,
  frozenAt: null,
  freezeReason: null,
  isFreezeAsked: false,
  freezeAskedBy: null,
  frozenBy: null,
};

const isChanged = (exposures: Exposure[], batchNo = 4) =>
  changedSince(run, exposures, batchNo);

describe("what changed since a run", () => {
  it("is nothing while exposures and imports are what it saw", () => {
    const renamed = { ...exposure, name: "別の名前", version: 2 };
    expect(isChanged([exposure])).toEqual({ exposures: false, imports: false });
    expect(isChanged([renamed]).exposures).toBe(false);
    expect(
      isChanged([{ ...exposure, statuses: ["refunded", "completed"] }])
        .exposures,
    ).toBe(false);
  });

  it("is a window, a site, a method, or an exposure that came or went", () => {
    for (const other of [
      { ...exposure, untilOn: "2016-08-15" },
      { ...exposure, untilAt: "2016-08-14T05:00:00Z" },
      { ...exposure, siteIds: ["s1"] },
      { ...exposure, methods: [] },
    ])
      expect(isChanged([other]).exposures).toBe(true);
    expect(isChanged([]).exposures).toBe(true);
    expect(isChanged([exposure, { ...exposure, no: 2 }]).exposures).toBe(true);
    expect(isChanged([{ ...exposure, state: "withdrawn" }]).exposures).toBe(
      true,
    );
  });

  it("is an import, or one that was undone", () => {
    expect(isChanged([exposure], 5).imports).toBe(true);
    expect(isChanged([exposure], 3).imports).toBe(true);
  });

  it("is not told to who may not read the exposures", () => {
    expect(changedSince(run, undefined, undefined)).toEqual({
      exposures: false,
      imports: false,
    });
  });
});
