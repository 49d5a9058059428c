import {
  authorityMessages,
  authorityReplyKinds,
  authorityReplyStates,
  formatMoment,
  inLanguage,
  type AuthorityMethod,
  type AuthorityReply,
  type AuthorityReplyKind,
  type AuthorityReplyState,
  type Bilingual,
  type Language,
  type ReportStage,
} from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import type { ExportedList } from "../platform/http/exports.js";
import { filters, type ListRules } from "../platform/http/list.js";
import { toMoment, type OccurredColumns } from "../timeline/occurrence.js";
import { person } from "../timeline/timeline.queries.js";

export interface AuthorityReplyRow extends OccurredColumns {
  id: string;
  version: number;
  incident_id: string;
  authority_report_id: string;
  recipient_name: Bilingual;
  stage: ReportStage;
  round: number;
  kind: AuthorityReplyKind;
  state: AuthorityReplyState;
  method: AuthorityMethod;
  from_whom: string;
  text: string;
  due_on: string | null;
  due_at: Date | null;
  due_sort: Date;
  answered_on: string | null;
  answered_at: Date | null;
  answer_text: string;
  answered_by: string | null;
  answered_by_name: string | null;
  reason: string | null;
  created_at: Date;
  created_by: string | null;
  created_by_name: string | null;
}

export function repliesOf(incidentId: string): Source {
  return {
    select: sql`y.id, y.version, y.incident_id, y.authority_report_id, p.official_name as recipient_name, r.stage, r.round, y.kind, y.state,
      y.zone, y.occurred_precision, y.occurred_on, y.occurred_at, y.occurred_until_on, y.occurred_until_at, y.method, y.from_whom, y.text,
      y.due_on, y.due_at, y.due_sort, y.answered_on, y.answered_at, y.answer_text, y.answered_by,
      (select name from app_user where id = y.answered_by) as answered_by_name, y.reason, y.created_at, y.created_by,
      (select name from app_user where id = y.created_by) as created_by_name`,
    from: sql`authority_reply y join authority_report r on r.incident_id = y.incident_id and r.id = y.authority_report_id join party p on p.id = r.recipient_id`,
    where: [sql`y.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const replyList: ListRules = {
  name: "authority-replies",
  sorts: {
    due: ["y.due_sort", "y.id"],
    occurred: [
      "y.occurred_on",
      "coalesce(y.occurred_at, '-infinity'::timestamptz)",
      "y.id",
    ],
  },
  defaultSort: ["due", "ASC"],
  filters: {
    q: filters.part(
      "y.text || ' ' || y.answer_text || ' ' || (p.official_name ->> 'ja') || ' ' || (p.official_name ->> 'en')",
    ),
    kind: filters.oneOf("y.kind", authorityReplyKinds),
    state: filters.oneOf("y.state", authorityReplyStates),
    authorityReportId: filters.id("y.authority_report_id"),
  },
};

export function toReply(row: AuthorityReplyRow, now: Date): AuthorityReply {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    authorityReportId: row.authority_report_id,
    recipientName: row.recipient_name,
    stage: row.stage,
    round: row.round,
    kind: row.kind,
    state: row.state,
    occurred: toMoment(row),
    method: row.method,
    fromWhom: row.from_whom,
    text: row.text,
    dueOn: row.due_on,
    dueAt: row.due_at?.toISOString() ?? null,
    isOverdue: row.state === "open" && row.due_sort.getTime() < now.getTime(),
    answered:
      row.answered_on === null
        ? null
        : {
            on: row.answered_on,
            at: row.answered_at?.toISOString() ?? null,
          },
    answerText: row.answer_text,
    answeredById: row.answered_by,
    answeredByName: row.answered_by_name,
    reason: row.reason,
    createdAt: row.created_at.toISOString(),
    createdBy: person(row.created_by, row.created_by_name),
  };
}

const headings = {
  ja: [
    "相手",
    "回数",
    "種類",
    "状態",
    "受領日時",
    "方法",
    "担当者",
    "内容",
    "回答期限",
    "時刻",
    "回答日",
    "回答者",
    "回答の内容",
    "取り消しの理由",
  ],
  en: [
    "Authority",
    "Round",
    "Kind",
    "State",
    "Received",
    "Method",
    "From whom",
    "Text",
    "Due on",
    "Due at",
    "Answered on",
    "Answered by",
    "Answer",
    "Reason of the withdrawal",
  ],
} as const;

export function exportReplies(
  incidentId: string,
  language: Language,
): ExportedList<AuthorityReplyRow> {
  const words = authorityMessages[language];
  const values: ((r: AuthorityReplyRow) => string | number | null)[] = [
    (r) => inLanguage(r.recipient_name, language),
    (r) => r.round,
    (r) => words[`authority-replies.kind.${r.kind}`] ?? r.kind,
    (r) => words[`authority-replies.state.${r.state}`] ?? r.state,
    (r) => formatMoment(toMoment(r), { zone: r.zone, language }),
    (r) => words[`authorities.method.${r.method}`] ?? r.method,
    (r) => r.from_whom,
    (r) => r.text,
    (r) => r.due_on,
    (r) => r.due_at?.toISOString() ?? null,
    (r) => r.answered_at?.toISOString() ?? r.answered_on,
    (r) => r.answered_by_name,
    (r) => r.answer_text,
    (r) => r.reason,
  ];
  return {
    rules: replyList,
    source: repliesOf(incidentId),
    columns: values.map((value, at) => ({
      heading: headings[language][at] ?? "",
      value,
    })),
  };
}
