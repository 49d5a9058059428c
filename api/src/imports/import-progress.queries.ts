import type { Queryable } from "../platform/database/database.js";

/** How far a file has been read. */
export interface ImportProgress {
  bytes: number;
  rows: number;
}

/** Says how far a batch is, to all who look at it; false where it is no longer read. */
export async function tellProgress(
  database: Queryable,
  batchId: string,
  { bytes, rows }: ImportProgress,
): Promise<boolean> {
  const told = await database.query(
    `with running as (select id, incident_id, version from import_batch where id = $1 and state = 'running'),
     told as (
       insert into import_progress (batch_id, bytes_read, rows) select id, $2::bigint, $3::integer from running
       on conflict (batch_id) do update set bytes_read = excluded.bytes_read, rows = excluded.rows)
     select pg_notify('keii_live', jsonb_build_object(
       'resource', 'import-batches', 'id', id, 'incident', incident_id, 'version', version)::text) from running`,
    [batchId, bytes, rows],
  );
  return told.length > 0;
}
