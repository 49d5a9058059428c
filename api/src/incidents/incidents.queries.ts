import {
  incidentKinds,
  incidentStatuses,
  memberPermissions,
  memberRoles,
  severities,
  type Bilingual,
  type DataItem,
  type Incident,
  type IncidentKind,
  type IncidentStatus,
  type Language,
  type OrganisationRole,
  type Severity,
} from "@keii/shared";
import { isOngoing } from "../platform/auth/account.js";
import type { Actor } from "../platform/database/actor.js";
import { sql, type Source } from "../platform/database/sql.js";
import { filters, type ListRules } from "../platform/http/list.js";

export interface IncidentRow {
  id: string;
  version: number;
  code: string;
  title: Bilingual;
  kind: IncidentKind;
  status: IncidentStatus;
  severity: Severity;
  zone: string;
  languages: Language[];
  organisation_role: OrganisationRole;
  data_items: DataItem[];
  summary: string;
  law_as_of: string | null;
  is_on_legal_hold: boolean;
  created_at: Date;
  updated_at: Date;
  head_names: string[];
}

export interface ListedIncidentRow extends IncidentRow {
  shows_summary: boolean;
}

export const incidentColumns = sql`i.id, i.version, i.code, i.title, i.kind, i.status, i.severity, i.zone, i.languages, i.organisation_role,
  i.data_items, i.summary, i.law_as_of, i.is_on_legal_hold, i.created_at, i.updated_at,
  array(select u.name from membership m join app_user u on u.id = m.user_id
        where m.incident_id = i.id and m.is_head and m.ended_at is null order by m.created_at) as head_names`;

/** Roles that read what the company writes for itself, and so the summary. */
const recordReaders = memberRoles.filter((role) =>
  memberPermissions[role].includes("timeline.read"),
);

/** Administrators and auditors see every incident, everybody else those they are a member of. */
export function visibleIncidents(actor: Actor, now: Date): Source {
  if (actor.account === "administrator" || actor.account === "auditor")
    return {
      select: sql`${incidentColumns}, true as shows_summary`,
      from: sql`incident i`,
      where: [],
      parameters: [],
    };
  return {
    select: sql`${incidentColumns}, reach.shows_summary`,
    from: sql`incident i join membership m on m.incident_id = i.id and m.user_id = $1 and m.ended_at is null
      and ${isOngoing(3)}
      cross join lateral (select m.is_head or m.role = any($2::text[]) as shows_summary) reach`,
    where: [],
    parameters: [actor.id, recordReaders, now],
  };
}

/** A row of the list, without the summary for those who read only what may be published. */
export function toListedIncident(row: ListedIncidentRow): Incident {
  const incident = toIncident(row);
  return row.shows_summary ? incident : { ...incident, summary: "" };
}

export const incidentList: ListRules = {
  name: "incidents",
  sorts: {
    code: ["i.code", "i.id"],
    title: ["(i.title ->> 'ja')", "i.id"],
    status: ["i.status", "i.id"],
    createdAt: ["i.created_at", "i.id"],
    updatedAt: ["i.updated_at", "i.id"],
  },
  defaultSort: ["updatedAt", "DESC"],
  filters: {
    q: filters.part(
      "i.code || ' ' || (i.title ->> 'ja') || ' ' || (i.title ->> 'en')",
    ),
    status: filters.oneOf("i.status", incidentStatuses),
    kind: filters.oneOf("i.kind", incidentKinds),
    severity: filters.oneOf("i.severity", severities),
  },
};

const cardItems: readonly DataItem[] = [
  "card_number",
  "card_expiry",
  "card_holder",
  "security_code",
];

export function toIncident(row: IncidentRow): Incident {
  return {
    id: row.id,
    version: row.version,
    code: row.code,
    title: row.title,
    kind: row.kind,
    status: row.status,
    severity: row.severity,
    zone: row.zone,
    languages: row.languages,
    organisationRole: row.organisation_role,
    dataItems: row.data_items,
    isCardDataInvolved: row.data_items.some((item) => cardItems.includes(item)),
    summary: row.summary,
    lawAsOf: row.law_as_of,
    isOnLegalHold: row.is_on_legal_hold,
    headNames: row.head_names,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
