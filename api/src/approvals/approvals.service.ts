import { Injectable } from "@nestjs/common";
import { problems, type Approval, type ApprovalDecision } from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  run,
  within,
  type Queryable,
  type Tx,
} from "../platform/database/database.js";
import { uuidv7 } from "../platform/database/id.js";
import { changeVersioned } from "../platform/database/versioned.js";
import { readPage, type ListQuery, type Page } from "../platform/http/list.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import { onConstraint } from "../platform/http/problem.filter.js";
import { ApprovalEntity } from "./approval.entity.js";
import {
  approvalColumns,
  approvalList,
  approvalsOf,
  toApproval,
  type ApprovalRow,
} from "./approvals.queries.js";

onConstraint("approval_open_once", () =>
  fieldProblem(problems.broken, "root.serverError", "movePending"),
);
onConstraint("approval_by_another", () =>
  fieldProblem(problems.notAllowed, "root.serverError", "secondPerson"),
);

/** Carries out what a second person agreed to, in the unit of work of the agreement. */
export type Carry = (tx: Tx, approval: Approval) => Promise<void>;

/** Acts that need a second person: asked for by one, decided by another, void when their subject changed. */
@Injectable()
export class ApprovalsService {
  private readonly carriers = new Map<string, Carry>();

  constructor(private readonly database: Database) {}

  /** A domain says how to carry out its kind of act. */
  onApproved(subject: string, carry: Carry): void {
    this.carriers.set(subject, carry);
  }

  list(incidentId: string, query: ListQuery): Promise<Page<ApprovalRow>> {
    return readPage<ApprovalRow>(
      this.database,
      approvalList,
      query,
      approvalsOf(incidentId),
    );
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<Approval> {
    const [row] = await database.query<ApprovalRow>(
      `select ${approvalColumns} from approval a where a.incident_id = $1 and a.id = $2`,
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toApproval(row);
  }

  async ask(
    tx: Tx,
    subject: string,
    subjectId: string,
    subjectVersion: number,
    proposal: object,
    reason: string,
  ): Promise<void> {
    await tx.manager.insert(ApprovalEntity, {
      id: uuidv7(),
      version: 1,
      incidentId: tx.incidentId!,
      subject,
      subjectId,
      subjectVersion,
      state: "asked",
      reason,
      proposal,
      askedBy: tx.actor.id!,
      askedAt: tx.now,
      decisionReason: "",
    });
  }

  /** The subject changed: what was asked about it no longer stands. */
  async voidFor(tx: Tx, subject: string, subjectId: string): Promise<void> {
    await run(
      tx,
      "update approval set state = 'void', version = version + 1 where incident_id = $1 and subject = $2 and subject_id = $3 and state = 'asked'",
      [tx.incidentId, subject, subjectId],
    );
  }

  decide(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { decision, reason }: ApprovalDecision,
  ): Promise<Approval> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const asked = await this.read(incidentId, id, within(tx));
      if (asked.state !== "asked")
        throw new Problem(problems.broken, { current: asked });
      if (asked.askedBy.id === actor.id)
        throw fieldProblem(
          problems.notAllowed,
          "root.serverError",
          "secondPerson",
        );
      await changeVersioned(
        tx,
        ApprovalEntity,
        { id, incidentId },
        base,
        {
          state: decision,
          decidedBy: actor.id,
          decidedAt: tx.now,
          decisionReason: reason ?? "",
        },
        () => this.read(incidentId, id, within(tx)),
      );
      const decided = await this.read(incidentId, id, within(tx));
      if (decision === "approved") {
        const carry = this.carriers.get(asked.subject);
        if (!carry) throw new Error(`nobody carries out ${asked.subject}`);
        await carry(tx, decided);
      }
      return decided;
    });
  }
}
