import { describe, expect, it } from "vitest";
import type { Moment, TimelineCategory, TimelinePoint } from "@keii/shared";
import {
  layoutDensities,
  layoutPoints,
  neighbour,
  placePoints,
  shorten,
  textWidth,
  type Layout,
} from "./picture-layout.js";
import { wallOf } from "../app/picture-scale.js";

const zone = "Asia/Tokyo";
const now = wallOf("2016-09-20");

function aPoint(
  no: number,
  on: string,
  overrides: Partial<Omit<TimelinePoint, "occurred">> & {
    occurred?: Partial<Moment>;
  } = {},
): TimelinePoint {
  return {
    id: `p${no}`,
    no,
    type: "fact",
    category: "investigation",
    visibility: "internal",
    state: "current",
    label: `出来事${no}`,
    ...overrides,
    occurred: {
      precision: "day",
      on,
      at: null,
      untilOn: null,
      untilAt: null,
      ...overrides.occurred,
    },
  };
}

const august = { from: wallOf("2016-08-01"), to: wallOf("2016-09-01") };

function marksOf(layout: Layout) {
  return layout.lanes.flatMap((lane) => lane.marks);
}

function overlaps(layout: Layout): number {
  let count = 0;
  for (const lane of layout.lanes) {
    const boxes = [
      ...lane.marks.map((m) => ({
        y: m.y,
        left: m.left,
        right: m.label ? m.right + 5 + textWidth(m.label) : m.right,
      })),
      ...lane.crowds.map((c) => ({ y: c.y, left: c.x - 14, right: c.x + 14 })),
    ].sort((a, b) => a.left - b.left);
    boxes.forEach((a, i) => {
      for (const b of boxes.slice(i + 1))
        if (b.y === a.y && b.left < a.right - 0.01) count += 1;
    });
  }
  return count;
}

describe("layoutPoints", () => {
  it("gives every category its lane, in the order of the timeline", () => {
    const { lanes } = layoutPoints([], { view: august, width: 1000 });
    expect(lanes.map((l) => l.category)).toEqual([
      "discovery",
      "containment",
      "investigation",
      "authorities",
      "partners",
      "customers",
      "disclosure",
      "prevention",
    ]);
    expect(lanes[1]!.y).toBe(lanes[0]!.y + lanes[0]!.height);
  });

  it("puts a minute at its time and a day in the middle of its day", () => {
    const placed = placePoints(
      [
        aPoint(1, "2016-08-12", {
          occurred: { precision: "minute", at: "2016-08-12T18:00:00+09:00" },
        }),
        aPoint(2, "2016-08-20"),
      ],
      zone,
      now,
    );
    const [minute, whole] = marksOf(
      layoutPoints(placed, { view: august, width: 3100 }),
    );
    expect(minute!.x).toBeCloseTo(1175);
    expect(whole!.x).toBeCloseTo(1950);
    expect(whole!.left).toBeCloseTo(1901);
    expect(whole!.right).toBeCloseTo(1999);
  });

  it("takes the time of another offset as wall time of the incident", () => {
    const [placed] = placePoints(
      [
        aPoint(1, "2016-08-12", {
          occurred: { precision: "minute", at: "2016-08-12T09:00:00Z" },
        }),
      ],
      zone,
      now,
    );
    expect(placed!.start).toBe(wallOf("2016-08-12") + 18 * 3_600_000);
  });

  it("draws a period to the end of its last day, and one going on to now", () => {
    const [closed, open] = placePoints(
      [
        aPoint(1, "2016-05-20", {
          occurred: { precision: "period", untilOn: "2016-08-14" },
        }),
        aPoint(2, "2016-08-20", { occurred: { precision: "period" } }),
      ],
      zone,
      now,
    );
    expect(closed!.end).toBe(wallOf("2016-08-15"));
    expect(open!.end).toBe(now);
  });

  it("keeps a period that covers the whole view", () => {
    const placed = placePoints(
      [
        aPoint(1, "2014-08-25", {
          occurred: { precision: "period", untilOn: "2017-01-01" },
        }),
      ],
      zone,
      now,
    );
    const [mark] = marksOf(layoutPoints(placed, { view: august, width: 800 }));
    expect(mark!.left).toBeLessThanOrEqual(0);
    expect(mark!.right).toBeGreaterThanOrEqual(800);
  });

  it("leaves out what lies outside the view, but counts it in its lane", () => {
    const placed = placePoints([aPoint(1, "2016-10-01")], zone, now);
    const layout = layoutPoints(placed, { view: august, width: 800 });
    expect(marksOf(layout)).toEqual([]);
    expect(layout.lanes[2]!.count).toBe(1);
  });

  it("stacks a dense day in rows of its lane", () => {
    const placed = placePoints(
      [1, 2, 3].map((no) => aPoint(no, "2016-08-18")),
      zone,
      now,
    );
    const marks = marksOf(layoutPoints(placed, { view: august, width: 1000 }));
    expect(new Set(marks.map((m) => m.y)).size).toBe(3);
    expect(new Set(marks.map((m) => m.x)).size).toBe(1);
  });

  it.each([30, 300, 3000])(
    "draws nothing over anything else with %i entries",
    (count) => {
      const categories: TimelineCategory[] = [
        "discovery",
        "investigation",
        "partners",
      ];
      const placed = placePoints(
        Array.from({ length: count }, (_, i) =>
          aPoint(i, `2016-08-${String(1 + ((i * 7) % 31)).padStart(2, "0")}`, {
            category: categories[i % 3],
            label: "決済代行会社から第一報を受領し、対策本部を設置",
          }),
        ),
        zone,
        now,
      );
      const layout = layoutPoints(placed, {
        view: august,
        width: 1100,
        rowBudget: 18,
      });
      expect(overlaps(layout)).toBe(0);
      const drawn = marksOf(layout).length;
      const crowded = layout.lanes
        .flatMap((l) => l.crowds)
        .reduce((sum, c) => sum + c.count, 0);
      expect(drawn + crowded).toBe(count);
      expect(layout.height).toBeLessThanOrEqual(18 * 15 + 8 * 3);
    },
  );

  it("writes labels where there is room and none where there is not", () => {
    const near = Array.from({ length: 40 }, (_, i) =>
      aPoint(i, `2016-08-${String(1 + (i % 20)).padStart(2, "0")}`, {
        label: "大阪府南警察署に被害を報告し、受理番号を受領",
      }),
    );
    const far = aPoint(99, "2016-08-30", { category: "partners" });
    const marks = marksOf(
      layoutPoints(placePoints([...near, far], zone, now), {
        view: august,
        width: 900,
      }),
    );
    expect(marks.find((m) => m.point.id === "p99")!.label).toBe("出来事99");
    expect(marks.find((m) => m.point.id === "p0")!.label).toBe("");
  });
});

