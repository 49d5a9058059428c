import type { Member, MemberRole } from "@keii/shared";
import { MembersService } from "../members/members.service.js";
import { isOngoing, isOpen } from "../platform/auth/account.js";
import { ConfigurationError } from "../platform/config/config.js";
import type { Database } from "../platform/database/database.js";
import type { Foundation } from "../platform/platform.module.js";
import { operator } from "./command.js";

/** Gives an incident whose head is gone another one: a member is made head, anybody else becomes a member first. */
export async function appointHead(
  { database, clock }: Foundation,
  code: string,
  email: string,
  role: MemberRole,
): Promise<Member> {
  const incidentId = await headless(database, code, clock.now());
  const userId = await whoCanSignIn(database, email);
  const members = new MembersService(database, clock);
  const [present] = await database.query<{ id: string; version: number }>(
    "select id, version from membership where incident_id = $1 and user_id = $2 and ended_at is null",
    [incidentId, userId],
  );
  return present
    ? members.change(operator(), incidentId, present.id, present.version, {
        isHead: true,
        expiresOn: null,
      })
    : members.add(operator(), incidentId, { userId, role, isHead: true });
}

async function headless(
  database: Database,
  code: string,
  now: Date,
): Promise<string> {
  const [incident] = await database.query<{ id: string; head: string | null }>(
    `select i.id, (
       select u.email from membership m join app_user u on u.id = m.user_id
       where m.incident_id = i.id and m.is_head and m.ended_at is null and ${isOpen} and u.password_hash is not null and ${isOngoing(2)}
       order by m.created_at limit 1) as head
     from incident i where i.code = $1`,
    [code, now],
  );
  if (!incident) throw new ConfigurationError(`There is no incident ${code}.`);
  if (incident.head !== null)
    throw new ConfigurationError(
      `${code} has a head who can act: ${incident.head}. A head appoints others in the console.`,
    );
  return incident.id;
}

async function whoCanSignIn(
  database: Database,
  email: string,
): Promise<string> {
  const [user] = await database.query<{ id: string }>(
    "select id from app_user where email_key = email_key($1) and disabled_at is null",
    [email],
  );
  if (!user)
    throw new ConfigurationError(
      `Nobody with the address ${email} can sign in.`,
    );
  return user.id;
}
