import {
  offsetText,
  playbookMessages,
  playbookStates,
  type Language,
  type MemberRole,
  type MilestoneKind,
  type OffsetUnit,
  type Playbook,
  type PlaybookState,
  type PlaybookTask,
} from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import type { ExportedList } from "../platform/http/exports.js";
import { filters, type ListRules } from "../platform/http/list.js";
import { toOffset } from "../tasks/tasks.queries.js";
import { person } from "../timeline/timeline.queries.js";

interface PlaybookTaskRow {
  id: string;
  title: string;
  detail: string;
  role: MemberRole | null;
  due_milestone: MilestoneKind | null;
  due_count: number | null;
  due_unit: OffsetUnit | null;
}

export interface PlaybookRow {
  id: string;
  version: number;
  name: string;
  when_to_use: string;
  state: PlaybookState;
  tasks: PlaybookTaskRow[];
  created_at: Date;
  created_by: string | null;
  created_by_name: string | null;
}

const columns = sql`p.id, p.version, p.name, p.when_to_use, p.state, p.created_at, p.created_by,
  (select name from app_user where id = p.created_by) as created_by_name,
  (select coalesce(jsonb_agg(to_jsonb(t) order by t.place, t.id), '[]') from playbook_task t where t.playbook_id = p.id) as tasks`;

/** All of them, or those that are offered for a case. */
export function playbooks(which: "all" | "active"): Source {
  return {
    select: columns,
    from: sql`playbook p`,
    where: which === "active" ? [sql`p.state = 'active'`] : [],
    parameters: [],
  };
}

export const playbookList: ListRules = {
  name: "playbooks",
  sorts: {
    name: ["p.name", "p.id"],
    createdAt: ["p.created_at", "p.id"],
  },
  defaultSort: ["name", "ASC"],
  filters: {
    q: filters.part("p.name || ' ' || p.when_to_use"),
    state: filters.oneOf("p.state", playbookStates),
  },
};

export function toPlaybook(row: PlaybookRow): Playbook {
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    whenToUse: row.when_to_use,
    state: row.state,
    tasks: row.tasks.map(toPlaybookTask),
    createdAt: row.created_at.toISOString(),
    createdBy: person(row.created_by, row.created_by_name),
  };
}

function toPlaybookTask(row: PlaybookTaskRow): PlaybookTask {
  const { id, title, detail, role } = row;
  return { id, title, detail, role, due: toOffset(row) };
}

const headings = {
  ja: ["手順書", "使う場面", "状態", "やること"],
  en: ["Playbook", "When to use", "State", "Tasks"],
} as const;

export function exportPlaybooks(language: Language): ExportedList<PlaybookRow> {
  const [name, whenToUse, state, tasks] = headings[language];
  const told = ({ title, due }: PlaybookTask) =>
    due ? `${title} (${offsetText(due, language)})` : title;
  return {
    rules: playbookList,
    source: playbooks("all"),
    columns: [
      { heading: name, value: (r) => r.name },
      { heading: whenToUse, value: (r) => r.when_to_use },
      {
        heading: state,
        value: (r) =>
          playbookMessages[language][`playbooks.state.${r.state}`] ?? r.state,
      },
      {
        heading: tasks,
        value: (r) => r.tasks.map(toPlaybookTask).map(told).join("\n"),
      },
    ],
  };
}
