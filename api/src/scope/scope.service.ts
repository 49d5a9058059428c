import { Injectable } from "@nestjs/common";
import {
  problems,
  type PinnedExposure,
  type PurchaseDay,
  type ScopeCount,
  type ScopeDifference,
  type ScopeFacet,
  type ScopePreview,
  type ScopePreviewed,
  type ScopeRun,
} from "@keii/shared";
import { ApprovalsService } from "../approvals/approvals.service.js";
import { ExposuresService } from "../exposures/exposures.service.js";
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
import { RecordLinesService } from "../timeline/record-lines.service.js";
import { KnownFigures } from "./known-figures.js";
import {
  compareScope,
  countScope,
  rowsChanged,
  stateOf,
  writeScope,
  type ScopeChange,
} from "./scope-engine.js";
import { ScopeRunEntity } from "./scope-run.entity.js";
import {
  countsOf,
  daysBy,
  differenceOf,
  scopeRunList,
  scopeRunsOf,
  toScopeCount,
  toScopeRun,
  type ScopeCountRow,
  type ScopeRunRow,
} from "./scope-runs.queries.js";

const subject = "scope_run";

/** Who is affected: runs over what was imported, of which one is made official by two people. */
@Injectable()
export class ScopeService {
  private readonly known = new KnownFigures();

  constructor(
    private readonly database: Database,
    private readonly exposures: ExposuresService,
    private readonly approvals: ApprovalsService,
    private readonly lines: RecordLinesService,
  ) {
    approvals.onApproved(subject, (tx, approval) =>
      this.makeOfficial(
        tx,
        approval.subjectId,
        approval.subjectVersion,
        approval.reason,
      ),
    );
  }

