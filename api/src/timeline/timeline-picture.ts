import type {
  PublicTimelineEntry,
  TimelineDensity,
  TimelinePicture,
  TimelinePoint,
} from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import type { Queryable } from "../platform/database/database.js";
import { all, rowsOf, sql } from "../platform/database/sql.js";
import { listConditions } from "../platform/http/list.js";
import { toMoment } from "./occurrence.js";
import {
  reachOf,
  timelineList,
  timelineOf,
  toTimelineEvent,
  type TimelineRow,
} from "./timeline.queries.js";

const mostPoints = 3_000;

/** The same rows as the list under the same filter, with what is needed to draw them. */
export async function readPicture(
  database: Queryable,
  actor: Actor,
  incidentId: string,
  filter: Record<string, unknown>,
): Promise<TimelinePicture> {
  const reach = reachOf(actor);
  const source = timelineOf(incidentId, reach);
  const parameters = [...source.parameters];
  const where = all([
    ...source.where,
    ...listConditions(timelineList(reach), filter, parameters),
  ]);
  const [span] = await database.query<{
    n: number;
    first: string | null;
    last: string | null;
  }>(
    `select count(*)::int as n, min(t.occurred_on)::text as first, max(coalesce(t.occurred_until_on, t.occurred_on))::text as last
     from ${source.from} where ${where}`,
    parameters,
  );
  const count = span?.n ?? 0;
  const picture = {
    count,
    firstOn: span?.first ?? null,
    lastOn: span?.last ?? null,
  };
  if (count > mostPoints) {
    const densities = await database.query<TimelineDensity>(
      `select t.occurred_on::text as on, t.category, count(*)::int as count from ${source.from} where ${where} group by 1, 2 order by 1, 2`,
      parameters,
    );
    return { ...picture, points: [], densities };
  }
  const rows = await database.query<TimelineRow>(
    sql`select ${source.select} from ${source.from} where ${where} order by t.occurred_on, t.position, t.id limit ${mostPoints}`,
    parameters,
  );
  const points = rows.map((row): TimelinePoint => {
    const event = toTimelineEvent(row, reach);
    return {
      id: event.id,
      no: event.no,
      occurred: event.occurred,
      type: event.type,
      category: event.category,
      visibility: event.visibility,
      state: event.state,
      label: (event.text ?? "").slice(0, 120),
    };
  });
  return { ...picture, points, densities: [] };
}

/** Exactly what a reader outside would get: what may be published and was not retracted, in the words meant for them. */
export async function readPublicTimeline(
  database: Queryable,
  incidentId: string,
): Promise<PublicTimelineEntry[]> {
  const source = timelineOf(incidentId, "public");
  const rows = await database.query<TimelineRow>(
    rowsOf(source, [], sql`order by t.occurred_on, t.position, t.id`),
    source.parameters,
  );
  return rows.map((row) => ({
    no: Number(row.no),
    occurred: toMoment(row),
    text: row.public_wording ?? { ja: row.text, en: row.text },
  }));
}
