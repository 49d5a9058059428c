import { Injectable } from "@nestjs/common";
import {
  dueAfter,
  problems,
  taskTransitions,
  type MemberRole,
  type MilestoneKind,
  type NewTask,
  type Task,
  type TaskChange,
  type TaskOffset,
} from "@keii/shared";
import { Clock } from "../platform/clock/clock.js";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  run,
  within,
  type Queryable,
  type Tx,
} from "../platform/database/database.js";
import { uuidv7 } from "../platform/database/id.js";
import { rowsOf, sql } from "../platform/database/sql.js";
import { changeVersioned } from "../platform/database/versioned.js";
import { readPage, type ListQuery, type Page } from "../platform/http/list.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import { dueColumns } from "./due-time.js";
import { TaskEntity } from "./task.entity.js";
import {
  taskList,
  tasksOf,
  toOffset,
  toTask,
  type TaskRow,
} from "./tasks.queries.js";

/** What a playbook says of a task beyond its words. */
interface TaskPlan {
  role: MemberRole | null;
  due: TaskOffset | null;
}

const unplanned: TaskPlan = { role: null, due: null };

type FollowingRow = Pick<
  TaskRow,
  "id" | "due_milestone" | "due_count" | "due_unit"
>;

function offsetColumns(due: TaskOffset | null) {
  return {
    dueMilestone: due?.from ?? null,
    dueCount: due?.count ?? null,
    dueUnit: due?.unit ?? null,
  };
}

function instant(at: string | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

/** What somebody has to do now: who, until when, done. */
@Injectable()
export class TasksService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  list(incidentId: string, query: ListQuery): Promise<Page<TaskRow>> {
    return readPage<TaskRow>(
      this.database,
      taskList,
      query,
      tasksOf(incidentId),
    );
  }

  show(row: TaskRow): Task {
    return toTask(row, this.clock.now());
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<Task> {
    const [row] = await database.query<TaskRow>(
      rowsOf(tasksOf(incidentId), [sql`t.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return this.show(row);
  }

  add(actor: Actor, incidentId: string, task: NewTask): Promise<Task> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      if (task.timelineEventId) await this.needLine(tx, task.timelineEventId);
      return this.record(
        tx,
        actor.incident!.zone,
        task,
        task.timelineEventId
          ? { kind: "timeline", id: task.timelineEventId }
          : null,
      );
    });
  }

  async record(
    tx: Tx,
    zone: string,
    task: NewTask,
    source: { kind: string; id: string } | null,
    field = "",
    plan: TaskPlan = unplanned,
  ): Promise<Task> {
    if (task.assigneeId) await this.needMember(tx, task.assigneeId, field);
    const id = uuidv7();
    await tx.manager.insert(TaskEntity, {
      id,
      version: 1,
      incidentId: tx.incidentId!,
      title: task.title,
      note: task.note ?? "",
      state: "open",
      assigneeId: task.assigneeId ?? null,
      ...dueColumns(task.dueOn ?? null, task.dueAt ?? null, zone, field),
      responsibleRole: plan.role,
      ...offsetColumns(plan.due),
      sourceKind: source?.kind ?? null,
      sourceId: source?.id ?? null,
      doneAt: null,
      doneBy: null,
      createdAt: tx.now,
      createdBy: tx.actor.id,
    });
    return this.read(tx.incidentId!, id, within(tx));
  }

  change(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    change: TaskChange,
  ): Promise<Task> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.read(incidentId, id, within(tx));
      const { state, dueOn, dueAt, ...fields } = change;
      if (
        before.version === base &&
        state !== undefined &&
        state !== before.state &&
        !taskTransitions[before.state].includes(state)
      )
        throw fieldProblem(problems.broken, "state", "isTransition");
      if (fields.assigneeId) await this.needMember(tx, fields.assigneeId);
      const isDueChanged =
        (dueOn !== undefined && dueOn !== before.dueOn) ||
        (dueAt !== undefined && instant(dueAt) !== before.dueAt);
      await changeVersioned(
        tx,
        TaskEntity,
        { id, incidentId },
        base,
        {
          ...fields,
          ...(isDueChanged && {
            ...dueColumns(
              dueOn === undefined ? before.dueOn : dueOn,
              dueAt === undefined ? before.dueAt : dueAt,
              actor.incident!.zone,
            ),
            ...offsetColumns(null),
          }),
          ...(state !== undefined &&
            state !== before.state && {
              state,
              doneAt: state === "open" ? null : tx.now,
              doneBy: state === "open" ? null : actor.id,
            }),
        },
        () => this.read(incidentId, id, within(tx)),
      );
      return this.read(incidentId, id, within(tx));
    });
  }

  /** Lets the open tasks that are counted from a milestone follow it to where it stands now. */
  async follow(
    tx: Tx,
    zone: string,
    kind: MilestoneKind,
    milestone: { on: string; at: string | null },
  ): Promise<void> {
    const { rows } = await run<FollowingRow>(
      tx,
      `select id, due_milestone, due_count, due_unit from task
       where incident_id = $1 and due_milestone = $2 and state = 'open' order by id for update`,
      [tx.incidentId, kind],
    );
    for (const row of rows) {
      const due = dueAfter(milestone, toOffset(row)!, zone);
      const { dueOn, dueAt, dueSort } = dueColumns(due.dueOn, due.dueAt, zone);
      await run(
        tx,
        `update task set version = version + 1, due_on = $2, due_at = $3, due_sort = $4
         where id = $1 and (due_on, due_at) is distinct from ($2::date, $3::timestamptz)`,
        [row.id, dueOn, dueAt, dueSort],
      );
    }
  }

  private async needMember(tx: Tx, userId: string, field = ""): Promise<void> {
    const { rows } = await run(
      tx,
      "select from membership where incident_id = $1 and user_id = $2 and ended_at is null",
      [tx.incidentId, userId],
    );
    if (rows.length === 0)
      throw fieldProblem(
        problems.invalid,
        `${field}assigneeId`,
        "unknownReference",
      );
  }

  /** A line that is there, and that whoever names it may read. */
  private async needLine(tx: Tx, eventId: string): Promise<void> {
    const { kind, held } = tx.actor;
    const mayReadCounsel = kind !== "user" || held.has("timeline.readCounsel");
    const { rows } = await run(
      tx,
      "select from timeline_current where incident_id = $1 and id = $2 and (visibility <> 'counsel' or $3)",
      [tx.incidentId, eventId, mayReadCounsel],
    );
    if (rows.length === 0)
      throw fieldProblem(
        problems.invalid,
        "timelineEventId",
        "unknownReference",
      );
  }
}
