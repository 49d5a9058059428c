import type { Bilingual, RecordedSchedule, WeeklyHours } from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import { filters, type ListRules } from "../platform/http/list.js";
import { person } from "../timeline/timeline.queries.js";

export interface DeskScheduleRow {
  id: string;
  version: number;
  incident_id: string;
  starts_on: string;
  weekly: WeeklyHours;
  closed_on_holidays: boolean;
  announcement: Bilingual | null;
  withdrawal_reason: string | null;
  created_at: Date;
  created_by: string | null;
  created_by_name: string | null;
}

export function schedulesOf(incidentId: string): Source {
  return {
    select: sql`s.id, s.version, s.incident_id, s.starts_on, s.weekly, s.closed_on_holidays, s.announcement, s.withdrawal_reason,
      s.created_at, s.created_by, u.name as created_by_name`,
    from: sql`desk_schedule s left join app_user u on u.id = s.created_by`,
    where: [sql`s.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const scheduleList: ListRules = {
  name: "desk-schedules",
  sorts: {
    from: ["s.starts_on", "s.id"],
    createdAt: ["s.created_at", "s.id"],
  },
  defaultSort: ["from", "ASC"],
  filters: {
    from: filters.day("s.starts_on", ">="),
    to: filters.day("s.starts_on", "<="),
  },
};

export function toSchedule(row: DeskScheduleRow): RecordedSchedule {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    from: row.starts_on,
    weekly: row.weekly,
    closedOnHolidays: row.closed_on_holidays,
    announcement: row.announcement,
    withdrawalReason: row.withdrawal_reason,
    createdAt: row.created_at.toISOString(),
    createdBy: person(row.created_by, row.created_by_name),
  };
}
