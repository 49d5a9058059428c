import type { Bilingual, HomeTask } from "@keii/shared";
import { sql } from "../platform/database/sql.js";
import { incidentColumns } from "../incidents/incidents.queries.js";
import { holds, ownMembership } from "../members/own-membership.js";

/** How many of each kind wait at most; what is due first comes first. */
export const mostOfEachKind = 50;
const mostChanges = 100;
const mostIncidents = 20;

/** The incidents of $1 that changed last; $3 may read how they came about. */
export const newestIncidents = sql`
  select ${incidentColumns}, ${holds(3)} as shows_summary from incident i ${ownMembership}
  order by i.updated_at desc, i.id desc limit ${mostIncidents}`;

export interface HomeTaskRow {
  kind: HomeTask["kind"];
  id: string;
  incident_id: string;
  code: string;
  title: Bilingual;
  label: string;
  since: Date;
  due_on: string | null;
  due: Date | null;
}

/**
 * What waits for $1: approvals where $3 decide, candidates where $4 write, tasks and measures where $5 and $6 read. Each
 * kind on its own, so that its index answers in order.
 */
export const waitingTasks = sql`
  (select 'approval' as kind, a.id, a.incident_id, i.code, i.title, a.reason as label, a.asked_at as since, null::date as due_on, null::timestamptz as due
    from approval a join incident i on i.id = a.incident_id ${ownMembership}
    where a.state = 'asked' and a.asked_by <> $1 and ${holds(3)} order by a.asked_at, a.id limit ${mostOfEachKind})
  union all
  (select 'milestone_candidate', c.id, c.incident_id, i.code, i.title, c.kind, c.created_at, null, null
    from milestone c join incident i on i.id = c.incident_id ${ownMembership}
    where c.state = 'candidate' and ${holds(4)} order by c.created_at, c.id limit ${mostOfEachKind})
  union all
  (select 'task', t.id, t.incident_id, i.code, i.title, t.title, t.created_at, case when t.due_at is null then t.due_on end,
      nullif(t.due_sort, timestamptz '9999-12-31 00:00:00Z')
    from task t join incident i on i.id = t.incident_id ${ownMembership}
    where t.state = 'open' and t.assignee_id = $1 and ${holds(5)} order by t.due_sort limit ${mostOfEachKind})
  union all
  (select 'measure', r.id, r.incident_id, i.code, i.title, r.title, r.created_at, r.due_on, timezone(i.zone, (r.due_on + 1)::timestamp)
    from remediation_measure r join incident i on i.id = r.incident_id ${ownMembership}
    where r.state in ('planned', 'in_progress') and r.due_on is not null and r.owner_id = $1 and ${holds(6)}
    order by r.due_on limit ${mostOfEachKind})`;

export interface HomeChangeRow {
  id: string;
  incident_id: string;
  code: string;
  title: Bilingual;
  text: string;
  wording: Bilingual | null;
  reads_all: boolean;
  kind: string;
  by: string | null;
  at: Date;
}

/**
 * Lines of the timeline that somebody else than $1 wrote or revised after $3, in words the reader may see: $4 read what
 * may be published, $5 all, $6 what is for counsel.
 */
export const newestChanges = sql`
  select r.event_id as id, r.incident_id, i.code, i.title, r.text, r.public_wording as wording, ${holds(5)} as reads_all,
    r.kind, (select name from app_user where id = r.recorded_by) as by, r.recorded_at as at
  from timeline_revision r join incident i on i.id = r.incident_id ${ownMembership}
  join timeline_current t on t.id = r.event_id
  where r.recorded_by is distinct from $1 and r.recorded_at > $3 and r.kind <> 'adopted' and ${holds(4)}
    and (${holds(5)} or (t.visibility = 'public' and r.visibility = 'public' and t.state = 'current'))
    and (${holds(6)} or (t.visibility <> 'counsel' and r.visibility <> 'counsel'))
  order by r.recorded_at desc limit ${mostChanges}`;
