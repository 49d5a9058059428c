import {
  paymentMethods,
  type PaymentMethod,
  type PaymentStop,
  type ResumeCondition,
  type ResumeConditionKind,
} from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import { filters, type ListRules } from "../platform/http/list.js";
import { person } from "../timeline/timeline.queries.js";

export interface PaymentStopRow {
  id: string;
  version: number;
  incident_id: string;
  site: string;
  method: PaymentMethod;
  zone: string;
  stopped_on: string;
  stopped_at: Date | null;
  stopped_by: string;
  note: string;
  resumed_on: string | null;
  resumed_at: Date | null;
  resumed_by: string;
  open_conditions: number;
  waiver_reason: string | null;
  waived_at: Date | null;
  waived_by: string | null;
  waived_by_name: string | null;
  withdrawal_reason: string | null;
  created_at: Date;
  created_by: string | null;
  created_by_name: string | null;
}

export interface ResumeConditionRow {
  id: string;
  version: number;
  incident_id: string;
  kind: ResumeConditionKind;
  text: string;
  site: string | null;
  evidence: string;
  met_at: Date | null;
  met_by: string | null;
  met_by_name: string | null;
  withdrawal_reason: string | null;
}

export function stopsOf(incidentId: string): Source {
  return {
    select: sql`s.id, s.version, s.incident_id, s.site, s.method, s.zone, s.stopped_on, s.stopped_at, s.stopped_by, s.note, s.resumed_on, s.resumed_at,
      s.resumed_by, s.waiver_reason, s.waived_at, s.waived_by, (select name from app_user where id = s.waived_by) as waived_by_name,
      s.withdrawal_reason, s.created_at, s.created_by, (select name from app_user where id = s.created_by) as created_by_name,
      (select count(*)::integer from resume_condition c where c.incident_id = s.incident_id and c.met_at is null and c.withdrawal_reason is null
        and (c.site is null or search_key(c.site) = search_key(s.site))) as open_conditions`,
    from: sql`payment_stop s`,
    where: [sql`s.incident_id = $1`],
    parameters: [incidentId],
  };
}

/** Whether somebody recorded a stop of the same site and method that overlaps: $1 incident, $2 the stop itself. */
export const overlapping = sql`select o.site from payment_stop s join payment_stop o on o.incident_id = s.incident_id and o.id <> s.id and o.method = s.method
  and search_key(o.site) = search_key(s.site) and o.withdrawal_reason is null
  and tstzrange(o.stopped_from, o.stopped_until) && tstzrange(s.stopped_from, s.stopped_until)
  where s.incident_id = $1 and s.id = $2 limit 1`;

export const stopList: ListRules = {
  name: "payment-stops",
  sorts: {
    stopped: ["s.stopped_from", "s.id"],
    site: ["s.site", "s.method", "s.id"],
  },
  defaultSort: ["site", "ASC"],
  filters: { method: filters.oneOf("s.method", paymentMethods) },
};

export function toPaymentStop(row: PaymentStopRow): PaymentStop {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    site: row.site,
    method: row.method,
    stopped: {
      on: row.stopped_on,
      at: row.stopped_at?.toISOString() ?? null,
    },
    stoppedBy: row.stopped_by,
    note: row.note,
    resumed:
      row.resumed_on === null
        ? null
        : { on: row.resumed_on, at: row.resumed_at?.toISOString() ?? null },
    resumedBy: row.resumed_by,
    openConditionCount: row.open_conditions,
    waiver:
      row.waiver_reason === null
        ? null
        : {
            reason: row.waiver_reason,
            at: row.waived_at!.toISOString(),
            by: person(row.waived_by, row.waived_by_name),
          },
    withdrawalReason: row.withdrawal_reason,
    createdAt: row.created_at.toISOString(),
    createdBy: person(row.created_by, row.created_by_name),
  };
}

export function conditionsOf(incidentId: string): Source {
  return {
    select: sql`c.id, c.version, c.incident_id, c.kind, c.text, c.site, c.evidence, c.met_at, c.met_by,
      (select name from app_user where id = c.met_by) as met_by_name, c.withdrawal_reason`,
    from: sql`resume_condition c`,
    where: [sql`c.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const conditionList: ListRules = {
  name: "resume-conditions",
  sorts: { createdAt: ["c.created_at", "c.id"] },
  defaultSort: ["createdAt", "ASC"],
  filters: {},
};

export function toResumeCondition(row: ResumeConditionRow): ResumeCondition {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    kind: row.kind,
    text: row.text,
    site: row.site,
    isMet: row.met_at !== null,
    evidence: row.evidence,
    metAt: row.met_at?.toISOString() ?? null,
    metBy: person(row.met_by, row.met_by_name),
    withdrawalReason: row.withdrawal_reason,
  };
}
