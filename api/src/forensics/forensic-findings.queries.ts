import {
  findingSeverities,
  findingStates,
  forensicMessages,
  type FindingMeasure,
  type FindingSeverity,
  type FindingState,
  type ForensicFinding,
  type ForensicReportKind,
  type Language,
  type TaskState,
} from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import type { ExportedList } from "../platform/http/exports.js";
import { filters, type ListRules } from "../platform/http/list.js";
import { person } from "../timeline/timeline.queries.js";

export interface FindingRow {
  id: string;
  version: number;
  incident_id: string;
  report_id: string;
  report_kind: ForensicReportKind;
  report_edition: string;
  no: number;
  title: string;
  detail: string;
  severity: FindingSeverity;
  state: FindingState;
  state_reason: string;
  tasks: { id: string; title: string; state: TaskState }[];
  created_at: Date;
  created_by: string | null;
  created_by_name: string | null;
}

/** Under which kind a task names the finding it was made of. */
export const findingSource = "forensic_findings";

export function findingsOf(incidentId: string): Source {
  return {
    select: sql`f.id, f.version, f.incident_id, f.report_id, r.kind as report_kind, r.edition as report_edition, f.no, f.title, f.detail, f.severity,
      f.state, f.state_reason, f.created_at, f.created_by, (select name from app_user where id = f.created_by) as created_by_name,
      (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'title', t.title, 'state', t.state) order by t.created_at, t.id), '[]')
       from task t where t.incident_id = f.incident_id and t.source_kind = 'forensic_findings' and t.source_id = f.id) as tasks`,
    from: sql`forensic_finding f join forensic_report r on r.id = f.report_id`,
    where: [sql`f.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const findingList: ListRules = {
  name: "forensic_findings",
  sorts: {
    severity: ["f.severity_rank", "f.id"],
    createdAt: ["f.created_at", "f.id"],
  },
  defaultSort: ["severity", "ASC"],
  filters: {
    q: filters.part("f.title || ' ' || f.detail"),
    reportId: filters.id("f.report_id"),
    severity: filters.oneOf("f.severity", findingSeverities),
    state: filters.oneOf("f.state", findingStates),
  },
};

export function toFinding(
  row: FindingRow,
  measures: FindingMeasure[],
): ForensicFinding {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    report: {
      id: row.report_id,
      kind: row.report_kind,
      edition: row.report_edition,
    },
    no: row.no,
    title: row.title,
    detail: row.detail,
    severity: row.severity,
    state: row.state,
    stateReason: row.state_reason,
    measures,
    tasks: row.tasks,
    createdAt: row.created_at.toISOString(),
    createdBy: person(row.created_by, row.created_by_name),
  };
}

const headings = {
  ja: ["報告書", "番号", "指摘事項", "内容", "深刻度", "状態", "理由"],
  en: ["Report", "No.", "Finding", "Detail", "Severity", "State", "Reason"],
} as const;

export function exportFindings(
  incidentId: string,
  language: Language,
): ExportedList<FindingRow> {
  const words = forensicMessages[language];
  const [report, no, title, detail, severity, state, reason] =
    headings[language];
  return {
    rules: findingList,
    source: findingsOf(incidentId),
    columns: [
      {
        heading: report,
        value: (r) =>
          `${words[`forensics.report.${r.report_kind}`] ?? r.report_kind} ${r.report_edition}`,
      },
      { heading: no, value: (r) => r.no },
      { heading: title, value: (r) => r.title },
      { heading: detail, value: (r) => r.detail },
      {
        heading: severity,
        value: (r) => words[`forensics.severity.${r.severity}`] ?? r.severity,
      },
      {
        heading: state,
        value: (r) => words[`forensics.finding.${r.state}`] ?? r.state,
      },
      { heading: reason, value: (r) => r.state_reason },
    ],
  };
}
