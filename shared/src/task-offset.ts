import { Temporal } from "temporal-polyfill";
import type { Language } from "./language.js";
import { milestoneMessages } from "./milestones.messages.js";
import { milestoneKinds, type MilestoneKind } from "./milestones.js";
import { dayOf } from "./moment.js";
import { OneOf, Whole } from "./rules.js";

export const offsetUnits = ["hours", "days"] as const;
export type OffsetUnit = (typeof offsetUnits)[number];

/** Until when, counted from a milestone: calendar days after its day, or hours after its minute; before it where negative. */
export class TaskOffset {
  @OneOf(milestoneKinds) from!: MilestoneKind;
  @Whole(-3650, 3650) count!: number;
  @OneOf(offsetUnits) unit!: OffsetUnit;
}

interface Day {
  on: string;
  at: string | null;
}

interface Due {
  dueOn: string | null;
  dueAt: string | null;
}

/**
 * When an offset is due. Hours from a day whose minute nobody knows count from its beginning: too early, never too late.
 */
export function dueAfter(
  { on, at }: Day,
  offset: TaskOffset,
  zone: string,
): Due {
  if (offset.unit === "days")
    return {
      dueOn: Temporal.PlainDate.from(on).add({ days: offset.count }).toString(),
      dueAt: null,
    };
  const start = at
    ? Temporal.Instant.from(at)
    : Temporal.PlainDate.from(on).toZonedDateTime(zone).toInstant();
  const due = start.add({ hours: offset.count }).toString();
  return { dueOn: dayOf(due, zone), dueAt: due };
}

const hour = 3_600_000;
/** A due time further away is counted in days. */
const hoursCounted = 72;

/** The offset a due moment has from a milestone: in hours only where both have a time and lie close together. */
export function offsetBetween(
  from: MilestoneKind,
  milestone: Day,
  due: Due,
  zone: string,
): TaskOffset | null {
  const { dueAt } = due;
  const dueOn = due.dueOn ?? (dueAt && dayOf(dueAt, zone));
  if (!dueOn) return null;
  if (dueAt && milestone.at) {
    const hours = (Date.parse(dueAt) - Date.parse(milestone.at)) / hour;
    if (Math.abs(hours) <= hoursCounted)
      return { from, count: Math.round(hours), unit: "hours" };
  }
  const { days } = Temporal.PlainDate.from(milestone.on).until(dueOn, {
    largestUnit: "days",
  });
  return { from, count: Math.max(-3650, Math.min(3650, days)), unit: "days" };
}

/**
 * The offset from the nearest of several milestones: the last one that had come when the task was due, or else the first
 * that came after. Null where nothing is due, or there is no milestone.
 */
export function nearestOffset(
  milestones: readonly ({ kind: MilestoneKind } & Day)[],
  due: Due,
  zone: string,
): TaskOffset | null {
  const offsets = milestones.flatMap(({ kind, ...day }) => {
    const offset = offsetBetween(kind, day, due, zone);
    return offset ? [{ offset, hours: hoursOf(offset) }] : [];
  });
  const come = offsets.filter(({ hours }) => hours >= 0);
  const [nearest] = (come.length > 0 ? come : offsets).toSorted(
    (a, b) => Math.abs(a.hours) - Math.abs(b.hours),
  );
  return nearest?.offset ?? null;
}

function hoursOf({ count, unit }: TaskOffset): number {
  return unit === "days" ? count * 24 : count;
}

/** An offset in words: 「知った時」から4日. */
export function offsetText(
  { from, count, unit }: TaskOffset,
  language: Language,
): string {
  const name = milestoneMessages[language][`milestones.kind.${from}`] ?? from;
  const n = Math.abs(count);
  if (language === "ja") {
    if (count === 0)
      return unit === "days" ? `「${name}」の当日` : `「${name}」と同時`;
    const length = `${n}${unit === "days" ? "日" : "時間"}`;
    return count > 0 ? `「${name}」から${length}` : `「${name}」の${length}前`;
  }
  if (count === 0)
    return unit === "days" ? `on the day of “${name}”` : `at “${name}”`;
  const word = unit === "days" ? "day" : "hour";
  return `${n} ${word}${n === 1 ? "" : "s"} ${count > 0 ? "after" : "before"} “${name}”`;
}
