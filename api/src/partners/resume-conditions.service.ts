import { Injectable } from "@nestjs/common";
import {
  problems,
  type NewResumeCondition,
  type PartnerWithdrawal,
  type ResumeCondition,
  type ResumeConditionChange,
} from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  run,
  within,
  type Queryable,
  type Tx,
} from "../platform/database/database.js";
import { uuidv7 } from "../platform/database/id.js";
import { rowsOf, sql } from "../platform/database/sql.js";
import { changeVersioned } from "../platform/database/versioned.js";
import { readPage, type ListQuery, type Page } from "../platform/http/list.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import { onConstraint } from "../platform/http/problem.filter.js";
import { ResumeConditionEntity } from "./resume-condition.entity.js";
import {
  conditionList,
  conditionsOf,
  toResumeCondition,
  type ResumeConditionRow,
} from "./payment-stops.queries.js";

onConstraint("resume_condition_agreement_stays", () =>
  fieldProblem(problems.broken, "root.serverError", "agreementStays"),
);
onConstraint("resume_condition_shown", () =>
  fieldProblem(problems.invalid, "evidence", "isNotBlank"),
);

/** What must be true before payments are opened again: the gate. */
@Injectable()
export class ResumeConditionsService {
  constructor(private readonly database: Database) {}

  list(
    incidentId: string,
    query: ListQuery,
  ): Promise<Page<ResumeConditionRow>> {
    return readPage<ResumeConditionRow>(
      this.database,
      conditionList,
      query,
      conditionsOf(incidentId),
    );
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<ResumeCondition> {
    const [row] = await database.query<ResumeConditionRow>(
      rowsOf(conditionsOf(incidentId), [sql`c.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toResumeCondition(row);
  }

  add(
    actor: Actor,
    incidentId: string,
    { text, site }: NewResumeCondition,
  ): Promise<ResumeCondition> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const id = await this.insert(tx, "own", text, site ?? null);
      return this.read(incidentId, id, within(tx));
    });
  }

  /** Whoever settles the payments has to agree: the gate of every incident that stopped any. */
  async needAgreement(tx: Tx): Promise<void> {
    const { rows } = await run(
      tx,
      "select from resume_condition where incident_id = $1 and kind = 'agreement'",
      [tx.incidentId],
    );
    if (rows.length === 0)
      await this.insert(
        tx,
        "agreement",
        "アクワイアラーまたは決済代行会社が再開に同意した",
        null,
      );
  }

  change(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { isMet, ...change }: ResumeConditionChange,
  ): Promise<ResumeCondition> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.read(incidentId, id, within(tx));
      if (before.version === base && before.withdrawalReason !== null)
        throw fieldProblem(problems.broken, "root.serverError", "isWithdrawn");
      return this.write(tx, id, base, {
        ...change,
        ...(isMet !== undefined &&
          isMet !== before.isMet && {
            metAt: isMet ? tx.now : null,
            metBy: isMet ? actor.id : null,
          }),
      });
    });
  }

  withdraw(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { reason }: PartnerWithdrawal,
  ): Promise<ResumeCondition> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.read(incidentId, id, within(tx));
      if (before.version === base && before.withdrawalReason !== null)
        throw fieldProblem(problems.broken, "root.serverError", "isWithdrawn");
      return this.write(tx, id, base, { withdrawalReason: reason });
    });
  }

  private async insert(
    tx: Tx,
    kind: ResumeCondition["kind"],
    text: string,
    site: string | null,
  ): Promise<string> {
    const id = uuidv7();
    await tx.manager.insert(ResumeConditionEntity, {
      id,
      version: 1,
      incidentId: tx.incidentId!,
      kind,
      text,
      site,
      evidence: "",
      metAt: null,
      metBy: null,
      withdrawalReason: null,
      createdAt: tx.now,
      createdBy: tx.actor.id,
    });
    return id;
  }

  private async write(
    tx: Tx,
    id: string,
    base: number,
    change: Partial<ResumeConditionEntity>,
  ): Promise<ResumeCondition> {
    const incidentId = tx.incidentId!;
    const present = () => this.read(incidentId, id, within(tx));
    await changeVersioned(
      tx,
      ResumeConditionEntity,
      { id, incidentId },
      base,
      change,
      present,
    );
    return present();
  }
}
