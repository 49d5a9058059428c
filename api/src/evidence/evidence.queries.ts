import {
  evidenceCategories,
  evidenceMessages,
  evidenceStates,
  inLanguage,
  timelineMessages,
  visibilities,
  type AttachedFile,
  type Bilingual,
  type Evidence,
  type EvidenceCategory,
  type EvidenceRevision,
  type EvidenceState,
  type Visibility,
} from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import { sql, type Sql, type Source } from "../platform/database/sql.js";
import type { ExportedList } from "../platform/http/exports.js";
import {
  filters,
  refuseFilterValue,
  type FilterRule,
  type ListRules,
} from "../platform/http/list.js";

export interface RevisionRow {
  no: number;
  state: EvidenceState;
  sha256: string;
  size: string;
  media_type: string;
  original_name: string;
  recorded_at: Date;
  recorded_by: string | null;
  recorded_by_name: string | null;
  purged_at: Date | null;
  purged_by: string | null;
  purged_by_name: string | null;
  purge_reason: string | null;
}

export interface EvidenceRow extends RevisionRow {
  id: string;
  version: number;
  incident_id: string;
  file_no: string;
  name: string;
  note: string;
  category: EvidenceCategory;
  visibility: Visibility;
  counsel_basis: string | null;
  received_on: string | null;
  received_at: Date | null;
  received_from: string | null;
  received_from_name: Bilingual | null;
  timeline_event_id: string | null;
  created_at: Date;
  created_by: string | null;
  created_by_name: string | null;
  is_withheld: boolean;
}

/** Content as a revision `r` has it, with `c` where it is kept here. */
const state: Sql = sql`case when r.content_id is null then 'registered' when c.purged_at is not null then 'purged'
  when c.damaged_at is not null then 'damaged' else 'kept' end`;

export const revisionColumns: Sql = sql`r.no, ${state} as state, r.sha256, r.size::text as size, r.media_type, r.original_name, r.recorded_at,
  r.recorded_by, (select name from app_user where id = r.recorded_by) as recorded_by_name, c.purged_at, c.purged_by,
  (select name from app_user where id = c.purged_by) as purged_by_name, c.purge_reason`;

/** Whoever does not read what is for counsel sees that it is there: its number, date and basis. */
export function isCounselReader(actor: Actor): boolean {
  return actor.kind !== "user" || actor.held.has("evidence.readCounsel");
}

export function evidenceOf(incidentId: string, actor: Actor): Source {
  return {
    select: sql`e.id, e.version, e.incident_id, e.no::text as file_no, e.name, e.note, e.category, e.visibility, e.counsel_basis,
      e.received_on, e.received_at, e.received_from, p.official_name as received_from_name, e.timeline_event_id, e.created_at, e.created_by,
      (select name from app_user where id = e.created_by) as created_by_name, (e.visibility = 'counsel' and not reader.sees_counsel) as is_withheld,
      ${revisionColumns}`,
    from: sql`evidence e join evidence_revision r on r.evidence_id = e.id and r.no = e.revision_no
      left join evidence_content c on c.id = r.content_id left join party p on p.id = e.received_from
      cross join (select $2::boolean as sees_counsel) reader`,
    where: [sql`e.incident_id = $1`],
    parameters: [incidentId, isCounselReader(actor)],
  };
}

/** Words that are withheld are not found either. */
const readable = sql`(e.visibility <> 'counsel' or reader.sees_counsel)`;

/** A filter over what a withheld file does not show. */
function shown(rule: FilterRule): FilterRule {
  return (value, add) => `${rule(value, add)} and ${readable}`;
}

export const evidenceList: ListRules = {
  name: "evidence",
  sorts: {
    no: ["e.no"],
    name: [sql`(case when ${readable} then e.name else '' end)`, "e.id"],
    createdAt: ["e.created_at", "e.id"],
  },
  defaultSort: ["no", "DESC"],
  filters: {
    q: shown(
      filters.part(
        "e.name || ' ' || e.note || ' ' || r.original_name || ' ' || r.sha256",
      ),
    ),
    category: filters.oneOf("e.category", evidenceCategories),
    visibility: filters.oneOf("e.visibility", visibilities),
    state: shown(filters.oneOf(state, evidenceStates)),
    receivedFromId: shown(filters.id("e.received_from")),
    sha256: shown(filters.text("r.sha256")),
  },
};

/** Every revision that a newer one has taken the place of. */
export function earlierRevisionsOf(incidentId: string): Source {
  return {
    select: sql`r.evidence_id, ${revisionColumns}`,
    from: sql`evidence_revision r join evidence e on e.id = r.evidence_id and e.revision_no > r.no left join evidence_content c on c.id = r.content_id`,
    where: [sql`r.incident_id = $1`],
    parameters: [incidentId],
  };
}

export function toRevision(row: RevisionRow): EvidenceRevision {
  return {
    no: row.no,
    state: row.state,
    sha256: row.sha256,
    size: Number(row.size),
    mediaType: row.media_type,
    originalName: row.original_name,
    recordedAt: row.recorded_at.toISOString(),
    recordedBy: person(row.recorded_by, row.recorded_by_name),
    purge:
      row.purged_at === null
        ? null
        : {
            at: row.purged_at.toISOString(),
            by: person(row.purged_by, row.purged_by_name),
            reason: row.purge_reason ?? "",
          },
  };
}

