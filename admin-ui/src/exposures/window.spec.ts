import { describe, expect, it } from "vitest";
import type { PinnedExposure } from "@keii/shared";
import { wallOf } from "../app/picture-scale.js";
import {
  dayForEdge,
  edgeAt,
  isSameWindow,
  moveEdge,
  windowOf,
  type Window,
} from "./window.js";

const zone = "Asia/Tokyo";
const days: Window = {
  zone,
  fromOn: "2016-05-20",
  fromAt: null,
  untilOn: "2016-08-14",
  untilAt: null,
};

function pinned(ends: Partial<PinnedExposure>): PinnedExposure {
  return {
    no: 1,
    id: "e1",
    name: "Webサーバ経由",
    subject: "purchases",
    zone,
    fromOn: "2016-05-20",
    untilOn: "2016-08-14",
    from: "2016-05-19T15:00:00.000Z",
    until: "2016-08-14T15:00:00.000Z",
    baseNos: [],
    siteNos: [],
    methods: [],
    statuses: ["completed"],
    givenListNo: null,
    dataItems: ["card_number"],
    ...ends,
  };
}

describe("the window of a run's exposure", () => {
  it("is in days where it was meant in days", () => {
    expect(windowOf(pinned({}))).toEqual(days);
  });

  it("ends in the last minute that is inside", () => {
    expect(
      windowOf(pinned({ until: "2016-08-14T09:31:00.000Z" })).untilAt,
    ).toBe("2016-08-14T09:30:00.000Z");
  });

  it("is open where nothing was said", () => {
    const open = pinned({ fromOn: null, from: null });
    expect(windowOf(open)).toEqual({ ...days, fromOn: null });
  });

  it("keeps its days over a change of the clock", () => {
    // New York's clock goes forward on 2016-03-13, that day has 23 hours.
    const there = pinned({
      zone: "America/New_York",
      fromOn: "2016-03-13",
      untilOn: "2016-03-13",
      from: "2016-03-13T05:00:00.000Z",
      until: "2016-03-14T04:00:00.000Z",
    });
    expect(windowOf(there)).toMatchObject({ fromAt: null, untilAt: null });
  });
});

describe("an edge", () => {
  it("stands behind its last day, or behind its last minute", () => {
    expect(edgeAt(days, "from")).toBe(wallOf("2016-05-20"));
    expect(edgeAt(days, "until")).toBe(wallOf("2016-08-15"));
    const minute = { ...days, untilAt: "2016-08-14T09:30:00.000Z" };
    expect(edgeAt(minute, "until")).toBe(
      wallOf("2016-08-14") + (18 * 60 + 31) * 60_000,
    );
    expect(edgeAt({ ...days, fromOn: null }, "from")).toBeNull();
  });

  it("is let go on the nearest midnight, and the end counts its day in", () => {
    const noon = wallOf("2016-08-20") + 11 * 3_600_000;
    expect(dayForEdge("from", noon)).toBe("2016-08-20");
    expect(dayForEdge("until", noon)).toBe("2016-08-19");
  });

  it("does not pass the other", () => {
    expect(moveEdge(days, "from", "2016-09-30", days).fromOn).toBe(
      "2016-08-14",
    );
    expect(moveEdge(days, "until", "2016-01-01", days).untilOn).toBe(
      "2016-05-20",
    );
  });

  it("loses its minute on another day and has it again where it came from", () => {
    const exact = { ...days, untilAt: "2016-08-14T09:30:00.000Z" };
    const moved = moveEdge(exact, "until", "2016-08-20", exact);
    expect(moved.untilAt).toBeNull();
    const back = moveEdge(moved, "until", "2016-08-14", exact);
    expect(isSameWindow(back, exact)).toBe(true);
  });
});
