import {
  authorityDueStates,
  authorityMessages,
  inLanguage,
  reportStages,
  type AuthorityDue,
  type AuthorityDueState,
  type Bilingual,
  type Language,
  type ReportStage,
} from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import type { ExportedList } from "../platform/http/exports.js";
import { filters, type ListRules } from "../platform/http/list.js";
import { person } from "../timeline/timeline.queries.js";

export interface AuthorityDueRow {
  id: string;
  version: number;
  incident_id: string;
  recipient_id: string;
  recipient_name: Bilingual;
  stage: ReportStage;
  what: string;
  why: string;
  due_from_on: string | null;
  due_on: string | null;
  due_at: Date | null;
  due_sort: Date;
  state: AuthorityDueState;
  report_id: string | null;
  reason: string | null;
  closed_at: Date | null;
  closed_by: string | null;
  closed_by_name: string | null;
  created_at: Date;
  created_by: string | null;
  created_by_name: string | null;
}

export function duesOf(incidentId: string): Source {
  return {
    select: sql`d.id, d.version, d.incident_id, d.recipient_id, p.official_name as recipient_name, d.stage, d.what, d.why, d.due_from_on, d.due_on, d.due_at, d.due_sort,
      d.state, coalesce(d.met_by_id, (select r.id from authority_report r where r.incident_id = d.incident_id and r.authority_due_id = d.id and r.state = 'draft' order by r.created_at desc limit 1)) as report_id,
      d.reason, d.closed_at, d.closed_by, (select name from app_user where id = d.closed_by) as closed_by_name,
      d.created_at, d.created_by, (select name from app_user where id = d.created_by) as created_by_name`,
    from: sql`authority_due d join party p on p.id = d.recipient_id`,
    where: [sql`d.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const dueList: ListRules = {
  name: "authority-dues",
  sorts: {
    due: ["d.due_sort", "d.id"],
    createdAt: ["d.created_at", "d.id"],
  },
  defaultSort: ["due", "ASC"],
  filters: {
    q: filters.part(
      "d.what || ' ' || d.why || ' ' || (p.official_name ->> 'ja') || ' ' || (p.official_name ->> 'en')",
    ),
    state: filters.oneOf("d.state", authorityDueStates),
    stage: filters.oneOf("d.stage", reportStages),
    recipientId: filters.id("d.recipient_id"),
  },
};

export function toDue(row: AuthorityDueRow, now: Date): AuthorityDue {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    recipientId: row.recipient_id,
    recipientName: row.recipient_name,
    stage: row.stage,
    what: row.what,
    why: row.why,
    dueFromOn: row.due_from_on,
    dueOn: row.due_on,
    dueAt: row.due_at?.toISOString() ?? null,
    state: row.state,
    isOverdue: row.state === "open" && row.due_sort.getTime() < now.getTime(),
    authorityReportId: row.report_id,
    reason: row.reason,
    closedAt: row.closed_at?.toISOString() ?? null,
    closedBy: person(row.closed_by, row.closed_by_name),
    createdAt: row.created_at.toISOString(),
    createdBy: person(row.created_by, row.created_by_name),
  };
}

const headings = {
  ja: [
    "提出先",
    "段階",
    "提出するもの",
    "目安の初日",
    "期限",
    "時刻",
    "状態",
    "期限の理由",
    "対象外とした理由など",
    "閉じた人",
    "閉じた日時",
  ],
  en: [
    "Recipient",
    "Stage",
    "What",
    "Yardstick from",
    "Due on",
    "Due at",
    "State",
    "Why",
    "Reason",
    "Closed by",
    "Closed at",
  ],
} as const;

export function exportDues(
  incidentId: string,
  language: Language,
): ExportedList<AuthorityDueRow> {
  const words = authorityMessages[language];
  const values: ((r: AuthorityDueRow) => string | null)[] = [
    (r) => inLanguage(r.recipient_name, language),
    (r) => words[`authorities.stage.${r.stage}`] ?? r.stage,
    (r) => r.what,
    (r) => r.due_from_on,
    (r) => r.due_on,
    (r) => r.due_at?.toISOString() ?? null,
    (r) => words[`authority-dues.state.${r.state}`] ?? r.state,
    (r) => r.why,
    (r) => r.reason,
    (r) => r.closed_by_name,
    (r) => r.closed_at?.toISOString() ?? null,
  ];
  return {
    rules: dueList,
    source: duesOf(incidentId),
    columns: values.map((value, at) => ({
      heading: headings[language][at] ?? "",
      value,
    })),
  };
}
