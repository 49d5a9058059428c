import { memberRoles, type Member, type MemberRole } from "@keii/shared";
import { isOngoing, isOpen } from "../platform/auth/account.js";
import { sql, type Source } from "../platform/database/sql.js";
import { filters, type ListRules } from "../platform/http/list.js";

export interface MemberRow {
  id: string;
  version: number;
  incident_id: string;
  user_id: string;
  name: string;
  email: string;
  employer: string | null;
  role: MemberRole;
  is_head: boolean;
  is_counsel: boolean;
  expires_on: string | null;
  is_active: boolean;
  created_at: Date;
}

const memberColumns = sql`m.id, m.version, m.incident_id, m.user_id, u.name, u.email, u.employer, m.role, m.is_head, m.is_counsel, m.expires_on,
  stays.is_ongoing and ${isOpen} as is_active, m.created_at`;
const memberTables = sql`membership m join app_user u on u.id = m.user_id join incident i on i.id = m.incident_id
  cross join lateral (select ${isOngoing(2)} as is_ongoing) stays`;

export function membersOf(incidentId: string, now: Date): Source {
  return {
    select: memberColumns,
    from: memberTables,
    where: [sql`m.incident_id = $1`, sql`m.ended_at is null`],
    parameters: [incidentId, now],
  };
}

export const memberList: ListRules = {
  name: "members",
  sorts: {
    name: ["u.name", "m.id"],
    role: ["m.role", "m.id"],
    createdAt: ["m.created_at", "m.id"],
    expiresOn: ["coalesce(m.expires_on, 'infinity'::date)", "m.id"],
  },
  defaultSort: ["createdAt", "ASC"],
  filters: {
    q: filters.part(
      "u.name || ' ' || u.email || ' ' || coalesce(u.employer, '')",
    ),
    role: filters.oneOf("m.role", memberRoles),
  },
};

export function toMember(row: MemberRow): Member {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    userId: row.user_id,
    name: row.name,
    email: row.email,
    employer: row.employer,
    role: row.role,
    isHead: row.is_head,
    isCounsel: row.is_counsel,
    expiresOn: row.expires_on,
    isActive: row.is_active,
    createdAt: row.created_at.toISOString(),
  };
}
