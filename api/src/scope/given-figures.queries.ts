import {
  scopeUnits,
  type Bilingual,
  type GivenFigure,
  type ScopeUnit,
} from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import { filters, type ListRules } from "../platform/http/list.js";

export interface GivenFigureRow {
  id: string;
  version: number;
  incident_id: string;
  unit: ScopeUnit;
  exposure_no: number | null;
  count: number;
  giver_id: string;
  official_name: Bilingual;
  short_name: Bilingual | null;
  received_on: string;
  source: string;
  withdrawal_reason: string | null;
  created_at: Date;
}

export function givenFiguresOf(incidentId: string): Source {
  return {
    select: sql`f.id, f.version, f.incident_id, f.unit, f.exposure_no, f.count, f.giver_id, p.official_name, p.short_name,
      f.received_on, f.source, f.withdrawal_reason, f.created_at`,
    from: sql`given_figure f join party p on p.id = f.giver_id`,
    where: [sql`f.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const givenFigureList: ListRules = {
  name: "given-figures",
  sorts: {
    receivedOn: ["f.received_on", "f.id"],
    createdAt: ["f.created_at", "f.id"],
  },
  defaultSort: ["createdAt", "ASC"],
  filters: { unit: filters.oneOf("f.unit", scopeUnits) },
};

export function toGivenFigure(row: GivenFigureRow): GivenFigure {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    unit: row.unit,
    exposureNo: row.exposure_no,
    count: row.count,
    giverId: row.giver_id,
    giver: { officialName: row.official_name, shortName: row.short_name },
    receivedOn: row.received_on,
    source: row.source,
    withdrawalReason: row.withdrawal_reason,
    createdAt: row.created_at.toISOString(),
  };
}
