import { auditKindOf, type AuditChange, type AuditEntry } from "./audit.js";
import type { Bilingual } from "./language.js";

/** How a reader is told: the words of a key, and dates as that reader writes them. */
export interface AuditTeller {
  translate: (key: string, values?: Record<string, unknown>) => string;
  /** An instant or a calendar day as people say it. */
  date: (value: string) => string;
}

/** One column of an entry, told. */
export interface ToldAuditChange {
  field: string;
  label: string;
  /** Null where the value is not shown, or there was none to replace. */
  before: string | null;
  after: string | null;
  isPersonal: boolean;
  isSecret: boolean;
}

/** The words of closed sets, by table and column. */
const wordsOf: Record<string, string> = {
  "app_user.account_right": "users.right",
  "app_user.language": "language",
  "app_user.theme": "app.theme",
  "organisation.entity_types": "organisation.entity",
  "organisation.portal_colour": "organisation.colour",
  "incident.kind": "incidents.kind",
  "incident.status": "incidents.status",
  "incident.severity": "incidents.severity",
  "incident.organisation_role": "incidents.organisationRole",
  "incident.data_items": "incidents.dataItems",
  "incident.languages": "language",
  "membership.role": "role",
  "milestone.kind": "milestones.kind",
  "milestone.state": "milestones.state",
  "milestone.occurred_precision": "timeline.precision",
  "intake.channel": "intake.channel",
  "intake.first_steps": "tasks.firstStep",
  "timeline_revision.kind": "timeline.revision",
  "timeline_revision.type": "timeline.type",
  "timeline_revision.category": "timeline.category",
  "timeline_revision.visibility": "timeline.visibility",
  "timeline_revision.occurred_precision": "timeline.precision",
  "timeline_revision.source_kind": "audit.source",
  "task.state": "tasks.state",
  "task.responsible_role": "role",
  "task.due_milestone": "milestones.kind",
  "task.due_unit": "playbooks.unit",
  "playbook.state": "playbooks.state",
  "playbook_task.role": "role",
  "playbook_task.due_milestone": "milestones.kind",
  "playbook_task.due_unit": "playbooks.unit",
  "meeting.state": "meetings.state",
  "meeting.occurred_precision": "timeline.precision",
  "partner_request.kind": "partners.kind",
  "partner_request.standing": "partners.standing",
  "partner_request.occurred_precision": "timeline.precision",
  "partner_answer.outcome": "partners.outcome",
  "partner_answer.occurred_precision": "timeline.precision",
  "payment_stop.method": "paymentStops.method",
  "forensic_engagement.state": "forensics.state",
  "forensic_moment.kind": "forensics.moment",
  "forensic_moment.occurred_precision": "timeline.precision",
  "authority_report.stage": "authorities.stage",
  "authority_report.basis": "authorities.basis",
  "authority_report.police_contact": "authorities.policeContact",
  "authority_report.method": "authorities.method",
  "authority_report.state": "authorities.state",
  "authority_filing.occurred_precision": "timeline.precision",
  "authority_reply.kind": "authority-replies.kind",
  "authority_reply.method": "authorities.method",
  "authority_reply.state": "authority-replies.state",
  "authority_reply.occurred_precision": "timeline.precision",
  "authority_due.stage": "authorities.stage",
  "authority_due.state": "authority-dues.state",
  "forensic_report.kind": "forensics.report",
  "forensic_report.state": "forensics.state",
  "forensic_report.occurred_precision": "timeline.precision",
  "forensic_finding.severity": "forensics.severity",
  "forensic_finding.state": "forensics.finding",
  "forensic_handover.method": "forensics.method",
  "forensic_handover.state": "forensics.state",
  "forensic_handover.occurred_precision": "timeline.precision",
  "remediation_measure.kind": "remediation.kind",
  "remediation_measure.state": "remediation.state",
  "remediation_moment.kind": "remediation.moment",
  "remediation_moment.occurred_precision": "timeline.precision",
  "remediation_work.occurred_precision": "timeline.precision",
  "exposure.subject": "exposures.subject",
  "exposure.state": "exposures.state",
  "given_list.kind": "givenLists.kind",
  "scope_run.state": "scope.state",
  "given_figure.unit": "scope.unit",
  "code_batch.audience": "codes.audience",
  "code_batch.state": "codes.state",
  "faq_entry.visibility": "faq.visibility",
  "faq_edition.visibility": "faq.visibility",
  "publication.checks": "publication.check",
  "sent_message.kind": "sentMessages.kind",
  "inquiry.channel": "inquiries.channel",
  "inquiry.category": "inquiries.category",
  "inquiry.language": "language",
  "inquiry.status": "inquiries.status",
  "inquiry_message.kind": "inquiries.kind",
  "approval.state": "approvals.state",
  "approval.subject": "approvals.subject",
};

/** Columns with a name that still tell a reader nothing: ids, and the place where everything is. */
const mute = new Set([
  "created_by",
  "recorded_by",
  "timeline_event_id",
  "milestone_id",
  "subject_id",
  "source_id",
  "user_id",
  "asked_by",
  "decided_by",
]);

/** Whether an entry says what stood before: changes, and revisions of what was recorded earlier. */
export function auditHasBefore(entry: AuditEntry): boolean {
  return entry.act === "update" || isLaterRevision(entry);
}

function isLaterRevision(entry: AuditEntry): boolean {
  return (
    entry.resource === "timeline_revision" &&
    entry.act === "insert" &&
    valueAfter(entry, "kind") !== "recorded"
  );
}

