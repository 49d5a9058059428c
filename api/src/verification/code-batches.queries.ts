import {
  codeAudiences,
  codeBatchStates,
  type CodeAudience,
  type CodeBatch,
  type CodeBatchState,
} from "@keii/shared";
import { sql, type Source, type Sql } from "../platform/database/sql.js";
import { filters, type ListRules } from "../platform/http/list.js";
import { instant } from "../timeline/occurrence.js";
import { person } from "../timeline/timeline.queries.js";

export interface CodeBatchRow {
  id: string;
  version: number;
  incident_id: string;
  no: number;
  label: string;
  run_no: number;
  audience: CodeAudience;
  member_bases: string[];
  code_count: number;
  state: CodeBatchState;
  asked_count: number;
  told_count: number;
  created_at: Date;
  created_by: string | null;
  created_by_name: string | null;
  downloaded_at: Date | null;
  downloaded_by: string | null;
  downloaded_by_name: string | null;
  revocation_reason: string | null;
  revoked_at: Date | null;
}

export function codeBatchesOf(incidentId: string): Source {
  return {
    select: sql`b.id, b.version, b.incident_id, b.no, b.label, b.run_no, b.audience, b.code_count, b.state,
      array(select m.code from member_base m where m.incident_id = b.incident_id and m.no = any(b.base_nos) order by m.no) as member_bases,
      (select count(*)::int from verdict_receipt r where r.incident_id = b.incident_id and r.batch_no = b.no and r.channel = 'code') as asked_count,
      (select count(*)::int from verdict_receipt r where r.incident_id = b.incident_id and r.batch_no = b.no and r.channel in ('letter', 'mail', 'phone')) as told_count,
      b.created_at, b.created_by, (select name from app_user where id = b.created_by) as created_by_name,
      b.downloaded_at, b.downloaded_by, (select name from app_user where id = b.downloaded_by) as downloaded_by_name,
      b.revocation_reason, b.revoked_at`,
    from: sql`code_batch b`,
    where: [sql`b.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const codeBatchList: ListRules = {
  name: "code-batches",
  sorts: { no: ["b.no", "b.id"], createdAt: ["b.created_at", "b.id"] },
  defaultSort: ["no", "DESC"],
  filters: {
    state: filters.oneOf("b.state", codeBatchStates),
    audience: filters.oneOf("b.audience", codeAudiences),
  },
};

export function toCodeBatch(row: CodeBatchRow): CodeBatch {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    no: row.no,
    label: row.label,
    runNo: row.run_no,
    audience: row.audience,
    memberBases: row.member_bases,
    codeCount: row.code_count,
    state: row.state,
    askedCount: row.asked_count,
    toldCount: row.told_count,
    createdAt: row.created_at.toISOString(),
    createdBy: person(row.created_by, row.created_by_name),
    downloadedAt: instant(row.downloaded_at),
    downloadedBy: person(row.downloaded_by, row.downloaded_by_name),
    revocationReason: row.revocation_reason,
    revokedAt: instant(row.revoked_at),
  };
}

/**
 * Customers of one base for whom codes are, behind one of them, in the order in which letters are merged: of incident $1
 * and run $2, in base $3, behind number $4, at most $5.
 */
export const audienceOf: Record<CodeAudience, Sql> = {
  affected: sql`select customer_no from scope_result where incident_id = $1 and run_no = $2 and base_no = $3 and customer_no > $4 and verdict = 'affected'
    order by customer_no limit $5`,
  unlisted: sql`select customer_no from scope_result where incident_id = $1 and run_no = $2 and base_no = $3 and customer_no > $4 and verdict = 'unlisted'
    order by customer_no limit $5`,
  everybody: sql`select customer_no from customer where incident_id = $1 and $2::integer is not null and base_no = $3 and customer_no > $4
    order by customer_no limit $5`,
  changed: sql`select customer_no from verdict_change where incident_id = $1 and run_no = $2 and base_no = $3 and customer_no > $4 and retold_at is null
    order by customer_no limit $5`,
};

export const audienceCount: Record<CodeAudience, Sql> = {
  affected: sql`select count(*)::int as n from scope_result where incident_id = $1 and run_no = $2 and base_no = any($3::smallint[]) and verdict = 'affected'`,
  unlisted: sql`select count(*)::int as n from scope_result where incident_id = $1 and run_no = $2 and base_no = any($3::smallint[]) and verdict = 'unlisted'`,
  everybody: sql`select count(*)::int as n from customer where incident_id = $1 and $2::integer is not null and base_no = any($3::smallint[])`,
  changed: sql`select count(*)::int as n from verdict_change where incident_id = $1 and run_no = $2 and base_no = any($3::smallint[]) and retold_at is null`,
};
