import type {
  Bilingual,
  Passage,
  PassageRevision,
  UsablePassage,
} from "@keii/shared";
import type { Queryable } from "../platform/database/database.js";
import { sql, type Source } from "../platform/database/sql.js";
import { filters, type ListRules } from "../platform/http/list.js";
import { person } from "../timeline/timeline.queries.js";

export interface PassageRow {
  id: string;
  version: number;
  incident_id: string;
  key: string;
  no: number;
  text: Bilingual;
  written_at: Date;
  written_by: string | null;
  written_by_name: string | null;
  approved_no: number | null;
  approved_text: Bilingual | null;
  created_at: Date;
}

export function passagesOf(incidentId: string): Source {
  return {
    select: sql`p.id, p.version, p.incident_id, p.key, n.no, n.text, n.written_at, n.written_by,
      (select name from app_user where id = n.written_by) as written_by_name, a.no as approved_no, a.text as approved_text, p.created_at`,
    from: sql`passage p
      cross join lateral (select r.* from passage_revision r where r.passage_id = p.id order by r.no desc limit 1) n
      left join lateral (select r.no, r.text from passage_revision r
        where r.passage_id = p.id and r.approved_at is not null order by r.no desc limit 1) a on true`,
    where: [sql`p.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const passageList: ListRules = {
  name: "passages",
  sorts: { key: ["p.key", "p.id"], createdAt: ["p.created_at", "p.id"] },
  defaultSort: ["key", "ASC"],
  filters: {
    q: filters.part(
      "p.key || ' ' || (n.text ->> 'ja') || ' ' || (n.text ->> 'en')",
    ),
  },
};

export function toPassage(row: PassageRow): Passage {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    key: row.key,
    no: row.no,
    text: row.text,
    writtenAt: row.written_at.toISOString(),
    writtenBy: person(row.written_by, row.written_by_name),
    approvedNo: row.approved_no,
    approvedText: row.approved_text,
    createdAt: row.created_at.toISOString(),
  };
}

export interface PassageRevisionRow {
  no: number;
  text: Bilingual;
  reason: string;
  written_at: Date;
  written_by: string | null;
  written_by_name: string | null;
  approved_at: Date | null;
  approved_by: string | null;
  approved_by_name: string | null;
}

/** The newest first. */
export const passageRevisionsOf = sql`select r.no, r.text, r.reason, r.written_at, r.written_by,
    (select name from app_user where id = r.written_by) as written_by_name, r.approved_at, r.approved_by,
    (select name from app_user where id = r.approved_by) as approved_by_name
  from passage_revision r where r.incident_id = $1 and r.passage_id = $2 order by r.no desc`;

export function toPassageRevision(row: PassageRevisionRow): PassageRevision {
  return {
    no: row.no,
    text: row.text,
    reason: row.reason,
    writtenAt: row.written_at.toISOString(),
    writtenBy: person(row.written_by, row.written_by_name),
    approvedAt: row.approved_at?.toISOString() ?? null,
    approvedBy: person(row.approved_by, row.approved_by_name),
  };
}

/** The passages of an incident as texts use them. */
export async function usablePassages(
  database: Queryable,
  incidentId: string,
): Promise<UsablePassage[]> {
  const { select, from, where } = passagesOf(incidentId);
  const rows = await database.query<PassageRow>(
    sql`select ${select} from ${from} where ${where[0]!} order by p.key`,
    [incidentId],
  );
  return rows.map(({ key, no, text, approved_no, approved_text }) => ({
    key,
    approved:
      approved_no === null ? null : { no: approved_no, text: approved_text! },
    newest: { no, text },
  }));
}