/** Of a later revision its phrase says the kind, and its place in the log the rest. */
const toldByPhrase = new Set(["kind", "no", "recorded_at"]);

/** What an entry changed, in the words and order of its record; columns that say nothing to a reader are left out. */
export function toldAuditChanges(
  entry: AuditEntry,
  teller: AuditTeller,
): ToldAuditChange[] {
  return entry.changes
    .filter((change) => isTold(entry, change, teller))
    .map((change) => tell(entry, change, teller));
}

/** What a column, or a detail of an act, is called; null where it has no name. */
function labelOf(
  { resource, act }: AuditEntry,
  { field }: AuditChange,
  { translate }: AuditTeller,
): string | null {
  const isOfRow = act === "insert" || act === "update" || act === "delete";
  const key = isOfRow
    ? `audit.field.${resource}.${field}`
    : `audit.detail.${field}`;
  const label = translate(key, { _: "" });
  return label === "" || label === key ? null : label;
}

function isTold(
  entry: AuditEntry,
  change: AuditChange,
  teller: AuditTeller,
): boolean {
  if (mute.has(change.field) || isNumbering(entry)) return false;
  if (labelOf(entry, change, teller) === null) return false;
  if (isLaterRevision(entry) && toldByPhrase.has(change.field)) return false;
  if (change.field === "reason" && isEmpty(change.after))
    return change.isPersonal;
  if (change.isPersonal || change.isSecret || auditHasBefore(entry))
    return true;
  return !isEmpty(change.before) || !isEmpty(change.after);
}

/** A number that was handed out: the phrase says all. */
function isNumbering({ resource, act }: AuditEntry): boolean {
  return resource === "timeline_event" && act === "insert";
}

function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === "" ||
    (Array.isArray(value) && value.length === 0)
  );
}

function tell(
  entry: AuditEntry,
  change: AuditChange,
  teller: AuditTeller,
): ToldAuditChange {
  const words = wordsOf[`${entry.resource}.${change.field}`];
  const side = (value: unknown) => valueInWords(value, words, teller);
  const isHidden = change.isSecret || change.isPersonal;
  // A reason belongs to its own revision; the one before had another.
  const hasOwn = change.field === "reason" && isLaterRevision(entry);
  return {
    field: change.field,
    label: labelOf(entry, change, teller) ?? change.field,
    before: isHidden || hasOwn ? null : side(change.before),
    after: isHidden ? null : side(change.after),
    isPersonal: change.isPersonal,
    isSecret: change.isSecret,
  };
}

function valueInWords(
  value: unknown,
  words: string | undefined,
  teller: AuditTeller,
): string {
  const { translate } = teller;
  if (isEmpty(value)) return translate("audit.value.none");
  if (typeof value === "boolean")
    return translate(value ? "audit.value.yes" : "audit.value.no");
  if (Array.isArray(value))
    return value
      .map((item) => valueInWords(item, words, teller))
      .join(translate("audit.value.comma"));
  if (isMomentLike(value)) return teller.date(value.at ?? value.on);
  if (typeof value === "object" && value !== null)
    return isBilingual(value)
      ? bothSides(value)
      : Object.values(value)
          .filter((part) => !isEmpty(part))
          .map((part) => valueInWords(part, words, teller))
          .join(" / ");
  const text = String(value as string | number);
  if (words) return translate(`${words}.${text}`, { _: text });
  return isDate(text) ? teller.date(text) : text;
}

function isMomentLike(
  value: unknown,
): value is { on: string; at?: string | null } {
  return (
    typeof value === "object" &&
    value !== null &&
    "precision" in value &&
    "on" in value &&
    typeof value.on === "string"
  );
}

function isBilingual(value: object): value is Bilingual {
  return (
    "ja" in value &&
    "en" in value &&
    typeof value.ja === "string" &&
    typeof value.en === "string"
  );
}

function bothSides({ ja, en }: Bilingual): string {
  return ja === en || en === "" ? ja : ja === "" ? en : `${ja} / ${en}`;
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d(T\d\d:\d\d.*)?$/.test(text);
}

/**
 * What was done, as a phrase: ユーザー「鈴木」を変更. An entry of the timeline says what its revision did; numbers that are
 * handed out say so.
 */
export function auditPhrase(entry: AuditEntry, teller: AuditTeller): string {
  const { translate } = teller;
  const what = whatOf(entry, teller);
  if (isNumbering(entry)) return translate("audit.phrase.numbered", { what });
  const revision = valueAfter(entry, "kind");
  if (entry.resource === "timeline_revision" && revision !== null)
    return translate(`audit.phrase.revision.${revision}`, { what });
  return translate(`audit.phrase.${entry.act}`, { what });
}

function whatOf(entry: AuditEntry, { translate }: AuditTeller): string {
  const kind = translate(`audit.resource.${auditKindOf(entry.resource)}`, {
    _: entry.resource,
  });
  const milestone =
    entry.resource === "milestone" ? valueAfter(entry, "kind") : null;
  const label =
    entry.recordLabel ??
    (milestone && translate(`milestones.kind.${milestone}`, { _: milestone }));
  return label ? translate("audit.what", { kind, label }) : kind;
}

function valueAfter(entry: AuditEntry, field: string): string | null {
  const value = entry.changes.find((c) => c.field === field)?.after;
  return typeof value === "string" ? value : null;
}
