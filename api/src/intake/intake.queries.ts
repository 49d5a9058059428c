import type { Intake } from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import type { Reach } from "../timeline/timeline.queries.js";

export interface IntakeRow {
  id: string;
  incident_id: string;
  code: string;
  text: string;
  caller_name: string | null;
  caller_organisation: string | null;
  call_back_number: string | null;
  taken_by: string;
  received_at: Date;
  channel: Intake["channel"];
  first_steps: Intake["tasks"];
  timeline_event_id: string;
  milestone_id: string;
  masked_count: number;
  party_id: string | null;
  is_counsels: boolean;
}

export function intakesOf(incidentId: string): Source {
  return {
    select: sql`k.id, k.incident_id, i.code, k.text, k.caller_name, k.caller_organisation, k.call_back_number, k.taken_by, k.received_at,
      k.channel, k.first_steps, k.timeline_event_id, k.milestone_id, k.masked_count, k.party_id,
      exists (select from timeline_current t where t.id = k.timeline_event_id and t.visibility = 'counsel') as is_counsels`,
    from: sql`intake k join incident i on i.id = k.incident_id`,
    where: [sql`k.incident_id = $1`],
    parameters: [incidentId],
  };
}

/** Counsel's words are withheld here as in the timeline, which tells the same. */
export function toIntake(row: IntakeRow, reach: Reach): Intake {
  const isWithheld = row.is_counsels && reach !== "all";
  return {
    id: row.id,
    incidentId: row.incident_id,
    incidentCode: row.code,
    text: isWithheld ? null : row.text,
    callerName: isWithheld ? null : row.caller_name,
    callerOrganisation: isWithheld ? null : row.caller_organisation,
    callBackNumber: isWithheld ? null : row.call_back_number,
    takenBy: row.taken_by,
    receivedAt: row.received_at.toISOString(),
    channel: row.channel,
    tasks: row.first_steps,
    timelineEventId: row.timeline_event_id,
    milestoneId: row.milestone_id,
    partyId: row.party_id,
    maskedCount: row.masked_count,
    isWithheld,
  };
}
