import {
  formatMoment,
  isPreserved,
  remediationGroup,
  remediationGroups,
  remediationKinds,
  remediationMessages,
  remediationMomentKinds,
  remediationStates,
  type Bilingual,
  type Language,
  type RemediationKind,
  type RemediationMeasure,
  type RemediationMomentKind,
  type RemediationState,
  type RemediationWork,
} from "@keii/shared";
import { dayOf } from "../platform/clock/clock.js";
import { sql, type Source } from "../platform/database/sql.js";
import type { ExportedList } from "../platform/http/exports.js";
import { filters, type ListRules } from "../platform/http/list.js";
import { toMoment, type OccurredColumns } from "../timeline/occurrence.js";
import { person } from "../timeline/timeline.queries.js";

export interface MeasureRow {
  id: string;
  version: number;
  incident_id: string;
  zone: string;
  title: string;
  detail: string;
  kind: RemediationKind;
  state: RemediationState;
  state_reason: string | null;
  owner_id: string | null;
  owner_name: string | null;
  due_on: string | null;
  end_condition: string;
  public_wording: Bilingual | null;
  is_promise: boolean;
  deletes_data: boolean;
  finding_id: string | null;
  finding_no: number | null;
  finding_title: string | null;
  preserved_evidence_id: string | null;
  preserved_by: string;
  preserved_place: string;
  preserved_on: string | null;
  done_by: string | null;
  done_by_name: string | null;
  verified_by: string | null;
  verified_by_name: string | null;
  moments: (OccurredColumns & { kind: RemediationMomentKind; who: string })[];
  work_count: number;
  created_at: Date;
  created_by: string | null;
  created_by_name: string | null;
}

export function measuresOf(incidentId: string): Source {
  return {
    select: sql`m.id, m.version, m.incident_id, (select zone from incident where id = m.incident_id) as zone, m.title, m.detail, m.kind, m.state,
      m.state_reason, m.owner_id, (select name from app_user where id = m.owner_id) as owner_name, m.due_on, m.end_condition, m.public_wording,
      m.is_promise, m.deletes_data, m.finding_id, f.no as finding_no, f.title as finding_title, m.preserved_evidence_id, m.preserved_by, m.preserved_place, m.preserved_on,
      m.done_by, (select name from app_user where id = m.done_by) as done_by_name,
      m.verified_by, (select name from app_user where id = m.verified_by) as verified_by_name,
      (select coalesce(jsonb_agg(to_jsonb(o)), '[]') from remediation_moment o where o.measure_id = m.id) as moments,
      (select count(*)::int from remediation_work w where w.measure_id = m.id) as work_count,
      m.created_at, m.created_by, (select name from app_user where id = m.created_by) as created_by_name`,
    from: sql`remediation_measure m left join forensic_finding f on f.id = m.finding_id`,
    where: [sql`m.incident_id = $1`],
    parameters: [incidentId],
  };
}

/** The groups of a public report, as `remediationGroup` tells them. */
const group = sql`case when m.state in ('dropped', 'withdrawn') then 'none'
  when m.state in ('done', 'verified') or (m.kind = 'temporary' and m.state = 'in_progress') then 'done' else 'planned' end`;

export const measureList: ListRules = {
  name: "remediation",
  sorts: {
    place: ["m.position", "m.id"],
    due: ["coalesce(m.due_on, date '9999-12-31')", "m.id"],
    createdAt: ["m.created_at", "m.id"],
  },
  defaultSort: ["place", "ASC"],
  filters: {
    q: filters.part(
      "m.title || ' ' || m.detail || ' ' || coalesce((m.public_wording ->> 'ja') || ' ' || (m.public_wording ->> 'en'), '')",
    ),
    kind: filters.oneOf("m.kind", remediationKinds),
    state: filters.oneOf("m.state", remediationStates),
    group: filters.oneOf(group, remediationGroups),
    ownerId: filters.id("m.owner_id"),
    findingId: filters.id("m.finding_id"),
  },
};

export function toMeasure(row: MeasureRow, now: Date): RemediationMeasure {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    title: row.title,
    detail: row.detail,
    kind: row.kind,
    state: row.state,
    group: remediationGroup(row.kind, row.state),
    stateReason: row.state_reason,
    owner: person(row.owner_id, row.owner_name),
    dueOn: row.due_on,
    isOverdue:
      (row.state === "planned" || row.state === "in_progress") &&
      row.due_on !== null &&
      row.due_on < dayOf(now, row.zone),
    endCondition: row.end_condition,
    publicWording: row.public_wording,
    isPromise: row.is_promise,
    deletesData: row.deletes_data,
    finding:
      row.finding_id === null
        ? null
        : {
            id: row.finding_id,
            no: row.finding_no ?? 0,
            title: row.finding_title ?? "",
          },
    preservedEvidenceId: row.preserved_evidence_id,
    preservedBy: row.preserved_by,
    preservedPlace: row.preserved_place,
    preservedOn: row.preserved_on,
    moments: remediationMomentKinds.flatMap((kind) =>
      row.moments
        .filter((moment) => moment.kind === kind)
        .map((moment) => ({
          kind,
          occurred: toMoment(moment),
          who: moment.who,
        })),
    ),
    doneBy: person(row.done_by, row.done_by_name),
    verifiedBy: person(row.verified_by, row.verified_by_name),
    workCount: row.work_count,
    createdAt: row.created_at.toISOString(),
    createdBy: person(row.created_by, row.created_by_name),
  };
}

