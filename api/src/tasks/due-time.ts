import { Temporal } from "temporal-polyfill";
import { problems } from "@keii/shared";
import { dayOf } from "../platform/clock/clock.js";
import { fieldProblem } from "../platform/http/problem.js";

/** Longer than any case: where nothing is due, for sorting behind everything that is. */
export const never = new Date("9999-12-31T00:00:00Z");

/** Until when something has to be done, as it is kept: refused where the time does not lie on the day. */
export function dueColumns(
  on: string | null,
  at: string | null,
  zone: string,
  field = "",
): { dueOn: string | null; dueAt: Date | null; dueSort: Date } {
  const instant = at === null ? null : new Date(at);
  if (instant && on !== null && dayOf(instant, zone) !== on)
    throw fieldProblem(problems.invalid, `${field}dueAt`, "otherDay");
  const endOfDay =
    on === null
      ? never
      : new Date(
          Temporal.PlainDate.from(on).add({ days: 1 }).toZonedDateTime(zone)
            .epochMilliseconds,
        );
  return { dueOn: on, dueAt: instant, dueSort: instant ?? endOfDay };
}
