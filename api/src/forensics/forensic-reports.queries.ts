import {
  forensicMessages,
  forensicRecordStates,
  forensicReportKinds,
  formatMoment,
  inLanguage,
  momentOn,
  type Bilingual,
  type ForensicRecordState,
  type ForensicReport,
  type ForensicReportAmendment,
  type ForensicReportKind,
  type Language,
} from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import type { ExportedList } from "../platform/http/exports.js";
import { filters, type ListRules } from "../platform/http/list.js";
import {
  instant,
  toMoment,
  type OccurredColumns,
} from "../timeline/occurrence.js";
import { person } from "../timeline/timeline.queries.js";

export interface ReportRow extends OccurredColumns {
  id: string;
  version: number;
  incident_id: string;
  engagement_id: string;
  firm_id: string;
  firm_name: Bilingual;
  kind: ForensicReportKind;
  edition: string;
  issued_on: string | null;
  issued_at: Date | null;
  summary: string;
  exposures: string;
  changes: ForensicReportAmendment[];
  state: ForensicRecordState;
  withdrawal_reason: string | null;
  created_at: Date;
  created_by: string | null;
  created_by_name: string | null;
}

export function reportsOf(incidentId: string): Source {
  return {
    select: sql`r.id, r.version, r.incident_id, r.engagement_id, e.firm_id, coalesce(p.short_name, p.official_name) as firm_name, r.kind, r.edition,
      r.zone, r.occurred_precision, r.occurred_on, r.occurred_at, r.occurred_until_on, r.occurred_until_at, r.issued_on, r.issued_at,
      r.summary, r.exposures, r.changes, r.state, r.withdrawal_reason, r.created_at, r.created_by,
      (select name from app_user where id = r.created_by) as created_by_name`,
    from: sql`forensic_report r join forensic_engagement e on e.id = r.engagement_id join party p on p.id = e.firm_id`,
    where: [sql`r.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const reportList: ListRules = {
  name: "forensic_reports",
  sorts: {
    occurred: [
      "r.occurred_on",
      "coalesce(r.occurred_at, '-infinity'::timestamptz)",
      "r.id",
    ],
    createdAt: ["r.created_at", "r.id"],
  },
  defaultSort: ["occurred", "DESC"],
  filters: {
    q: filters.part(
      "r.summary || ' ' || r.exposures || ' ' || (p.official_name ->> 'ja') || ' ' || (p.official_name ->> 'en')",
    ),
    engagementId: filters.id("r.engagement_id"),
    kind: filters.oneOf("r.kind", forensicReportKinds),
    state: filters.oneOf("r.state", forensicRecordStates),
  },
};

export function toReport(row: ReportRow): ForensicReport {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    engagementId: row.engagement_id,
    firm: { id: row.firm_id, name: row.firm_name },
    kind: row.kind,
    edition: row.edition,
    issued:
      row.issued_on === null
        ? null
        : { on: row.issued_on, at: instant(row.issued_at) },
    occurred: toMoment(row),
    summary: row.summary,
    exposures: row.exposures,
    changes: row.changes,
    state: row.state,
    withdrawalReason: row.withdrawal_reason,
    createdAt: row.created_at.toISOString(),
    createdBy: person(row.created_by, row.created_by_name),
  };
}

const headings = {
  ja: [
    "種類",
    "版",
    "調査会社",
    "発行",
    "受領",
    "要旨",
    "確認された漏えい",
    "前の版からの変更",
    "状態",
    "取り消しの理由",
  ],
  en: [
    "Kind",
    "Edition",
    "Forensic firm",
    "Issued",
    "Received",
    "Summary",
    "Exposures confirmed",
    "Changes to the edition before",
    "State",
    "Reason of the withdrawal",
  ],
} as const;

export function exportReports(
  incidentId: string,
  language: Language,
): ExportedList<ReportRow> {
  const words = forensicMessages[language];
  const [kind, edition, firm, issued, received, summary, ...rest] =
    headings[language];
  const [exposures, changes, state, reason] = rest;
  return {
    rules: reportList,
    source: reportsOf(incidentId),
    columns: [
      {
        heading: kind,
        value: (r) => words[`forensics.report.${r.kind}`] ?? r.kind,
      },
      { heading: edition, value: (r) => r.edition },
      { heading: firm, value: (r) => inLanguage(r.firm_name, language) },
      {
        heading: issued,
        value: (r) =>
          r.issued_on === null
            ? null
            : formatMoment(
                { ...momentOn(r.issued_on), at: instant(r.issued_at) },
                { zone: r.zone, language },
              ),
      },
      {
        heading: received,
        value: (r) => formatMoment(toMoment(r), { zone: r.zone, language }),
      },
      { heading: summary, value: (r) => r.summary },
      { heading: exposures, value: (r) => r.exposures },
      {
        heading: changes,
        value: (r) =>
          r.changes
            .map((c) => [c.section, c.change].filter(Boolean).join(": "))
            .join("\n"),
      },
      {
        heading: state,
        value: (r) => words[`forensics.state.${r.state}`] ?? r.state,
      },
      { heading: reason, value: (r) => r.withdrawal_reason },
    ],
  };
}
