import type { Bilingual, Permission } from "@keii/shared";
import { sql, type Sql } from "../platform/database/sql.js";
import { holds, ownMembership } from "../members/own-membership.js";

export interface DueRow {
  kind:
    "task" | "authority_due" | "authority_reply" | "measure" | "measure_end";
  id: string;
  version: number;
  incident_id: string;
  code: string;
  title: string;
  recipient: Bilingual | null;
  from_on: string | null;
  due_on: string | null;
  due_at: Date | null;
  is_open: boolean;
}

interface DueSource {
  permission: Permission;
  columns: Sql;
  from: Sql;
  /** What is due at all, and not forgotten long ago: $2 is the present instant. */
  where: Sql;
  /** Of that, what a member's own calendar holds. */
  mine: Sql;
  sort: Sql;
}

/** How long what is done or dropped stays in a calendar, struck through, for those who took it over as a file. */
const closedFor = sql`interval '31 days'`;
const mostOfEach = 1_000;

/** Whatever is due by a day or a minute, by whom it may be read. */
const sources: readonly DueSource[] = [
  {
    permission: "tasks.read",
    columns: sql`'task' as kind, d.id, d.version, d.incident_id, i.code, d.title, null::jsonb as recipient, null::date as from_on, d.due_on, d.due_at, d.state = 'open' as is_open`,
    from: sql`task d`,
    where: sql`(d.due_on is not null or d.due_at is not null) and (d.state = 'open' or d.due_sort > $2::timestamptz - ${closedFor})`,
    mine: sql`(d.assignee_id = $1 or d.assignee_id is null)`,
    sort: sql`d.due_sort`,
  },
  {
    permission: "authorities.read",
    columns: sql`'authority_due', d.id, d.version, d.incident_id, i.code, d.what, p.official_name, d.due_from_on, d.due_on, d.due_at, d.state = 'open'`,
    from: sql`authority_due d join party p on p.id = d.recipient_id`,
    where: sql`(d.state = 'open' or d.due_sort > $2::timestamptz - ${closedFor})`,
    mine: sql`true`,
    sort: sql`d.due_sort`,
  },
  {
    permission: "authorities.read",
    columns: sql`'authority_reply', d.id, d.version, d.incident_id, i.code, '', p.official_name, null, d.due_on, d.due_at, d.state = 'open'`,
    from: sql`authority_reply d join authority_report r on r.incident_id = d.incident_id and r.id = d.authority_report_id join party p on p.id = r.recipient_id`,
    where: sql`(d.due_on is not null or d.due_at is not null) and (d.state = 'open' or d.due_sort > $2::timestamptz - ${closedFor})`,
    mine: sql`true`,
    sort: sql`d.due_sort`,
  },
  {
    permission: "remediation.read",
    columns: sql`case d.kind when 'temporary' then 'measure_end' else 'measure' end, d.id, d.version, d.incident_id, i.code, d.title, null, null, d.due_on, null, d.state in ('planned', 'in_progress')`,
    from: sql`remediation_measure d`,
    where: sql`d.due_on is not null and (d.state in ('planned', 'in_progress') or d.due_on > ($2::timestamptz - ${closedFor})::date)`,
    mine: sql`(d.owner_id = $1 or d.owner_id is null or d.kind = 'temporary')`,
    sort: sql`d.due_on`,
  },
];

/** All that is due in one incident ($1), as far as it may be read; null where nothing may. */
export function duesOfIncident(held: ReadonlySet<Permission>): Sql | null {
  const readable = sources.filter(({ permission }) => held.has(permission));
  return readable.length === 0
    ? null
    : union(
        readable.map((source) => select(source, sql``, sql`i.id = $1::uuid`)),
      );
}

/** What reading these holders are needed for, in the order of their places from $3. */
export const ownDuePermissions: readonly Permission[] = sources.map(
  ({ permission }) => permission,
);

/** What is due for $1 across the incidents of theirs: tasks and measures of their own or of nobody, and all else. */
export const ownDues = union(
  sources.map((source, n) =>
    select(source, ownMembership, sql`${holds(n + 3)} and ${source.mine}`),
  ),
);

function select(source: DueSource, join: Sql, reach: Sql): Sql {
  const { columns, from, where, sort } = source;
  return sql`(select ${columns} from ${from} join incident i on i.id = d.incident_id ${join}
    where ${where} and ${reach} order by ${sort} desc, d.id limit ${mostOfEach})`;
}

function union(selects: Sql[]): Sql {
  return selects.reduce((all, one) => sql`${all} union all ${one}`);
}
