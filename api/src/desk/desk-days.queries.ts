import type { Bilingual, DeskPeriod, RecordedDay } from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import { filters, type ListRules } from "../platform/http/list.js";
import { person } from "../timeline/timeline.queries.js";

export interface DeskDayRow {
  id: string;
  version: number;
  incident_id: string;
  day_on: string;
  periods: DeskPeriod[];
  name: Bilingual;
  withdrawal_reason: string | null;
  created_at: Date;
  created_by: string | null;
  created_by_name: string | null;
}

export function daysOf(incidentId: string): Source {
  return {
    select: sql`d.id, d.version, d.incident_id, d.day_on, d.periods, d.name, d.withdrawal_reason, d.created_at, d.created_by,
      u.name as created_by_name`,
    from: sql`desk_day d left join app_user u on u.id = d.created_by`,
    where: [sql`d.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const dayList: ListRules = {
  name: "desk-days",
  sorts: {
    on: ["d.day_on", "d.id"],
    createdAt: ["d.created_at", "d.id"],
  },
  defaultSort: ["on", "ASC"],
  filters: {
    from: filters.day("d.day_on", ">="),
    to: filters.day("d.day_on", "<="),
  },
};

export function toDay(row: DeskDayRow): RecordedDay {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    on: row.day_on,
    periods: row.periods,
    name: row.name,
    withdrawalReason: row.withdrawal_reason,
    createdAt: row.created_at.toISOString(),
    createdBy: person(row.created_by, row.created_by_name),
  };
}
