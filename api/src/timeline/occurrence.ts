import {
  momentProblems,
  problems,
  type LearnedInput,
  type Learned,
  type Moment,
  type OccurredInput,
} from "@keii/shared";
import { Problem, type FieldErrors } from "../platform/http/problem.js";

/** Columns in which a moment is kept. */
export interface OccurredColumns {
  zone: string;
  occurred_precision: Moment["precision"];
  occurred_on: string;
  occurred_at: string | Date | null;
  occurred_until_on: string | null;
  occurred_until_at: string | Date | null;
}

/** The moment that was meant, in one spelling; a minute where a time is given, else a day. Throws with the field that does not fit. */
export function readOccurred(
  input: OccurredInput,
  zone: string,
  field = "occurred",
): Moment {
  const moment: Moment = {
    precision:
      input.precision ??
      (input.untilOn ? "period" : input.at ? "minute" : "day"),
    on: input.on,
    at: input.at ?? null,
    untilOn: input.untilOn ?? null,
    untilAt: input.untilAt ?? null,
  };
  const broken: FieldErrors = {};
  for (const { field: name, key } of momentProblems(moment, zone))
    broken[`${field}.${name}`] = { key };
  if (Object.keys(broken).length > 0)
    throw new Problem(problems.invalid, { fields: broken });
  return {
    ...moment,
    at: instant(moment.at),
    untilAt: instant(moment.untilAt),
  };
}

export function readLearned(
  input: LearnedInput | null | undefined,
  zone: string,
  field = "learned",
): Learned | null {
  if (!input) return null;
  readOccurred({ on: input.on, at: input.at ?? null }, zone, field);
  return { on: input.on, at: input.at ?? null };
}

export function toMoment(row: OccurredColumns): Moment {
  return {
    precision: row.occurred_precision,
    on: row.occurred_on,
    at: instant(row.occurred_at),
    untilOn: row.occurred_until_on,
    untilAt: instant(row.occurred_until_at),
  };
}

/** A moment as the properties of an entity that keeps one. */
export function momentColumns(moment: Moment): {
  precision: Moment["precision"];
  on: string;
  at: Date | null;
  untilOn: string | null;
  untilAt: Date | null;
} {
  return {
    precision: moment.precision,
    on: moment.on,
    at: moment.at === null ? null : new Date(moment.at),
    untilOn: moment.untilOn,
    untilAt: moment.untilAt === null ? null : new Date(moment.untilAt),
  };
}

export function instant(value: string | Date | null): string | null {
  return value === null ? null : new Date(value).toISOString();
}
