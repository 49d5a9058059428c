import {
  auditActs,
  auditKinds,
  type AuditAct,
  type AuditChange,
  type AuditEntry,
  type AuditKind,
} from "@keii/shared";
import { companyZone } from "../auth/account.js";
import { sql, type Source } from "../database/sql.js";
import { filters, type ListRules } from "../http/list.js";

export interface AuditRow {
  id: string;
  at: Date;
  actor_kind: AuditEntry["actor"]["kind"];
  actor_id: string | null;
  actor_name: string;
  request_id: string | null;
  incident_id: string | null;
  act: AuditAct;
  table_name: string;
  row_id: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  note: string | null;
  is_sealed: boolean;
  /** Whether it speaks of an entry of the timeline, or a file, that is counsel's now. */
  is_counsels: boolean;
  label: string | null;
  /** Of a revision of the timeline: the one before it, which says what was corrected. */
  previous: Record<string, unknown> | null;
}

/** The file an entry speaks of, where it speaks of one. */
const fileOfEntry = sql`case e.table_name
  when 'evidence' then e.row_id::uuid
  when 'evidence_revision' then split_part(e.row_id, '/', 1)::uuid
  when 'evidence_custody' then (select evidence_id from evidence_custody where id = e.row_id::uuid)
  when 'evidence_verification' then (select evidence_id from evidence_verification where id = e.row_id::uuid)
  when 'evidence_link' then (select evidence_id from evidence_link where id = e.row_id::uuid)
  when 'evidence_content' then (
    select r.evidence_id from evidence_revision r join evidence f on f.id = r.evidence_id
    where r.content_id = e.row_id::uuid order by (f.visibility = 'counsel') desc, r.evidence_id limit 1)
end`;

export function auditOf(incidentId: string | null): Source {
  return {
    select: sql`e.id::text, e.at, e.actor_kind, e.actor_id, e.actor_name, e.request_id, e.incident_id, e.act, e.table_name, e.row_id, e.before, e.after,
      e.note, exists (select from audit_seal s where s.entry_id = e.id) as is_sealed,
      e.table_name in ('timeline_revision', 'intake') and exists (
        select from timeline_current c
        where c.id = case e.table_name
            when 'timeline_revision' then split_part(e.row_id, '/', 1)::uuid
            when 'intake' then (select k.timeline_event_id from intake k where k.id = e.row_id::uuid) end
          and c.visibility = 'counsel')
      or e.table_name like 'evidence%' and exists (select from evidence f where f.id = ${fileOfEntry} and f.visibility = 'counsel') as is_counsels,
      case e.table_name
        when 'incident' then (select code from incident where id = e.row_id::uuid)
        when 'app_user' then (select name from app_user where id = e.row_id::uuid)
        when 'users' then (select name from app_user where id = e.row_id::uuid)
        when 'timeline_revision' then (select 'No. ' || no from timeline_event where id = split_part(e.row_id, '/', 1)::uuid)
        when 'timeline_event' then (select 'No. ' || no from timeline_event where id = e.row_id::uuid)
        when 'evidence' then (select 'No. ' || no from evidence where id = e.row_id::uuid)
        when 'evidence_revision' then (select 'No. ' || no from evidence where id = ${fileOfEntry})
        when 'evidence_custody' then (select 'No. ' || no from evidence where id = ${fileOfEntry})
        when 'evidence_verification' then (select 'No. ' || no from evidence where id = ${fileOfEntry})
        when 'evidence_link' then (select 'No. ' || no from evidence where id = ${fileOfEntry})
        when 'evidence_content' then (select 'No. ' || no from evidence where id = ${fileOfEntry})
        when 'membership' then (select u.name from membership m join app_user u on u.id = m.user_id where m.id = e.row_id::uuid)
        when 'task' then (select title from task where id = e.row_id::uuid)
        when 'playbook' then (select name from playbook where id = e.row_id::uuid)
        when 'playbook_task' then (select title from playbook_task where id = e.row_id::uuid)
        when 'meeting' then (select title from meeting where id = e.row_id::uuid)
        when 'meeting_attendee' then (select title from meeting where id = split_part(e.row_id, '/', 1)::uuid)
        when 'meeting_decision' then (
          select title from meeting where id = (select meeting_id from meeting_decision where id = e.row_id::uuid))
        when 'partner_request' then (
          select coalesce(p.short_name, p.official_name) ->> 'ja' from partner_request r join party p on p.id = r.party_id where r.id = e.row_id::uuid)
        when 'partner_answer' then (
          select coalesce(p.short_name, p.official_name) ->> 'ja' from partner_answer a join partner_request r on r.id = a.request_id
          join party p on p.id = r.party_id where a.id = e.row_id::uuid)
        when 'payment_stop' then (select site from payment_stop where id = e.row_id::uuid)
        when 'resume_condition' then (select text from resume_condition where id = e.row_id::uuid)
        when 'remediation_measure' then (select title from remediation_measure where id = e.row_id::uuid)
        when 'remediation_moment' then (select title from remediation_measure where id = split_part(e.row_id, '/', 1)::uuid)
        when 'remediation_work' then (
          select title from remediation_measure where id = (select measure_id from remediation_work where id = e.row_id::uuid))
        when 'forensic_engagement' then (
          select coalesce(p.short_name, p.official_name) ->> 'ja' from forensic_engagement f join party p on p.id = f.firm_id where f.id = e.row_id::uuid)
        when 'forensic_moment' then (
          select coalesce(p.short_name, p.official_name) ->> 'ja' from forensic_engagement f join party p on p.id = f.firm_id
          where f.id = split_part(e.row_id, '/', 1)::uuid)
        when 'inquiry' then (select receipt from inquiry where id = e.row_id::uuid)
        when 'inquiries' then (select receipt from inquiry where id = e.row_id::uuid)
        when 'inquiry_message' then (select i.receipt from inquiry_message m join inquiry i on i.id = m.inquiry_id where m.id = e.row_id::uuid)
        when 'forensic_finding' then (select title from forensic_finding where id = e.row_id::uuid)
        when 'forensic_recipient' then (
          select coalesce(p.short_name, p.official_name) ->> 'ja' from party p where p.id = split_part(e.row_id, '/', 2)::uuid)
      end as label,
      case e.table_name when 'timeline_revision' then (
        select to_jsonb(p) from timeline_revision p
        where p.event_id = split_part(e.row_id, '/', 1)::uuid and p.no = split_part(e.row_id, '/', 2)::integer - 1) end as previous`,
    from: sql`audit_entry e`,
    where: incidentId === null ? [] : [sql`e.incident_id = $1`],
    parameters: incidentId === null ? [] : [incidentId],
  };
}

