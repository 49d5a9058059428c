import {
  offsetText,
  permissionMessages,
  taskMessages,
  taskStates,
  type Language,
  type MemberRole,
  type MilestoneKind,
  type OffsetUnit,
  type Task,
  type TaskOffset,
  type TaskState,
} from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import type { ExportedList } from "../platform/http/exports.js";
import { filters, type ListRules } from "../platform/http/list.js";

export interface TaskRow {
  id: string;
  version: number;
  incident_id: string;
  title: string;
  note: string;
  state: TaskState;
  assignee_id: string | null;
  assignee_name: string | null;
  due_on: string | null;
  due_at: Date | null;
  due_sort: Date;
  responsible_role: MemberRole | null;
  due_milestone: MilestoneKind | null;
  due_count: number | null;
  due_unit: OffsetUnit | null;
  source_kind: string | null;
  source_id: string | null;
  done_at: Date | null;
  done_by: string | null;
  done_by_name: string | null;
  created_at: Date;
  created_by: string | null;
  created_by_name: string | null;
}

export function tasksOf(incidentId: string): Source {
  return {
    select: sql`t.id, t.version, t.incident_id, t.title, t.note, t.state, t.assignee_id, t.due_on, t.due_at, t.due_sort, t.responsible_role, t.due_milestone, t.due_count, t.due_unit, t.source_kind, t.source_id,
      t.done_at, t.done_by, t.created_at, t.created_by, (select name from app_user where id = t.assignee_id) as assignee_name,
      (select name from app_user where id = t.done_by) as done_by_name, (select name from app_user where id = t.created_by) as created_by_name`,
    from: sql`task t`,
    where: [sql`t.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const taskList: ListRules = {
  name: "tasks",
  sorts: { due: ["t.due_sort", "t.id"], createdAt: ["t.created_at", "t.id"] },
  defaultSort: ["due", "ASC"],
  filters: {
    q: filters.part("t.title || ' ' || t.note"),
    state: filters.oneOf("t.state", taskStates),
    assigneeId: filters.id("t.assignee_id"),
    /** The record the tasks came from. */
    sourceId: filters.id("t.source_id"),
  },
};

export function toTask(row: TaskRow, now: Date): Task {
  const person = (id: string | null, name: string | null) =>
    id === null ? null : { id, name: name ?? "" };
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    title: row.title,
    note: row.note,
    state: row.state,
    assignee: person(row.assignee_id, row.assignee_name),
    responsibleRole: row.responsible_role,
    dueOn: row.due_on,
    dueAt: row.due_at?.toISOString() ?? null,
    dueOffset: toOffset(row),
    isOverdue:
      row.state === "open" &&
      (row.due_on !== null || row.due_at !== null) &&
      row.due_sort.getTime() < now.getTime(),
    source:
      row.source_kind !== null && row.source_id !== null
        ? { kind: row.source_kind, id: row.source_id }
        : null,
    doneAt: row.done_at?.toISOString() ?? null,
    doneBy: person(row.done_by, row.done_by_name),
    createdAt: row.created_at.toISOString(),
    createdBy: person(row.created_by, row.created_by_name),
  };
}

/** An offset as it is kept in three columns. */
export function toOffset({
  due_milestone: from,
  due_count: count,
  due_unit: unit,
}: Pick<
  TaskRow,
  "due_milestone" | "due_count" | "due_unit"
>): TaskOffset | null {
  return from !== null && count !== null && unit !== null
    ? { from, count, unit }
    : null;
}

const headings = {
  ja: [
    "やること",
    "状態",
    "担当",
    "担当の役割",
    "期日",
    "時刻",
    "期限の数え方",
    "完了",
    "完了した人",
    "備考",
  ],
  en: [
    "Task",
    "State",
    "Assignee",
    "Role",
    "Due on",
    "Due at",
    "Due counted",
    "Done",
    "Done by",
    "Note",
  ],
} as const;

export function exportTasks(
  incidentId: string,
  language: Language,
): ExportedList<TaskRow> {
  const [
    title,
    state,
    assignee,
    role,
    dueOn,
    dueAt,
    counted,
    done,
    doneBy,
    note,
  ] = headings[language];
  return {
    rules: taskList,
    source: tasksOf(incidentId),
    columns: [
      { heading: title, value: (r) => r.title },
      {
        heading: state,
        value: (r) =>
          taskMessages[language][`tasks.state.${r.state}`] ?? r.state,
      },
      { heading: assignee, value: (r) => r.assignee_name },
      {
        heading: role,
        value: (r) =>
          r.responsible_role &&
          (permissionMessages[language][`role.${r.responsible_role}`] ?? null),
      },
      { heading: dueOn, value: (r) => r.due_on },
      { heading: dueAt, value: (r) => r.due_at?.toISOString() ?? null },
      {
        heading: counted,
        value: (r) => {
          const offset = toOffset(r);
          return offset && offsetText(offset, language);
        },
      },
      { heading: done, value: (r) => r.done_at?.toISOString() ?? null },
      { heading: doneBy, value: (r) => r.done_by_name },
      { heading: note, value: (r) => r.note },
    ],
  };
}
