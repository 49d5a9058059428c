import {
  faqStates,
  faqVisibilities,
  staleOf,
  type Bilingual,
  type DrawnValue,
  type FaqEntry,
  type FaqRevision,
  type FaqState,
  type FaqVisibility,
  type Sources,
} from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import { filters, type ListRules } from "../platform/http/list.js";
import { person } from "../timeline/timeline.queries.js";

export interface FaqRow {
  id: string;
  version: number;
  incident_id: string;
  position: string;
  state: FaqState;
  visibility: FaqVisibility;
  no: number;
  section: Bilingual;
  question: Bilingual;
  answer: Bilingual;
  effective_from: string;
  effective_until: string | null;
  edition_no: number | null;
  edition_question: Bilingual;
  edition_answer: Bilingual;
  edition_from: string;
  edition_until: string | null;
  drawn: DrawnValue[] | null;
  published_at: Date;
  withdrawal_reason: string | null;
  created_at: Date;
  created_by: string | null;
  created_by_name: string | null;
}

const state = sql`case when f.withdrawn_at is not null then 'withdrawn' when e.no is null then 'draft'
  when e.revision_no = r.no and e.visibility = f.visibility then 'published' else 'changed' end`;

export function faqOf(incidentId: string): Source {
  return {
    select: sql`f.id, f.version, f.incident_id, f.position, ${state} as state, f.visibility, r.no, r.section, r.question, r.answer,
      r.effective_from, r.effective_until, e.no as edition_no, e.question as edition_question, e.answer as edition_answer,
      e.effective_from as edition_from, e.effective_until as edition_until, e.drawn, e.published_at, f.withdrawal_reason,
      f.created_at, f.created_by, (select name from app_user where id = f.created_by) as created_by_name`,
    from: sql`faq_entry f
      cross join lateral (select v.* from faq_revision v where v.entry_id = f.id order by v.no desc limit 1) r
      left join lateral (select v.* from faq_edition v where v.entry_id = f.id order by v.no desc limit 1) e on true`,
    where: [sql`f.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const faqList: ListRules = {
  name: "faq",
  sorts: {
    place: ["f.position", "f.id"],
    createdAt: ["f.created_at", "f.id"],
  },
  defaultSort: ["place", "ASC"],
  filters: {
    q: filters.part(
      "(r.section ->> 'ja') || ' ' || (r.section ->> 'en') || ' ' || (r.question ->> 'ja') || ' ' || (r.question ->> 'en') || ' ' || (r.answer ->> 'ja') || ' ' || (r.answer ->> 'en')",
    ),
    visibility: filters.oneOf("f.visibility", faqVisibilities),
    state: filters.oneOf(state, faqStates),
  },
};

export function toFaqEntry(row: FaqRow, sources: Sources): FaqEntry {
  const isRead = row.edition_no !== null && row.state !== "withdrawn";
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    state: row.state,
    visibility: row.visibility,
    no: row.no,
    section: row.section,
    question: row.question,
    answer: row.answer,
    effectiveFrom: row.effective_from,
    effectiveUntil: row.effective_until,
    edition:
      row.edition_no === null
        ? null
        : {
            no: row.edition_no,
            question: row.edition_question,
            answer: row.edition_answer,
            effectiveFrom: row.edition_from,
            effectiveUntil: row.edition_until,
            publishedAt: row.published_at.toISOString(),
          },
    stale: isRead ? staleOf(row.drawn ?? [], sources) : [],
    withdrawalReason: row.withdrawal_reason,
    createdAt: row.created_at.toISOString(),
    createdBy: person(row.created_by, row.created_by_name),
  };
}

export interface FaqRevisionRow {
  no: number;
  section: Bilingual;
  question: Bilingual;
  answer: Bilingual;
  effective_from: string;
  effective_until: string | null;
  reason: string;
  written_at: Date;
  written_by: string | null;
  written_by_name: string | null;
  published_at: Date | null;
}

/** The newest first. */
export const faqRevisionsOf = sql`select r.no, r.section, r.question, r.answer, r.effective_from, r.effective_until, r.reason, r.written_at,
    r.written_by, (select name from app_user where id = r.written_by) as written_by_name,
    (select min(e.published_at) from faq_edition e where e.entry_id = r.entry_id and e.revision_no = r.no) as published_at
  from faq_revision r where r.incident_id = $1 and r.entry_id = $2 order by r.no desc`;

export function toFaqRevision(row: FaqRevisionRow): FaqRevision {
  return {
    no: row.no,
    section: row.section,
    question: row.question,
    answer: row.answer,
    effectiveFrom: row.effective_from,
    effectiveUntil: row.effective_until,
    reason: row.reason,
    writtenAt: row.written_at.toISOString(),
    writtenBy: person(row.written_by, row.written_by_name),
    publishedAt: row.published_at?.toISOString() ?? null,
  };
}
