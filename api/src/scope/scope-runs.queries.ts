import {
  incidentMessages,
  scopeRunStates,
  type Bilingual,
  type DataItem,
  type PinnedExposure,
  type ScopeCount,
  type ScopeFacet,
  type ScopeFigures,
  type ScopeRun,
  type ScopeRunState,
} from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import { filters, type ListRules } from "../platform/http/list.js";
import { instant } from "../timeline/occurrence.js";
import { person } from "../timeline/timeline.queries.js";

export interface ScopeRunRow {
  id: string;
  version: number;
  incident_id: string;
  no: number;
  state: ScopeRunState;
  batch_no: number;
  exposures: PinnedExposure[];
  figures: ScopeFigures | null;
  problem: string | null;
  created_at: Date;
  created_by: string | null;
  created_by_name: string | null;
  finished_at: Date | null;
  frozen_at: Date | null;
  freeze_reason: string | null;
  is_freeze_asked: boolean;
  freeze: {
    asked_by: string;
    asked_by_name: string;
    decided_by: string | null;
    decided_by_name: string | null;
  } | null;
}

export function scopeRunsOf(incidentId: string): Source {
  return {
    select: sql`r.id, r.version, r.incident_id, r.no, r.state, r.batch_no, r.exposures, r.figures, r.problem, r.created_at, r.created_by,
      (select name from app_user where id = r.created_by) as created_by_name, r.finished_at, r.frozen_at, r.freeze_reason,
      exists (select from approval a where a.incident_id = r.incident_id and a.subject = 'scope_run' and a.subject_id = r.id and a.state = 'asked') as is_freeze_asked,
      (select json_build_object('asked_by', a.asked_by, 'asked_by_name', asker.name, 'decided_by', a.decided_by, 'decided_by_name', decider.name)
        from approval a join app_user asker on asker.id = a.asked_by left join app_user decider on decider.id = a.decided_by
        where a.incident_id = r.incident_id and a.subject = 'scope_run' and a.subject_id = r.id and a.state in ('asked', 'approved')
        order by a.asked_at desc limit 1) as freeze`,
    from: sql`scope_run r`,
    where: [sql`r.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const scopeRunList: ListRules = {
  name: "scope-runs",
  sorts: { no: ["r.no", "r.id"], createdAt: ["r.created_at", "r.id"] },
  defaultSort: ["no", "DESC"],
  filters: { state: filters.oneOf("r.state", scopeRunStates) },
};

export function toScopeRun(row: ScopeRunRow): ScopeRun {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    no: row.no,
    state: row.state,
    batchNo: row.batch_no,
    exposures: row.exposures,
    figures: row.figures,
    problem: row.problem,
    createdAt: row.created_at.toISOString(),
    createdBy: person(row.created_by, row.created_by_name),
    finishedAt: instant(row.finished_at),
    frozenAt: instant(row.frozen_at),
    freezeReason: row.freeze_reason,
    isFreezeAsked: row.is_freeze_asked,
    freezeAskedBy: row.freeze
      ? person(row.freeze.asked_by, row.freeze.asked_by_name)
      : null,
    frozenBy: row.freeze
      ? person(row.freeze.decided_by, row.freeze.decided_by_name)
      : null,
  };
}

/** The newest batch that is in; and all that are, to see whether one came or went meanwhile. */
export const batchesOf = sql`select coalesce(max(no), 0) as newest, coalesce(string_agg(no::text, ',' order by no), '') as all
  from import_batch where incident_id = $1 and state = 'done' and not is_dry_run`;

export const resultColumns = sql`r.base_no, r.customer_no, b.code as base_code, c.id as customer_id, coalesce(x.name, c.name, '') as name,
  r.verdict, r.exposure_nos, r.purchases, r.cards`;
export const resultTables = sql`scope_result r join member_base b on b.incident_id = r.incident_id and b.no = r.base_no
  left join customer c on c.incident_id = r.incident_id and c.base_no = r.base_no and c.customer_no = r.customer_no
  left join customer_correction x on x.customer_id = c.id`;

/** How many are affected in run $2 alone, in run $3 alone, and in both. */
export const differenceOf = sql`select count(*) filter (where o.customer_no is null)::int as added, count(*) filter (where n.customer_no is null)::int as removed,
    count(*) filter (where n.customer_no is not null and o.customer_no is not null)::int as unchanged
  from (select base_no, customer_no from scope_result where incident_id = $1 and run_no = $2 and verdict = 'affected') n
  full join (select base_no, customer_no from scope_result where incident_id = $1 and run_no = $3 and verdict = 'affected') o
    using (base_no, customer_no)`;

export const countsOf = sql`select n.facet, n.key, n.purchases, n.cards, n.accounts, n.persons, s.name as site_name
  from scope_count n left join site s on n.facet = 'site' and s.incident_id = n.incident_id and s.no::text = n.key
  where n.incident_id = $1 and n.run_no = $2 and n.facet = any($3::text[]) order by n.facet, length(n.key), n.key`;

export interface ScopeCountRow {
  facet: ScopeFacet;
  key: string;
  purchases: number;
  cards: number;
  accounts: number;
  persons: number;
  site_name: Bilingual | null;
}

export function toScopeCount(
  { site_name, ...row }: ScopeCountRow,
  exposures: readonly PinnedExposure[],
): ScopeCount {
  return { ...row, label: labelOf(row, site_name, exposures) };
}

function labelOf(
  { facet, key }: { facet: ScopeFacet; key: string },
  site: Bilingual | null,
  exposures: readonly PinnedExposure[],
): Bilingual {
  const both = (text: string) => ({ ja: text, en: text });
  switch (facet) {
    case "site":
      return site ?? both(key);
    case "month":
      return both(key);
    case "data_item":
      return {
        ja:
          incidentMessages.ja[`incidents.dataItems.${key as DataItem}`] ?? key,
        en:
          incidentMessages.en[`incidents.dataItems.${key as DataItem}`] ?? key,
      };
    case "exposure":
    case "combination":
      return both(
        key
          .split("+")
          .map((no) => exposures.find((e) => String(e.no) === no)?.name ?? no)
          .join(" + "),
      );
  }
}

/** Purchases by day of a zone ($2) and by site or method. */
export const daysBy = {
  method: sql`select to_char(p.paid_at at time zone $2, 'YYYY-MM-DD') as on, p.method as key, count(*)::int as purchases
    from purchase p where p.incident_id = $1 and p.paid_at >= coalesce($3::date::timestamp at time zone $2, '-infinity')
      and p.paid_at < coalesce(($4::date + 1)::timestamp at time zone $2, 'infinity')
    group by 1, 2 order by 1, 2`,
  site: sql`select d.on, s.code as key, d.purchases from (
      select to_char(p.paid_at at time zone $2, 'YYYY-MM-DD') as on, p.site_no, count(*)::int as purchases
      from purchase p where p.incident_id = $1 and p.paid_at >= coalesce($3::date::timestamp at time zone $2, '-infinity')
        and p.paid_at < coalesce(($4::date + 1)::timestamp at time zone $2, 'infinity')
      group by 1, 2) d join site s on s.incident_id = $1 and s.no = d.site_no order by 1, 2`,
} as const;