describe("neighbour", () => {
  const layout = layoutPoints(
    placePoints(
      [
        aPoint(1, "2016-08-12", { category: "discovery" }),
        aPoint(2, "2016-08-13", { category: "containment" }),
        aPoint(3, "2016-08-16"),
        aPoint(4, "2016-08-18", { category: "authorities" }),
        aPoint(5, "2016-08-25"),
      ],
      zone,
      now,
    ),
    { view: august, width: 1000 },
  );
  it.each([
    [null, "right", "p1"],
    ["p1", "right", "p2"],
    ["p1", "left", "p1"],
    ["p5", "right", "p5"],
    ["p2", "down", "p3"],
    ["p4", "up", "p3"],
    ["p4", "down", "p4"],
    ["p3", "first", "p1"],
    ["p3", "last", "p5"],
    ["gone", "left", "p1"],
  ] as const)("from %s %s leads to %s", (id, direction, expected) => {
    expect(neighbour(layout, id, direction)?.point.id).toBe(expected);
  });
});

describe("layoutDensities", () => {
  it("draws a bar per lane and day, as high as it has entries", () => {
    const layout = layoutDensities(
      [
        { on: "2016-08-12", category: "discovery", count: 4 },
        { on: "2016-08-13", category: "discovery", count: 16 },
        { on: "2016-08-13", category: "customers", count: 1 },
      ],
      { view: august, width: 1000 },
    );
    const [four, sixteen] = layout.lanes[0]!.bars;
    expect([four!.count, four!.from, four!.to]).toEqual([
      4,
      "2016-08-12",
      "2016-08-12",
    ]);
    expect(sixteen!.height).toBeCloseTo(four!.height * 2);
    expect(layout.lanes[5]!.bars).toHaveLength(1);
    expect(layout.lanes[0]!.count).toBe(20);
  });

  it("sums days that would be narrower than a bar", () => {
    const view = { from: wallOf("2012-01-01"), to: wallOf("2017-01-01") };
    const days = Array.from({ length: 366 }, (_, i) => ({
      on: new Date(wallOf("2016-01-01") + i * 86_400_000)
        .toISOString()
        .slice(0, 10),
      category: "customers" as const,
      count: 2,
    }));
    const { bars } = layoutDensities(days, { view, width: 600 }).lanes[5]!;
    expect(bars.length).toBeLessThan(60);
    expect(bars.reduce((sum, bar) => sum + bar.count, 0)).toBe(732);
    expect(bars[1]!.x).toBeGreaterThanOrEqual(bars[0]!.x + bars[0]!.width);
  });
});

describe("shorten", () => {
  it.each([
    ["短い", 100, "短い"],
    ["大阪府南警察署に被害を報告", 80, "大阪府南警…"],
    ["大阪府南警察署に被害を報告", 30, ""],
  ])("%s in %i pixels is %s", (text, width, expected) => {
    expect(shorten(text, width)).toBe(expected);
  });
});
