import { Injectable } from "@nestjs/common";
import {
  accountPermissions,
  problems,
  type LinkPurpose,
  type LinkUse,
  type Login,
  type OwnSession,
  type PasswordChange,
  type Preferences,
  type SignedInUser,
} from "@keii/shared";
import type { Actor } from "../database/actor.js";
import { Database, recordAct } from "../database/database.js";
import { sql } from "../database/sql.js";
import { Problem, fieldProblem } from "../http/problem.js";
import { accountKind, companyZone, isOpen } from "./account.js";
import { revokeCalendarPassword } from "./calendar-passwords.js";
import { lookUpLink, useLink } from "./links.js";
import { Passwords, checkNewPassword } from "./passwords.js";
import { Sessions, revokeSessions } from "./sessions.js";
import { SignInThrottle } from "./throttle.js";

export interface StartedSession {
  sessionId: string;
  refreshToken: string;
  user: SignedInUser;
}

interface UserRow {
  id: string;
  name: string;
  email: string;
  language: "ja" | "en";
  theme: "light" | "dark" | "system";
  has_single_keys: boolean;
  account_right: string;
  employer: string | null;
  zone: string;
  password_hash: string | null;
  may_sign_in: boolean;
}

const userColumns = sql`u.id, u.name, u.email, u.language, u.theme, u.has_single_keys, u.account_right, u.employer, ${companyZone} as zone, u.password_hash,
  ${isOpen} and u.password_hash is not null as may_sign_in`;

