import type { PurchaseDay } from "@keii/shared";
import { day, wallOf, type Span, type View } from "../app/picture-scale.js";

/** What a bar stands for. */
export type BarUnit = "day" | "week" | "month";

/** A day narrower than this cannot be told from the next. */
const narrowest = 2;

/** The finest unit whose bars can be told apart. */
export function unitFor(view: View, width: number): BarUnit {
  const dayWidth = (day / (view.to - view.from)) * width;
  if (dayWidth >= narrowest) return "day";
  return dayWidth * 7 >= narrowest ? "week" : "month";
}

/** Sites or methods, the largest first; `null` is all that have no shade of their own. */
export type Series = string | null;

/** As many as the eye tells apart by shades of one ink. */
export const mostSeries = 5;

/** The keys that get a shade of their own; the rest together is the last. */
export function seriesOf(days: readonly PurchaseDay[]): Series[] {
  const totals = new Map<string, number>();
  for (const { key, purchases } of days)
    totals.set(key, (totals.get(key) ?? 0) + purchases);
  const keys = [...totals]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([key]) => key);
  return keys.length <= mostSeries
    ? keys
    : [...keys.slice(0, mostSeries - 1), null];
}

export interface Bar extends Span {
  total: number;
  /** Counts in the order of the series. */
  counts: number[];
}

/** The start of the day, week (Monday) or month a wall time lies in. */
export function startOf(unit: BarUnit, wall: number): number {
  const days = Math.floor(wall / day);
  if (unit === "day") return days * day;
  // 1970-01-01 was a Thursday.
  if (unit === "week") return (Math.floor((days + 3) / 7) * 7 - 3) * day;
  const date = new Date(wall);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
}

/** The end of the day, week or month that starts there. */
export function endOf(unit: BarUnit, start: number): number {
  if (unit === "day") return start + day;
  if (unit === "week") return start + 7 * day;
  const date = new Date(start);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
}

/** The bars that can be seen, by their time; days without a purchase have none. Only the series in `shown` count. */
export function barsIn(
  days: readonly PurchaseDay[],
  { view, unit, series }: { view: View; unit: BarUnit; series: Series[] },
  shown: (series: Series) => boolean = () => true,
): Bar[] {
  const places = new Map(series.map((key, place) => [key, place]));
  const rest = places.get(null);
  const bars = new Map<number, Bar>();
  for (const { on, key, purchases } of days) {
    const start = startOf(unit, wallOf(on));
    const end = endOf(unit, start);
    if (end <= view.from || start >= view.to) continue;
    const place = places.get(key) ?? rest;
    if (place === undefined || !shown(series[place]!)) continue;
    let bar = bars.get(start);
    if (!bar) {
      bar = { start, end, total: 0, counts: series.map(() => 0) };
      bars.set(start, bar);
    }
    bar.counts[place]! += purchases;
    bar.total += purchases;
  }
  return [...bars.values()].sort((a, b) => a.start - b.start);
}

/** From the first day with a purchase to the last, and around every window. */
export function spanOfAll(
  days: readonly PurchaseDay[],
  edges: readonly number[],
): View | null {
  const [first, last] = [days[0], days.at(-1)];
  const walls = [
    ...(first ? [wallOf(first.on)] : []),
    ...(last ? [wallOf(last.on) + day] : []),
    ...edges,
  ];
  if (walls.length === 0) return null;
  const from = Math.min(...walls);
  const to = Math.max(...walls);
  const room = Math.max((to - from) * 0.02, 14 * day);
  return { from: from - room, to: to + room };
}

/** The stretch around a window in which an edge is moved day by day. */
export function viewAround(
  from: number | null,
  until: number | null,
  all: View,
): View {
  const start = from ?? all.from;
  const end = until ?? all.to;
  const room = Math.max((end - start) * 0.25, 21 * day);
  return { from: start - room, to: end + room };
}
