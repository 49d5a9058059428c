import { Injectable } from "@nestjs/common";
import {
  problems,
  type AccountRight,
  type Member,
  type MemberCandidate,
  type MemberChange,
  type Membership,
  type NewMember,
} from "@keii/shared";
import { isOngoing, isOpen } from "../platform/auth/account.js";
import { Clock } from "../platform/clock/clock.js";
import type { ActedOnIncident, Actor } from "../platform/database/actor.js";
import {
  Database,
  run,
  within,
  type Queryable,
  type Tx,
} from "../platform/database/database.js";
import { rowsOf, sql, type Source } from "../platform/database/sql.js";
import { uuidv7 } from "../platform/database/id.js";
import { changeVersioned } from "../platform/database/versioned.js";
import { readPage, type ListQuery, type Page } from "../platform/http/list.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import { onConstraint } from "../platform/http/problem.filter.js";
import type { IncidentAccess } from "../platform/permissions/access.guard.js";
import { MembershipEntity } from "./membership.entity.js";
import {
  memberList,
  membersOf,
  toMember,
  type MemberRow,
} from "./members.queries.js";

onConstraint("membership_once", () =>
  fieldProblem(problems.alreadyExists, "userId", "alreadyMember"),
);
onConstraint("membership_vendor_agent_expires", () =>
  fieldProblem(problems.invalid, "expiresOn", "expiryNeeded"),
);
onConstraint("membership_user_fk", () =>
  fieldProblem(problems.invalid, "userId", "unknownReference"),
);

/** Who belongs to an incident, and in which role. One who leads it always remains. */
@Injectable()
export class MembersService implements IncidentAccess {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** What the guard asks on every request that speaks of an incident. */
  async find(
    incidentId: string,
    userId: string,
  ): Promise<{
    incident: ActedOnIncident;
    membership: Membership | null;
  } | null> {
    const { rows } = await this.database.pool.query<{
      zone: string;
      year: number;
      role: Membership["role"] | null;
      is_head: boolean;
      is_counsel: boolean;
    }>({
      name: "membership",
      text: `select i.zone, extract(year from i.created_at at time zone i.zone)::int as year, m.role, m.is_head, m.is_counsel
             from incident i left join membership m on m.incident_id = i.id and m.user_id = $2 and m.ended_at is null
               and ${isOngoing(3)}
             where i.id = $1`,
      values: [incidentId, userId, this.clock.now()],
    });
    const row = rows[0];
    if (!row) return null;
    return {
      incident: { id: incidentId, zone: row.zone, createdYear: row.year },
      membership:
        row.role === null
          ? null
          : { role: row.role, isHead: row.is_head, isCounsel: row.is_counsel },
    };
  }

  list(incidentId: string, query: ListQuery): Promise<Page<MemberRow>> {
    return readPage<MemberRow>(
      this.database,
      memberList,
      query,
      this.of(incidentId),
    );
  }

