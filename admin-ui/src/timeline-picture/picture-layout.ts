import { scaleLinear } from "d3-scale";
import {
  timelineCategories,
  type TimelineCategory,
  type TimelineDensity,
  type TimelinePoint,
} from "@keii/shared";
import {
  day,
  dayAt,
  isLasting,
  spanOf,
  wallOf,
  type Span,
  type View,
} from "../app/picture-scale.js";

/** A point with the wall time it covers. */
export interface PlacedPoint extends Span {
  point: TimelinePoint;
}

export interface Mark extends PlacedPoint {
  row: number;
  /** Centre of the mark; of a period, its beginning. */
  x: number;
  y: number;
  /** Ends of what is drawn: the bar of a period, the day of a mark known to the day. */
  left: number;
  right: number;
  /** As much of the label as there is room for; empty where there is none. */
  label: string;
}

/** Marks of a crowded stretch for which a lane has no room. */
export interface Crowd extends Span {
  count: number;
  x: number;
  y: number;
}

export interface Bar {
  category: TimelineCategory;
  from: string;
  to: string;
  count: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Lane {
  category: TimelineCategory;
  y: number;
  height: number;
  count: number;
  marks: Mark[];
  crowds: Crowd[];
  bars: Bar[];
}

export interface Layout {
  lanes: Lane[];
  height: number;
}

export interface LayoutOptions {
  view: View;
  width: number;
  /** Rows all lanes together may take. */
  rowBudget?: number;
}

export const rowHeight = 15;
export const radius = 5.5;
const gap = 4;
const labelGap = 5;
const fontSize = 11.5;
const crowdWidth = 32;
const lanePadding = 1.5;

/** Where each point lies in wall time, in the order of its beginning. */
export function placePoints(
  points: readonly TimelinePoint[],
  zone: string,
  now: number,
): PlacedPoint[] {
  return points
    .map((point) => ({ point, ...spanOf(point.occurred, zone, now) }))
    .sort((a, b) => a.start - b.start || a.point.no - b.point.no);
}

/** Puts points into lanes and rows so that nothing is drawn over anything else. */
export function layoutPoints(
  placed: readonly PlacedPoint[],
  { view, width, rowBudget = 18 }: LayoutOptions,
): Layout {
  const scale = scaleLinear([view.from, view.to], [0, width]);
  const byLane = new Map<TimelineCategory, Boxed[]>(
    timelineCategories.map((category) => [category, []]),
  );
  const counts = new Map<TimelineCategory, number>();
  for (const one of placed) {
    const { category } = one.point;
    counts.set(category, (counts.get(category) ?? 0) + 1);
    if (one.end < view.from || one.start > view.to) continue;
    byLane.get(category)?.push(boxOf(one, scale, width));
  }
  const assigned = timelineCategories.map((category) =>
    assignRows(byLane.get(category) ?? []),
  );
  shareRows(assigned, rowBudget);
  let y = 0;
  const lanes = timelineCategories.map((category, index) => {
    const rows = assigned[index]!;
    const lane = drawLane(category, rows, y);
    lane.count = counts.get(category) ?? 0;
    y += lane.height;
    return lane;
  });
  return { lanes, height: y };
}

/** One bar per lane and stretch of days, as high as it has entries. */
export function layoutDensities(
  densities: readonly TimelineDensity[],
  { view, width }: LayoutOptions,
): Layout {
  const scale = scaleLinear([view.from, view.to], [0, width]);
  const height = 2 * rowHeight;
  const daysPerBar = Math.max(
    1,
    Math.ceil((5 * (view.to - view.from)) / (day * width)),
  );
  const sums = new Map<string, { category: TimelineCategory; count: number }>();
  const counts = new Map<TimelineCategory, number>();
  let most = 1;
  for (const { on, category, count } of densities) {
    counts.set(category, (counts.get(category) ?? 0) + count);
    const bucket = Math.floor(wallOf(on) / day / daysPerBar);
    const key = `${category} ${bucket}`;
    const sum = (sums.get(key)?.count ?? 0) + count;
    sums.set(key, { category, count: sum });
    most = Math.max(most, sum);
  }
  const lanes = timelineCategories.map((category, index): Lane => {
    const y = index * (height + 2 * lanePadding);
    const bars: Bar[] = [];
    for (const [key, sum] of sums) {
      if (sum.category !== category) continue;
      const start = Number(key.split(" ")[1]) * daysPerBar * day;
      const end = start + daysPerBar * day;
      if (end < view.from || start > view.to) continue;
      const high = Math.max(3, Math.sqrt(sum.count / most) * height);
      const x = scale(start);
      bars.push({
        category,
        from: dayAt(start),
        to: dayAt(end - 1),
        count: sum.count,
        x,
        y: y + lanePadding + height - high,
        width: Math.max(2, scale(end) - x - 1),
        height: high,
      });
    }
    bars.sort((a, b) => a.x - b.x);
    return {
      category,
      y,
      height: height + 2 * lanePadding,
      count: counts.get(category) ?? 0,
      marks: [],
      crowds: [],
      bars,
    };
  });
  return { lanes, height: lanes.length * (height + 2 * lanePadding) };
}

/** The mark an arrow key leads to: along time within everything drawn, or to the nearest in the next lane that has one. */
export function neighbour(
  layout: Layout,
  id: string | null,
  direction: "left" | "right" | "up" | "down" | "first" | "last",
): Mark | null {
  const all = layout.lanes
    .flatMap((lane) => lane.marks)
    .sort((a, b) => a.start - b.start || a.y - b.y);
  const at = all.findIndex((mark) => mark.point.id === id);
  const from = all[at];
  if (direction === "first" || (!from && direction !== "last"))
    return all[0] ?? null;
  if (direction === "last" || !from) return all.at(-1) ?? null;
  if (direction === "left") return all[Math.max(0, at - 1)] ?? null;
  if (direction === "right") return all[at + 1] ?? from;
  const lanes = layout.lanes.filter((lane) => lane.marks.length > 0);
  const lane = lanes.findIndex((l) => l.category === from.point.category);
  const next = lanes[lane + (direction === "up" ? -1 : 1)];
  if (!next) return from;
  return next.marks.reduce((best, mark) =>
    Math.abs(mark.x - from.x) < Math.abs(best.x - from.x) ? mark : best,
  );
}

/** How wide a text is drawn, near enough: wide characters are an em, others a little over half. */
export function textWidth(text: string, size = fontSize): number {
  let units = 0;
  for (const character of text) units += character > "\u2000" ? 1 : 0.57;
  return units * size;
}

/** As many leading characters as fit, with an ellipsis; empty where fewer than four would. */
export function shorten(text: string, width: number, size = fontSize): string {
  if (textWidth(text, size) <= width) return text;
  let used = size;
  let kept = "";
  for (const character of text) {
    used += textWidth(character, size);
    if (used > width) break;
    kept += character;
  }
  return [...kept].length < 4 ? "" : `${kept.trimEnd()}…`;
}

interface Boxed extends PlacedPoint {
  x: number;
  left: number;
  right: number;
  labelRoom: number;
}

interface Rows {
  boxes: (Boxed & { row: number })[];
  count: number;
  hasLabels: boolean;
  isCut: boolean;
}

type Scale = (wall: number) => number;

function boxOf(one: PlacedPoint, scale: Scale, width: number): Boxed {
  const from = scale(one.start);
  const to = scale(one.end);
  if (isLasting(one.point.occurred)) {
    const left = Math.max(-radius, Math.min(from, to - 2 * radius));
    const right = Math.min(Math.max(to, left + 2 * radius), width + radius);
    return { ...one, x: left, left, right, labelRoom: roomFor(one, right) };
  }
  const x = (from + to) / 2;
  // About a day is drawn with a wave on either side.
  const reach = radius + (one.point.occurred.precision === "about" ? 5 : 1);
  const isDayWide = to - from > 2 * reach + 2;
  const left = isDayWide ? from + 1 : x - reach;
  const right = isDayWide ? to - 1 : x + reach;
  return { ...one, x, left, right, labelRoom: roomFor(one, right) };
}

function roomFor({ point }: PlacedPoint, right: number): number {
  const whole = textWidth(point.label);
  return right + labelGap + Math.min(whole, 20 * fontSize);
}

/** First with labels beside the marks; where that takes too many rows, marks alone. */
function assignRows(boxes: Boxed[]): Rows {
  const labelled = fit(boxes, 4, (box) => box.labelRoom);
  if (labelled) return { ...labelled, hasLabels: true, isCut: false };
  return {
    ...fit(boxes, Infinity, (box) => box.right)!,
    hasLabels: false,
    isCut: false,
  };
}

function fit(
  boxes: Boxed[],
  most: number,
  end: (box: Boxed) => number,
): Pick<Rows, "boxes" | "count"> | null {
  const ends: number[] = [];
  const placed: (Boxed & { row: number })[] = [];
  for (const box of boxes) {
    let row = ends.findIndex((taken) => taken + gap <= box.left);
    if (row < 0) row = ends.length;
    if (row >= most) return null;
    ends[row] = end(box);
    placed.push({ ...box, row });
  }
  return { boxes: placed, count: ends.length };
}

/** Takes rows from the tallest lanes until all lanes together keep within the budget. */
function shareRows(lanes: Rows[], budget: number): void {
  const total = () => lanes.reduce((sum, l) => sum + Math.max(1, l.count), 0);
  while (total() > budget) {
    const tallest = lanes.reduce((a, b) => (b.count > a.count ? b : a));
    if (tallest.count <= 2) return;
    tallest.count -= 1;
    if (tallest.hasLabels) {
      const bare = fit(tallest.boxes, Infinity, (box) => box.right)!;
      if (bare.count <= tallest.count) Object.assign(tallest, bare);
      else tallest.isCut = true;
      tallest.hasLabels = false;
    } else tallest.isCut = true;
  }
}

function drawLane(category: TimelineCategory, rows: Rows, y: number): Lane {
  const count = Math.max(1, rows.count);
  const top = y + lanePadding;
  const middle = (row: number) => top + row * rowHeight + rowHeight / 2;
  const kept = rows.isCut
    ? rows.boxes.filter((box) => box.row < count - 1)
    : rows.boxes;
  const left = rows.isCut
    ? rows.boxes.filter((box) => box.row >= count - 1)
    : [];
  return {
    category,
    y,
    height: count * rowHeight + 2 * lanePadding,
    count: 0,
    marks: kept.map((box, index) => ({
      ...box,
      y: middle(box.row),
      label: labelOf(box, index, kept, rows.hasLabels),
    })),
    crowds: crowdsOf(left, middle(count - 1)),
    bars: [],
  };
}

function labelOf(
  box: Boxed & { row: number },
  index: number,
  all: (Boxed & { row: number })[],
  hasRoom: boolean,
): string {
  const { label } = box.point;
  if (hasRoom) return shorten(label, 20 * fontSize);
  let next: Boxed | undefined;
  for (let i = index + 1; i < all.length && !next; i++)
    if (all[i]!.row === box.row) next = all[i];
  const room = next ? next.left - gap - box.right - labelGap : 20 * fontSize;
  return shorten(label, Math.min(room, 20 * fontSize));
}

function crowdsOf(boxes: Boxed[], y: number): Crowd[] {
  const crowds = new Map<number, Crowd>();
  for (const box of boxes) {
    const bucket = Math.floor(box.x / crowdWidth);
    const crowd = crowds.get(bucket);
    if (crowd) {
      crowd.count += 1;
      crowd.start = Math.min(crowd.start, box.start);
      crowd.end = Math.max(crowd.end, box.end);
    } else {
      const x = bucket * crowdWidth + crowdWidth / 2;
      crowds.set(bucket, { start: box.start, end: box.end, count: 1, x, y });
    }
  }
  return [...crowds.values()];
}
