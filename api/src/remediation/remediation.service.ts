import { Injectable } from "@nestjs/common";
import { generateKeyBetween } from "fractional-indexing";
import {
  attachmentKinds,
  isPreserved,
  problems,
  remediationMomentsIn,
  remediationTransitions,
  type FindingMeasure,
  type Moment,
  type NewRemediationMeasure,
  type NewRemediationMoment,
  type NewRemediationWork,
  type OccurredInput,
  type RemediationMeasure,
  type RemediationMeasureChange,
  type RemediationMoment,
  type RemediationMomentKind,
  type RemediationMomentMove,
  type RemediationPlacing,
  type RemediationState,
  type RemediationStateChange,
  type RemediationWithdrawal,
  type RemediationWork,
} from "@keii/shared";
import { Clock } from "../platform/clock/clock.js";
import { EvidenceService } from "../evidence/evidence.service.js";
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
import { momentColumns, readOccurred } from "../timeline/occurrence.js";
import { RecordLinesService } from "../timeline/record-lines.service.js";
import { measureLine } from "./remediation-line.js";
import { RemediationMeasureEntity } from "./remediation-measure.entity.js";
import { RemediationMomentEntity } from "./remediation-moment.entity.js";
import { RemediationWorkEntity } from "./remediation-work.entity.js";
import {
  measureList,
  measuresOf,
  toMeasure,
  toWork,
  workOf,
  workOrder,
  type MeasureRow,
  type WorkRow,
} from "./remediation.queries.js";

type Columns = Partial<RemediationMeasureEntity>;

