import type { Bilingual, NextAuthorityDue } from "@keii/shared";
import type { Queryable } from "../platform/database/database.js";

interface NextDueRow {
  kind: NextAuthorityDue["kind"];
  id: string;
  incident_id: string;
  recipient_name: Bilingual;
  label: string;
  due_from_on: string | null;
  due_on: string | null;
  due_at: Date | null;
  due_sort: Date;
  since: Date;
}

/** What is owed to authorities, and what they asked and still wait for, the next first. */
export async function readNextDues(
  database: Queryable,
  incidentIds: string[],
  limit: number,
): Promise<NextAuthorityDue[]> {
  const rows = await database.query<NextDueRow>(
    `(select 'authority_due' as kind, d.id, d.incident_id, p.official_name as recipient_name, d.what as label,
        d.due_from_on, d.due_on, d.due_at, d.due_sort, d.created_at as since
      from authority_due d join party p on p.id = d.recipient_id
      where d.incident_id = any($1::uuid[]) and d.state = 'open' order by d.due_sort, d.id limit $2)
     union all
     (select 'authority_reply', y.id, y.incident_id, p.official_name, y.text, null, y.due_on, y.due_at, y.due_sort, y.created_at
      from authority_reply y join authority_report r on r.incident_id = y.incident_id and r.id = y.authority_report_id join party p on p.id = r.recipient_id
      where y.incident_id = any($1::uuid[]) and y.state = 'open' and (y.due_on is not null or y.due_at is not null)
      order by y.due_sort, y.id limit $2)
     order by due_sort, id limit $2`,
    [incidentIds, limit],
  );
  return rows.map((row) => ({
    kind: row.kind,
    id: row.id,
    incidentId: row.incident_id,
    recipientName: row.recipient_name,
    label: row.label,
    dueFromOn: row.due_from_on,
    dueOn: row.due_on,
    dueAt: row.due_at?.toISOString() ?? null,
    endsAt: row.due_sort.toISOString(),
    since: row.since.toISOString(),
  }));
}
