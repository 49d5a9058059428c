import {
  forensicMessages,
  forensicMomentKinds,
  forensicRecordStates,
  formatMoment,
  inLanguage,
  problems,
  type Bilingual,
  type ForensicEngagement,
  type ForensicMomentKind,
  type ForensicRecordState,
  type Language,
  type PartyName,
} from "@keii/shared";
import { within, type Tx } from "../platform/database/database.js";
import { sql, type Source } from "../platform/database/sql.js";
import type { ExportedList } from "../platform/http/exports.js";
import { filters, type ListRules } from "../platform/http/list.js";
import { fieldProblem } from "../platform/http/problem.js";
import { toMoment, type OccurredColumns } from "../timeline/occurrence.js";
import { person } from "../timeline/timeline.queries.js";

export interface EngagementRow {
  id: string;
  version: number;
  incident_id: string;
  firm_id: string;
  firm_name: Bilingual;
  is_pfi: boolean;
  scope: string;
  lead_investigator: string;
  independence_checked_by: string;
  independence_checked_on: string | null;
  required_by_id: string | null;
  required_by_name: Bilingual | null;
  moments: (OccurredColumns & { kind: ForensicMomentKind })[];
  newest_report_id: string | null;
  awaiting: PartyName[];
  state: ForensicRecordState;
  withdrawal_reason: string | null;
  created_at: Date;
  created_by: string | null;
  created_by_name: string | null;
}

/** Who has which report by an act that stands. */
const given = sql`(select r.engagement_id, h.report_id, c.party_id from forensic_report r
  join forensic_handover h on h.report_id = r.id and h.state = 'current' join forensic_recipient c on c.handover_id = h.id where r.state = 'current') g`;

export function engagementsOf(incidentId: string): Source {
  return {
    select: sql`e.id, e.version, e.incident_id, e.firm_id, coalesce(p.short_name, p.official_name) as firm_name, e.is_pfi, e.scope, e.lead_investigator,
      e.independence_checked_by, e.independence_checked_on, e.required_by_id,
      (select coalesce(q.short_name, q.official_name) from party q where q.id = e.required_by_id) as required_by_name,
      (select coalesce(jsonb_agg(to_jsonb(m)), '[]') from forensic_moment m where m.engagement_id = e.id) as moments,
      n.id as newest_report_id,
      (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'name', coalesce(w.short_name, w.official_name)) order by w.official_name ->> 'ja', w.id), '[]')
       from party w where n.id is not null and w.id <> e.firm_id
         and (w.id = e.required_by_id or w.id in (select g.party_id from ${given} where g.engagement_id = e.id))
         and w.id not in (select g.party_id from ${given} where g.report_id = n.id)) as awaiting,
      e.state, e.withdrawal_reason, e.created_at, e.created_by, (select name from app_user where id = e.created_by) as created_by_name`,
    from: sql`forensic_engagement e join party p on p.id = e.firm_id left join lateral (
      select r.id from forensic_report r where r.engagement_id = e.id and r.state = 'current'
      order by r.occurred_on desc, coalesce(r.occurred_at, '-infinity') desc, r.created_at desc, r.id desc limit 1) n on true`,
    where: [sql`e.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const engagementList: ListRules = {
  name: "forensics",
  sorts: { createdAt: ["e.created_at", "e.id"] },
  defaultSort: ["createdAt", "ASC"],
  filters: {
    q: filters.part(
      "(p.official_name ->> 'ja') || ' ' || (p.official_name ->> 'en') || ' ' || e.scope",
    ),
    state: filters.oneOf("e.state", forensicRecordStates),
    firmId: filters.id("e.firm_id"),
  },
};

export function toEngagement(row: EngagementRow): ForensicEngagement {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    firm: { id: row.firm_id, name: row.firm_name },
    isPfi: row.is_pfi,
    scope: row.scope,
    leadInvestigator: row.lead_investigator,
    independenceCheckedBy: row.independence_checked_by,
    independenceCheckedOn: row.independence_checked_on,
    requiredBy:
      row.required_by_id === null || row.required_by_name === null
        ? null
        : { id: row.required_by_id, name: row.required_by_name },
    moments: forensicMomentKinds.flatMap((kind) =>
      row.moments
        .filter((moment) => moment.kind === kind)
        .map((moment) => ({ kind, occurred: toMoment(moment) })),
    ),
    newestReportId: row.newest_report_id,
    awaiting: row.awaiting,
    state: row.state,
    withdrawalReason: row.withdrawal_reason,
    createdAt: row.created_at.toISOString(),
    createdBy: person(row.created_by, row.created_by_name),
  };
}

/** What bodies are called, in the order asked for; throws at the field of one that nobody knows. */
export async function partyNames(
  tx: Tx,
  asked: readonly { id: string; field: string }[],
): Promise<PartyName[]> {
  const known = await within(tx).query<PartyName>(
    "select id, coalesce(short_name, official_name) as name from party where id = any($1)",
    [asked.map(({ id }) => id)],
  );
  return asked.map(({ id, field }) => {
    const found = known.find((party) => party.id === id.toLowerCase());
    if (!found) throw fieldProblem(problems.invalid, field, "unknownReference");
    return found;
  });
}

const headings = {
  ja: [
    "調査会社",
    "PFI認定",
    "調査範囲",
    "主任調査員",
    "独立性の確認者",
    "独立性の確認日",
    "求めた先",
    "最新の報告書が未配布の先",
    "状態",
    "取り消しの理由",
  ],
  en: [
    "Forensic firm",
    "PFI",
    "Scope of work",
    "Lead investigator",
    "Independence checked by",
    "Independence checked on",
    "Required by",
    "Without the newest report",
    "State",
    "Reason of the withdrawal",
  ],
} as const;

export function exportEngagements(
  incidentId: string,
  language: Language,
): ExportedList<EngagementRow> {
  const words = forensicMessages[language];
  const [firm, pfi, scope, lead, by, on, requiredBy, ...rest] =
    headings[language];
  const [awaiting, state, reason] = rest;
  return {
    rules: engagementList,
    source: engagementsOf(incidentId),
    columns: [
      { heading: firm, value: (r) => inLanguage(r.firm_name, language) },
      { heading: pfi, value: (r) => (r.is_pfi ? "○" : "") },
      { heading: scope, value: (r) => r.scope },
      { heading: lead, value: (r) => r.lead_investigator },
      { heading: by, value: (r) => r.independence_checked_by },
      { heading: on, value: (r) => r.independence_checked_on },
      {
        heading: requiredBy,
        value: (r) => inLanguage(r.required_by_name, language),
      },
      ...forensicMomentKinds.map((kind) => ({
        heading: words[`forensics.moment.${kind}`] ?? kind,
        value: (r: EngagementRow) => {
          const found = r.moments.find((moment) => moment.kind === kind);
          return found
            ? formatMoment(toMoment(found), { zone: found.zone, language })
            : null;
        },
      })),
      {
        heading: awaiting,
        value: (r) =>
          r.awaiting.map(({ name }) => inLanguage(name, language)).join(", "),
      },
      {
        heading: state,
        value: (r) => words[`forensics.state.${r.state}`] ?? r.state,
      },
      { heading: reason, value: (r) => r.withdrawal_reason },
    ],
  };
}
