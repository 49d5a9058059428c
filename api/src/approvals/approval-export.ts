import { approvalMessages, type Language } from "@keii/shared";
import type { ExportedList } from "../platform/http/exports.js";
import {
  approvalList,
  approvalsOf,
  type ApprovalRow,
} from "./approvals.queries.js";

const headings = {
  ja: [
    "対象",
    "状態",
    "依頼の理由",
    "依頼した人",
    "依頼日時",
    "判断した人",
    "判断日時",
    "判断の理由",
  ],
  en: [
    "Subject",
    "State",
    "Reason asked",
    "Asked by",
    "Asked at",
    "Decided by",
    "Decided at",
    "Reason decided",
  ],
} as const;

export function exportApprovals(
  incidentId: string,
  language: Language,
): ExportedList<ApprovalRow> {
  const [subject, state, reason, by, at, decider, decided, because] =
    headings[language];
  const word = (key: string) => approvalMessages[language][key] ?? key;
  return {
    rules: approvalList,
    source: approvalsOf(incidentId),
    columns: [
      {
        heading: subject,
        value: (r) => word(`approvals.subject.${r.subject}`),
      },
      { heading: state, value: (r) => word(`approvals.state.${r.state}`) },
      { heading: reason, value: (r) => r.reason },
      { heading: by, value: (r) => r.asked_by_name },
      { heading: at, value: (r) => r.asked_at.toISOString() },
      { heading: decider, value: (r) => r.decided_by_name },
      { heading: decided, value: (r) => r.decided_at?.toISOString() ?? null },
      { heading: because, value: (r) => r.decision_reason },
    ],
  };
}