export function toEvidence(row: EvidenceRow): Evidence {
  const { is_withheld: isWithheld } = row;
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    no: Number(row.file_no),
    name: isWithheld ? null : row.name,
    note: isWithheld ? "" : row.note,
    category: row.category,
    visibility: row.visibility,
    counselBasis: row.counsel_basis,
    isWithheld,
    received:
      isWithheld || row.received_on === null
        ? null
        : {
            on: row.received_on,
            at: row.received_at?.toISOString() ?? null,
          },
    receivedFrom:
      isWithheld || row.received_from === null || !row.received_from_name
        ? null
        : { id: row.received_from, name: row.received_from_name },
    current: isWithheld ? null : toRevision(row),
    timelineEventId: isWithheld ? null : row.timeline_event_id,
    createdAt: row.created_at.toISOString(),
    createdBy: person(row.created_by, row.created_by_name),
  };
}

export function person(
  id: string | null,
  name: string | null,
): { id: string; name: string } | null {
  return id === null ? null : { id, name: name ?? "" };
}

const headings = {
  ja: [
    "番号",
    "名称",
    "区分",
    "公開範囲",
    "弁護士限りの根拠",
    "受領日",
    "受領時刻",
    "受領先",
    "状態",
    "版",
    "サイズ(バイト)",
    "SHA-256",
    "元のファイル名",
    "種別(申告)",
    "備考",
    "登録日時",
    "登録者",
    "削除の理由",
    "削除した人",
    "削除日時",
  ],
  en: [
    "No.",
    "Name",
    "Category",
    "Visibility",
    "Basis of counsel",
    "Received on",
    "Received at",
    "Received from",
    "State",
    "Revision",
    "Size (bytes)",
    "SHA-256",
    "Original name",
    "Media type as sent",
    "Note",
    "Recorded at",
    "Recorded by",
    "Reason of the purge",
    "Purged by",
    "Purged at",
  ],
} as const;

export function exportEvidence(
  incidentId: string,
  actor: Actor,
): ExportedList<EvidenceRow> {
  const { language } = actor;
  const words = {
    ...timelineMessages[language],
    ...evidenceMessages[language],
  };
  const open =
    (value: (r: EvidenceRow) => string | number | null) => (r: EvidenceRow) =>
      r.is_withheld ? "" : value(r);
  const values: ((r: EvidenceRow) => string | number | null)[] = [
    (r) => Number(r.file_no),
    open((r) => r.name),
    (r) => words[`evidence.category.${r.category}`] ?? r.category,
    (r) => words[`timeline.visibility.${r.visibility}`] ?? r.visibility,
    (r) => r.counsel_basis,
    open((r) => r.received_on),
    open((r) => r.received_at?.toISOString() ?? null),
    open((r) => inLanguage(r.received_from_name, language)),
    open((r) => words[`evidence.state.${r.state}`] ?? r.state),
    open((r) => r.no),
    open((r) => Number(r.size)),
    open((r) => r.sha256),
    open((r) => r.original_name),
    open((r) => r.media_type),
    open((r) => r.note),
    (r) => r.created_at.toISOString(),
    (r) => r.created_by_name,
    open((r) => r.purge_reason),
    open((r) => r.purged_by_name),
    open((r) => r.purged_at?.toISOString() ?? null),
  ];
  return {
    rules: evidenceList,
    source: evidenceOf(incidentId, actor),
    columns: values.map((value, at) => ({
      heading: headings[language][at]!,
      value,
    })),
  };
}

export interface LinkRow {
  id: string;
  evidence_id: string;
  subject_kind: string;
  subject_id: string;
  file_no: string;
  name: string;
  original_name: string;
  size: string;
  state: EvidenceState;
  revision_no: number | null;
  is_withheld: boolean;
}

/** Files as the records they are attached to show them. */
export function linksOf(incidentId: string, actor: Actor): Source {
  return {
    select: sql`l.id, l.evidence_id, l.subject_kind, l.subject_id, e.no::text as file_no, e.name, r.original_name, r.size::text as size, ${state} as state, l.revision_no,
      (e.visibility = 'counsel' and not reader.sees_counsel) as is_withheld`,
    from: sql`evidence_link l join evidence e on e.id = l.evidence_id join evidence_revision r on r.evidence_id = e.id and r.no = coalesce(l.revision_no, e.revision_no)
      left join evidence_content c on c.id = r.content_id cross join (select $2::boolean as sees_counsel) reader`,
    where: [sql`l.incident_id = $1`, sql`l.detached_at is null`],
    parameters: [incidentId, isCounselReader(actor)],
  };
}

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const linkList: ListRules = {
  name: "links",
  sorts: { attachedAt: ["l.attached_at", "l.id"] },
  defaultSort: ["attachedAt", "ASC"],
  filters: {
    subjectKind: filters.text("l.subject_kind"),
    subjectId: ((value, add) => {
      const asked = Array.isArray(value) ? value : [value];
      if (
        asked.length === 0 ||
        asked.length > 200 ||
        !asked.every((one) => typeof one === "string" && id.test(one))
      )
        return refuseFilterValue();
      return `l.subject_id = any(${add(asked)}::uuid[])`;
    }) as FilterRule,
    evidenceId: filters.id("l.evidence_id"),
  },
};

export function toAttachedFile(row: LinkRow): AttachedFile {
  const { is_withheld: isWithheld } = row;
  return {
    id: row.id,
    evidenceId: row.evidence_id,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    no: Number(row.file_no),
    name: isWithheld ? null : row.name,
    originalName: isWithheld ? null : row.original_name,
    size: isWithheld ? null : Number(row.size),
    state: isWithheld ? null : row.state,
    revisionNo: isWithheld ? null : row.revision_no,
    isWithheld,
  };
}
