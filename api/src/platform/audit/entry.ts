import { createHash } from "node:crypto";

/** The columns of an entry as text, in the order they are hashed. */
export const hashedColumns = [
  "id",
  "at",
  "actor_kind",
  "actor_id",
  "actor_name",
  "session_id",
  "request_id",
  "incident_id",
  "act",
  "table_name",
  "row_id",
  "before",
  "after",
  "note",
  "batch",
] as const;

export type EntryText = Record<(typeof hashedColumns)[number], string | null>;

/** SQL that reads entries exactly as they are hashed. */
export const selectEntryText = `e.id::text, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
  e.actor_kind, e.actor_id::text, e.actor_name, e.session_id::text, e.request_id, e.incident_id::text, e.act, e.table_name,
  e.row_id, e.before::text, e.after::text, e.note, e.batch`;

/** What the chain begins with. */
export const chainStart = Buffer.alloc(32);

/** SHA-256 over the hash before and every column with its length, so that no two entries can read alike. */
export function entryHash(previous: Buffer, entry: EntryText): Buffer {
  const hash = createHash("sha256").update(previous);
  for (const column of hashedColumns) {
    const value = entry[column];
    hash.update(
      value === null ? "-;" : `${Buffer.byteLength(value)}:${value};`,
    );
  }
  return hash.digest();
}
