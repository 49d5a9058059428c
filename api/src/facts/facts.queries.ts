import type {
  Bilingual,
  DataItem,
  FactCertainty,
  MilestoneKind,
  MilestoneState,
  ScopeFigures,
  ScopeUnit,
} from "@keii/shared";
import type { Queryable } from "../platform/database/database.js";
import { sql } from "../platform/database/sql.js";
import type { OccurredColumns } from "../timeline/occurrence.js";

/** One path by which data leaked, as the official run saw it, or where there is none as it stands. */
export interface ExposureRecord {
  no: number;
  id: string | null;
  zone: string;
  fromOn: string | null;
  fromAt: string | null;
  untilOn: string | null;
  untilAt: string | null;
  siteNos: number[];
  dataItems: DataItem[];
}

/** What facts are drawn from. */
export interface FactRecords {
  zone: string;
  companyName: Bilingual;
  dataItems: DataItem[];
  /** The run that two people made official. */
  run: {
    id: string;
    no: number;
    ranOn: string;
    figures: ScopeFigures;
    cards: Record<number, number>;
  } | null;
  exposures: ExposureRecord[];
  sites: { no: number; name: Bilingual; isListed: boolean }[];
  given: {
    id: string;
    unit: ScopeUnit;
    count: number;
    receivedOn: string;
    giver: Bilingual;
  }[];
  milestones: (OccurredColumns & {
    id: string;
    kind: MilestoneKind;
    state: MilestoneState;
  })[];
  measures: {
    wording: Bilingual;
    isDone: boolean;
  }[];
  certaintyOfExposures: FactCertainty;
}

const caseOf = sql`select i.zone, i.data_items as "dataItems", o.legal_name as "companyName"
  from incident i cross join organisation o where i.id = $1`;

const officialRun = sql`select r.id, r.no, (r.created_at at time zone i.zone)::date as "ranOn", r.figures, r.exposures,
    coalesce((select jsonb_object_agg(c.key, c.cards) from scope_count c
      where c.incident_id = r.incident_id and c.run_no = r.no and c.facet = 'exposure'), '{}') as cards
  from scope_run r join incident i on i.id = r.incident_id
  where r.incident_id = $1 and r.state = 'frozen'`;

const currentExposures = sql`select e.no, e.id, e.zone, e.from_on as "fromOn", e.from_at as "fromAt", e.until_on as "untilOn", e.until_at as "untilAt",
    e.site_nos as "siteNos", e.data_items as "dataItems"
  from exposure e where e.incident_id = $1 and e.state = 'current' order by e.no`;

const sitesOf = sql`select s.no, s.name, s.is_listed as "isListed" from site s where s.incident_id = $1 order by s.no`;

/** The newest figure of each unit that somebody gave for the whole of the case. */
const givenFigures = sql`select distinct on (f.unit) f.id, f.unit, f.count, f.received_on as "receivedOn", p.official_name as giver
  from given_figure f join party p on p.id = f.giver_id
  where f.incident_id = $1 and f.exposure_no is null and f.withdrawal_reason is null
  order by f.unit, f.received_on desc, f.created_at desc`;

/** Of each kind the one that is confirmed, else the earliest candidate. */
const milestonesOf = sql`select distinct on (m.kind) m.id, m.kind, m.state, m.zone, m.occurred_precision, m.occurred_on, m.occurred_at,
    m.occurred_until_on, m.occurred_until_at
  from milestone m where m.incident_id = $1
  order by m.kind, (m.state = 'confirmed') desc, m.occurred_on, m.occurred_at nulls last, m.id`;

const measuresOf = sql`select m.public_wording as wording,
    m.state in ('done', 'verified') or (m.kind = 'temporary' and m.state = 'in_progress') as "isDone"
  from remediation_measure m
  where m.incident_id = $1 and m.public_wording is not null and m.state not in ('dropped', 'withdrawn')
  order by m.position, m.id`;

interface RunRow {
  id: string;
  no: number;
  ranOn: string;
  figures: ScopeFigures;
  exposures: {
    no: number;
    id: string | null;
    zone: string;
    fromOn: string | null;
    untilOn: string | null;
    from: string | null;
    until: string | null;
    siteNos: number[];
    dataItems: DataItem[];
  }[];
  cards: Record<number, number>;
}

type CaseRow = Pick<FactRecords, "zone" | "dataItems" | "companyName">;

const minute = 60_000;

/** The end of a pinned exposure is exclusive; what people write is the last minute in it. */
function pinnedExposure({
  from,
  until,
  ...exposure
}: RunRow["exposures"][number]): ExposureRecord {
  return {
    ...exposure,
    fromAt: from,
    untilAt:
      until && new Date(new Date(until).getTime() - minute).toISOString(),
  };
}

export async function recordsOf(
  database: Queryable,
  incidentId: string,
): Promise<FactRecords> {
  const of = <R>(text: string) => database.query<R>(text, [incidentId]);
  const [here] = await of<CaseRow>(caseOf);
  const [run] = await of<RunRow>(officialRun);
  const current = run
    ? []
    : await of<
        Omit<ExposureRecord, "fromAt" | "untilAt"> & {
          fromAt: Date | null;
          untilAt: Date | null;
        }
      >(currentExposures);
  return {
    zone: here!.zone,
    companyName: here!.companyName,
    dataItems: here!.dataItems,
    run: run
      ? {
          id: run.id,
          no: run.no,
          ranOn: run.ranOn,
          figures: run.figures,
          cards: run.cards,
        }
      : null,
    exposures: run
      ? run.exposures.map(pinnedExposure)
      : current.map((exposure) => ({
          ...exposure,
          fromAt: exposure.fromAt?.toISOString() ?? null,
          untilAt: exposure.untilAt?.toISOString() ?? null,
        })),
    certaintyOfExposures: run ? "confirmed" : "suspected",
    sites: await of(sitesOf),
    given: await of(givenFigures),
    milestones: await of(milestonesOf),
    measures: await of(measuresOf),
  };
}