export interface WorkRow extends OccurredColumns {
  id: string;
  measure_id: string;
  text: string;
  recorded_at: Date;
  recorded_by: string | null;
  recorded_by_name: string | null;
}

export function workOf(incidentId: string): Source {
  return {
    select: sql`w.id, w.measure_id, w.text, w.zone, w.occurred_precision, w.occurred_on, w.occurred_at, w.occurred_until_on, w.occurred_until_at, w.recorded_at,
      w.recorded_by, (select name from app_user where id = w.recorded_by) as recorded_by_name`,
    from: sql`remediation_work w`,
    where: [sql`w.incident_id = $1`],
    parameters: [incidentId],
  };
}

/** As it was done. */
export const workOrder = sql`order by w.occurred_on, w.occurred_at nulls first, w.id`;

export function toWork(row: WorkRow): RemediationWork {
  return {
    id: row.id,
    occurred: toMoment(row),
    text: row.text,
    recordedAt: row.recorded_at.toISOString(),
    recordedBy: person(row.recorded_by, row.recorded_by_name),
  };
}

const headings = {
  ja: {
    title: "再発防止策",
    kind: "種類",
    state: "状態",
    owner: "担当",
    due: "期日・終了予定日",
    promise: "公表した約束",
    wordingJa: "公表文(日本語)",
    wordingEn: "公表文(英語)",
    detail: "内容",
    finding: "もとになった指摘",
    endCondition: "終了の条件",
    doneBy: "実施とした人",
    verifiedBy: "確認した人",
    deletes: "データの消去を伴う",
    preserved: "消去前の保全",
    preservedBy: "保全した人",
    preservedPlace: "保全した場所",
    preservedOn: "保全した日",
    reason: "取りやめ・取り消しの理由",
  },
  en: {
    title: "Measure",
    kind: "Kind",
    state: "State",
    owner: "Owner",
    due: "Due, or expected to end",
    promise: "Published promise",
    wordingJa: "Public wording (Japanese)",
    wordingEn: "Public wording (English)",
    detail: "Detail",
    finding: "From the finding",
    endCondition: "Ends when",
    doneBy: "Marked done by",
    verifiedBy: "Verified by",
    deletes: "Deletes data",
    preserved: "Preserved before",
    preservedBy: "Preserved by",
    preservedPlace: "Preserved where",
    preservedOn: "Preserved on",
    reason: "Why dropped or withdrawn",
  },
} as const;

/** What a state is called: a temporary measure holds and ends, where others are begun and done. */
export function stateWord(
  { kind, state }: Pick<MeasureRow, "kind" | "state">,
  language: Language,
): string {
  const words = remediationMessages[language];
  return (
    words[`remediation.state.${kind}.${state}`] ??
    words[`remediation.state.${state}`] ??
    state
  );
}

export function exportMeasures(
  incidentId: string,
  language: Language,
): ExportedList<MeasureRow> {
  const words = remediationMessages[language];
  const heading = headings[language];
  return {
    rules: measureList,
    source: measuresOf(incidentId),
    columns: [
      { heading: heading.title, value: (r) => r.title },
      {
        heading: heading.kind,
        value: (r) => words[`remediation.kind.${r.kind}`] ?? r.kind,
      },
      { heading: heading.state, value: (r) => stateWord(r, language) },
      { heading: heading.owner, value: (r) => r.owner_name },
      { heading: heading.due, value: (r) => r.due_on },
      { heading: heading.promise, value: (r) => (r.is_promise ? "○" : "") },
      { heading: heading.wordingJa, value: (r) => r.public_wording?.ja ?? "" },
      { heading: heading.wordingEn, value: (r) => r.public_wording?.en ?? "" },
      { heading: heading.detail, value: (r) => r.detail },
      { heading: heading.finding, value: (r) => r.finding_title },
      { heading: heading.endCondition, value: (r) => r.end_condition },
      ...remediationMomentKinds.map((kind) => ({
        heading: words[`remediation.moment.${kind}`] ?? kind,
        value: (r: MeasureRow) => {
          const found = r.moments.find((moment) => moment.kind === kind);
          if (!found) return null;
          const at = formatMoment(toMoment(found), {
            zone: found.zone,
            language,
          });
          return found.who === "" ? at : `${at} (${found.who})`;
        },
      })),
      { heading: heading.doneBy, value: (r) => r.done_by_name },
      { heading: heading.verifiedBy, value: (r) => r.verified_by_name },
      { heading: heading.deletes, value: (r) => (r.deletes_data ? "○" : "") },
      {
        heading: heading.preserved,
        value: (r) =>
          r.deletes_data && isPreserved(toMeasure(r, new Date(0))) ? "○" : "",
      },
      { heading: heading.preservedBy, value: (r) => r.preserved_by },
      { heading: heading.preservedPlace, value: (r) => r.preserved_place },
      { heading: heading.preservedOn, value: (r) => r.preserved_on },
      { heading: heading.reason, value: (r) => r.state_reason },
    ],
  };
}
