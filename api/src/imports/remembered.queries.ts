import type { ImportKind, ImportReading } from "@keii/shared";
import type { Queryable } from "../platform/database/database.js";

/** How the newest other file with these headers was read. */
export async function rememberedReading(
  database: Queryable,
  batch: { id: string; incidentId: string; kind: ImportKind },
  hash: string,
): Promise<Pick<ImportReading, "columns" | "words"> | null> {
  const [found] = await database.query<
    Pick<ImportReading, "columns" | "words">
  >(
    `select columns, words from import_batch where incident_id = $1 and kind = $2 and header_hash = $3 and columns is not null and id <> $4
     order by no desc limit 1`,
    [batch.incidentId, batch.kind, hash, batch.id],
  );
  return found ?? null;
}
