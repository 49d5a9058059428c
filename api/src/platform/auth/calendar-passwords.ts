import { randomBytes } from "node:crypto";
import {
  problems,
  type CalendarPassword,
  type Language,
  type NewCalendarPassword,
} from "@keii/shared";
import type { Actor } from "../database/actor.js";
import {
  recordAct,
  run,
  type Database,
  type Tx,
} from "../database/database.js";
import { Problem } from "../http/problem.js";
import { accountKind, isOpen } from "./account.js";
import type { SessionUser } from "./sessions.js";
import { SignInThrottle } from "./throttle.js";
import { hashOf } from "./tokens.js";

/** Letters and digits that nobody mistakes for one another, a power of two of them. */
const alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

interface HolderRow {
  id: string;
  name: string;
  language: Language;
  account_right: string;
  employer: string | null;
  /** Null where there is no password. */
  may_read: boolean | null;
}

/** Passwords that calendar programs keep: each opens its user's feed to read, and no other door. */
export class CalendarPasswords {
  private readonly throttle: SignInThrottle;

  constructor(private readonly database: Database) {
    // A calendar with an old password asks all day: its tries must not slow its user's own sign-in down.
    this.throttle = new SignInThrottle(database, "calendar");
  }

  /** When one's password was made and used last; null where there is none. */
  async read(actor: Actor): Promise<CalendarPassword | null> {
    const [row] = await this.database.query<{
      made_at: Date;
      last_used_at: Date | null;
    }>(
      "select made_at, last_used_at from calendar_password where user_id = $1",
      [actor.id],
    );
    return row
      ? {
          madeAt: row.made_at.toISOString(),
          lastUsedAt: row.last_used_at?.toISOString() ?? null,
        }
      : null;
  }

  /** Makes a password in place of the one before, and answers it this once. */
  make(actor: Actor): Promise<NewCalendarPassword> {
    const password = newPassword();
    // Not under a key: a kept answer would be a second place that holds it.
    return this.database.transaction(
      { ...actor, idempotency: null },
      null,
      async (tx) => {
        const { rows } = await run<{ made_at: Date }>(
          tx,
          `insert into calendar_password (user_id, hash, made_at) values ($1, $2, now())
           on conflict (user_id) do update set hash = excluded.hash, made_at = excluded.made_at, last_used_at = null
           returning made_at`,
          [actor.id, hashOf(bare(password))],
        );
        await recordAct(tx, "calendar_opened", "users", actor.id);
        return { password, madeAt: rows[0]!.made_at.toISOString() };
      },
    );
  }

  async revoke(actor: Actor): Promise<void> {
    await this.database.transaction(actor, null, async (tx) => {
      if (!(await revokeCalendarPassword(tx, actor.id!)))
        throw new Problem(problems.notFound);
    });
  }

  /** Whose calendar asks; refused alike for a wrong address, a wrong password, and whoever may not sign in any more. */
  async signIn(
    { email, password }: { email: string; password: string },
    address: string,
    anonymous: Actor,
  ): Promise<Omit<SessionUser, "sessionId">> {
    await this.throttle.begin(email, address);
    const [row] = await this.database.query<HolderRow>(
      `select u.id, u.name, u.language, u.account_right, u.employer, c.hash = $2 and ${isOpen} and u.password_hash is not null as may_read
       from app_user u left join calendar_password c on c.user_id = u.id where u.email_key = email_key($1)`,
      [email, hashOf(bare(password))],
    );
    if (!row?.may_read) {
      await this.database.transaction(anonymous, null, (tx) =>
        recordAct(tx, "calendar_failed", "users", row?.id ?? null),
      );
      throw new Problem(problems.wrongCredentials);
    }
    await this.throttle.succeeded(email, address);
    await this.database.query(
      `update calendar_password set last_used_at = now()
       where user_id = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
      [row.id],
    );
    return {
      userId: row.id,
      name: row.name,
      language: row.language,
      account: accountKind(row.account_right, row.employer),
    };
  }
}

/** Ends a user's calendar password, as their sessions end; false where there was none. */
export async function revokeCalendarPassword(
  tx: Tx,
  userId: string,
): Promise<boolean> {
  const { count } = await run(
    tx,
    "delete from calendar_password where user_id = $1",
    [userId],
  );
  if (count > 0) await recordAct(tx, "calendar_closed", "users", userId);
  return count > 0;
}

/** What a calendar program sends (RFC 7617); null where it sends nothing of the kind. */
export function basicCredentials(
  header: string | undefined,
): { email: string; password: string } | null {
  const encoded = /^Basic ([A-Za-z0-9+/]{1,1000}={0,2})$/i.exec(
    header ?? "",
  )?.[1];
  if (encoded === undefined) return null;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon < 1 || text.includes("\0")) return null;
  return { email: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** 120 random bits, in groups that can be typed into a telephone. */
function newPassword(): string {
  const signs = [...randomBytes(24)].map((byte) => alphabet[byte & 31]!);
  return signs.join("").replace(/.{6}(?=.)/g, "$&-");
}

function bare(password: string): string {
  return password.replace(/[\s-]/g, "").toLowerCase();
}
