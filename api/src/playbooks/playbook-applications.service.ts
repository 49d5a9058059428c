import { Injectable } from "@nestjs/common";
import {
  dueAfter,
  nearestOffset,
  problems,
  type MemberRole,
  type MilestoneKind,
  type Playbook,
  type PlaybookApplied,
  type PlaybookDraft,
  type PlaybookDraftRequest,
  type PlaybookPreview,
  type PlaybookPreviewTask,
  type PlaybookTask,
  type Task,
  type TaskState,
} from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  run,
  within,
  type Queryable,
} from "../platform/database/database.js";
import { sql, rowsOf } from "../platform/database/sql.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import { TasksService } from "../tasks/tasks.service.js";
import { tasksOf, toOffset, type TaskRow } from "../tasks/tasks.queries.js";
import { instant } from "../timeline/occurrence.js";
import { PlaybooksService } from "./playbooks.service.js";

interface MilestoneDay {
  kind: MilestoneKind;
  on: string;
  at: string | null;
}

interface Circumstances {
  zone: string;
  milestones: MilestoneDay[];
  members: { id: string; name: string; role: MemberRole }[];
  /** What was made of tasks of playbooks before, by their id. */
  made: Map<string, { id: string; title: string; state: TaskState }>;
}

/** Playbooks in a running case: what they would make of it, and what a case would make of a playbook. */
@Injectable()
export class PlaybookApplicationsService {
  constructor(
    private readonly database: Database,
    private readonly playbooks: PlaybooksService,
    private readonly tasks: TasksService,
  ) {}

  async preview(
    actor: Actor,
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<PlaybookPreview> {
    const playbook = await this.playbooks.read(id, database);
    const circumstances = await this.look(actor, incidentId, database);
    const { version, name, whenToUse, tasks } = playbook;
    return {
      id,
      version,
      name,
      whenToUse,
      tasks: tasks.map((task) => previewOf(task, circumstances)),
    };
  }

  /** Makes the tasks that are not there yet, all in one act; what an earlier time made is left as it is. */
  apply(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
  ): Promise<PlaybookApplied> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      await run(tx, "select pg_advisory_xact_lock(hashtextextended($1, 2))", [
        incidentId,
      ]);
      const playbook = await this.playbooks.read(id, within(tx));
      needCurrent(playbook, base);
      const { tasks } = await this.preview(actor, incidentId, id, within(tx));
      const made: Task[] = [];
      for (const task of tasks)
        if (task.made === null)
          made.push(
            await this.tasks.record(
              tx,
              actor.incident!.zone,
              {
                title: task.title,
                note: task.detail,
                assigneeId: task.assignee?.id ?? null,
                dueOn: task.dueOn,
                dueAt: task.dueAt,
              },
              { id: task.id, kind: "playbooks" },
              "",
              { role: task.role, due: task.due },
            ),
          );
      return { made, keptCount: tasks.length - made.length };
    });
  }

  /** The tasks of the case, each counted from the nearest of the milestones asked for. Nothing is saved. */
  async draft(
    actor: Actor,
    incidentId: string,
    { milestones: chosen }: PlaybookDraftRequest,
  ): Promise<PlaybookDraft> {
    const { zone } = actor.incident!;
    const all = await milestonesOf(incidentId, this.database);
    const missing = chosen.find(
      (kind) => !all.some((one) => one.kind === kind),
    );
    if (missing !== undefined)
      throw fieldProblem(problems.invalid, "milestones", "unknownReference");
    const milestones = all.filter(({ kind }) => chosen.includes(kind));
    const rows = await this.database.query<TaskRow>(
      rowsOf(
        tasksOf(incidentId),
        [sql`t.state <> 'dropped'`],
        sql`order by t.due_sort, t.created_at, t.id limit 200`,
      ),
      [incidentId],
    );
    const roles = await rolesOf(incidentId, this.database);
    return {
      tasks: rows.map((row) => {
        const own = toOffset(row);
        return {
          title: row.title,
          detail: row.note,
          role:
            row.responsible_role ?? roles.get(row.assignee_id ?? "") ?? null,
          due:
            own && chosen.includes(own.from)
              ? own
              : nearestOffset(
                  milestones,
                  { dueOn: row.due_on, dueAt: instant(row.due_at) },
                  zone,
                ),
        };
      }),
    };
  }

  private async look(
    actor: Actor,
    incidentId: string,
    database: Queryable,
  ): Promise<Circumstances> {
    const members = await database.query<{
      id: string;
      name: string;
      role: MemberRole;
    }>(
      sql`select u.id, u.name, m.role from membership m join app_user u on u.id = m.user_id
          where m.incident_id = $1 and m.ended_at is null order by u.name, u.id`,
      [incidentId],
    );
    const made = await database.query<{
      source_id: string;
      id: string;
      title: string;
      state: TaskState;
    }>(
      sql`select source_id, id, title, state from task where incident_id = $1 and source_kind = 'playbooks'`,
      [incidentId],
    );
    return {
      zone: actor.incident!.zone,
      milestones: await milestonesOf(incidentId, database),
      members,
      made: new Map(
        made.map(({ source_id, ...task }) => [source_id, task] as const),
      ),
    };
  }
}

function needCurrent(playbook: Playbook, base: number): void {
  if (playbook.version !== base)
    throw new Problem(problems.changedMeanwhile, { current: playbook });
  if (playbook.state === "retired")
    throw fieldProblem(problems.broken, "root.serverError", "isRetired");
}

function previewOf(
  task: PlaybookTask,
  { zone, milestones, members, made }: Circumstances,
): PlaybookPreviewTask {
  const milestone =
    task.due && milestones.find(({ kind }) => kind === task.due?.from);
  const due =
    task.due && milestone
      ? dueAfter(milestone, task.due, zone)
      : { dueOn: null, dueAt: null };
  const candidates = members.filter(({ role }) => role === task.role);
  const [only] = candidates;
  return {
    ...task,
    ...due,
    isWaiting: task.due !== null && !milestone,
    assignee:
      only && candidates.length === 1 ? { id: only.id, name: only.name } : null,
    made: made.get(task.id) ?? null,
  };
}

async function milestonesOf(
  incidentId: string,
  database: Queryable,
): Promise<MilestoneDay[]> {
  const rows = await database.query<{
    kind: MilestoneKind;
    on: string;
    at: Date | null;
  }>(
    sql`select kind, occurred_on as on, occurred_at as at from milestone where incident_id = $1 order by occurred_on, occurred_at, kind`,
    [incidentId],
  );
  return rows.map(({ kind, on, at }) => ({ kind, on, at: instant(at) }));
}

async function rolesOf(
  incidentId: string,
  database: Queryable,
): Promise<Map<string, MemberRole>> {
  const rows = await database.query<{ user_id: string; role: MemberRole }>(
    sql`select user_id, role from membership where incident_id = $1 order by ended_at nulls last`,
    [incidentId],
  );
  return new Map(
    rows.toReversed().map(({ user_id, role }) => [user_id, role] as const),
  );
}
