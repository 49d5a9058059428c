import { uuidv7 } from "../database/id.js";
import type { AccountKind, Language } from "@keii/shared";
import {
  recordAct,
  run,
  type Database,
  type Tx,
} from "../database/database.js";
import type { Actor } from "../database/actor.js";
import { accountKind, isOpen } from "./account.js";
import { hashOf, newSecret, sessionSeconds } from "./tokens.js";

/** A session in force and whose it is. */
export interface SessionUser {
  sessionId: string;
  userId: string;
  name: string;
  language: Language;
  account: AccountKind;
}

interface SessionRow {
  session_id: string;
  user_id: string;
  name: string;
  language: Language;
  account_right: string;
  employer: string | null;
  is_in_force: boolean;
}

const cacheMilliseconds = 1_000;
/** A second tab may present the token the first has just used. */
const graceSeconds = 10;

/** Server-side sessions. What is cached is at most a second old, so that a revocation holds everywhere within one. */
export class Sessions {
  private readonly cache = new Map<
    string,
    { at: number; user: SessionUser | null }
  >();

  constructor(private readonly database: Database) {}

  /** Whose session this is, or null where it is revoked, has run out, or its user may not sign in any more. */
  async find(sessionId: string): Promise<SessionUser | null> {
    const known = this.cache.get(sessionId);
    const now = performance.now();
    if (known && now - known.at < cacheMilliseconds) return known.user;
    const { rows } = await this.database.pool.query<SessionRow>({
      name: "session",
      text: `select s.id as session_id, u.id as user_id, u.name, u.language, u.account_right, u.employer,
               s.revoked_at is null and s.expires_at > now() and ${isOpen} and u.password_hash is not null as is_in_force
             from user_session s join app_user u on u.id = s.user_id where s.id = $1`,
      values: [sessionId],
    });
    const row = rows[0];
    const user = row?.is_in_force ? toSessionUser(row) : null;
    if (this.cache.size > 10_000) this.cache.clear();
    this.cache.set(sessionId, { at: now, user });
    return user;
  }

  /** Another process, or this one, changed the session. */
  forget(sessionId: string): void {
    this.cache.delete(sessionId);
  }

  forgetAll(): void {
    this.cache.clear();
  }

  /** Starts a session; the refresh token is answered once and kept as its hash. */
  async start(
    tx: Tx,
    userId: string,
    client: string,
  ): Promise<{ sessionId: string; refreshToken: string }> {
    const sessionId = uuidv7();
    await tx.manager.query(
      `insert into user_session (id, user_id, expires_at, client) values ($1, $2, now() + make_interval(secs => $3), $4)`,
      [sessionId, userId, sessionSeconds, client],
    );
    return { sessionId, refreshToken: await this.issue(tx, sessionId) };
  }

  /**
   * Trades a refresh token for a new one. A token used before (beyond a short grace for a second tab) was stolen or
   * replayed: its session ends.
   */
  async rotate(
    token: string,
    actor: Actor,
  ): Promise<{ sessionId: string; refreshToken: string } | null> {
    const outcome = await this.database.transaction(actor, null, async (tx) => {
      const hash = hashOf(token);
      const {
        rows: [fresh],
      } = await run<{ session_id: string }>(
        tx,
        "update refresh_token set used_at = now() where hash = $1 and used_at is null returning session_id",
        [hash],
      );
      if (fresh) {
        await tx.manager.query(
          "update user_session set last_used_at = now() where id = $1",
          [fresh.session_id],
        );
        return {
          sessionId: fresh.session_id,
          refreshToken: await this.issue(tx, fresh.session_id),
        };
      }
      const {
        rows: [used],
      } = await run<{ session_id: string; is_recent: boolean }>(
        tx,
        `select session_id, used_at > now() - make_interval(secs => $2) as is_recent from refresh_token where hash = $1`,
        [hash, graceSeconds],
      );
      if (!used) return null;
      if (used.is_recent)
        return {
          sessionId: used.session_id,
          refreshToken: await this.issue(tx, used.session_id),
        };
      await revokeSessions(
        tx,
        "id = $1",
        [used.session_id],
        "refresh token used twice",
      );
      await recordAct(
        tx,
        "refused",
        "session",
        used.session_id,
        null,
        "refresh token used twice",
      );
      return null;
    });
    if (outcome && !(await this.find(outcome.sessionId))) return null;
    return outcome;
  }

  private async issue(tx: Tx, sessionId: string): Promise<string> {
    const token = newSecret();
    await tx.manager.query(
      "insert into refresh_token (hash, session_id) values ($1, $2)",
      [hashOf(token), sessionId],
    );
    return token;
  }
}

/** Ends sessions; every process hears of it by its trigger. `condition` speaks of user_session. */
export async function revokeSessions(
  tx: Tx,
  condition: string,
  parameters: unknown[],
  because: string,
): Promise<number> {
  const { count } = await run(
    tx,
    `update user_session set revoked_at = now(), revoked_because = $${parameters.length + 1}
     where revoked_at is null and (${condition})`,
    [...parameters, because],
  );
  return count;
}

function toSessionUser(row: SessionRow): SessionUser {
  return {
    sessionId: row.session_id,
    userId: row.user_id,
    name: row.name,
    language: row.language,
    account: accountKind(row.account_right, row.employer),
  };
}