const keptUnder = filters.oneOf(
  "e.table_name",
  Object.values(auditKinds).flat(),
);

/** The days of a filter are the incident's in its activity, and the company's in the whole log. */
export function auditList(incidentId: string | null): ListRules {
  const zone = (add: (parameter: unknown) => string): string =>
    incidentId === null
      ? companyZone
      : `(select zone from incident where id = ${add(incidentId)}::uuid)`;
  return {
    name: "audit",
    sorts: { at: ["e.id"] },
    defaultSort: ["at", "DESC"],
    filters: {
      actor: filters.id("e.actor_id"),
      act: filters.oneOf("e.act", auditActs),
      /** A kind of record, or one name it is kept under. */
      resource: (value, add) =>
        keptUnder(
          typeof value === "string" && Object.hasOwn(auditKinds, value)
            ? [...auditKinds[value as AuditKind]]
            : value,
          add,
        ),
      recordId: filters.text("e.row_id"),
      incidentId: filters.id("e.incident_id"),
      from: filters.dayOf("e.at", "first", zone),
      to: filters.dayOf("e.at", "last", zone),
    },
  };
}

const hidden = new Set([
  "text",
  "public_wording",
  "decision",
  "reason",
  "learned_on",
  "learned_at",
  "name",
  "note",
  "received_on",
  "received_at",
  "received_from",
  "sha256",
  "size",
  "chunk_hashes",
  "original_name",
  "media_type",
  "purpose",
  "purge_reason",
]);

/** What an entry says, field by field. Personal values stay behind their hash, counsel's words behind their mark. */
export function toAuditEntry(row: AuditRow, seesCounsel: boolean): AuditEntry {
  const isCounsels =
    !seesCounsel &&
    (row.is_counsels ||
      row.after?.visibility === "counsel" ||
      row.previous?.visibility === "counsel");
  const earlier = row.previous ?? row.before;
  const fields = [
    ...new Set([
      ...Object.keys(earlier ?? {}),
      ...Object.keys(row.after ?? {}),
    ]),
  ].filter((field) => !row.previous || isRevised(field, row));
  const changes = fields.map((field): AuditChange => {
    const before = earlier?.[field] ?? null;
    const after = row.after?.[field] ?? null;
    const isPersonal = isMark(before, "hash") || isMark(after, "hash");
    const isSecret = isMark(before, "secret") || isMark(after, "secret");
    const isHidden =
      isPersonal || isSecret || (isCounsels && hidden.has(field));
    return {
      field,
      before: isHidden ? null : before,
      after: isHidden ? null : after,
      isPersonal: isPersonal || (isCounsels && hidden.has(field)),
      isSecret,
    };
  });
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    act: row.act,
    incidentId: row.incident_id,
    resource: row.table_name,
    recordId: row.row_id,
    recordLabel: row.label,
    changes,
    note: isCounsels ? null : row.note,
    requestId: row.request_id,
    isSealed: row.is_sealed,
  };
}

/** What a revision changed, and always what kind of revision it is. */
function isRevised(field: string, { previous, after }: AuditRow): boolean {
  return (
    field === "kind" ||
    JSON.stringify(previous?.[field]) !== JSON.stringify(after?.[field])
  );
}

function isMark(value: unknown, mark: "hash" | "secret"): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.keys(value).length === 1 &&
    mark in value
  );
}
