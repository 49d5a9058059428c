import {
  everyIncidentPermissions,
  flagPermissions,
  memberPermissions,
  memberRoles,
  type AccountKind,
  type Permission,
} from "@keii/shared";
import { isOngoing } from "../platform/auth/account.js";
import { sql, type Sql } from "../platform/database/sql.js";

/**
 * The reader's own membership of `incident i`, as `m`: a join, so that the database finds its way from either side. $1 is
 * the reader, $2 the present instant. A list of all their incidents would be weighed one by one each time.
 */
export const ownMembership = sql`join membership m on m.incident_id = i.id and m.user_id = $1 and m.ended_at is null and ${isOngoing(2)}`;

/** Of that membership: whether it gives what the holders bound at this place hold. */
export const holds = (place: number): Sql =>
  sql`(m.role = any($${place}::text[]) or (m.is_head and 'head' = any($${place}::text[])) or (m.is_counsel and 'counsel' = any($${place}::text[])))`;

/** The roles and flags that give a permission to an account of this kind, as `permissionsIn` says. */
export function holdersOf(
  account: AccountKind,
  permission: Permission,
): string[] {
  if (everyIncidentPermissions[account].includes(permission))
    return [...memberRoles];
  if (account === "auditor") return [];
  const roles = memberRoles.filter((role) =>
    memberPermissions[role].includes(permission),
  );
  const flags = (["head", "counsel"] as const).filter((flag) =>
    flagPermissions[flag].includes(permission),
  );
  return [...roles, ...flags];
}
