import { problems, type NewExposure } from "@keii/shared";
import { fieldProblem } from "../platform/http/problem.js";

/** Both ends of an exposure's window, inclusive: a day, or the minute of a day. */
export interface Window {
  fromOn: string | null;
  fromAt: Date | null;
  untilOn: string | null;
  untilAt: Date | null;
}

/** The window that was meant; a minute without a day is of the day it falls on. Throws at the field that does not fit. */
export function readWindow(
  given: Pick<NewExposure, "fromOn" | "fromAt" | "untilOn" | "untilAt">,
  zone: string,
): Window {
  const from = end(given.fromOn, given.fromAt, zone, "fromAt");
  const until = end(given.untilOn, given.untilAt, zone, "untilAt");
  const isTurned =
    from.on !== null &&
    until.on !== null &&
    (until.on < from.on ||
      (from.at !== null && until.at !== null && until.at < from.at));
  if (isTurned)
    throw fieldProblem(problems.invalid, "untilOn", "untilBeforeStart");
  return {
    fromOn: from.on,
    fromAt: from.at,
    untilOn: until.on,
    untilAt: until.at,
  };
}

function end(
  on: string | null | undefined,
  at: string | null | undefined,
  zone: string,
  field: string,
): { on: string | null; at: Date | null } {
  if (!at) return { on: on ?? null, at: null };
  const minute = new Date(at);
  minute.setUTCSeconds(0, 0);
  const day = minute.toLocaleDateString("sv-SE", { timeZone: zone });
  if (on && on !== day) throw fieldProblem(problems.invalid, field, "otherDay");
  return { on: day, at: minute };
}
