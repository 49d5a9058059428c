import {
  milestoneKinds,
  milestoneStates,
  type Milestone,
  type MilestoneKind,
  type MilestoneState,
  type Moment,
} from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import { filters, type ListRules } from "../platform/http/list.js";
import { person } from "../timeline/timeline.queries.js";
import { toMoment, type OccurredColumns } from "../timeline/occurrence.js";

export interface MilestoneRow extends OccurredColumns {
  id: string;
  version: number;
  incident_id: string;
  kind: MilestoneKind;
  state: MilestoneState;
  learned_by: string;
  channel: string;
  evidence: string;
  timeline_event_id: string | null;
  created_at: Date;
  created_by: string | null;
  created_by_name: string | null;
  approval_id: string | null;
  proposal: { occurred: Moment } | null;
  approval_reason: string | null;
  asked_by: string | null;
  asked_by_name: string | null;
  asked_at: Date | null;
}

export const milestoneColumns = sql`m.id, m.version, m.incident_id, m.kind, m.state, m.zone, m.occurred_precision, m.occurred_on, m.occurred_at,
  m.occurred_until_on, m.occurred_until_at, m.learned_by, m.channel, m.evidence, m.timeline_event_id, m.created_at, m.created_by,
  (select name from app_user where id = m.created_by) as created_by_name, a.id as approval_id, a.proposal, a.reason as approval_reason, a.asked_by,
  (select name from app_user where id = a.asked_by) as asked_by_name, a.asked_at`;
export const milestoneTables = sql`milestone m left join approval a on a.incident_id = m.incident_id and a.subject = 'milestone' and a.subject_id = m.id and a.state = 'asked'`;

export function milestonesOf(incidentId: string): Source {
  return {
    select: milestoneColumns,
    from: milestoneTables,
    where: [sql`m.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const milestoneList: ListRules = {
  name: "milestones",
  sorts: {
    occurred: [
      "m.occurred_on",
      "coalesce(m.occurred_at, '-infinity'::timestamptz)",
      "m.id",
    ],
    kind: ["m.kind", "m.id"],
  },
  defaultSort: ["occurred", "ASC"],
  filters: {
    kind: filters.oneOf("m.kind", milestoneKinds),
    state: filters.oneOf("m.state", milestoneStates),
  },
};

export function toMilestone(row: MilestoneRow): Milestone {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    kind: row.kind,
    state: row.state,
    occurred: toMoment(row),
    learnedBy: row.learned_by,
    channel: row.channel,
    evidence: row.evidence,
    timelineEventId: row.timeline_event_id,
    pendingMove:
      row.approval_id === null
        ? null
        : {
            approvalId: row.approval_id,
            occurred: row.proposal!.occurred,
            reason: row.approval_reason ?? "",
            askedBy: { id: row.asked_by ?? "", name: row.asked_by_name ?? "" },
            askedAt: row.asked_at!.toISOString(),
          },
    createdAt: row.created_at.toISOString(),
    createdBy: person(row.created_by, row.created_by_name),
  };
}
