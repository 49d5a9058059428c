import {
  authorityMessages,
  authorityReportStates,
  formatMoment,
  inLanguage,
  reportBases,
  reportStages,
  type AuthorityMethod,
  type AuthorityReport,
  type AuthorityReportState,
  type Bilingual,
  type Language,
  type PoliceContact,
  type ReportBasis,
  type ReportStage,
} from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import type { ExportedList } from "../platform/http/exports.js";
import { filters, type ListRules } from "../platform/http/list.js";
import { toMoment, type OccurredColumns } from "../timeline/occurrence.js";
import { person } from "../timeline/timeline.queries.js";

type Filed = { [key in keyof OccurredColumns]: OccurredColumns[key] | null };

export interface AuthorityReportRow extends Filed {
  id: string;
  version: number;
  incident_id: string;
  recipient_id: string;
  recipient_name: Bilingual;
  is_police: boolean;
  stage: ReportStage;
  basis: ReportBasis;
  citation: string;
  police_contact: PoliceContact | null;
  method: AuthorityMethod;
  department: string;
  officer: string;
  receipt_number: string;
  content: string;
  authority_due_id: string | null;
  state: AuthorityReportState;
  round: number | null;
  filed_by: string | null;
  filed_by_name: string | null;
  content_sha256: string | null;
  recorded_at: Date | null;
  recorded_by: string | null;
  recorded_by_name: string | null;
  open_reply_count: number;
  amend_reason: string | null;
  withdraw_reason: string | null;
  withdrawn_at: Date | null;
  withdrawn_by: string | null;
  withdrawn_by_name: string | null;
  created_at: Date;
  created_by: string | null;
  created_by_name: string | null;
}

/** What was filed is read from the filing, which is written once. */
export function reportsOf(incidentId: string): Source {
  return {
    select: sql`r.id, r.version, r.incident_id, r.recipient_id, p.official_name as recipient_name, 'police' = any(p.roles) as is_police,
      r.stage, r.basis, r.citation, r.police_contact, r.method, r.department, r.officer, r.receipt_number,
      coalesce(f.content, r.content) as content, r.authority_due_id, r.state, r.round,
      f.zone, f.occurred_precision, f.occurred_on, f.occurred_at, f.occurred_until_on, f.occurred_until_at,
      f.filed_by, (select name from app_user where id = f.filed_by) as filed_by_name, f.content_sha256, f.recorded_at, f.recorded_by,
      (select name from app_user where id = f.recorded_by) as recorded_by_name,
      (select count(*)::int from authority_reply y where y.incident_id = r.incident_id and y.authority_report_id = r.id and y.state = 'open') as open_reply_count,
      r.amend_reason, r.withdraw_reason, r.withdrawn_at, r.withdrawn_by, (select name from app_user where id = r.withdrawn_by) as withdrawn_by_name,
      r.created_at, r.created_by, (select name from app_user where id = r.created_by) as created_by_name`,
    from: sql`authority_report r join party p on p.id = r.recipient_id left join authority_filing f on f.incident_id = r.incident_id and f.id = r.id`,
    where: [sql`r.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const reportList: ListRules = {
  name: "authorities",
  sorts: {
    filed: ["r.filed_sort", "r.id"],
    createdAt: ["r.created_at", "r.id"],
  },
  defaultSort: ["filed", "DESC"],
  filters: {
    q: filters.part(
      "r.content || ' ' || r.receipt_number || ' ' || r.department || ' ' || r.citation || ' ' || (p.official_name ->> 'ja') || ' ' || (p.official_name ->> 'en')",
    ),
    state: filters.oneOf("r.state", authorityReportStates),
    stage: filters.oneOf("r.stage", reportStages),
    basis: filters.oneOf("r.basis", reportBases),
    recipientId: filters.id("r.recipient_id"),
    authorityDueId: filters.id("r.authority_due_id"),
  },
};

export function toReport(row: AuthorityReportRow): AuthorityReport {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    recipientId: row.recipient_id,
    recipientName: row.recipient_name,
    isPolice: row.is_police,
    stage: row.stage,
    basis: row.basis,
    citation: row.citation,
    policeContact: row.police_contact,
    method: row.method,
    department: row.department,
    officer: row.officer,
    receiptNumber: row.receipt_number,
    content: row.content,
    authorityDueId: row.authority_due_id,
    state: row.state,
    round: row.round,
    filing: filingOf(row),
    openReplyCount: row.open_reply_count,
    amendReason: row.amend_reason,
    withdrawReason: row.withdraw_reason,
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
    withdrawnBy: person(row.withdrawn_by, row.withdrawn_by_name),
    createdAt: row.created_at.toISOString(),
    createdBy: person(row.created_by, row.created_by_name),
  };
}

function filingOf(row: AuthorityReportRow): AuthorityReport["filing"] {
  if (row.recorded_at === null) return null;
  return {
    occurred: toMoment(row as OccurredColumns),
    filedBy: { id: row.filed_by ?? "", name: row.filed_by_name ?? "" },
    contentSha256: row.content_sha256 ?? "",
    recordedAt: row.recorded_at.toISOString(),
    recordedBy: person(row.recorded_by, row.recorded_by_name),
  };
}

const headings = {
  ja: [
    "提出先",
    "回数",
    "段階",
    "根拠",
    "根拠条文など",
    "警察への連絡の種類",
    "状態",
    "提出日時",
    "提出者",
    "方法",
    "担当部署",
    "担当官",
    "受理番号",
    "内容",
    "内容のSHA-256",
    "提出の記録者",
    "訂正の理由",
    "取り消しの理由",
    "取り消した人",
    "取り消し日時",
  ],
  en: [
    "Recipient",
    "Round",
    "Stage",
    "Basis",
    "Citation",
    "Police contact",
    "State",
    "Filed",
    "Filed by",
    "Method",
    "Department",
    "Officer",
    "Receipt number",
    "Content",
    "SHA-256 of the content",
    "Filing recorded by",
    "Reason of the amendment",
    "Reason of the withdrawal",
    "Withdrawn by",
    "Withdrawn at",
  ],
} as const;

export function exportReports(
  incidentId: string,
  language: Language,
): ExportedList<AuthorityReportRow> {
  const words = authorityMessages[language];
  const values: ((r: AuthorityReportRow) => string | number | null)[] = [
    (r) => inLanguage(r.recipient_name, language),
    (r) => r.round,
    (r) => words[`authorities.stage.${r.stage}`] ?? r.stage,
    (r) => words[`authorities.basis.${r.basis}`] ?? r.basis,
    (r) => r.citation,
    (r) =>
      r.police_contact &&
      (words[`authorities.policeContact.${r.police_contact}`] ?? null),
    (r) => words[`authorities.state.${r.state}`] ?? r.state,
    (r) =>
      r.zone === null
        ? null
        : formatMoment(toMoment(r as OccurredColumns), {
            zone: r.zone,
            language,
          }),
    (r) => r.filed_by_name,
    (r) => words[`authorities.method.${r.method}`] ?? r.method,
    (r) => r.department,
    (r) => r.officer,
    (r) => r.receipt_number,
    (r) => r.content,
    (r) => r.content_sha256,
    (r) => r.recorded_by_name,
    (r) => r.amend_reason,
    (r) => r.withdraw_reason,
    (r) => r.withdrawn_by_name,
    (r) => r.withdrawn_at?.toISOString() ?? null,
  ];
  return {
    rules: reportList,
    source: reportsOf(incidentId),
    columns: values.map((value, at) => ({
      heading: headings[language][at] ?? "",
      value,
    })),
  };
}
