import {
  accountRights,
  userStates,
  type AccountRight,
  type Language,
  type User,
  type UserState,
} from "@keii/shared";
import { accountKind, companyToday } from "../platform/auth/account.js";
import { sql, type Source } from "../platform/database/sql.js";
import {
  filters,
  refuseFilterValue,
  type ListRules,
} from "../platform/http/list.js";

export interface UserRow {
  id: string;
  version: number;
  name: string;
  email: string;
  account_right: AccountRight;
  employer: string | null;
  expires_on: string | null;
  language: Language;
  state: UserState;
  last_seen_at: Date | null;
  created_at: Date;
}

const lastSeen = sql`(select max(s.last_used_at) from user_session s where s.user_id = u.id)`;
const state = sql`case when u.disabled_at is not null then 'disabled'
  when u.expires_on < ${companyToday} then 'expired'
  when u.password_hash is null then 'invited' else 'active' end`;

export const userSource: Source = {
  select: sql`u.id, u.version, u.name, u.email, u.account_right, u.employer, u.expires_on, u.language, ${state} as state,
    ${lastSeen} as last_seen_at, u.created_at`,
  from: sql`app_user u`,
  where: [],
  parameters: [],
};

export const userList: ListRules = {
  name: "users",
  sorts: {
    name: ["u.name", "u.id"],
    email: ["u.email_key", "u.id"],
    employer: ["coalesce(u.employer, '')", "u.id"],
    expiresOn: ["coalesce(u.expires_on, 'infinity'::date)", "u.id"],
    lastSeenAt: [`coalesce(${lastSeen}, '-infinity'::timestamptz)`, "u.id"],
    createdAt: ["u.created_at", "u.id"],
  },
  defaultSort: ["name", "ASC"],
  filters: {
    q: filters.part(
      "u.name || ' ' || u.email || ' ' || coalesce(u.employer, '')",
    ),
    right: filters.oneOf("u.account_right", accountRights),
    employer: filters.text("u.employer"),
    state: (value, add) =>
      typeof value === "string" &&
      (userStates as readonly string[]).includes(value)
        ? `${state} = ${add(value)}`
        : refuseFilterValue(),
  },
};

export function toUser(row: UserRow): User {
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    email: row.email,
    right: row.account_right,
    account: accountKind(row.account_right, row.employer),
    employer: row.employer,
    expiresOn: row.expires_on,
    language: row.language,
    state: row.state,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}
