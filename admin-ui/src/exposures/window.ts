import { dayOf, momentAt, timeOf, type PinnedExposure } from "@keii/shared";
import { day, dayAt, wallOf } from "../app/picture-scale.js";

/** Both ends of an exposure's window, inclusive: a day, or a minute of it; null is open. */
export interface Window {
  zone: string;
  fromOn: string | null;
  fromAt: string | null;
  untilOn: string | null;
  untilAt: string | null;
}

export type Edge = "from" | "until";

const minute = 60_000;

/** The window of an exposure as a run saw it: instants, and an end that is no longer inside. */
export function windowOf(pinned: PinnedExposure): Window {
  const { zone, fromOn, untilOn, from, until } = pinned;
  const startOf = (on: string) => Date.parse(momentAt(on, "00:00", zone).at!);
  const isDay = (on: string | null, at: string | null, days: number) =>
    on === null ||
    at === null ||
    startOf(dayAt(wallOf(on) + days * day)) === Date.parse(at);
  return {
    zone,
    fromOn,
    fromAt: isDay(fromOn, from, 0) ? null : from,
    untilOn,
    untilAt: isDay(untilOn, until, 1)
      ? null
      : new Date(Date.parse(until!) - minute).toISOString(),
  };
}

/** Where an edge stands in wall time, the last day or minute counted in; null where the window is open. */
export function edgeAt(window: Window, edge: Edge): number | null {
  const { zone } = window;
  const on = edge === "from" ? window.fromOn : window.untilOn;
  const at = edge === "from" ? window.fromAt : window.untilAt;
  if (on === null) return null;
  const isUntil = edge === "until";
  if (at === null) return wallOf(on) + (isUntil ? day : 0);
  const [hours, minutes] = timeOf(at, zone).split(":").map(Number) as [
    number,
    number,
  ];
  return (
    wallOf(dayOf(at, zone)) +
    (hours * 60 + minutes) * minute +
    (isUntil ? minute : 0)
  );
}

/** The day an edge is written as. */
export function edgeDay(window: Window, edge: Edge): string | null {
  return edge === "from" ? window.fromOn : window.untilOn;
}

/**
 * The window with an edge on another day. It does not pass the other edge; back on the day it came from (of `original`)
 * it has its minute again.
 */
export function moveEdge(
  window: Window,
  edge: Edge,
  on: string,
  original: Window,
): Window {
  if (edge === "from") {
    const fromOn = window.untilOn && on > window.untilOn ? window.untilOn : on;
    const fromAt = fromOn === original.fromOn ? original.fromAt : null;
    return { ...window, fromOn, fromAt };
  }
  const untilOn = window.fromOn && on < window.fromOn ? window.fromOn : on;
  const untilAt = untilOn === original.untilOn ? original.untilAt : null;
  return { ...window, untilOn, untilAt };
}

/** The day an edge is on when it is let go at a wall time. */
export function dayForEdge(edge: Edge, wall: number): string {
  const midnight = Math.round(wall / day) * day;
  return dayAt(edge === "from" ? midnight : midnight - day);
}

export function isSameWindow(one: Window, other: Window): boolean {
  return (["fromOn", "fromAt", "untilOn", "untilAt"] as const).every(
    (end) => one[end] === other[end],
  );
}
