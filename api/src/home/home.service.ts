import { Injectable } from "@nestjs/common";
import {
  inLanguage,
  type Home,
  type HomeChange,
  type HomeTask,
  type Permission,
} from "@keii/shared";
import { Clock } from "../platform/clock/clock.js";
import type { Actor } from "../platform/database/actor.js";
import { Database } from "../platform/database/database.js";
import { AuthorityDuesService } from "../authorities/authority-dues.service.js";
import type { DueOfIncident } from "../authorities/next-due.queries.js";
import {
  toListedIncident,
  type ListedIncidentRow,
} from "../incidents/incidents.queries.js";
import { holdersOf } from "../members/own-membership.js";
import {
  mostOfEachKind,
  newestChanges,
  newestIncidents,
  waitingTasks,
  type HomeChangeRow,
  type HomeTaskRow,
} from "./home.queries.js";

/** How far back somebody sees who was never here before. */
const firstLook = 7 * 86_400_000;

/** What needs me, and what changed since I was last here, across the incidents I am a member of. */
@Injectable()
export class HomeService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly dues: AuthorityDuesService,
  ) {}

  async read(actor: Actor): Promise<Home> {
    const visit = this.database.query<{ seen_at: Date }>(
      "select seen_at from home_visit where user_id = $1",
      [actor.id],
    );
    const [incidents, tasks, dues, [visited], changes] = await Promise.all([
      this.database.query<ListedIncidentRow>(
        newestIncidents,
        this.reach(actor, "timeline.read"),
      ),
      this.database.query<HomeTaskRow>(
        waitingTasks,
        this.reach(
          actor,
          "approvals.decide",
          "milestones.write",
          "tasks.read",
          "remediation.read",
        ),
      ),
      this.dues.nextDuesOf(actor, "authorities.write", mostOfEachKind),
      visit,
      visit.then(([seen]) => this.changes(actor, seen?.seen_at ?? null)),
    ]);
    return {
      incidents: incidents.map(toListedIncident),
      tasks: byDueTime([...tasks.map(toHomeTask), ...dues.map(ofDue)]),
      changes,
      changesSince: visited?.seen_at.toISOString() ?? null,
    };
  }

  async seen(actor: Actor): Promise<void> {
    await this.database.query(
      "insert into home_visit (user_id, seen_at) values ($1, $2) on conflict (user_id) do update set seen_at = excluded.seen_at",
      [actor.id, this.clock.now()],
    );
  }

  private async changes(
    actor: Actor,
    since: Date | null,
  ): Promise<HomeChange[]> {
    const now = this.clock.now();
    const [reader, present, ...holders] = this.reach(
      actor,
      "timeline.readPublic",
      "timeline.read",
      "timeline.readCounsel",
    );
    const rows = await this.database.query<HomeChangeRow>(newestChanges, [
      reader,
      present,
      since ?? new Date(now.getTime() - firstLook),
      ...holders,
    ]);
    return rows.map((row) => ({
      incidentId: row.incident_id,
      incidentCode: row.code,
      incidentTitle: row.title,
      resource: "timeline",
      recordId: row.id,
      label: row.reads_all
        ? row.text
        : inLanguage(row.wording, actor.language) || row.text,
      act: row.kind,
      by: row.by ?? "",
      at: row.at.toISOString(),
    }));
  }

  /** Who reads, now, and who holds each of these permissions: the parameters of a question about one's own incidents. */
  private reach(actor: Actor, ...needed: Permission[]): unknown[] {
    return [
      actor.id,
      this.clock.now(),
      ...needed.map((permission) => holdersOf(actor.account!, permission)),
    ];
  }
}

function toHomeTask(row: HomeTaskRow): HomeTask {
  return {
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
  };
}

/** What is owed to an authority, or was asked by it, among what needs the reader. */
function ofDue(due: DueOfIncident): HomeTask {
  return {
    kind: due.kind,
    id: due.id,
    incidentId: due.incidentId,
    incidentCode: due.incidentCode,
    incidentTitle: due.incidentTitle,
    label: `${inLanguage(due.recipientName, "ja")} ${due.label}`,
    dueFromOn: due.dueFromOn,
    dueOn: due.dueAt === null ? due.dueOn : null,
    dueAt: due.endsAt,
    since: due.since,
  };
}

/** What is due first comes first; what has no due time behind it, the oldest first. */
function byDueTime(tasks: HomeTask[]): HomeTask[] {
  const key = ({ dueAt, since }: HomeTask) =>
    `${dueAt ?? "9999-12-31T00:00:00.000Z"} ${since}`;
  return tasks.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
