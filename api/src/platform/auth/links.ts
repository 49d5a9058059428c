import { problems, type LinkPurpose, type OneTimeLink } from "@keii/shared";
import { run, within, type Queryable, type Tx } from "../database/database.js";
import { Problem } from "../http/problem.js";
import { isOpen } from "./account.js";
import { hashOf, newSecret } from "./tokens.js";

const hoursValid: Record<LinkPurpose["purpose"], number> = {
  "set-up": 24,
  invitation: 7 * 24,
  password: 24,
};

/** Makes a one-time link for a user; earlier ones of that user stop working. The secret rides in the fragment, which no server sees. */
export async function makeLink(
  tx: Tx,
  userId: string,
  purpose: LinkPurpose["purpose"],
  consoleUrl: string,
): Promise<OneTimeLink> {
  const secret = newSecret();
  await tx.manager.query(
    "delete from one_time_link where user_id = $1 and used_at is null",
    [userId],
  );
  const {
    rows: [row],
  } = await run<{ expires_at: Date }>(
    tx,
    `insert into one_time_link (hash, user_id, purpose, expires_at) values ($1, $2, $3, now() + make_interval(hours => $4))
     returning expires_at`,
    [hashOf(secret), userId, purpose, hoursValid[purpose]],
  );
  return {
    url: `${consoleUrl}/#/link/${secret}`,
    expiresAt: row!.expires_at.toISOString(),
  };
}

interface LinkedUser extends LinkPurpose {
  userId: string;
}

/** What a link is for; 404 where it was used, has run out, or never was. */
export async function lookUpLink(
  database: Queryable,
  secret: string,
): Promise<LinkedUser> {
  const [row] = await database.query<{
    user_id: string;
    purpose: LinkPurpose["purpose"];
    name: string;
    email: string;
    expires_at: Date;
  }>(
    `select l.user_id, l.purpose, u.name, u.email, l.expires_at from one_time_link l join app_user u on u.id = l.user_id
     where l.hash = $1 and l.used_at is null and l.expires_at > now() and ${isOpen}`,
    [hashOf(secret)],
  );
  if (!row) throw new Problem(problems.notFound);
  return {
    userId: row.user_id,
    purpose: row.purpose,
    name: row.name,
    email: row.email,
    expiresAt: row.expires_at.toISOString(),
  };
}

/** Uses a link up: of two at once only one gets through. */
export async function useLink(tx: Tx, secret: string): Promise<LinkedUser> {
  const link = await lookUpLink(within(tx), secret);
  const { count } = await run(
    tx,
    "update one_time_link set used_at = now() where hash = $1 and used_at is null",
    [hashOf(secret)],
  );
  if (count !== 1) throw new Problem(problems.notFound);
  return link;
}
