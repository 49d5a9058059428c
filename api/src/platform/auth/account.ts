import type { AccountKind } from "@keii/shared";
import { sql, type Sql } from "../database/sql.js";

/** The zone of the company. */
export const companyZone = sql`coalesce((select zone from organisation), 'Asia/Tokyo')`;

/** Today where the company is: accounts end with a day of its zone. */
export const companyToday = sql`(now() at time zone ${companyZone})::date`;

/** Of `app_user u`: neither disabled nor past its last day. */
export const isOpen = sql`(u.disabled_at is null and (u.expires_on is null or u.expires_on >= ${companyToday}))`;

/** Of `membership m` and its `incident i`: not past its last day, at the instant bound at this place. */
export const isOngoing = (place: number): Sql =>
  sql`(m.expires_on is null or m.expires_on >= ($${place}::timestamptz at time zone i.zone)::date)`;

/** What an account is, from its right and its employer. */
export function accountKind(
  right: string,
  employer: string | null,
): AccountKind {
  if (right === "administrator" || right === "auditor") return right;
  return employer === null ? "staff" : "external";
}
