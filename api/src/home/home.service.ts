import { Injectable } from "@nestjs/common";
import {
  inLanguage,
  permissionsIn,
  type Bilingual,
  type Home,
  type HomeChange,
  type HomeTask,
  type MemberRole,
  type NextAuthorityDue,
} from "@keii/shared";
import { isOngoing } from "../platform/auth/account.js";
import { Clock } from "../platform/clock/clock.js";
import type { Actor } from "../platform/database/actor.js";
import { Database } from "../platform/database/database.js";
import { AuthorityDuesService } from "../authorities/authority-dues.service.js";
import {
  incidentColumns,
  toListedIncident,
  type IncidentRow,
} from "../incidents/incidents.queries.js";

/** How far back somebody sees who was never here before. */
const firstLook = 7 * 86_400_000;

interface OwnIncident extends IncidentRow {
  role: MemberRole;
  is_head: boolean;
  is_counsel: boolean;
}

/** What needs me, and what changed since I was last here, across the incidents I am a member of. */
@Injectable()
export class HomeService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly dues: AuthorityDuesService,
  ) {}

  async read(actor: Actor): Promise<Home> {
    const own = await this.database.query<OwnIncident>(
      `select ${incidentColumns}, m.role, m.is_head, m.is_counsel from membership m join incident i on i.id = m.incident_id
       where m.user_id = $1 and m.ended_at is null and ${isOngoing(2)}
       order by i.updated_at desc, i.id limit 200`,
      [actor.id, this.clock.now()],
    );
    const held = own.map((row) => ({
      row,
      held: permissionsIn(actor.account!, {
        role: row.role,
        isHead: row.is_head,
        isCounsel: row.is_counsel,
      }),
    }));
    const idsWith = (
      permission: Parameters<(typeof held)[number]["held"]["has"]>[0],
    ) =>
      held.filter((one) => one.held.has(permission)).map((one) => one.row.id);
    const [visit] = await this.database.query<{ seen_at: Date }>(
      "select seen_at from home_visit where user_id = $1",
      [actor.id],
    );
    const since = visit?.seen_at ?? null;
    const [tasks, dues, changes] = await Promise.all([
      this.tasks(
        actor,
        idsWith("approvals.decide"),
        idsWith("milestones.write"),
        idsWith("tasks.read"),
      ),
      this.dues.nextDues(idsWith("authorities.write")),
      this.changes(
        actor,
        idsWith("timeline.read"),
        idsWith("timeline.readPublic"),
        idsWith("timeline.readCounsel"),
        since,
      ),
    ]);
    return {
      incidents: held.map(({ row, held }) =>
        toListedIncident({ ...row, shows_summary: held.has("timeline.read") }),
      ),
      tasks: byDueTime([...tasks, ...dues.map((due) => toHomeTask(due, own))]),
      changes,
      changesSince: since?.toISOString() ?? null,
    };
  }

  async seen(actor: Actor): Promise<void> {
    await this.database.query(
      "insert into home_visit (user_id, seen_at) values ($1, $2) on conflict (user_id) do update set seen_at = excluded.seen_at",
      [actor.id, this.clock.now()],
    );
  }

  private async tasks(
    actor: Actor,
    deciding: string[],
    confirming: string[],
    doing: string[],
  ): Promise<HomeTask[]> {
    const rows = await this.database.query<{
      kind: HomeTask["kind"];
      id: string;
      incident_id: string;
      code: string;
      title: Bilingual;
      label: string;
      since: Date;
      due_on: string | null;
      due: Date | null;
    }>(
      `select 'approval' as kind, a.id, a.incident_id, i.code, i.title, a.reason as label, a.asked_at as since, null::date as due_on, null::timestamptz as due
         from approval a join incident i on i.id = a.incident_id
         where a.state = 'asked' and a.asked_by <> $1 and a.incident_id = any($2::uuid[])
       union all
       select 'milestone_candidate', m.id, m.incident_id, i.code, i.title, m.kind, m.created_at, null, null
         from milestone m join incident i on i.id = m.incident_id
         where m.state = 'candidate' and m.incident_id = any($3::uuid[])
       union all
       select 'task', t.id, t.incident_id, i.code, i.title, t.title, t.created_at, case when t.due_at is null then t.due_on end, nullif(t.due_sort, timestamptz '9999-12-31 00:00:00Z')
         from task t join incident i on i.id = t.incident_id
         where t.state = 'open' and t.assignee_id = $1 and t.incident_id = any($4::uuid[])
       order by due nulls last, since limit 100`,
      [actor.id, deciding, confirming, doing],
    );
    return rows.map((row) => ({
      kind: row.kind,
      id: row.id,
      incidentId: row.incident_id,
      incidentCode: row.code,
      incidentTitle: row.title,
      label: row.label,
      dueFromOn: null,
      dueOn: row.due_on,
      dueAt: row.due?.toISOString() ?? null,
      since: row.since.toISOString(),
    }));
  }

  /** Lines of the timeline that somebody else wrote or revised, in words this reader may see. */
  private async changes(
    actor: Actor,
    reading: string[],
    readingPublic: string[],
    counsel: string[],
    since: Date | null,
  ): Promise<HomeChange[]> {
    const rows = await this.database.query<{
      id: string;
      incident_id: string;
      code: string;
      title: Bilingual;
      text: string;
      wording: Bilingual | null;
      kind: string;
      by: string | null;
      at: Date;
    }>(
      `select r.event_id as id, r.incident_id, i.code, i.title, r.text, r.public_wording as wording, r.kind, u.name as by, r.recorded_at as at
       from timeline_revision r join incident i on i.id = r.incident_id left join app_user u on u.id = r.recorded_by
       join timeline_current t on t.id = r.event_id
       where r.incident_id = any($2::uuid[]) and r.recorded_by is distinct from $1 and r.recorded_at > $4
         and r.kind <> 'adopted'
         and (r.incident_id = any($3::uuid[]) or (t.visibility = 'public' and r.visibility = 'public' and t.state = 'current'))
         and (r.incident_id = any($5::uuid[]) or (t.visibility <> 'counsel' and r.visibility <> 'counsel'))
       order by r.recorded_at desc limit 100`,
      [
        actor.id,
        readingPublic,
        reading,
        since ?? new Date(this.clock.now().getTime() - firstLook),
        counsel,
      ],
    );
    return rows.map((row) => ({
      incidentId: row.incident_id,
      incidentCode: row.code,
      incidentTitle: row.title,
      resource: "timeline",
      recordId: row.id,
      label: reading.includes(row.incident_id)
        ? row.text
        : inLanguage(row.wording, actor.language) || row.text,
      act: row.kind,
      by: row.by ?? "",
      at: row.at.toISOString(),
    }));
  }
}

/** What is owed to an authority, or was asked by it, among what needs the reader. */
function toHomeTask(
  { incidentId, recipientName, label, endsAt, ...due }: NextAuthorityDue,
  own: OwnIncident[],
): HomeTask {
  const incident = own.find(({ id }) => id === incidentId);
  return {
    kind: due.kind,
    id: due.id,
    incidentId,
    incidentCode: incident?.code ?? "",
    incidentTitle: incident?.title ?? { ja: "", en: "" },
    label: `${inLanguage(recipientName, "ja")} ${label}`,
    dueFromOn: due.dueFromOn,
    dueOn: due.dueAt === null ? due.dueOn : null,
    dueAt: endsAt,
    since: due.since,
  };
}

/** What is due first comes first; what has no due time behind it, the oldest first. */
function byDueTime(tasks: HomeTask[]): HomeTask[] {
  const key = ({ dueAt, since }: HomeTask) =>
    `${dueAt ?? "9999-12-31T00:00:00.000Z"} ${since}`;
  return tasks.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