/** Signing in and out, and what people do with their own account. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly passwords: Passwords,
    private readonly throttle: SignInThrottle,
  ) {}

  /** Wrong address, wrong password, disabled, expired and not yet invited answer alike and take the same. */
  async signIn(
    anonymous: Actor,
    login: Login,
    address: string,
    client: string,
  ): Promise<StartedSession> {
    await this.throttle.begin(login.email, address);
    const [row] = await this.database.query<UserRow>(
      `select ${userColumns} from app_user u where email_key = email_key($1)`,
      [login.email],
    );
    const fits = await this.passwords.verify(
      row?.password_hash ?? null,
      login.password,
    );
    if (!row || !fits || !row.may_sign_in) {
      await this.database.transaction(anonymous, null, (tx) =>
        recordAct(tx, "sign_in_failed", "users", row?.id ?? null),
      );
      throw new Problem(problems.wrongCredentials);
    }
    await this.throttle.succeeded(login.email, address);
    return this.begin(row, client);
  }

  async refresh(anonymous: Actor, token: string): Promise<StartedSession> {
    const rotated = await this.sessions.rotate(token, anonymous);
    const session = rotated && (await this.sessions.find(rotated.sessionId));
    if (!rotated || !session) throw new Problem(problems.sessionEnded);
    return { ...rotated, user: await this.me(session.userId) };
  }

  async signOut(actor: Actor): Promise<void> {
    await this.database.transaction(actor, null, async (tx) => {
      await revokeSessions(tx, "id = $1", [actor.sessionId], "signed out");
      await recordAct(tx, "sign_out", "users", actor.id);
    });
    if (actor.sessionId) this.sessions.forget(actor.sessionId);
  }

  async me(userId: string): Promise<SignedInUser> {
    const [row] = await this.database.query<UserRow>(
      `select ${userColumns} from app_user u where id = $1`,
      [userId],
    );
    if (!row) throw new Problem(problems.sessionEnded);
    return toSignedInUser(row);
  }

  async setPreferences(
    actor: Actor,
    preferences: Preferences,
  ): Promise<SignedInUser> {
    await this.database.transaction(actor, null, (tx) =>
      tx.manager.query(
        `update app_user set language = coalesce($2, language), theme = coalesce($3, theme),
           has_single_keys = coalesce($4, has_single_keys) where id = $1`,
        [
          actor.id,
          preferences.language,
          preferences.theme,
          preferences.hasSingleKeys,
        ],
      ),
    );
    if (actor.sessionId) this.sessions.forget(actor.sessionId);
    return this.me(actor.id!);
  }

  /** The present password is asked for again; all other sessions of the user end. */
  async changePassword(
    actor: Actor,
    change: PasswordChange,
    address: string,
  ): Promise<void> {
    const [row] = await this.database.query<UserRow>(
      `select ${userColumns} from app_user u where id = $1`,
      [actor.id],
    );
    if (!row) throw new Problem(problems.sessionEnded);
    await this.throttle.begin(row.email, address);
    if (!(await this.passwords.verify(row.password_hash, change.current)))
      throw fieldProblem(problems.invalid, "current", "wrongPassword");
    await this.throttle.succeeded(row.email, address);
    checkNewPassword(change.next, [row.name, ...row.email.split("@")], "next");
    const hash = await this.passwords.hash(change.next);
    await this.database.transaction(actor, null, async (tx) => {
      await tx.manager.query(
        "update app_user set password_hash = $2, password_changed_at = $3 where id = $1",
        [actor.id, hash, tx.now],
      );
      await revokeSessions(
        tx,
        "user_id = $1 and id <> $2",
        [actor.id, actor.sessionId],
        "password changed",
      );
      await revokeCalendarPassword(tx, actor.id!);
    });
    this.sessions.forgetAll();
  }

  async ownSessions(actor: Actor): Promise<OwnSession[]> {
    const rows = await this.database.query<{
      id: string;
      started_at: Date;
      last_used_at: Date;
      client: string;
    }>(
      `select id, started_at, last_used_at, client from user_session
       where user_id = $1 and revoked_at is null and expires_at > now() order by last_used_at desc limit 200`,
      [actor.id],
    );
    return rows.map((row) => ({
      id: row.id,
      startedAt: row.started_at.toISOString(),
      lastUsedAt: row.last_used_at.toISOString(),
      client: row.client,
      isCurrent: row.id === actor.sessionId,
    }));
  }

  async endOwnSession(actor: Actor, sessionId: string): Promise<void> {
    await this.database.transaction(actor, null, async (tx) => {
      const count = await revokeSessions(
        tx,
        "id = $1 and user_id = $2",
        [sessionId, actor.id],
        "ended by its user",
      );
      if (count === 0) throw new Problem(problems.notFound);
      await recordAct(tx, "sign_out", "users", actor.id, {
        session: sessionId,
      });
    });
    this.sessions.forget(sessionId);
  }

  async lookUpLink(token: string): Promise<LinkPurpose> {
    const { purpose, name, email, expiresAt } = await lookUpLink(
      this.database,
      token,
    );
    return { purpose, name, email, expiresAt };
  }

  /** Sets the password a link is for, ends every earlier session of that user, and signs in. */
  async usePasswordLink(
    anonymous: Actor,
    use: LinkUse,
    client: string,
  ): Promise<StartedSession> {
    const found = await lookUpLink(this.database, use.token);
    checkNewPassword(
      use.password,
      [found.name, ...found.email.split("@")],
      "password",
    );
    const hash = await this.passwords.hash(use.password);
    const actor: Actor = {
      ...anonymous,
      kind: "user",
      id: found.userId,
      name: use.name ?? found.name,
    };
    await this.database.transaction(actor, null, async (tx) => {
      const link = await useLink(tx, use.token);
      await tx.manager.query(
        `update app_user set password_hash = $2, password_changed_at = $3, name = coalesce($4, name), version = version + 1 where id = $1`,
        [link.userId, hash, tx.now, use.name],
      );
      await revokeSessions(tx, "user_id = $1", [link.userId], "password set");
      await revokeCalendarPassword(tx, link.userId);
    });
    this.sessions.forgetAll();
    const [row] = await this.database.query<UserRow>(
      `select ${userColumns} from app_user u where id = $1`,
      [found.userId],
    );
    if (!row?.may_sign_in) throw new Problem(problems.wrongCredentials);
    return this.begin(row, client);
  }

  private async begin(row: UserRow, client: string): Promise<StartedSession> {
    const actor: Actor = {
      kind: "user",
      id: row.id,
      name: row.name,
      account: accountKind(row.account_right, row.employer),
      sessionId: null,
      requestId: null,
      language: row.language,
      held: new Set(),
      incident: null,
      membership: null,
      idempotency: null,
    };
    const started = await this.database.transaction(actor, null, async (tx) => {
      const session = await this.sessions.start(tx, row.id, client);
      await recordAct(tx, "sign_in", "users", row.id, {
        session: session.sessionId,
      });
      return session;
    });
    return { ...started, user: toSignedInUser(row) };
  }
}

function toSignedInUser(row: UserRow): SignedInUser {
  const account = accountKind(row.account_right, row.employer);
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    account,
    language: row.language,
    hasSingleKeys: row.has_single_keys,
    theme: row.theme,
    zone: row.zone,
    permissions: [...accountPermissions[account]],
  };
}
