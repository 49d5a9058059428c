import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";
import { problems } from "@keii/shared";
import { run, type Tx } from "../platform/database/database.js";
import { fieldProblem } from "../platform/http/problem.js";

interface Place {
  id: string;
  position: string;
}

/**
 * The place of a new entry within its day: behind everything of that day that happened at or before its time, or last
 * where only the day is known. Entries without a time keep their place among the others.
 */
export async function placeByTime(
  tx: Tx,
  incidentId: string,
  on: string,
  at: string | null,
  movingId: string | null = null,
): Promise<string> {
  const { rows: before } = await run<Place>(
    tx,
    `select id, position from timeline_current
     where incident_id = $1 and occurred_on = $2 and id is distinct from $4
       and position < coalesce((
         select min(position collate "C") from timeline_current
         where incident_id = $1 and occurred_on = $2 and id is distinct from $4 and $3::timestamptz is not null and occurred_at > $3), '~')
     order by position desc, id desc limit 1`,
    [incidentId, on, at, movingId],
  );
  return between(tx, incidentId, on, before[0] ?? null, movingId);
}

/** The place right behind a given entry of the day; first of the day for null. */
export async function placeAfter(
  tx: Tx,
  incidentId: string,
  on: string,
  afterId: string | null,
  movingId: string | null = null,
  field = "",
): Promise<string> {
  if (afterId === null) return between(tx, incidentId, on, null, movingId);
  const { rows } = await run<Place>(
    tx,
    "select id, position from timeline_current where incident_id = $1 and id = $2 and occurred_on = $3 and id is distinct from $4",
    [incidentId, afterId, on, movingId],
  );
  if (!rows[0])
    throw fieldProblem(problems.invalid, `${field}afterId`, "otherDayEntry");
  return between(tx, incidentId, on, rows[0], movingId);
}

async function between(
  tx: Tx,
  incidentId: string,
  on: string,
  before: Place | null,
  movingId: string | null,
): Promise<string> {
  const { rows } = await run<Place>(
    tx,
    `select id, position from timeline_current
     where incident_id = $1 and occurred_on = $2 and id is distinct from $4 and ($3::text is null or position > $3)
     order by position, id limit 1`,
    [incidentId, on, before?.position ?? null, movingId],
  );
  return generateKeyBetween(
    before?.position ?? null,
    rows[0]?.position ?? null,
  );
}

/** Places of `count` entries of a day that has none yet. */
export function firstPlaces(count: number): string[] {
  return generateNKeysBetween(null, null, count);
}
