import { describe, expect, it } from "vitest";
import {
  dayAt,
  fitView,
  panView,
  revealIn,
  ticksIn,
  wallOf,
  weekendsIn,
  zoomView,
} from "./picture-scale.js";

const days = (from: string, to: string) => ({
  from: wallOf(from),
  to: wallOf(to),
});

describe("ticksIn", () => {
  it.each([
    ["2016-08-18", "2016-08-19", 1200, "hour"],
    ["2016-08-12", "2016-09-16", 1200, "day"],
    ["2014-08-25", "2016-09-16", 1200, "month"],
    ["1990-01-01", "2016-09-16", 600, "year"],
  ])("from %s to %s over %i pixels counts in %ss", (from, to, width, unit) => {
    const ticks = ticksIn(days(from, to), width);
    expect(new Set(ticks.map((t) => t.unit))).toEqual(new Set([unit]));
    const perPixel = (wallOf(to) - wallOf(from)) / width;
    const gaps = ticks.slice(1).map((t, i) => (t.at - ticks[i]!.at) / perPixel);
    expect(Math.min(...gaps)).toBeGreaterThan(34);
  });

  it("marks the beginnings of months", () => {
    const ticks = ticksIn(days("2016-08-12", "2016-09-16"), 2000);
    expect(ticks.filter((t) => t.isMajor).map((t) => dayAt(t.at))).toEqual([
      "2016-09-01",
    ]);
  });

  it("starts years in January, also before 1970", () => {
    const ticks = ticksIn(days("1965-03-01", "1972-03-01"), 600, 70);
    expect(dayAt(ticks[0]!.at)).toBe("1966-01-01");
  });
});

describe("weekendsIn", () => {
  it("shades Saturday and Sunday", () => {
    expect(
      weekendsIn(days("2016-08-12", "2016-08-23"), 400).map((w) => [
        dayAt(w.start),
        dayAt(w.end),
      ]),
    ).toEqual([
      ["2016-08-13", "2016-08-15"],
      ["2016-08-20", "2016-08-22"],
    ]);
  });

  it("shades the Sunday a view begins with", () => {
    expect(
      weekendsIn(days("2016-08-14", "2016-08-18"), 400).map((w) =>
        dayAt(w.start),
      ),
    ).toEqual(["2016-08-14"]);
  });

  it("shades nothing where days are too narrow to tell", () => {
    expect(weekendsIn(days("2014-01-01", "2016-12-31"), 800)).toEqual([]);
  });
});

describe("views", () => {
  it("zooms around the pointer", () => {
    const view = { from: 0, to: 1000 * 86_400_000 };
    const around = 250 * 86_400_000;
    const closer = zoomView(view, 0.5, around);
    expect((around - closer.from) / (closer.to - closer.from)).toBeCloseTo(
      0.25,
    );
    expect(closer.to - closer.from).toBe(500 * 86_400_000);
  });

  it("never shows less than two hours", () => {
    const view = zoomView({ from: 0, to: 86_400_000 }, 0.0001, 0);
    expect(view.to - view.from).toBe(7_200_000);
  });

  it("pans by a share of its width", () => {
    expect(panView({ from: 0, to: 100 }, 0.1)).toEqual({ from: 10, to: 110 });
  });

  it("moves only to bring something into sight", () => {
    const view = { from: 0, to: 1000 };
    expect(revealIn(view, 500)).toBe(view);
    expect(revealIn(view, 2000)).toEqual({ from: 1050, to: 2050 });
    expect(revealIn(view, -10)).toEqual({ from: -60, to: 940 });
  });

  it("fits everything with room on both sides", () => {
    const view = fitView(
      [
        { start: wallOf("2016-08-12"), end: wallOf("2016-08-13") },
        { start: wallOf("2016-09-15"), end: wallOf("2016-09-16") },
      ],
      0,
    );
    expect(dayAt(view.from)).toBe("2016-08-10");
    expect(dayAt(view.to)).toBe("2016-09-17");
  });
});
