/** What was done: to a row, or an act without one. */
export const auditActs = [
  "insert",
  "update",
  "delete",
  "sign_in",
  "sign_out",
  "sign_in_failed",
  "calendar_opened",
  "calendar_closed",
  "calendar_failed",
  "refused",
  "reveal",
  "unlink",
  "export",
  "open",
  "verify",
  "erase",
  "restore",
  "release",
  "rotate",
] as const;
export type AuditAct = (typeof auditActs)[number];

/** The kinds of record the log may be asked for, each with the names it is kept under: its tables, and its acts' own. */
export const auditKinds = {
  users: ["app_user", "users"],
  organisation: ["organisation"],
  incidents: ["incident", "incidents"],
  members: ["membership", "members"],
  milestones: ["milestone", "milestones"],
  intake: ["intake"],
  timeline: ["timeline_event", "timeline_revision", "timeline"],
  tasks: ["task", "tasks"],
  playbooks: ["playbook", "playbook_task", "playbooks"],
  meetings: ["meeting", "meeting_attendee", "meeting_decision", "meetings"],
  partners: ["partner_request", "partner_answer", "partners"],
  "payment-stops": ["payment_stop", "payment-stops"],
  "resume-conditions": ["resume_condition", "resume-conditions"],
  forensics: ["forensic_engagement", "forensic_moment", "forensics"],
  evidence: [
    "evidence",
    "evidence_content",
    "evidence_revision",
    "evidence_custody",
    "evidence_verification",
    "evidence_link",
  ],
  authorities: [
    "authority_report",
    "authority_filing",
    "authority_reply",
    "authority_due",
    "authorities",
  ],
  inquiries: ["inquiry", "inquiry_message", "inquiries"],
  customers: ["customer_correction", "customer_person", "customers"],
  forensic_reports: ["forensic_report", "forensic_reports"],
  forensic_findings: ["forensic_finding", "forensic_findings"],
  forensic_handovers: [
    "forensic_handover",
    "forensic_recipient",
    "forensic_handovers",
  ],
  remediation: [
    "remediation_measure",
    "remediation_moment",
    "remediation_work",
    "remediation",
  ],
  "member-bases": ["member_base", "member-bases"],
  sites: ["site", "sites"],
  exposures: ["exposure", "exposures"],
  "given-lists": ["given_list", "given-lists"],
  "scope-runs": ["scope_run", "scope-runs"],
  "given-figures": ["given_figure", "given-figures"],
  "desk-lines": ["desk_line", "desk-lines"],
  "desk-schedules": ["desk_schedule", "desk-schedules"],
  "desk-days": ["desk_day", "desk-days"],
  "code-batches": ["code_batch", "code-batches"],
  "password-check": ["password_check", "password-check"],
  "verdict-receipts": ["verdict_receipt", "verdict-receipts"],
  passages: ["passage", "passage_revision", "passages"],
  faq: ["faq_entry", "faq_revision", "faq_edition", "faq"],
  publication: ["publication", "publication_edition", "publication_takedown"],
  "sent-messages": ["sent_message", "sent-messages"],
  approvals: ["approval", "approvals"],
  audit: ["audit"],
  installation: ["installation"],
} as const;
export type AuditKind = keyof typeof auditKinds;

/** The kind of record a name of the log belongs to; the name itself where there is none. */
export function auditKindOf(name: string): string {
  const found = Object.entries(auditKinds).find(([, names]) =>
    (names as readonly string[]).includes(name),
  );
  return found?.[0] ?? name;
}

export interface AuditChange {
  field: string;
  before: unknown;
  after: unknown;
  /** Personal values are shown only to those who may see them; the entry keeps a hash. */
  isPersonal: boolean;
  /** Secret values are never kept; only that they changed. */
  isSecret: boolean;
}

export interface AuditEntry {
  id: string;
  at: string;
  actor: {
    kind: "user" | "operator" | "system" | "anonymous";
    id: string | null;
    name: string;
  };
  act: AuditAct;
  incidentId: string | null;
  resource: string;
  recordId: string | null;
  /** What the record is called in words, where it has a name. */
  recordLabel: string | null;
  changes: AuditChange[];
  note: string | null;
  requestId: string | null;
  isSealed: boolean;
}

/** The answer of a verification; `firstBroken` names the first thing that does not agree. */
export interface AuditVerification {
  valid: boolean;
  entries: number;
  sealed: number;
  unsealed: number;
  oldestUnsealedSeconds: number | null;
  firstBroken: AuditBreak | null;
  breaks: AuditBreak[];
  checkpoints: number;
  /** Seals that no checkpoint covers yet. */
  uncovered: number;
  checkedAt: string;
  milliseconds: number;
}

export const auditBreakKinds = [
  "entry_changed",
  "entry_missing",
  "seal_missing",
  "seal_order",
  "chain_broken",
  "seal_not_ours",
  "checkpoint_disagrees",
  "checkpoint_not_ours",
  "checkpoint_missing",
  "tail_cut",
  "row_differs",
  "row_missing",
  "row_without_entry",
  "personal_value_differs",
  "personal_value_missing",
  "trigger_missing",
  "unsealed_missing",
] as const;
export type AuditBreakKind = (typeof auditBreakKinds)[number];

export interface AuditBreak {
  kind: AuditBreakKind;
  entryId: string | null;
  sealNo: string | null;
  table: string | null;
  rowId: string | null;
  at: string | null;
}
