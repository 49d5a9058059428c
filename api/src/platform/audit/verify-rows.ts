import type { AuditBreakKind } from "@keii/shared";
import type { Queryable } from "../database/database.js";
import { identifier, sql, type Sql } from "../database/sql.js";
import type { Finding } from "./finding.js";

const mostFindings = 100;

/** An audited table, with the columns that make its key in the log. */
interface AuditedTable {
  table: string;
  key: Sql;
  isWrittenOnce: boolean;
  open: string[];
  personal: string[];
  /** Every column that is not open. */
  closed: string[];
}

interface FoundRow {
  kind: AuditBreakKind;
  row_id: string;
  entry_id: string | null;
}

/**
 * Compares every audited row with what its entries say it holds, each table in one statement and so in one moment; a row
 * that is written once with its first entry, another with all of them. Whatever the log holds, nothing of it is trusted
 * to be of the column's type.
 */
export async function rowsUnlikeTheirEntries(
  database: Queryable,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const audited of await auditedTables(database)) {
    const rows = await unlikeTheirImage(database, audited);
    if (audited.personal.length > 0)
      rows.push(
        ...(await unlikeTheirPersonalValues(database, audited)),
        ...(await withoutPersonalValues(database, audited)),
      );
    for (const row of rows)
      findings.push({
        kind: row.kind,
        table: audited.table,
        rowId: row.row_id,
        entryId: row.entry_id,
      });
  }
  for (const { id } of await database.query<{ id: string }>(
    unlikeNewestRevision,
  ))
    findings.push({
      kind: "row_differs",
      table: "timeline_current",
      rowId: id,
    });
  for (const { table } of await database.query<{ table: string }>(unwatched))
    findings.push({ kind: "trigger_missing", table });
  return findings;
}

function auditedTables(database: Queryable): Promise<AuditedTable[]> {
  return database.query<AuditedTable>(
    `select c.relname as table,
       (select string_agg('r.' || quote_ident(a.attname) || '::text', ' || ''/'' || ' order by k.n)
          from pg_constraint p cross join unnest(p.conkey) with ordinality as k(num, n)
          join pg_attribute a on a.attrelid = c.oid and a.attnum = k.num
          where p.conrelid = c.oid and p.contype = 'p') as key,
       exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'append_only') as "isWrittenOnce",
       array(select column_name from column_class k where k.table_name = c.relname and class = 'public') as open,
       array(select column_name from column_class k where k.table_name = c.relname and class = 'personal') as personal,
       array(select attname::text from pg_attribute a where attrelid = c.oid and attnum > 0 and not attisdropped and not exists (
         select from column_class k where k.table_name = c.relname and k.column_name = a.attname and class = 'public')) as closed
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and exists (select from column_class k where k.table_name = c.relname)
       and not exists (select from unaudited_table u where u.table_name = c.relname)
     order by 1`,
  );
}

/** What the entries of each row say together: `content` as the row should be, `entry_id` the newest of them. */
function image({ isWrittenOnce }: AuditedTable): Sql {
  return isWrittenOnce
    ? sql`select distinct on (row_id) row_id, id as entry_id, after as content
          from audit_entry where table_name = $1 and act = 'insert' and jsonb_typeof(after) = 'object' order by row_id, id`
    : sql`select row_id, max(id) as entry_id, audit_image(after order by id) filter (where jsonb_typeof(after) = 'object') as content
          from audit_entry where table_name = $1 and act in ('insert', 'update', 'delete') and row_id is not null
          group by row_id having (array_agg(act order by id desc))[1] <> 'delete'`;
}

function kept({ table, key }: AuditedTable): Sql {
  return sql`select ${key} as row_id, audit_content(r) as content from ${identifier(table)} r`;
}

/** A column that the entries do not know came later, and holds what its migration gave it. */
function unlikeTheirImage(
  database: Queryable,
  audited: AuditedTable,
): Promise<FoundRow[]> {
  return database.query<FoundRow>(
    sql`with image as (${image(audited)}), kept as (${kept(audited)})
       select case when i.row_id is null then 'row_without_entry' when k.row_id is null then 'row_missing' else 'row_differs' end as kind,
         coalesce(i.row_id, k.row_id) as row_id, i.entry_id::text
       from image i full join kept k on k.row_id = i.row_id
       where i.row_id is null or k.row_id is null
         or (i.content - $3::text[] is distinct from k.content - $3::text[]
             and exists (select from unnest($2::text[]) c where i.content ? c and i.content -> c is distinct from k.content -> c))
       limit ${mostFindings}`,
    [audited.table, audited.open, audited.closed],
  );
}

