import {
  forensicMomentKinds,
  type ForensicMoment,
  type ForensicMomentKind,
} from "./forensics.js";
import type { Moment } from "./moment.js";

/** A step that lies before one that should have come first. */
export interface ForensicDisorder {
  later: ForensicMomentKind;
  earlier: ForensicMomentKind;
}

/**
 * Steps of an engagement that lie before one that comes first by rights. That may be so (an acquirer asks for what was
 * agreed already), so it is a warning; only what `isImpossible` finds is refused.
 */
export function forensicDisorders(
  moments: readonly ForensicMoment[],
): ForensicDisorder[] {
  const inOrder = forensicMomentKinds.flatMap((kind) =>
    moments.filter((moment) => moment.kind === kind),
  );
  return inOrder.flatMap((later, at) =>
    inOrder
      .slice(0, at)
      .filter((earlier) => isBefore(later.occurred, earlier.occurred))
      .map((earlier) => ({ later: later.kind, earlier: earlier.kind })),
  );
}

/** Nothing is completed before it was asked for. */
export function isImpossible(moments: readonly ForensicMoment[]): boolean {
  return forensicDisorders(moments).some(
    ({ later, earlier }) => later === "completed" && earlier === "requested",
  );
}

/** On one day only two instants can be told apart. */
function isBefore(one: Moment, other: Moment): boolean {
  if (one.on !== other.on) return one.on < other.on;
  return (
    one.at !== null &&
    other.at !== null &&
    Date.parse(one.at) < Date.parse(other.at)
  );
}