  /** The members of an incident; who is one still, is told by the clock. */
  of(incidentId: string): Source {
    return membersOf(incidentId, this.clock.now());
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<Member> {
    const source = this.of(incidentId);
    const [row] = await database.query<MemberRow>(
      rowsOf(source, [sql`m.id = $3`]),
      [...source.parameters, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toMember(row);
  }

  /** People who may still be added; found by a part of name, address or employer. */
  async candidates(incidentId: string, q: string): Promise<MemberCandidate[]> {
    return this.database.query<MemberCandidate>(
      `select u.id, u.name, u.email, u.employer from app_user u
       where u.disabled_at is null and u.account_right <> 'auditor'
         and position(lower(normalize($2, NFKC)) in lower(normalize(u.name || ' ' || u.email || ' ' || coalesce(u.employer, ''), NFKC))) > 0
         and not exists (select from membership m where m.incident_id = $1 and m.user_id = u.id and m.ended_at is null)
       order by u.name, u.id limit 50`,
      [incidentId, q],
    );
  }

  add(actor: Actor, incidentId: string, member: NewMember): Promise<Member> {
    return this.database.transaction(actor, incidentId, (tx) =>
      this.join(tx, incidentId, member),
    );
  }

  /** Makes somebody a member within a unit of work. */
  async join(tx: Tx, incidentId: string, member: NewMember): Promise<Member> {
    const id = uuidv7();
    await tx.manager.insert(MembershipEntity, {
      id,
      version: 1,
      incidentId,
      userId: member.userId,
      role: member.role,
      isHead: member.isHead ?? false,
      isCounsel: member.isCounsel ?? false,
      expiresOn: member.expiresOn ?? null,
      createdAt: tx.now,
      endedAt: null,
    });
    await this.refuseUnfit(tx, id);
    await this.refuseDisabled(tx, member.userId);
    return this.read(incidentId, id, within(tx));
  }

  change(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    change: MemberChange,
  ): Promise<Member> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      await this.lockHeads(tx, incidentId);
      await changeVersioned(
        tx,
        MembershipEntity,
        { id, incidentId },
        base,
        change,
        () => this.read(incidentId, id, within(tx)),
      );
      await this.refuseUnfit(tx, id);
      await this.keepAHead(tx, incidentId);
      return this.read(incidentId, id, within(tx));
    });
  }

  /** The membership ends; what the member did stays. */
  end(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
  ): Promise<void> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      await this.lockHeads(tx, incidentId);
      await this.read(incidentId, id, within(tx));
      await changeVersioned(
        tx,
        MembershipEntity,
        { id, incidentId },
        base,
        { endedAt: tx.now },
        () => this.read(incidentId, id, within(tx)),
      );
      await this.keepAHead(tx, incidentId);
    });
  }

  /** Auditors stay outside; who works for a vendor says for whom, and takes calls, no more. */
  private async refuseUnfit(tx: Tx, id: string): Promise<void> {
    // The account is held: an employer taken away at the same time would leave a vendor agent without one.
    const {
      rows: [row],
    } = await run<{
      role: Member["role"];
      is_head: boolean;
      is_counsel: boolean;
      account_right: AccountRight;
      employer: string | null;
    }>(
      tx,
      `select m.role, m.is_head, m.is_counsel, u.account_right, u.employer
       from membership m join app_user u on u.id = m.user_id where m.id = $1 for share of u`,
      [id],
    );
    if (row?.account_right === "auditor")
      throw fieldProblem(problems.invalid, "userId", "auditorStaysOutside");
    if (row?.role !== "vendor_agent") return;
    if (row.employer === null)
      throw fieldProblem(problems.invalid, "role", "employerNeeded");
    if (row.is_head)
      throw fieldProblem(problems.invalid, "isHead", "vendorAgentOnly");
    if (row.is_counsel)
      throw fieldProblem(problems.invalid, "isCounsel", "vendorAgentOnly");
  }

  private async refuseDisabled(tx: Tx, userId: string): Promise<void> {
    const { rows } = await run(
      tx,
      "select from app_user where id = $1 and disabled_at is null",
      [userId],
    );
    if (rows.length === 0)
      throw fieldProblem(problems.invalid, "userId", "unknownReference");
  }

  private async lockHeads(tx: Tx, incidentId: string): Promise<void> {
    await run(tx, "select pg_advisory_xact_lock(hashtextextended($1, 0))", [
      `heads ${incidentId}`,
    ]);
  }

  private async keepAHead(tx: Tx, incidentId: string): Promise<void> {
    const { rows } = await run(
      tx,
      `select from membership m join incident i on i.id = m.incident_id join app_user u on u.id = m.user_id
       where m.incident_id = $1 and m.is_head and m.ended_at is null
         and ${isOngoing(2)} and ${isOpen} and u.password_hash is not null and u.account_right <> 'auditor' limit 1`,
      [incidentId, tx.now],
    );
    if (rows.length === 0)
      throw fieldProblem(problems.broken, "root.serverError", "lastHead");
  }
}
