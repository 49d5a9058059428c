import {
  hasHours,
  pauseKind,
  planOf,
  reasonAt,
  spansOf,
  type ClosedDayReason,
  type ClosedReason,
  type DayPlan,
  type DeskHours,
  type OpenSpan,
} from "./desk-hours.js";
import {
  calendarDay,
  dayNumber,
  wallDay,
  writtenInstant,
} from "./wall-time.js";

/** How much of a desk's time there is: open minutes, or days on which it opens after the first. */
export type DeskTerm = { minutes: number } | { businessDays: number };

/** One step of how a due time was counted, in order. Instants are ISO 8601 with the zone's offset. */
export type DueStep =
  /** It began while the desk was closed. */
  | { kind: "outside"; reason: ClosedReason }
  | {
      kind: "counted";
      from: string;
      until: string;
      minutes: number;
      leftMinutes: number;
    }
  | { kind: "paused"; from: string; until: string; reason: "lunch" | "break" }
  | { kind: "closed"; on: string; reason: ClosedDayReason }
  /** Other hours of the week hold from this day on. */
  | { kind: "newHours"; on: string }
  /** The day it began, which does not count. */
  | { kind: "firstDay"; on: string }
  | { kind: "businessDay"; on: string; no: number }
  /** No hours are set from here on. */
  | { kind: "never" }
  /** Not over by this day, and not counted any further. */
  | { kind: "tooFar"; on: string };

/** When a term is over, with the steps that lead there; null where it never is. */
export interface DeskDue {
  dueAt: string | null;
  steps: DueStep[];
}

/** A term is not followed further than this many days. */
const horizon = 1100;
const minute = 60_000;

interface Day {
  plan: DayPlan;
  spans: OpenSpan[];
  isFirst: boolean;
}

type Count = (day: Day, steps: DueStep[]) => number | null;

/**
 * When a term that begins at an instant is over. Minutes count while the desk is open, from the minute it began in, and
 * may be over exactly when it closes. Business days are days on which it opens; the day it began is not one of them, and
 * the last ends when the desk closes.
 */
export function dueWithin(
  hours: DeskHours,
  instant: string,
  term: DeskTerm,
): DeskDue {
  const began = Math.floor(Date.parse(instant) / minute) * minute;
  const { zone } = hours;
  const steps: DueStep[] = [];
  const first = wallDay(began, zone);
  if (!hasHours(hours, first))
    return { dueAt: null, steps: [{ kind: "never" }] };
  const count =
    "minutes" in term
      ? countMinutes(zone, began, term.minutes)
      : countDays(term.businessDays);
  let since: string | null = null;
  for (let number = 0; number <= horizon; number++) {
    const on = calendarDay(dayNumber(first) + number);
    const plan = planOf(hours, on);
    const isFirst = number === 0;
    const spans = spansOf(plan, zone);
    if (isFirst && "minutes" in term) {
      const isOpen = spans.some((s) => s.start <= began && began < s.end);
      if (!isOpen)
        steps.push({ kind: "outside", reason: reasonAt(plan, spans, began) });
    } else {
      if (!isFirst && plan.since !== since && since !== null)
        steps.push({ kind: "newHours", on });
      if (plan.reason) {
        if (!hasHours(hours, on))
          return { dueAt: null, steps: [...steps, { kind: "never" }] };
        steps.push({ kind: "closed", on, reason: plan.reason });
      }
    }
    since = plan.since;
    const due = count({ plan, spans, isFirst }, steps);
    if (due !== null) return { dueAt: writtenInstant(due, zone), steps };
  }
  const last = calendarDay(dayNumber(first) + horizon);
  return { dueAt: null, steps: [...steps, { kind: "tooFar", on: last }] };
}

function countMinutes(zone: string, began: number, minutes: number): Count {
  let left = minutes * minute;
  return ({ spans }, steps) => {
    for (const [number, span] of spans.entries()) {
      if (span.end <= began) continue;
      const before = spans[number - 1];
      if (before && before.end > began && before.end < span.start)
        steps.push({
          kind: "paused",
          from: writtenInstant(before.end, zone),
          until: writtenInstant(span.start, zone),
          reason: pauseKind(before.until),
        });
      const start = Math.max(span.start, began);
      const end = Math.min(span.end, start + left);
      left -= end - start;
      addCounted(steps, start, end, left, zone);
      if (left === 0) return end;
    }
    return null;
  };
}

/** A stretch that goes on without a break, as over midnight, is one step. */
function addCounted(
  steps: DueStep[],
  start: number,
  end: number,
  left: number,
  zone: string,
): void {
  const last = steps.at(-1);
  const goesOn = last?.kind === "counted" && Date.parse(last.until) === start;
  const from = goesOn ? Date.parse(last.from) : start;
  if (goesOn) steps.pop();
  steps.push({
    kind: "counted",
    from: writtenInstant(from, zone),
    until: writtenInstant(end, zone),
    minutes: (end - from) / minute,
    leftMinutes: left / minute,
  });
}

function countDays(businessDays: number): Count {
  let no = 0;
  return ({ plan: { on }, spans, isFirst }, steps) => {
    const end = spans.at(-1)?.end;
    if (end === undefined) return null;
    if (isFirst) {
      steps.push({ kind: "firstDay", on });
      return null;
    }
    no++;
    steps.push({ kind: "businessDay", on, no });
    return no === businessDays ? end : null;
  };
}
