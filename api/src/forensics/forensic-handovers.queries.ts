import {
  forensicMessages,
  forensicRecordStates,
  formatMoment,
  handoverMethods,
  inLanguage,
  type Bilingual,
  type ForensicHandover,
  type ForensicRecordState,
  type ForensicReportKind,
  type HandoverMethod,
  type Language,
} from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import type { ExportedList } from "../platform/http/exports.js";
import { filters, type ListRules } from "../platform/http/list.js";
import { toMoment, type OccurredColumns } from "../timeline/occurrence.js";
import { person } from "../timeline/timeline.queries.js";

export interface HandoverRow extends OccurredColumns {
  id: string;
  version: number;
  incident_id: string;
  report_id: string;
  report_kind: ForensicReportKind;
  report_edition: string;
  recipients: { id: string; name: Bilingual; receipt: string }[];
  method: HandoverMethod;
  handed_by: string;
  note: string;
  state: ForensicRecordState;
  withdrawal_reason: string | null;
  created_at: Date;
  created_by: string | null;
  created_by_name: string | null;
}

export function handoversOf(incidentId: string): Source {
  return {
    select: sql`h.id, h.version, h.incident_id, h.report_id, r.kind as report_kind, r.edition as report_edition,
      (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', coalesce(p.short_name, p.official_name), 'receipt', c.receipt) order by c.place), '[]')
       from forensic_recipient c join party p on p.id = c.party_id where c.handover_id = h.id) as recipients,
      h.zone, h.occurred_precision, h.occurred_on, h.occurred_at, h.occurred_until_on, h.occurred_until_at, h.method, h.handed_by, h.note,
      h.state, h.withdrawal_reason, h.created_at, h.created_by, (select name from app_user where id = h.created_by) as created_by_name`,
    from: sql`forensic_handover h join forensic_report r on r.id = h.report_id`,
    where: [sql`h.incident_id = $1`],
    parameters: [incidentId],
  };
}

const byParty = filters.id("c.party_id");

export const handoverList: ListRules = {
  name: "forensic_handovers",
  sorts: {
    occurred: [
      "h.occurred_on",
      "coalesce(h.occurred_at, '-infinity'::timestamptz)",
      "h.id",
    ],
    createdAt: ["h.created_at", "h.id"],
  },
  defaultSort: ["occurred", "DESC"],
  filters: {
    q: filters.part("h.note || ' ' || h.handed_by"),
    reportId: filters.id("h.report_id"),
    partyId: (value, add) =>
      `exists (select from forensic_recipient c where c.handover_id = h.id and ${byParty(value, add)})`,
    method: filters.oneOf("h.method", handoverMethods),
    state: filters.oneOf("h.state", forensicRecordStates),
  },
};

export function toHandover(row: HandoverRow): ForensicHandover {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    report: {
      id: row.report_id,
      kind: row.report_kind,
      edition: row.report_edition,
    },
    recipients: row.recipients.map(({ id, name, receipt }) => ({
      party: { id, name },
      receipt,
    })),
    occurred: toMoment(row),
    method: row.method,
    handedBy: row.handed_by,
    note: row.note,
    state: row.state,
    withdrawalReason: row.withdrawal_reason,
    createdAt: row.created_at.toISOString(),
    createdBy: person(row.created_by, row.created_by_name),
  };
}

const headings = {
  ja: [
    "配布日時",
    "報告書",
    "渡した先",
    "方法",
    "渡した人",
    "受領の証拠",
    "備考",
    "状態",
    "取り消しの理由",
  ],
  en: [
    "Handed over",
    "Report",
    "To",
    "How",
    "By",
    "Proof of receipt",
    "Note",
    "State",
    "Reason of the withdrawal",
  ],
} as const;

export function exportHandovers(
  incidentId: string,
  language: Language,
): ExportedList<HandoverRow> {
  const words = forensicMessages[language];
  const [when, report, to, how, by, receipt, note, ...rest] =
    headings[language];
  const [state, reason] = rest;
  const nameOf = (name: Bilingual) => inLanguage(name, language);
  return {
    rules: handoverList,
    source: handoversOf(incidentId),
    columns: [
      {
        heading: when,
        value: (r) => formatMoment(toMoment(r), { zone: r.zone, language }),
      },
      {
        heading: report,
        value: (r) =>
          `${words[`forensics.report.${r.report_kind}`] ?? r.report_kind} ${r.report_edition}`,
      },
      {
        heading: to,
        value: (r) => r.recipients.map(({ name }) => nameOf(name)).join(", "),
      },
      {
        heading: how,
        value: (r) => words[`forensics.method.${r.method}`] ?? r.method,
      },
      { heading: by, value: (r) => r.handed_by },
      {
        heading: receipt,
        value: (r) =>
          r.recipients
            .filter((one) => one.receipt !== "")
            .map((one) => `${nameOf(one.name)}: ${one.receipt}`)
            .join("\n"),
      },
      { heading: note, value: (r) => r.note },
      {
        heading: state,
        value: (r) => words[`forensics.state.${r.state}`] ?? r.state,
      },
      { heading: reason, value: (r) => r.withdrawal_reason },
    ],
  };
}
