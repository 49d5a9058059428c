import {
  staleOf,
  type Bilingual,
  type DrawnValue,
  type PublicAnswer,
  type Publication,
  type PublicationCheck,
  type PublicationEdition,
  type PublicMessage,
  type PublicPage,
  type PublicTexts,
  type Sources,
} from "@keii/shared";
import type { Queryable } from "../platform/database/database.js";
import { sql } from "../platform/database/sql.js";
import { person } from "../timeline/timeline.queries.js";
import type { EditionTemplate } from "./publication-edition.entity.js";

/** What an approval of a publication is asked for. */
export const publicationSubject = "publication";

export interface PublicationRow {
  incident_id: string;
  version: number;
  slug: string;
  title: Bilingual;
  report: Bilingual;
  impostor_advice: Bilingual;
  checks: PublicationCheck[];
  edition_no: number | null;
  published_at: Date | null;
  newest_no: number;
  edition_title: Bilingual | null;
  template: EditionTemplate | null;
  drawn: DrawnValue[] | null;
  approval_id: string | null;
  asked_by: string | null;
  asked_by_name: string | null;
  asked_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

export const publicationOf = sql`select p.incident_id, p.version, p.slug, p.title, p.report, p.impostor_advice, p.checks, p.edition_no, p.published_at,
    (select coalesce(max(no), 0)::int from publication_edition where incident_id = p.incident_id) as newest_no,
    e.title as edition_title, e.template, e.drawn, a.id as approval_id, a.asked_by,
    (select name from app_user where id = a.asked_by) as asked_by_name, a.asked_at, p.created_at, p.updated_at
  from publication p
  left join publication_edition e on e.incident_id = p.incident_id and e.no = p.edition_no
  left join approval a on a.incident_id = p.incident_id and a.subject = 'publication' and a.subject_id = p.incident_id and a.state = 'asked'
  where p.incident_id = $1`;

const isSame = (one: Bilingual, other: Bilingual | undefined) =>
  one.ja === other?.ja && one.en === other.en;

export function toPublication(
  row: PublicationRow,
  sources: Sources,
): Publication {
  return {
    id: row.incident_id,
    version: row.version,
    incidentId: row.incident_id,
    slug: row.slug,
    title: row.title,
    report: row.report,
    impostorAdvice: row.impostor_advice,
    checks: row.checks,
    editionNo: row.edition_no,
    publishedAt: row.published_at?.toISOString() ?? null,
    isChanged:
      row.template !== null &&
      !(
        isSame(row.title, row.edition_title ?? undefined) &&
        isSame(row.report, row.template.report) &&
        isSame(row.impostor_advice, row.template.impostorAdvice)
      ),
    stale: row.edition_no === null ? [] : staleOf(row.drawn ?? [], sources),
    asked:
      row.approval_id === null
        ? null
        : {
            approvalId: row.approval_id,
            by: person(row.asked_by, row.asked_by_name)!,
            at: row.asked_at!.toISOString(),
          },
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

export interface EditionRow {
  id: string;
  incident_id: string;
  no: number;
  title: Bilingual;
  text: Bilingual;
  impostor_advice: Bilingual;
  drawn: DrawnValue[];
  note: Bilingual | null;
  sha256: string;
  published_at: Date;
  asked_by: string | null;
  asked_by_name: string | null;
  approved_by: string | null;
  approved_by_name: string | null;
  taken_down: {
    at: string;
    by: string | null;
    by_name: string | null;
    reason: string;
  }[];
}

/** The newest first. */
export const editionsOf = sql`select e.id, e.incident_id, e.no, e.title, e.text, e.impostor_advice, e.drawn, e.note, e.sha256, e.published_at,
    e.asked_by, (select name from app_user where id = e.asked_by) as asked_by_name,
    e.approved_by, (select name from app_user where id = e.approved_by) as approved_by_name,
    (select coalesce(jsonb_agg(jsonb_build_object('at', t.taken_down_at, 'by', t.taken_down_by,
        'by_name', (select name from app_user where id = t.taken_down_by), 'reason', t.reason) order by t.taken_down_at), '[]')
      from publication_takedown t where t.incident_id = e.incident_id and t.edition_no = e.no) as taken_down
  from publication_edition e where e.incident_id = $1 order by e.no desc`;

export function toEdition(row: EditionRow): PublicationEdition {
  return {
    id: row.id,
    incidentId: row.incident_id,
    no: row.no,
    title: row.title,
    text: row.text,
    impostorAdvice: row.impostor_advice,
    drawn: row.drawn,
    note: row.note,
    sha256: row.sha256,
    publishedAt: row.published_at.toISOString(),
    askedBy: person(row.asked_by, row.asked_by_name),
    approvedBy: person(row.approved_by, row.approved_by_name),
    takenDown: row.taken_down.map(({ at, by, by_name, reason }) => ({
      at: new Date(at).toISOString(),
      by: person(by, by_name),
      reason,
    })),
  };
}

/** By the same functions as the portal: what the public reads at a moment. */
export async function publicTexts(
  database: Queryable,
  incidentId: string,
  now: Date,
): Promise<PublicTexts> {
  const [row] = await database.query<{
    page: PublicPage | null;
    faq: PublicAnswer[] | null;
    messages: PublicMessage[] | null;
  }>(
    sql`select portal_page(p.slug) as page, portal_faq(p.slug, $2) as faq, portal_sent_messages(p.slug) as messages
      from publication p where p.incident_id = $1`,
    [incidentId, now],
  );
  return {
    page: row?.page ?? null,
    faq: row?.faq ?? [],
    messages: row?.messages ?? [],
  };
}
