import type { TimelineCalls } from "../timeline-rows/timeline-calls.js";
import type { TimelineFilter } from "../timeline-rows/timeline-query.js";

/** How many entries stay inside, by reason. */
export interface PublicGaps {
  internal: number;
  counsel: number;
  retracted: number;
}

/** Counts what a reader outside does not get: by the list's own totals, without reading a text. */
export async function publicGaps(calls: TimelineCalls): Promise<PublicGaps> {
  const count = async (filter: TimelineFilter) => {
    const sort = { field: "no", order: "ASC" } as const;
    const page = await calls.page({ filter, sort }, null, 1);
    return page.total ?? page.rows.length;
  };
  const [internal, counsel, retracted] = await Promise.all([
    count({ visibility: ["internal"], state: "current" }),
    count({ visibility: ["counsel"], state: "current" }),
    count({ visibility: ["public"], state: "retracted" }),
  ]);
  return { internal, counsel, retracted };
}
