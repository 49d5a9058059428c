import { forensicMomentKinds, type Permission } from "@keii/shared";
import { sql, type Sql } from "../platform/database/sql.js";

/** How far each domain is, and who may know. $1 is the incident, $2 the present instant. */
export const progressOf = {
  tasks: {
    permission: "tasks.read",
    select: sql`select json_build_object('doneCount', count(*) filter (where state = 'done'), 'totalCount', count(*),
        'overdueCount', count(*) filter (where state = 'open' and due_sort < $2))
      from task where incident_id = $1 and state <> 'dropped'`,
  },
  forensics: {
    permission: "forensics.read",
    select: sql`select json_build_object(
        'reached', (select m.kind from forensic_moment m join forensic_engagement e on e.id = m.engagement_id
          where e.incident_id = $1 and e.state = 'current' and m.occurred_precision <> 'planned'
          order by array_position($3::text[], m.kind) desc limit 1),
        'reportCount', (select count(*) from forensic_report where incident_id = $1 and state = 'current'),
        'newestReport', (select kind from forensic_report where incident_id = $1 and state = 'current'
          order by occurred_on desc, coalesce(occurred_at, '-infinity'::timestamptz) desc, id desc limit 1),
        'openFindingCount', (select count(*) from forensic_finding where incident_id = $1 and state = 'open'))`,
  },
  authorities: {
    permission: "authorities.read",
    select: sql`select json_build_object(
        'filedCount', (select count(*) from authority_report where incident_id = $1 and state not in ('draft', 'withdrawn')),
        'waitingCount', count(*), 'overdueCount', count(*) filter (where due_sort < $2))
      from (select due_sort from authority_due where incident_id = $1 and state = 'open'
        union all select due_sort from authority_reply where incident_id = $1 and state = 'open') waiting`,
  },
  partners: {
    permission: "partners.read",
    select: sql`select json_build_object('answeredCount', count(*) filter (where standing in ('promised', 'partly', 'refused')), 'askedCount', count(*))
      from partner_request where incident_id = $1 and standing <> 'withdrawn'`,
  },
  paymentStops: {
    permission: "partners.read",
    select: sql`select json_build_object('stoppedCount', count(*) filter (where is_stopped), 'totalCount', count(*))
      from (select bool_or(resumed_on is null) as is_stopped from payment_stop
        where incident_id = $1 and withdrawal_reason is null group by site, method) cells`,
  },
  remediation: {
    permission: "remediation.read",
    select: sql`select json_build_object(
        'doneCount', count(*) filter (where state in ('done', 'verified') or (kind = 'temporary' and state = 'in_progress')),
        'verifiedCount', count(*) filter (where state = 'verified'), 'totalCount', count(*),
        'overdueCount', count(*) filter (where state in ('planned', 'in_progress') and due_on < today.here))
      from remediation_measure cross join (select ($2::timestamptz at time zone zone)::date as here from incident where id = $1) today
      where incident_id = $1 and state not in ('dropped', 'withdrawn')`,
  },
  scope: {
    permission: "scope.figures",
    select: sql`select json_build_object('runNo', max(no), 'isFrozen', coalesce(bool_or(state = 'frozen'), false),
        'affected', (array_agg(figures -> 'affected'))[1])
      from (select no, state, figures from scope_run where incident_id = $1 and state in ('done', 'frozen')
        order by (state = 'frozen') desc, no desc limit 1) standing`,
  },
  inquiries: {
    permission: "inquiries.figures",
    select: sql`select json_build_object('openCount', count(*), 'newCount', count(*) filter (where status = 'new'),
        'secondaryDamageCount', count(*) filter (where category = 'secondary_damage'))
      from inquiry where incident_id = $1 and place = 0`,
  },
  approvals: {
    permission: "approvals.read",
    select: sql`select json_build_object('waitingCount', count(*)) from approval where incident_id = $1 and state = 'asked'`,
  },
} satisfies Record<string, { permission: Permission; select: Sql }>;

/** $3: the moments of an engagement, the furthest last. */
export const engagementOrder: readonly string[] = forensicMomentKinds;
