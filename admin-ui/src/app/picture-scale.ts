import { weekday, timeOf, type Moment } from "@keii/shared";

/**
 * The picture counts in wall time: milliseconds as if the incident's zone were UTC, so that a day is as wide as any
 * other and a tick never falls between two clocks.
 */
export const hour = 3_600_000;
export const day = 24 * hour;

/** The stretch of wall time that is drawn. */
export interface View {
  from: number;
  to: number;
}

export interface Span {
  start: number;
  end: number;
}

/** Wall time of the beginning of a calendar day. */
export function wallOf(on: string): number {
  return Date.UTC(
    Number(on.slice(0, 4)),
    Number(on.slice(5, 7)) - 1,
    Number(on.slice(8, 10)),
  );
}

/** The calendar day a wall time lies in. */
export function dayAt(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10);
}

function wallOfTime(on: string, at: string, zone: string): number {
  const [hours, minutes] = timeOf(at, zone).split(":").map(Number) as [
    number,
    number,
  ];
  return wallOf(on) + hours * hour + minutes * 60_000;
}

/** From when to when a moment reaches; a period still going on reaches to `now`. */
export function spanOf(moment: Moment, zone: string, now: number): Span {
  const { on, at, untilOn, untilAt, precision } = moment;
  const start = at === null ? wallOf(on) : wallOfTime(on, at, zone);
  if (untilOn !== null) {
    const end =
      untilAt === null
        ? wallOf(untilOn) + day
        : wallOfTime(untilOn, untilAt, zone);
    return { start, end: Math.max(start, end) };
  }
  if (precision === "period")
    return { start, end: Math.max(start + hour, now) };
  return { start, end: at === null ? start + day : start };
}

/** Whether a moment lasts: a period, or a plan with an end. */
export function isLasting({ precision, untilOn }: Moment): boolean {
  return precision === "period" || untilOn !== null;
}

/** A view that shows everything with a little room at both ends. */
export function fitView(spans: readonly Span[], now: number): View {
  if (spans.length === 0) return { from: now - 15 * day, to: now + 15 * day };
  const first = spans.reduce((least, s) => Math.min(least, s.start), Infinity);
  const last = spans.reduce((most, s) => Math.max(most, s.end), -Infinity);
  const room = Math.max((last - first) * 0.04, day);
  return { from: first - room, to: last + room };
}

const shortest = 2 * hour;
const longest = 60 * 366 * day;

/** Zooms by a factor (below 1: closer) so that `around` stays under the pointer. */
export function zoomView(view: View, factor: number, around: number): View {
  const width = view.to - view.from;
  const next = Math.min(longest, Math.max(shortest, width * factor));
  const share = (around - view.from) / width;
  return { from: around - next * share, to: around + next * (1 - share) };
}

/** Moves the view by a share of its own width. */
export function panView(view: View, share: number): View {
  const by = (view.to - view.from) * share;
  return { from: view.from + by, to: view.to + by };
}

/** Moves the view only as far as needed to bring a wall time into it. */
export function revealIn(view: View, wall: number): View {
  const margin = (view.to - view.from) * 0.05;
  if (wall < view.from + margin)
    return {
      from: wall - margin,
      to: wall - margin + (view.to - view.from),
    };
  if (wall > view.to - margin)
    return {
      from: wall + margin - (view.to - view.from),
      to: wall + margin,
    };
  return view;
}

/** Saturdays and Sundays within the view, where days are wide enough to tell. */
export function weekendsIn(view: View, width: number): Span[] {
  if ((day / (view.to - view.from)) * width < 6) return [];
  const bands: Span[] = [];
  for (let at = Math.floor(view.from / day) * day; at < view.to; at += day) {
    if (weekday(dayAt(at)) === 6) bands.push({ start: at, end: at + 2 * day });
    else if (bands.length === 0 && weekday(dayAt(at)) === 0)
      bands.push({ start: at, end: at + day });
  }
  return bands;
}

export type TickUnit = "hour" | "day" | "month" | "year";

export interface Tick {
  at: number;
  unit: TickUnit;
  /** Starts a day, a month or a year: written on the second line of the axis too. */
  isMajor: boolean;
}

const steps: readonly { unit: TickUnit; every: number; length: number }[] = [
  { unit: "hour", every: 1, length: hour },
  { unit: "hour", every: 3, length: 3 * hour },
  { unit: "hour", every: 6, length: 6 * hour },
  { unit: "hour", every: 12, length: 12 * hour },
  { unit: "day", every: 1, length: day },
  { unit: "day", every: 2, length: 2 * day },
  { unit: "day", every: 5, length: 5 * day },
  { unit: "day", every: 10, length: 10 * day },
  { unit: "month", every: 1, length: 30 * day },
  { unit: "month", every: 3, length: 91 * day },
  { unit: "month", every: 6, length: 182 * day },
  { unit: "year", every: 1, length: 365 * day },
  { unit: "year", every: 5, length: 5 * 365 * day },
  { unit: "year", every: 10, length: 10 * 365 * day },
];

/** Ticks at least `gap` pixels apart, at round wall times. */
export function ticksIn(view: View, width: number, gap = 44): Tick[] {
  const perPixel = (view.to - view.from) / width;
  const step =
    steps.find((s) => s.length / perPixel >= gap) ?? steps[steps.length - 1]!;
  const ticks = ticksOf[step.unit](view, step.every);
  return ticks.filter((tick) => tick.at >= view.from && tick.at <= view.to);
}

const ticksOf: Record<TickUnit, (view: View, every: number) => Tick[]> = {
  hour: (view, every) => {
    const length = every * hour;
    const ticks: Tick[] = [];
    for (let at = floorTo(view.from, length); at <= view.to; at += length)
      ticks.push({ at, unit: "hour", isMajor: at % day === 0 });
    return ticks;
  },
  day: (view, every) => {
    const ticks: Tick[] = [];
    for (let at = floorTo(view.from, day); at <= view.to; at += day) {
      const ofMonth = new Date(at).getUTCDate();
      const isMajor = ofMonth === 1;
      // The last tick of a month keeps its distance from the first of the next.
      const isRound =
        every === 2
          ? ofMonth % 2 === 1 && ofMonth < 31
          : ofMonth % every === 0 && (every === 1 || ofMonth < 30);
      if (isMajor || isRound) ticks.push({ at, unit: "day", isMajor });
    }
    return ticks;
  },
  month: (view, every) => monthTicks(view, every, "month"),
  year: (view, every) => monthTicks(view, every * 12, "year"),
};

function monthTicks(view: View, every: number, unit: TickUnit): Tick[] {
  const from = new Date(view.from);
  let month = from.getUTCFullYear() * 12 + from.getUTCMonth();
  month -= month % every;
  const ticks: Tick[] = [];
  for (; utcMonth(month) <= view.to; month += every)
    ticks.push({ at: utcMonth(month), unit, isMajor: month % 12 === 0 });
  return ticks;
}

function floorTo(wall: number, length: number): number {
  return Math.floor(wall / length) * length;
}

function utcMonth(months: number): number {
  return Date.UTC(Math.floor(months / 12), months % 12);
}
