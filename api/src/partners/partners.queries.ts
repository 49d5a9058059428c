import {
  formatMoment,
  inLanguage,
  partnerMessages,
  partnerRequestKinds,
  partnerStandings,
  standingAnswer,
  type AnswerOutcome,
  type Bilingual,
  type Language,
  type PartnerAnswer,
  type PartnerRequest,
  type PartnerRequestKind,
  type PartnerStanding,
} from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import type { ExportedList } from "../platform/http/exports.js";
import { filters, type ListRules } from "../platform/http/list.js";
import { person } from "../timeline/timeline.queries.js";
import { toMoment, type OccurredColumns } from "../timeline/occurrence.js";

export interface PartnerAnswerRow extends OccurredColumns {
  id: string;
  outcome: AnswerOutcome;
  answered_by: string;
  words: string;
  withdrawal_reason: string | null;
  recorded_at: string;
  recorded_by: string | null;
  recorded_by_name: string | null;
}

export interface PartnerRequestRow extends OccurredColumns {
  id: string;
  version: number;
  incident_id: string;
  party_id: string;
  party_official_name: Bilingual;
  party_short_name: Bilingual | null;
  kind: PartnerRequestKind;
  text: string;
  asked_by: string;
  channel: string;
  standing: PartnerStanding;
  answers: PartnerAnswerRow[];
  withdrawal_reason: string | null;
  created_at: Date;
  created_by: string | null;
  created_by_name: string | null;
}

const columns = sql`r.id, r.version, r.incident_id, r.party_id, p.official_name as party_official_name, p.short_name as party_short_name,
  r.kind, r.text, r.zone, r.occurred_precision, r.occurred_on, r.occurred_at, r.occurred_until_on, r.occurred_until_at, r.asked_by, r.channel,
  r.standing, r.withdrawal_reason, r.created_at, r.created_by, (select name from app_user where id = r.created_by) as created_by_name,
  array(select jsonb_build_object('id', a.id, 'outcome', a.outcome, 'zone', a.zone, 'occurred_precision', a.occurred_precision,
      'occurred_on', a.occurred_on, 'occurred_at', a.occurred_at, 'occurred_until_on', a.occurred_until_on, 'occurred_until_at', a.occurred_until_at,
      'answered_by', a.answered_by, 'words', a.words, 'withdrawal_reason', a.withdrawal_reason, 'recorded_at', a.recorded_at,
      'recorded_by', a.recorded_by, 'recorded_by_name', (select name from app_user where id = a.recorded_by))
    from partner_answer a where a.incident_id = r.incident_id and a.request_id = r.id order by a.recorded_at, a.id) as answers`;

export function requestsOf(incidentId: string): Source {
  return {
    select: columns,
    from: sql`partner_request r join party p on p.id = r.party_id`,
    where: [sql`r.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const partnerList: ListRules = {
  name: "partners",
  sorts: {
    occurred: [
      "r.occurred_on",
      "coalesce(r.occurred_at, '-infinity'::timestamptz)",
      "r.id",
    ],
    createdAt: ["r.created_at", "r.id"],
  },
  defaultSort: ["occurred", "ASC"],
  filters: {
    q: filters.search(
      "search_key(r.text || ' ' || (p.official_name ->> 'ja') || ' ' || (p.official_name ->> 'en') || ' ' || coalesce(p.short_name ->> 'ja', '') || ' ' || coalesce(p.short_name ->> 'en', ''))",
    ),
    kind: filters.oneOf("r.kind", partnerRequestKinds),
    standing: filters.oneOf("r.standing", partnerStandings),
    partyId: filters.id("r.party_id"),
    /** The request itself, or the one that an answer of this id belongs to. */
    recordId: filters.idAmong(
      "select r.id union all select a.id from partner_answer a where a.incident_id = r.incident_id and a.request_id = r.id",
    ),
  },
};

export function toPartnerRequest(row: PartnerRequestRow): PartnerRequest {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    partyId: row.party_id,
    party: {
      officialName: row.party_official_name,
      shortName: row.party_short_name,
    },
    kind: row.kind,
    text: row.text,
    occurred: toMoment(row),
    askedBy: row.asked_by,
    channel: row.channel,
    standing: row.standing,
    answers: row.answers.map(toAnswer),
    withdrawalReason: row.withdrawal_reason,
    createdAt: row.created_at.toISOString(),
    createdBy: person(row.created_by, row.created_by_name),
  };
}

function toAnswer(row: PartnerAnswerRow): PartnerAnswer {
  return {
    id: row.id,
    outcome: row.outcome,
    occurred: toMoment(row),
    answeredBy: row.answered_by,
    words: row.words,
    withdrawalReason: row.withdrawal_reason,
    recordedAt: new Date(row.recorded_at).toISOString(),
    recordedBy: person(row.recorded_by, row.recorded_by_name),
  };
}

const headings = {
  ja: [
    "相手",
    "依頼の種類",
    "依頼の内容",
    "依頼日時",
    "依頼した人",
    "方法",
    "結果",
    "回答日時",
    "回答した人",
    "回答の言葉",
    "取り下げの理由",
  ],
  en: [
    "Party",
    "Kind",
    "What was asked",
    "Asked",
    "Asked by",
    "Channel",
    "Standing",
    "Answered",
    "Answered by",
    "Words of the answer",
    "Reason of withdrawal",
  ],
} as const;

export function exportPartners(
  incidentId: string,
  language: Language,
): ExportedList<PartnerRequestRow> {
  const words = partnerMessages[language];
  const [h0, h1, h2, h3, h4, h5, h6, h7, h8, h9, h10] = headings[language];
  const when = (request: PartnerRequestRow, row: OccurredColumns) =>
    formatMoment(toMoment(row), { zone: request.zone, language });
  const held = (row: PartnerRequestRow) =>
    standingAnswer(
      row.answers.map((answer) => ({ ...toAnswer(answer), row: answer })),
    );
  return {
    rules: partnerList,
    source: requestsOf(incidentId),
    columns: [
      {
        heading: h0,
        value: (r) => inLanguage(r.party_official_name, language),
      },
      { heading: h1, value: (r) => words[`partners.kind.${r.kind}`] ?? r.kind },
      { heading: h2, value: (r) => r.text },
      { heading: h3, value: (r) => when(r, r) },
      { heading: h4, value: (r) => r.asked_by },
      { heading: h5, value: (r) => r.channel },
      {
        heading: h6,
        value: (r) => words[`partners.standing.${r.standing}`] ?? r.standing,
      },
      {
        heading: h7,
        value: (r) => {
          const answer = held(r);
          return answer && when(r, answer.row);
        },
      },
      { heading: h8, value: (r) => held(r)?.answeredBy ?? null },
      { heading: h9, value: (r) => held(r)?.words ?? null },
      { heading: h10, value: (r) => r.withdrawal_reason },
    ],
  };
}