/** Measures against recurrence: what is planned and done, what was stopped for a time, and who made sure of it. */
@Injectable()
export class RemediationService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly lines: RecordLinesService,
    private readonly evidence: EvidenceService,
  ) {}

  list(incidentId: string, query: ListQuery): Promise<Page<MeasureRow>> {
    return readPage<MeasureRow>(
      this.database,
      measureList,
      query,
      measuresOf(incidentId),
    );
  }

  show(row: MeasureRow): RemediationMeasure {
    return toMeasure(row, this.clock.now());
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<RemediationMeasure> {
    const [row] = await database.query<MeasureRow>(
      rowsOf(measuresOf(incidentId), [sql`m.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return this.show(row);
  }

  add(
    actor: Actor,
    incidentId: string,
    measure: NewRemediationMeasure,
  ): Promise<RemediationMeasure> {
    return this.database.transaction(actor, incidentId, (tx) =>
      this.record(tx, actor.incident!.zone, measure),
    );
  }

  /** Records a measure, last in the public order; with its moment it is carried out already, and says so in a line. */
  async record(
    tx: Tx,
    zone: string,
    measure: NewRemediationMeasure,
  ): Promise<RemediationMeasure> {
    const { occurred, timelineEventId, who, kind } = measure;
    if (occurred === null && timelineEventId)
      throw fieldProblem(problems.invalid, "occurred", "isObject");
    if (measure.ownerId) await this.needMember(tx, measure.ownerId);
    if (measure.findingId) await this.needFinding(tx, measure.findingId);
    if (measure.preservedEvidenceId)
      await this.needEvidence(tx, measure.preservedEvidenceId);
    const state: RemediationState =
      occurred === null
        ? "planned"
        : kind === "temporary"
          ? "in_progress"
          : "done";
    const columns = {
      title: measure.title,
      detail: measure.detail ?? "",
      kind,
      state,
      ownerId: measure.ownerId ?? null,
      dueOn: measure.dueOn ?? null,
      endCondition: measure.endCondition ?? "",
      publicWording: measure.publicWording ?? null,
      isPromise: measure.isPromise ?? false,
      deletesData: measure.deletesData ?? false,
      findingId: measure.findingId ?? null,
      preservedEvidenceId: measure.preservedEvidenceId ?? null,
      preservedBy: measure.preservedBy ?? "",
      preservedPlace: measure.preservedPlace ?? "",
      preservedOn: measure.preservedOn ?? null,
      doneBy: state === "done" ? tx.actor.id : null,
    };
    refuseUnpreserved(columns);
    const id = uuidv7();
    await tx.manager.insert(RemediationMeasureEntity, {
      ...columns,
      id,
      version: 1,
      incidentId: tx.incidentId!,
      stateReason: null,
      position: await this.placeBehind(tx, await this.lastPlace(tx)),
      verifiedBy: null,
      createdAt: tx.now,
      createdBy: tx.actor.id,
    });
    if (occurred !== null)
      await this.tell(tx, { id, title: measure.title, moments: [] }, zone, {
        kind: kind === "temporary" ? "stopped" : "done",
        occurred,
        ...(who !== undefined && { who }),
        timelineEventId,
      });
    return this.read(tx.incidentId!, id, within(tx));
  }

  change(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { reason, ...change }: RemediationMeasureChange,
  ): Promise<RemediationMeasure> {
    return this.touching(actor, incidentId, id, base, async (tx, before) => {
      if (change.ownerId && change.ownerId !== before.owner?.id)
        await this.needMember(tx, change.ownerId);
      if (change.findingId && change.findingId !== before.finding?.id)
        await this.needFinding(tx, change.findingId);
      if (
        change.preservedEvidenceId &&
        change.preservedEvidenceId !== before.preservedEvidenceId
      )
        await this.needEvidence(tx, change.preservedEvidenceId);
      refuseUnpreserved({ ...before, ...change });
      const isRenamed =
        change.title !== undefined && change.title !== before.title;
      if (change.isPromise && before.group === "none")
        throw fieldProblem(problems.broken, "isPromise", "isOver");
      const isRevoked = before.isPromise && change.isPromise === false;
      const isSaid = isRenamed && before.moments.length > 0;
      if ((isSaid || isRevoked) && !reason?.trim())
        throw fieldProblem(problems.invalid, "reason", "isNotBlank");
      if (isSaid)
        for (const { kind, occurred } of before.moments)
          await this.lines.retell(
            tx,
            sourceOf(kind, id),
            measureLine(kind, occurred, before.title),
            measureLine(kind, occurred, change.title!),
            reason!,
          );
      return change;
    });
  }

  /** Done, verified by somebody else, stopping something, or ended: its moment is written down, with its line. */
  mark(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    moment: NewRemediationMoment,
  ): Promise<RemediationMeasure> {
    return this.touching(actor, incidentId, id, base, async (tx, before) => {
      const state = remediationTransitions[before.kind][before.state].find(
        (next) =>
          remediationMomentsIn(before.kind, next).at(-1) === moment.kind,
      );
      if (
        state === undefined ||
        before.moments.some(({ kind }) => kind === moment.kind)
      )
        throw fieldProblem(problems.broken, "kind", "isTransition");
      if (
        moment.kind === "verified" &&
        actor.id !== null &&
        actor.id === before.doneBy?.id
      )
        throw fieldProblem(problems.broken, "kind", "otherPersonVerifies");
      refuseUnpreserved({ ...before, state });
      await this.tell(tx, before, actor.incident!.zone, moment);
      return {
        state,
        ...(moment.kind === "done" && { doneBy: actor.id }),
        ...(moment.kind === "verified" && { verifiedBy: actor.id }),
      };
    });
  }

  move(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { kind, occurred, reason }: RemediationMomentMove,
  ): Promise<RemediationMeasure> {
    return this.touching(actor, incidentId, id, base, async (tx, before) => {
      const { zone } = actor.incident!;
      const known = before.moments.find((moment) => moment.kind === kind);
      if (!known)
        throw fieldProblem(problems.invalid, "kind", "unknownReference");
      const moment = readHappened(occurred, zone);
      if (JSON.stringify(known.occurred) === JSON.stringify(moment))
        throw fieldProblem(problems.invalid, "occurred.on", "nothingChanges");
      refuseBackwards([
        ...before.moments.filter((one) => one !== known),
        { ...known, occurred: moment },
      ]);
      await tx.manager.update(
        RemediationMomentEntity,
        { measureId: id, kind },
        { zone, ...momentColumns(moment) },
      );
      await this.lines.retell(
        tx,
        sourceOf(kind, id),
        measureLine(kind, known.occurred, before.title),
        measureLine(kind, moment, before.title),
        reason,
      );
      return {};
    });
  }

  /** Takes a measure up, drops it, or opens it again; what it said of moments that hold no more is taken back. */
  changeState(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { state, reason }: RemediationStateChange,
  ): Promise<RemediationMeasure> {
    return this.touching(actor, incidentId, id, base, async (tx, before) => {
      const held = remediationMomentsIn(before.kind, state);
      if (
        !remediationTransitions[before.kind][before.state].includes(state) ||
        !held.every((kind) => before.moments.some((one) => one.kind === kind))
      )
        throw fieldProblem(problems.broken, "state", "isTransition");
      if (state === "dropped" && before.isPromise)
        throw fieldProblem(problems.broken, "state", "isPromise");
      refuseUnpreserved({ ...before, state });
      const over = before.moments.filter(({ kind }) => !held.includes(kind));
      if ((state === "dropped" || over.length > 0) && !reason?.trim())
        throw fieldProblem(problems.invalid, "reason", "isNotBlank");
      await this.unsay(tx, id, over, reason ?? "");
      return {
        state,
        stateReason: state === "dropped" ? reason! : null,
        doneBy: null,
        verifiedBy: null,
      };
    });
  }

  place(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { afterMeasureId }: RemediationPlacing,
  ): Promise<RemediationMeasure> {
    return this.touching(actor, incidentId, id, base, async (tx) => {
      if (afterMeasureId === null)
        return { position: await this.placeBehind(tx, null) };
      const { rows } = await run<{ position: string }>(
        tx,
        "select position from remediation_measure where incident_id = $1 and id = $2 and id <> $3",
        [incidentId, afterMeasureId, id],
      );
      if (!rows[0])
        throw fieldProblem(
          problems.invalid,
          "afterMeasureId",
          "unknownReference",
        );
      return { position: await this.placeBehind(tx, rows[0].position, id) };
    });
  }

  withdraw(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { reason }: RemediationWithdrawal,
  ): Promise<RemediationMeasure> {
    return this.touching(actor, incidentId, id, base, async (tx, before) => {
      if (before.isPromise)
        throw fieldProblem(problems.broken, "root.serverError", "isPromise");
      for (const { kind } of before.moments)
        await this.lines.unsay(tx, sourceOf(kind, id), reason);
      return { state: "withdrawn", stateReason: reason };
    });
  }

  /** What findings led to, by the finding's id. */
  async ofFindings(
    database: Queryable,
    incidentId: string,
    findingIds: string[],
  ): Promise<ReadonlyMap<string, FindingMeasure[]>> {
    const rows = await database.query<FindingMeasure & { finding_id: string }>(
      `select id, title, state, finding_id from remediation_measure
       where incident_id = $1 and finding_id = any($2) and state <> 'withdrawn' order by position, id`,
      [incidentId, findingIds],
    );
    const found = new Map<string, FindingMeasure[]>();
    for (const { finding_id, ...measure } of rows)
      found.set(finding_id, [...(found.get(finding_id) ?? []), measure]);
    return found;
  }

  async work(incidentId: string, id: string): Promise<RemediationWork[]> {
    await this.read(incidentId, id);
    const rows = await this.database.query<WorkRow>(
      rowsOf(workOf(incidentId), [sql`w.measure_id = $2`], workOrder),
      [incidentId, id],
    );
    return rows.map(toWork);
  }

  /** Writes down what was done on a measure; what is written stays. */
  addWork(
    actor: Actor,
    incidentId: string,
    id: string,
    { occurred, text, evidenceIds }: NewRemediationWork,
  ): Promise<RemediationWork> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const measure = await this.read(incidentId, id, within(tx));
      if (measure.state === "withdrawn")
        throw fieldProblem(problems.broken, "root.serverError", "isWithdrawn");
      const { zone } = actor.incident!;
      const workId = uuidv7();
      await tx.manager.insert(RemediationWorkEntity, {
        id: workId,
        measureId: id,
        incidentId,
        text,
        zone,
        ...momentColumns(readHappened(occurred, zone)),
        recordedAt: tx.now,
        recordedBy: actor.id,
      });
      await this.evidence.attach(
        tx,
        { kind: attachmentKinds.remediationWork, id: workId },
        evidenceIds ?? [],
      );
      const [row] = await within(tx).query<WorkRow>(
        rowsOf(workOf(incidentId), [sql`w.id = $2`]),
        [incidentId, workId],
      );
      return toWork(row!);
    });
  }

  /** Changes a measure that still stands and still has version `base`, one at a time, and answers it as it is then. */
  private touching(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    act: (tx: Tx, before: RemediationMeasure) => Promise<Columns>,
  ): Promise<RemediationMeasure> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const present = () => this.read(incidentId, id, within(tx));
      await run(
        tx,
        "select from remediation_measure where incident_id = $1 and id = $2 for update",
        [incidentId, id],
      );
      const before = await present();
      const change = (columns: Columns) =>
        changeVersioned(
          tx,
          RemediationMeasureEntity,
          { id, incidentId },
          base,
          columns,
          present,
        );
      if (before.version !== base) await change({});
      if (before.state === "withdrawn")
        throw fieldProblem(problems.broken, "root.serverError", "isWithdrawn");
      await change(await act(tx, before));
      return present();
    });
  }

  private async tell(
    tx: Tx,
    measure: Pick<RemediationMeasure, "id" | "title" | "moments">,
    zone: string,
    { kind, occurred, who, timelineEventId }: NewRemediationMoment,
  ): Promise<void> {
    const moment = readHappened(occurred, zone);
    refuseBackwards([
      ...measure.moments,
      { kind, occurred: moment, who: who ?? "" },
    ]);
    await tx.manager.insert(RemediationMomentEntity, {
      measureId: measure.id,
      kind,
      incidentId: tx.incidentId!,
      who: who ?? "",
      zone,
      ...momentColumns(moment),
    });
    await this.lines.tell(
      tx,
      sourceOf(kind, measure.id),
      measureLine(kind, moment, measure.title),
      timelineEventId,
    );
  }

  private async unsay(
    tx: Tx,
    id: string,
    moments: readonly RemediationMoment[],
    reason: string,
  ): Promise<void> {
    for (const { kind } of moments) {
      await tx.manager.delete(RemediationMomentEntity, { measureId: id, kind });
      await this.lines.unsay(tx, sourceOf(kind, id), reason);
    }
  }

  private async lastPlace(tx: Tx): Promise<string | null> {
    const { rows } = await run<{ position: string | null }>(
      tx,
      "select max(position) as position from remediation_measure where incident_id = $1",
      [tx.incidentId],
    );
    return rows[0]?.position ?? null;
  }

  /** A place right behind another; first of all for null. */
  private async placeBehind(
    tx: Tx,
    before: string | null,
    movingId: string | null = null,
  ): Promise<string> {
    const { rows } = await run<{ position: string | null }>(
      tx,
      `select min(position) as position from remediation_measure
       where incident_id = $1 and ($2::text is null or position > $2) and id is distinct from $3`,
      [tx.incidentId, before, movingId],
    );
    return generateKeyBetween(before, rows[0]?.position ?? null);
  }

  private async needMember(tx: Tx, userId: string): Promise<void> {
    const { rows } = await run(
      tx,
      "select from membership where incident_id = $1 and user_id = $2 and ended_at is null",
      [tx.incidentId, userId],
    );
    if (rows.length === 0)
      throw fieldProblem(problems.invalid, "ownerId", "unknownReference");
  }

  private async needFinding(tx: Tx, findingId: string): Promise<void> {
    const { rows } = await run(
      tx,
      "select from forensic_finding where incident_id = $1 and id = $2 and state <> 'withdrawn'",
      [tx.incidentId, findingId],
    );
    if (rows.length === 0)
      throw fieldProblem(problems.invalid, "findingId", "unknownReference");
  }

  /** A file of the case that whoever names it may see. */
  private async needEvidence(tx: Tx, evidenceId: string): Promise<void> {
    const { rows } = await run(
      tx,
      "select from evidence where incident_id = $1 and id = $2 and (visibility <> 'counsel' or $3)",
      [
        tx.incidentId,
        evidenceId,
        tx.actor.kind !== "user" || tx.actor.held.has("evidence.readCounsel"),
      ],
    );
    if (rows.length === 0)
      throw fieldProblem(
        problems.invalid,
        "preservedEvidenceId",
        "unknownReference",
      );
  }
}

function sourceOf(kind: RemediationMomentKind, id: string) {
  return { kind: `remediation.${kind}`, id };
}

/** A moment that lies behind us: what is only planned has not been done. */
function readHappened(occurred: OccurredInput, zone: string): Moment {
  const moment = readOccurred(occurred, zone);
  if (moment.precision === "planned")
    throw fieldProblem(problems.invalid, "occurred.precision", "isIn");
  return moment;
}

/** Verified before it was done, ended before it began: neither can be. */
function refuseBackwards(moments: readonly RemediationMoment[]): void {
  const of = (kind: RemediationMomentKind) =>
    moments.find((moment) => moment.kind === kind)?.occurred;
  for (const [first, then] of [
    [of("done"), of("verified")],
    [of("stopped"), of("ended")],
  ])
    if (first && then && isBefore(then, first))
      throw fieldProblem(problems.broken, "occurred.on", "beforeItBegan");
}

function isBefore(one: Moment, other: Moment): boolean {
  if (one.on !== other.on) return one.on < other.on;
  return (
    one.at !== null &&
    other.at !== null &&
    Date.parse(one.at) < Date.parse(other.at)
  );
}

/** Nothing is deleted before its image is preserved. */
function refuseUnpreserved(
  measure: Pick<RemediationMeasure, "deletesData" | "state"> &
    Parameters<typeof isPreserved>[0],
): void {
  const isAtWork = ["in_progress", "done", "verified"].includes(measure.state);
  if (measure.deletesData && isAtWork && !isPreserved(measure))
    throw fieldProblem(
      problems.broken,
      "preservedEvidenceId",
      "preservationNeeded",
    );
}
