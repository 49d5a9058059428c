import { Injectable } from "@nestjs/common";
import {
  problems,
  type MemberBase,
  type MemberBaseChange,
  type NewMemberBase,
} from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  within,
  type Queryable,
  type Tx,
} from "../platform/database/database.js";
import { uuidv7 } from "../platform/database/id.js";
import { lockNumbers, nextNo } from "../platform/database/numbers.js";
import { rowsOf, sql } from "../platform/database/sql.js";
import { changeVersioned } from "../platform/database/versioned.js";
import { readPage, type ListQuery, type Page } from "../platform/http/list.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import { onConstraint } from "../platform/http/problem.filter.js";
import { neededOf, trimmedCode } from "./coded.js";
import { MemberBaseEntity } from "./member-base.entity.js";
import {
  memberBaseList,
  memberBasesOf,
  toMemberBase,
  type MemberBaseRow,
} from "./member-bases.queries.js";

onConstraint("member_base_code_key", () =>
  fieldProblem(problems.alreadyExists, "code", "codeExists"),
);

/** Called so where nobody named a base. */
export const mainBase = "main";

/** The id spaces of an incident: within one, an id is one customer. */
@Injectable()
export class MemberBasesService {
  constructor(private readonly database: Database) {}

  list(incidentId: string, query: ListQuery): Promise<Page<MemberBaseRow>> {
    return readPage<MemberBaseRow>(
      this.database,
      memberBaseList,
      query,
      memberBasesOf(incidentId),
    );
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<MemberBase> {
    const [row] = await database.query<MemberBaseRow>(
      rowsOf(memberBasesOf(incidentId), [sql`b.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toMemberBase(row);
  }

  add(
    actor: Actor,
    incidentId: string,
    base: NewMemberBase,
  ): Promise<MemberBase> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const { id } = await this.record(tx, base);
      return this.read(incidentId, id, within(tx));
    });
  }

  change(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    change: MemberBaseChange,
  ): Promise<MemberBase> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      await changeVersioned(
        tx,
        MemberBaseEntity,
        { id, incidentId },
        base,
        trimmedCode(change),
        () => this.read(incidentId, id, within(tx)),
      );
      return this.read(incidentId, id, within(tx));
    });
  }

  /**
   * The base of this code, made where there is none. Where none is named: the only one, or one called `main`; throws at
   * `memberBaseId` where there are several.
   */
  async resolve(tx: Tx, code: string | null): Promise<MemberBaseEntity> {
    await lockNumbers(tx, "member_base");
    const known = await tx.manager.find(MemberBaseEntity, {
      where: {
        incidentId: tx.incidentId!,
        ...(code !== null && { code: code.trim() }),
      },
      take: 2,
    });
    if (code === null && known.length > 1)
      throw fieldProblem(problems.invalid, "memberBaseId", "isNotBlank");
    if (known[0]) return known[0];
    const called = code?.trim() ?? mainBase;
    return this.record(tx, {
      code: called,
      name: { ja: called, en: called },
    });
  }

  /** The bases of these ids, in their order; throws at `field` where one is not of this incident. */
  needed(
    tx: Tx,
    ids: readonly string[],
    field: string,
  ): Promise<MemberBaseEntity[]> {
    return neededOf(tx, MemberBaseEntity, ids, field);
  }

  async record(tx: Tx, base: NewMemberBase): Promise<MemberBaseEntity> {
    const entity = tx.manager.create(MemberBaseEntity, {
      id: uuidv7(),
      version: 1,
      incidentId: tx.incidentId!,
      no: await nextNo(tx, "member_base"),
      code: base.code.trim(),
      name: base.name,
      createdAt: tx.now,
      createdBy: tx.actor.id,
    });
    await tx.manager.insert(MemberBaseEntity, entity);
    return entity;
  }

  /** The number that stands for a base in the rows of its customers; null for none. Throws where it is not of the incident. */
  async noOf(
    incidentId: string,
    id: string | null | undefined,
  ): Promise<number | null> {
    if (id === null || id === undefined) return null;
    const [base] = await this.database.query<{ no: number }>(
      "select no from member_base where incident_id = $1 and id::text = $2",
      [incidentId, id],
    );
    if (!base)
      throw fieldProblem(problems.invalid, "memberBaseId", "unknownReference");
    return base.no;
  }
}
