import {
  exposureSubjects,
  type DataItem,
  type Exposure,
  type ExposureSubject,
  type OrderStatus,
  type PaymentMethod,
  type PinnedExposure,
} from "@keii/shared";
import type { Queryable } from "../platform/database/database.js";
import { sql, type Source } from "../platform/database/sql.js";
import { filters, type ListRules } from "../platform/http/list.js";
import { instant } from "../timeline/occurrence.js";
import { person } from "../timeline/timeline.queries.js";

export interface ExposureRow {
  id: string;
  version: number;
  incident_id: string;
  no: number;
  name: string;
  vector: string;
  subject: ExposureSubject;
  zone: string;
  from_on: string | null;
  from_at: Date | null;
  until_on: string | null;
  until_at: Date | null;
  member_base_ids: string[];
  site_ids: string[];
  methods: PaymentMethod[];
  statuses: OrderStatus[];
  given_list_id: string | null;
  data_items: DataItem[];
  finding_id: string | null;
  state: "current" | "withdrawn";
  withdrawal_reason: string | null;
  created_at: Date;
  created_by: string | null;
  created_by_name: string | null;
}

export function exposuresOf(incidentId: string): Source {
  return {
    select: sql`e.id, e.version, e.incident_id, e.no, e.name, e.vector, e.subject, e.zone, e.from_on, e.from_at, e.until_on, e.until_at,
      array(select b.id from member_base b where b.incident_id = e.incident_id and b.no = any(e.base_nos) order by array_position(e.base_nos, b.no)) as member_base_ids,
      array(select s.id from site s where s.incident_id = e.incident_id and s.no = any(e.site_nos) order by array_position(e.site_nos, s.no)) as site_ids,
      e.methods, e.statuses,
      (select l.id from given_list l where l.incident_id = e.incident_id and l.no = e.given_list_no) as given_list_id,
      e.data_items, e.finding_id, e.state, e.withdrawal_reason, e.created_at, e.created_by,
      (select name from app_user where id = e.created_by) as created_by_name`,
    from: sql`exposure e`,
    where: [sql`e.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const exposureList: ListRules = {
  name: "exposures",
  sorts: { no: ["e.no", "e.id"], createdAt: ["e.created_at", "e.id"] },
  defaultSort: ["no", "ASC"],
  filters: {
    q: filters.part("e.name || ' ' || e.vector"),
    subject: filters.oneOf("e.subject", exposureSubjects),
    state: filters.oneOf("e.state", ["current", "withdrawn"]),
  },
};

export function toExposure(row: ExposureRow): Exposure {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    no: row.no,
    name: row.name,
    vector: row.vector,
    subject: row.subject,
    zone: row.zone,
    fromOn: row.from_on,
    fromAt: instant(row.from_at),
    untilOn: row.until_on,
    untilAt: instant(row.until_at),
    memberBaseIds: row.member_base_ids,
    siteIds: row.site_ids,
    methods: row.methods,
    statuses: row.statuses,
    givenListId: row.given_list_id,
    dataItems: row.data_items,
    findingId: row.finding_id,
    state: row.state,
    withdrawalReason: row.withdrawal_reason,
    createdAt: row.created_at.toISOString(),
    createdBy: person(row.created_by, row.created_by_name),
  };
}

/** What a run needs to know of an exposure, before its ends are instants. */
export interface Conditions {
  no: number;
  id: string | null;
  name: string;
  subject: ExposureSubject;
  zone: string;
  fromOn: string | null;
  fromAt: Date | string | null;
  untilOn: string | null;
  untilAt: Date | string | null;
  baseNos: number[];
  siteNos: number[];
  methods: PaymentMethod[];
  statuses: OrderStatus[];
  givenListNo: number | null;
  dataItems: DataItem[];
}

/** Both ends as instants: the first from the start of its day or minute, the last up to the start of the one after it. */
const ends = sql`select e.at,
    coalesce(e.from_at, e.from_on::timestamp at time zone e.zone) as "from",
    coalesce(e.until_at + interval '1 minute', (e.until_on + 1)::timestamp at time zone e.zone) as until
  from unnest($1::text[], $2::date[], $3::timestamptz[], $4::date[], $5::timestamptz[]) with ordinality
    as e (zone, from_on, from_at, until_on, until_at, at)
  order by e.at`;

/** The exposures as a run pins them, in the order given. */
export async function pinned(
  database: Queryable,
  exposures: readonly Conditions[],
): Promise<PinnedExposure[]> {
  const rows = await database.query<{ from: Date | null; until: Date | null }>(
    ends,
    [
      exposures.map((e) => e.zone),
      exposures.map((e) => e.fromOn),
      exposures.map((e) => e.fromAt),
      exposures.map((e) => e.untilOn),
      exposures.map((e) => e.untilAt),
    ],
  );
  return exposures.map((e, at) => ({
    no: e.no,
    id: e.id,
    name: e.name,
    subject: e.subject,
    zone: e.zone,
    fromOn: e.fromOn,
    untilOn: e.untilOn,
    from: instant(rows[at]!.from),
    until: instant(rows[at]!.until),
    baseNos: e.baseNos,
    siteNos: e.siteNos,
    methods: e.methods,
    statuses: e.statuses,
    givenListNo: e.givenListNo,
    dataItems: e.dataItems,
  }));
}