function unlikeTheirPersonalValues(
  database: Queryable,
  audited: AuditedTable,
): Promise<FoundRow[]> {
  return database.query<FoundRow>(
    sql`with image as (${image(audited)}), kept as (${kept(audited)})
       select distinct 'row_differs' as kind, i.row_id, i.entry_id::text
       from image i join kept k on k.row_id = i.row_id cross join unnest($2::text[]) c
       where case jsonb_typeof(i.content -> c)
         when 'null' then jsonb_typeof(k.content -> c) <> 'null'
         when 'object' then exists (
           select from audit_entry e join audit_personal p on p.entry_id = e.id and p.side = 'after' and p.column_name = c
           where e.table_name = $1 and e.row_id = i.row_id and e.after -> c = i.content -> c and p.value <> (k.content -> c)::text)
         else false end
       limit ${mostFindings}`,
    [audited.table, audited.personal],
  );
}

/** Only an erasure, which is an act of the log on that row, takes values away. */
function withoutPersonalValues(
  database: Queryable,
  audited: AuditedTable,
): Promise<FoundRow[]> {
  return database.query<FoundRow>(
    sql`select distinct 'personal_value_missing' as kind, e.row_id, e.id::text as entry_id
       from audit_entry e cross join unnest($2::text[]) c cross join lateral (values ('before', e.before), ('after', e.after)) s (side, content)
       where e.table_name = $1 and s.content -> c ->> 'hash' is not null
         and not exists (select from audit_personal p where p.entry_id = e.id and p.side = s.side and p.column_name = c)
         and not exists (select from audit_entry x where x.table_name = $1 and x.row_id = e.row_id and x.act = 'erase' and x.id > e.id)
       limit ${mostFindings}`,
    [audited.table, audited.personal],
  );
}

/** What lists show is derived from the revisions by a trigger; here the derivation is repeated. */
const unlikeNewestRevision = sql`
  with derived as (
    select event_id, max(no) as version, count(*) filter (where kind = 'corrected') as correction_count,
      case (array_agg(kind order by no desc) filter (where kind not in ('moved', 'adopted')))[1] when 'retracted' then 'retracted' else 'current' end as state,
      (array_agg(reason order by no desc) filter (where no > 1 and reason is not null))[1] as reason
    from timeline_revision group by event_id)
  select coalesce(d.event_id, c.id)::text as id
  from derived d join timeline_event e on e.id = d.event_id
  join timeline_revision n on n.event_id = d.event_id and n.no = d.version
  full join timeline_current c on c.id = d.event_id
  where c.id is null or d.event_id is null
    or (c.incident_id, c.no, c.version, c.state, c.correction_count, c.reason, c.zone, c.occurred_precision, c.occurred_on, c.occurred_at,
        c.occurred_until_on, c.occurred_until_at, c.position, c.learned_on, c.learned_at, c.type, c.category, c.text, c.public_wording,
        c.visibility, c.counsel_basis, c.decision, c.source_kind, c.source_id, c.recorded_at, c.recorded_by, c.revised_at, c.revised_by)
       is distinct from
       (e.incident_id, e.no, d.version, d.state, d.correction_count, d.reason, n.zone, n.occurred_precision, n.occurred_on, n.occurred_at,
        n.occurred_until_on, n.occurred_until_at, n.position, n.learned_on, n.learned_at, n.type, n.category, n.text, n.public_wording,
        n.visibility, n.counsel_basis, n.decision, n.source_kind, n.source_id, e.recorded_at, e.recorded_by,
        case when d.version > 1 then n.recorded_at end, case when d.version > 1 then n.recorded_by end)
  limit ${mostFindings}`;

/** Tables of the log whose triggers were taken away or are switched off. */
const unwatched = sql`
  with named as (
    select table_name from column_class where table_name not in (select table_name from unaudited_table)
    union select table_name from audit_entry where act = 'insert'),
  present as (
    select c.oid, c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p'))
  select n.table_name as table from named n left join present p on p.relname = n.table_name
  where (p.oid is null and exists (select from column_class k where k.table_name = n.table_name))
    or (p.oid is not null and not exists (
          select from pg_trigger t where t.tgrelid = p.oid and t.tgname = 'audit' and t.tgenabled in ('O', 'A')))
  union
  select p.relname from pg_trigger t join present p on p.oid = t.tgrelid
  where t.tgname in ('audit', 'append_only', 'forbid_truncate', 'keep_current') and t.tgenabled not in ('O', 'A')
  limit ${mostFindings}`;
