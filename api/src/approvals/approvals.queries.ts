import {
  approvalStates,
  type Approval,
  type ApprovalState,
} from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import { filters, type ListRules } from "../platform/http/list.js";

export interface ApprovalRow {
  id: string;
  version: number;
  incident_id: string;
  subject: string;
  subject_id: string;
  subject_version: number;
  state: ApprovalState;
  reason: string;
  proposal: unknown;
  asked_by: string;
  asked_by_name: string;
  asked_at: Date;
  decided_by: string | null;
  decided_by_name: string | null;
  decided_at: Date | null;
  decision_reason: string;
}

export const approvalColumns = sql`a.id, a.version, a.incident_id, a.subject, a.subject_id, a.subject_version, a.state, a.reason, a.proposal,
  a.asked_by, (select name from app_user where id = a.asked_by) as asked_by_name, a.asked_at,
  a.decided_by, (select name from app_user where id = a.decided_by) as decided_by_name, a.decided_at, a.decision_reason`;

export function approvalsOf(incidentId: string): Source {
  return {
    select: approvalColumns,
    from: sql`approval a`,
    where: [sql`a.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const approvalList: ListRules = {
  name: "approvals",
  sorts: { askedAt: ["a.asked_at", "a.id"] },
  defaultSort: ["askedAt", "DESC"],
  filters: {
    state: filters.oneOf("a.state", approvalStates),
    subject: filters.text("a.subject"),
    subjectId: filters.id("a.subject_id"),
  },
};

export function toApproval(row: ApprovalRow): Approval {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    subject: row.subject,
    subjectId: row.subject_id,
    subjectVersion: row.subject_version,
    state: row.state,
    reason: row.reason,
    proposal: row.proposal,
    askedBy: { id: row.asked_by, name: row.asked_by_name },
    askedAt: row.asked_at.toISOString(),
    decidedBy:
      row.decided_by === null
        ? null
        : { id: row.decided_by, name: row.decided_by_name ?? "" },
    decidedAt: row.decided_at?.toISOString() ?? null,
    decisionReason: row.decision_reason,
  };
}
