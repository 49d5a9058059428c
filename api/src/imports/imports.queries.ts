import {
  importKinds,
  importStates,
  type ImportBatch,
  type ImportKind,
} from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import { filters, type ListRules } from "../platform/http/list.js";

export interface ImportBatchRow extends Pick<
  ImportBatch,
  "kind" | "encoding" | "delimiter" | "columns" | "words" | "state" | "outcome"
> {
  id: string;
  version: number;
  incident_id: string;
  no: number;
  member_base_id: string;
  base_code: string;
  file_name: string;
  size: string;
  sha256: string | null;
  is_gzip: boolean;
  is_dry_run: boolean;
  bytes_read: string;
  rows: number;
  new_rows: number;
  changed_rows: number;
  same_rows: number;
  rejected_rows: number;
  created_at: Date;
  created_by: string | null;
  created_by_name: string | null;
  started_at: Date | null;
  finished_at: Date | null;
  undone_at: Date | null;
  undone_by: string | null;
  undone_by_name: string | null;
  undo_reason: string | null;
}

export function batchesOf(incidentId: string): Source {
  return {
    select: sql`i.id, i.version, i.incident_id, i.no, i.kind, b.id as member_base_id, b.code as base_code, i.file_name, i.size::text as size, i.sha256,
      i.is_gzip, i.encoding, i.delimiter, i.columns, i.words, i.is_dry_run, i.state,
      case when i.state in ('checked', 'done', 'undone') then i.bytes_read else coalesce(p.bytes_read, i.bytes_read) end::text as bytes_read,
      case when i.state in ('checked', 'done', 'undone') then i.rows else coalesce(p.rows, i.rows) end as rows, i.new_rows,
      i.changed_rows, i.same_rows, i.rejected_rows, i.outcome, i.created_at, i.created_by,
      (select name from app_user where id = i.created_by) as created_by_name, i.started_at, i.finished_at, i.undone_at, i.undone_by,
      (select name from app_user where id = i.undone_by) as undone_by_name, i.undo_reason`,
    from: sql`import_batch i join member_base b on b.incident_id = i.incident_id and b.no = i.base_no
      left join import_progress p on p.batch_id = i.id`,
    where: [sql`i.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const batchList: ListRules = {
  name: "import-batches",
  sorts: {
    no: ["i.no"],
    createdAt: ["i.created_at", "i.id"],
  },
  defaultSort: ["no", "DESC"],
  filters: {
    kind: filters.oneOf("i.kind", importKinds),
    state: filters.oneOf("i.state", importStates),
    memberBaseId: filters.id("b.id"),
  },
};

export function toBatch(row: ImportBatchRow): ImportBatch {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    no: row.no,
    kind: row.kind as ImportKind,
    memberBaseId: row.member_base_id,
    memberBase: { code: row.base_code },
    fileName: row.file_name,
    size: Number(row.size),
    sha256: row.sha256,
    isGzip: row.is_gzip,
    encoding: row.encoding,
    delimiter: row.delimiter,
    columns: row.columns,
    words: row.words,
    isDryRun: row.is_dry_run,
    state: row.state,
    bytesRead: Number(row.bytes_read),
    rows: row.rows,
    newRows: row.new_rows,
    changedRows: row.changed_rows,
    sameRows: row.same_rows,
    rejectedRows: row.rejected_rows,
    outcome: row.outcome,
    createdAt: row.created_at.toISOString(),
    createdBy: person(row.created_by, row.created_by_name),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    undoneAt: row.undone_at?.toISOString() ?? null,
    undoneBy: person(row.undone_by, row.undone_by_name),
    undoReason: row.undo_reason,
  };
}

function person(
  id: string | null,
  name: string | null,
): { id: string; name: string } | null {
  return id === null ? null : { id, name: name ?? "" };
}
