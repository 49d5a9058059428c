import type { Bilingual, NextAuthorityDue, Permission } from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import type { Queryable } from "../platform/database/database.js";
import { sql, type Sql } from "../platform/database/sql.js";
import { holds, holdersOf, ownMembership } from "../members/own-membership.js";

interface NextDueRow {
  kind: NextAuthorityDue["kind"];
  id: string;
  incident_id: string;
  code: string;
  title: Bilingual;
  recipient_name: Bilingual;
  label: string;
  due_from_on: string | null;
  due_on: string | null;
  due_at: Date | null;
  due_sort: Date;
  since: Date;
}

export interface DueOfIncident extends NextAuthorityDue {
  incidentCode: string;
  incidentTitle: Bilingual;
}

/** Of one incident ($1): its index answers in order. */
const inOne: Reach = { join: sql``, where: sql`i.id = $1`, limit: 2 };
/** Of all incidents in which $1 is a member and $3 hold what is needed. */
const inOwn: Reach = { join: ownMembership, where: holds(3), limit: 4 };

interface Reach {
  join: Sql;
  where: Sql;
  /** Where the number of rows is bound. */
  limit: number;
}

const nextDues = ({ join, where, limit }: Reach) => sql`
  (select 'authority_due' as kind, d.id, d.incident_id, i.code, i.title, p.official_name as recipient_name, d.what as label,
     d.due_from_on, d.due_on, d.due_at, d.due_sort, d.created_at as since
   from authority_due d join party p on p.id = d.recipient_id join incident i on i.id = d.incident_id ${join}
   where ${where} and d.state = 'open' order by d.due_sort, d.id limit $${limit})
  union all
  (select 'authority_reply', y.id, y.incident_id, i.code, i.title, p.official_name, y.text, null, y.due_on, y.due_at, y.due_sort, y.created_at
   from authority_reply y join authority_report r on r.incident_id = y.incident_id and r.id = y.authority_report_id
     join party p on p.id = r.recipient_id join incident i on i.id = y.incident_id ${join}
   where ${where} and y.state = 'open' and (y.due_on is not null or y.due_at is not null)
   order by y.due_sort, y.id limit $${limit})
  order by due_sort, id limit $${limit}`;

/** What is owed to an authority in an incident, or was asked by one and still waits, whichever comes first. */
export async function readNextDue(
  database: Queryable,
  incidentId: string,
): Promise<NextAuthorityDue | null> {
  const [next] = await database.query<NextDueRow>(nextDues(inOne), [
    incidentId,
    1,
  ]);
  return next ? toNextDue(next) : null;
}

/** The same across the incidents somebody is a member of, as far as a permission reaches. */
export async function readNextDues(
  database: Queryable,
  actor: Actor,
  permission: Permission,
  now: Date,
  limit: number,
): Promise<DueOfIncident[]> {
  const rows = await database.query<NextDueRow>(nextDues(inOwn), [
    actor.id,
    now,
    holdersOf(actor.account!, permission),
    limit,
  ]);
  return rows.map((row) => ({
    ...toNextDue(row),
    incidentCode: row.code,
    incidentTitle: row.title,
  }));
}

function toNextDue(row: NextDueRow): NextAuthorityDue {
  return {
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
  };
}
