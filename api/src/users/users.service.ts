import { Injectable } from "@nestjs/common";
import {
  problems,
  type EmployerDisabled,
  type InvitedUser,
  type NewUser,
  type OneTimeLink,
  type User,
  type UserChange,
  type UserFilePreview,
} from "@keii/shared";
import { Clock } from "../platform/clock/clock.js";
import { isOngoing, isOpen } from "../platform/auth/account.js";
import { makeLink } from "../platform/auth/links.js";
import { revokeCalendarPassword } from "../platform/auth/calendar-passwords.js";
import { Sessions, revokeSessions } from "../platform/auth/sessions.js";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  run,
  within,
  type Queryable,
  type Tx,
} from "../platform/database/database.js";
import { rowsOf, sql } from "../platform/database/sql.js";
import { uuidv7 } from "../platform/database/id.js";
import { changeVersioned } from "../platform/database/versioned.js";
import { readPage, type ListQuery, type Page } from "../platform/http/list.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import { inField, onConstraint } from "../platform/http/problem.filter.js";
import { ConsoleAddress } from "../platform/config/console-address.js";
import { UserEntity } from "./user.entity.js";
import { externalAdministrator, readUserFile } from "./user-file.js";
import { toUser, userList, userSource, type UserRow } from "./users.queries.js";

onConstraint("app_user_email_unique", () =>
  fieldProblem(problems.alreadyExists, "email", "emailTaken"),
);
onConstraint("app_user_external_has_no_right", externalAdministrator);

/** Accounts: inviting, changing, disabling. The last administrator who can sign in stays. */
@Injectable()
export class UsersService {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly consoleAddress: ConsoleAddress,
    private readonly clock: Clock,
  ) {}

  list(query: ListQuery): Promise<Page<UserRow>> {
    return readPage<UserRow>(this.database, userList, query, userSource);
  }

  async read(id: string, database: Queryable = this.database): Promise<User> {
    const [row] = await database.query<UserRow>(
      rowsOf(userSource, [sql`u.id = $1`]),
      [id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toUser(row);
  }

  async employers(): Promise<string[]> {
    const rows = await this.database.query<{ employer: string }>(
      "select distinct employer from app_user where employer is not null order by 1 limit 1000",
    );
    return rows.map((row) => row.employer);
  }

  /** The link is answered once, for the administrator to hand on: no mail is configured yet. */
  invite(actor: Actor, user: NewUser): Promise<InvitedUser> {
    return this.database.transaction(actor, null, (tx) => this.add(tx, user));
  }

  inviteMany(actor: Actor, users: NewUser[]): Promise<InvitedUser[]> {
    return this.database.transaction(actor, null, async (tx) => {
      const invited: InvitedUser[] = [];
      for (const [index, user] of users.entries())
        invited.push(
          await this.add(tx, user).catch((error: unknown) => {
            throw inField(`users.${index}`, error);
          }),
        );
      return invited;
    });
  }

  async previewFile(actor: Actor, csv: string): Promise<UserFilePreview> {
    const rows = await this.database.query<{ email_key: string }>(
      "select email_key from app_user",
    );
    return readUserFile(
      csv,
      new Set(rows.map((row) => row.email_key)),
      actor.language,
    );
  }

  async change(
    actor: Actor,
    id: string,
    base: number,
    change: UserChange,
  ): Promise<User> {
    const user = await this.database.transaction(actor, null, async (tx) => {
      const { isDisabled, ...fields } = change;
      const before = await this.read(id, within(tx));
      await changeVersioned(
        tx,
        UserEntity,
        { id },
        base,
        {
          ...fields,
          ...(isDisabled !== undefined && {
            disabledAt: isDisabled ? this.clock.now() : null,
          }),
        },
        () => this.read(id, within(tx)),
      );
      await this.keepAnAdministrator(tx);
      const user = await this.read(id, within(tx));
      if (user.employer === null) await this.refuseVendorAgent(tx, id);
      // What a session may do was settled when it began: another right or employer begins another one.
      if (
        user.state !== "active" ||
        user.right !== before.right ||
        user.employer !== before.employer
      )
        await revokeSessions(tx, "user_id = $1", [id], "account changed");
      return user;
    });
    this.sessions.forgetAll();
    return user;
  }

  /** Everybody of an employer loses access at once. */
  async disableEmployer(
    actor: Actor,
    employer: string,
  ): Promise<EmployerDisabled> {
    const disabled = await this.database.transaction(
      actor,
      null,
      async (tx) => {
        const { count } = await run(
          tx,
          "update app_user set disabled_at = $2, version = version + 1 where employer = $1 and disabled_at is null",
          [employer, tx.now],
        );
        if (count === 0) throw new Problem(problems.notFound);
        await this.keepAnAdministrator(tx);
        await revokeSessions(
          tx,
          "user_id in (select id from app_user where employer = $1)",
          [employer],
          "employer disabled",
        );
        return { employer, disabledCount: count };
      },
    );
    this.sessions.forgetAll();
    return disabled;
  }

  newLink(actor: Actor, id: string): Promise<OneTimeLink> {
    return this.database.transaction(actor, null, async (tx) => {
      const user = await this.read(id, within(tx));
      if (user.state === "disabled" || user.state === "expired")
        throw new Problem(problems.broken);
      return makeLink(
        tx,
        id,
        user.state === "invited" ? "invitation" : "password",
        this.consoleAddress.url,
      );
    });
  }

  async endSessions(actor: Actor, id: string): Promise<void> {
    await this.database.transaction(actor, null, async (tx) => {
      await this.read(id, within(tx));
      await revokeSessions(
        tx,
        "user_id = $1",
        [id],
        "ended by an administrator",
      );
      await revokeCalendarPassword(tx, id);
    });
    this.sessions.forgetAll();
  }

  async add(tx: Tx, user: NewUser, withLink = true): Promise<InvitedUser> {
    const id = uuidv7();
    await tx.manager.insert(UserEntity, {
      id,
      version: 1,
      name: user.name,
      email: user.email,
      right: user.right ?? "none",
      employer: user.employer ?? null,
      expiresOn: user.expiresOn ?? null,
      language: user.language ?? "ja",
      createdAt: tx.now,
    });
    const link = withLink
      ? await makeLink(tx, id, "invitation", this.consoleAddress.url)
      : null;
    return { ...(await this.read(id, within(tx))), link };
  }

  /** A membership that began with an employer keeps it; one that is past its last day asks again when it is prolonged. */
  private async refuseVendorAgent(tx: Tx, id: string): Promise<void> {
    const { rows } = await run(
      tx,
      `select from membership m join incident i on i.id = m.incident_id
       where m.user_id = $1 and m.role = 'vendor_agent' and m.ended_at is null and ${isOngoing(2)} limit 1`,
      [id, tx.now],
    );
    if (rows.length > 0)
      throw fieldProblem(problems.broken, "employer", "vendorAgentHasEmployer");
  }

  private async keepAnAdministrator(tx: Tx): Promise<void> {
    // Two administrators taking each other's right away at once: the lock lets one of them through.
    await tx.manager.query("select pg_advisory_xact_lock(4911201612)");
    const { rows } = await run(
      tx,
      `select from app_user u where u.account_right = 'administrator' and ${isOpen} and u.password_hash is not null limit 1`,
    );
    if (rows.length === 0)
      throw fieldProblem(
        problems.broken,
        "root.serverError",
        "lastAdministrator",
      );
  }
}