  list(incidentId: string, query: ListQuery): Promise<Page<ScopeRunRow>> {
    return readPage<ScopeRunRow>(
      this.database,
      scopeRunList,
      query,
      scopeRunsOf(incidentId),
    );
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<ScopeRun> {
    const [row] = await database.query<ScopeRunRow>(
      rowsOf(scopeRunsOf(incidentId), [sql`r.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toScopeRun(row);
  }

  /** Answers from what is imported now; with `asOf` from what was, after that batch. */
  run(
    actor: Actor,
    incidentId: string,
    asOf: number | null = null,
  ): Promise<ScopeRun> {
    return this.inTime(
      this.database.transaction(actor, incidentId, (tx) =>
        this.record(tx, asOf),
      ),
    );
  }

  async record(tx: Tx, asOf: number | null = null): Promise<ScopeRun> {
    const incidentId = tx.incidentId!;
    const exposures = await this.exposures.current(tx);
    if (exposures.length === 0)
      throw fieldProblem(problems.broken, "root.serverError", "noExposures");
    await run(tx, "select pg_advisory_xact_lock(hashtextextended($1, 1))", [
      `scope runs ${incidentId}`,
    ]);
    const { rows } = await run<{ no: number }>(
      tx,
      "select coalesce(max(no), 0) + 1 as no from scope_run where incident_id = $1",
      [incidentId],
    );
    const { no } = rows[0]!;
    const { batchNo, figures } = await writeScope(
      tx,
      no,
      exposures,
      asOf,
      (unit, work) => this.database.beside(unit, work),
    );
    const id = uuidv7();
    await tx.manager.insert(ScopeRunEntity, {
      id,
      version: 1,
      incidentId,
      no,
      state: "done",
      batchNo,
      exposures: exposures as object[],
      figures: figures as object,
      createdAt: tx.now,
      createdBy: tx.actor.id,
      finishedAt: tx.now,
    });
    return this.read(incidentId, id, within(tx));
  }

  /** What the exposures would say with a draft among them; nothing is saved. */
  preview(
    actor: Actor,
    incidentId: string,
    { exposureId, draft }: ScopePreview,
  ): Promise<ScopePreviewed> {
    return this.inTime(
      this.database.transaction(actor, incidentId, async (tx) => {
        const before = await this.exposures.current(tx);
        const after = before.filter(({ id }) => id !== (exposureId ?? null));
        if (exposureId && after.length === before.length)
          throw fieldProblem(
            problems.invalid,
            "exposureId",
            "unknownReference",
          );
        for (const [at, one] of (draft ?? []).entries())
          after.push(
            await this.draftOf(tx, exposureId ?? null, one).catch(
              under(`draft.${at}`),
            ),
          );
        const { added, removed, ...figures } = await this.compare(
          tx,
          before,
          after,
        );
        return { figures, added, removed };
      }),
    );
  }

  /** What is counted is kept as long as the rows are the same. */
  private async compare(
    tx: Tx,
    before: readonly PinnedExposure[],
    after: readonly PinnedExposure[],
  ): Promise<ScopeChange> {
    const rows = await stateOf(tx);
    const known =
      before.length === 0
        ? null
        : (this.known.get(rows, before) ?? (await countScope(tx, before)));
    const { added, removed, ...figures } = await compareScope(
      tx,
      before,
      after,
      known,
    );
    if ((await stateOf(tx)) !== rows) throw rowsChanged();
    if (known) this.known.keep(rows, before, known);
    this.known.keep(rows, after, figures);
    return { ...figures, added, removed };
  }

  private draftOf(
    tx: Tx,
    exposureId: string | null,
    draft: NonNullable<ScopePreview["draft"]>[number],
  ): Promise<PinnedExposure> {
    return this.exposures.draft(tx, tx.actor.incident!.zone, exposureId, draft);
  }

  async counts(
    incidentId: string,
    id: string,
    facets: readonly ScopeFacet[],
  ): Promise<ScopeCount[]> {
    const { no, exposures } = await this.read(incidentId, id);
    const rows = await this.database.query<ScopeCountRow>(countsOf, [
      incidentId,
      no,
      facets,
    ]);
    return rows.map((row) => toScopeCount(row, exposures));
  }

  /** Against another run; the one before where none is named, and nothing for the first. */
  async difference(
    incidentId: string,
    id: string,
    against: number | null,
  ): Promise<ScopeDifference> {
    const { no } = await this.read(incidentId, id);
    if (against !== null) await this.needRun(incidentId, against, "against");
    const againstRunNo = against ?? no - 1;
    const [row] = await this.database.query<
      Omit<ScopeDifference, "runNo" | "againstRunNo">
    >(differenceOf, [incidentId, no, againstRunNo]);
    return { runNo: no, againstRunNo, ...row! };
  }

  async needRun(incidentId: string, no: number, field: string): Promise<void> {
    const rows = await this.database.query(
      "select from scope_run where incident_id = $1 and no = $2",
      [incidentId, no],
    );
    if (rows.length === 0)
      throw fieldProblem(problems.invalid, field, "unknownReference");
  }

  /** Asks for a run to be made official; a second person decides. */
  askToFreeze(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    reason: string,
  ): Promise<ScopeRun> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.read(incidentId, id, within(tx));
      if (before.version !== base)
        throw new Problem(problems.changedMeanwhile, { current: before });
      if (before.state !== "done")
        throw fieldProblem(problems.broken, "root.serverError", "runNotDone");
      await this.approvals.ask(
        tx,
        subject,
        id,
        base,
        { no: before.no, affected: before.figures!.affected },
        reason,
      );
      return this.read(incidentId, id, within(tx));
    });
  }

  private async makeOfficial(
    tx: Tx,
    id: string,
    base: number,
    reason: string,
  ): Promise<void> {
    const incidentId = tx.incidentId!;
    const present = (row: { id: string }) =>
      this.read(incidentId, row.id, within(tx));
    const former = await tx.manager.findOneBy(ScopeRunEntity, {
      incidentId,
      state: "frozen",
    });
    if (former)
      await changeVersioned(
        tx,
        ScopeRunEntity,
        { id: former.id, incidentId },
        former.version,
        { state: "superseded" },
        present,
      );
    const { no, figures } = await changeVersioned(
      tx,
      ScopeRunEntity,
      { id, incidentId },
      base,
      { state: "frozen", frozenAt: tx.now, freezeReason: reason },
      present,
    );
    const cards = figures!.affected.cards.toLocaleString("ja-JP");
    await this.lines.tell(
      tx,
      { kind: "scope.frozen", id },
      {
        occurred: { on: await this.today(tx), at: tx.now.toISOString() },
        text: `対象範囲を確定(第${no}回、${cards}件)`,
        type: "decision",
        category: "investigation",
      },
    );
  }

  private async today(tx: Tx): Promise<string> {
    const [incident] = await within(tx).query<{ zone: string }>(
      "select zone from incident where id = $1",
      [tx.incidentId],
    );
    return tx.now.toLocaleDateString("sv-SE", { timeZone: incident!.zone });
  }

  async purchasesPerDay(
    actor: Actor,
    incidentId: string,
    by: keyof typeof daysBy,
    from: string | null,
    to: string | null,
  ): Promise<PurchaseDay[]> {
    return this.database.patiently((database) =>
      database.query<PurchaseDay>(daysBy[by], [
        incidentId,
        actor.incident!.zone,
        from,
        to,
      ]),
    );
  }

  /** What takes longer than a request may is said so, and left to the command line. */
  private async inTime<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if ((error as { code?: string }).code === "57014")
        throw fieldProblem(problems.broken, "root.serverError", "runTooLong");
      throw error;
    }
  }
}

/** What a part of a body is refused for is said at its own place. */
function under(place: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Problem) || !error.fields) throw error;
    throw new Problem(error.kind, {
      fields: Object.fromEntries(
        Object.entries(error.fields).map(([name, said]) => [
          `${place}.${name}`,
          said,
        ]),
      ),
    });
  };
}
