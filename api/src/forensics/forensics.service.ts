import { Injectable } from "@nestjs/common";
import {
  isImpossible,
  problems,
  type ForensicEngagement,
  type ForensicEngagementChange,
  type ForensicMoment,
  type ForensicMomentKind,
  type ForensicMomentMove,
  type ForensicMomentRemoval,
  type ForensicWithdrawal,
  type Moment,
  type NewForensicEngagement,
  type NewForensicMoment,
  type PartyName,
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
import { momentColumns, readOccurred } from "../timeline/occurrence.js";
import { RecordLinesService } from "../timeline/record-lines.service.js";
import { ForensicEngagementEntity } from "./forensic-engagement.entity.js";
import { engagementLine } from "./forensic-line.js";
import { ForensicMomentEntity } from "./forensic-moment.entity.js";
import {
  engagementList,
  engagementsOf,
  partyNames,
  toEngagement,
  type EngagementRow,
} from "./forensics.queries.js";

/** The forensic firms at work on an incident, and the moments of each engagement. */
@Injectable()
export class ForensicsService {
  constructor(
    private readonly database: Database,
    private readonly lines: RecordLinesService,
  ) {}

  list(incidentId: string, query: ListQuery): Promise<Page<EngagementRow>> {
    return readPage<EngagementRow>(
      this.database,
      engagementList,
      query,
      engagementsOf(incidentId),
    );
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<ForensicEngagement> {
    const [row] = await database.query<EngagementRow>(
      rowsOf(engagementsOf(incidentId), [sql`e.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toEngagement(row);
  }

  add(
    actor: Actor,
    incidentId: string,
    engagement: NewForensicEngagement,
  ): Promise<ForensicEngagement> {
    return this.database.transaction(actor, incidentId, (tx) =>
      this.record(tx, actor.incident!.zone, engagement),
    );
  }

  /** Records an engagement with the moments that are known, each with its line in the timeline. */
  async record(
    tx: Tx,
    zone: string,
    engagement: NewForensicEngagement,
  ): Promise<ForensicEngagement> {
    const parties = await this.parties(tx, engagement);
    const id = uuidv7();
    await tx.manager.insert(ForensicEngagementEntity, {
      id,
      version: 1,
      incidentId: tx.incidentId!,
      firmId: engagement.firmId,
      isPfi: engagement.isPfi ?? false,
      scope: engagement.scope ?? "",
      leadInvestigator: engagement.leadInvestigator ?? "",
      independenceCheckedBy: engagement.independenceCheckedBy ?? "",
      independenceCheckedOn: engagement.independenceCheckedOn ?? null,
      requiredById: engagement.requiredById ?? null,
      state: "current",
      withdrawalReason: null,
      createdAt: tx.now,
      createdBy: tx.actor.id,
    });
    const said: ForensicMoment[] = [];
    for (const [at, moment] of engagement.moments.entries())
      said.push(
        await this.tell(
          tx,
          { id, moments: said, ...parties },
          zone,
          moment,
          `moments.${at}.`,
        ),
      );
    return this.read(tx.incidentId!, id, within(tx));
  }

  change(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { reason, ...change }: ForensicEngagementChange,
  ): Promise<ForensicEngagement> {
    return this.touching(
      actor,
      incidentId,
      id,
      base,
      change,
      async (tx, before) => {
        const after = await this.parties(tx, {
          firmId: change.firmId ?? before.firm.id,
          requiredById:
            change.requiredById === undefined
              ? before.requiredBy?.id
              : change.requiredById,
        });
        for (const { kind, occurred } of before.moments) {
          const said = engagementLine(
            kind,
            occurred,
            before.firm.name,
            before.requiredBy?.name ?? null,
          );
          const says = engagementLine(
            kind,
            occurred,
            after.firm.name,
            after.requiredBy?.name ?? null,
          );
          if (said.text === says.text) continue;
          if (!reason?.trim())
            throw fieldProblem(problems.invalid, "reason", "isNotBlank");
          await this.lines.retell(tx, sourceOf(kind, id), said, says, reason);
        }
      },
    );
  }

  /** A step was taken: its moment is written down, with its line. */
  mark(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    moment: NewForensicMoment,
  ): Promise<ForensicEngagement> {
    return this.touching(
      actor,
      incidentId,
      id,
      base,
      {},
      async (tx, before) => {
        await this.tell(tx, before, actor.incident!.zone, moment);
      },
    );
  }

  move(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { kind, occurred, reason }: ForensicMomentMove,
  ): Promise<ForensicEngagement> {
    return this.touching(
      actor,
      incidentId,
      id,
      base,
      {},
      async (tx, before) => {
        const known = need(before.moments, kind);
        const moment = readOccurred(occurred, actor.incident!.zone);
        if (JSON.stringify(known.occurred) === JSON.stringify(moment))
          throw fieldProblem(problems.invalid, "occurred.on", "nothingChanges");
        const others = before.moments.filter((m) => m.kind !== kind);
        refuseImpossible([...others, { kind, occurred: moment }]);
        await tx.manager.update(
          ForensicMomentEntity,
          { engagementId: id, kind },
          { zone: actor.incident!.zone, ...momentColumns(moment) },
        );
        const said = (at: Moment) =>
          engagementLine(
            kind,
            at,
            before.firm.name,
            before.requiredBy?.name ?? null,
          );
        await this.lines.retell(
          tx,
          sourceOf(kind, id),
          said(known.occurred),
          said(moment),
          reason,
        );
      },
    );
  }

  /** The step was not taken after all: its line is taken back. */
  unmark(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { kind, reason }: ForensicMomentRemoval,
  ): Promise<ForensicEngagement> {
    return this.touching(
      actor,
      incidentId,
      id,
      base,
      {},
      async (tx, before) => {
        need(before.moments, kind);
        await tx.manager.delete(ForensicMomentEntity, {
          engagementId: id,
          kind,
        });
        await this.lines.unsay(tx, sourceOf(kind, id), reason);
      },
    );
  }

  withdraw(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { reason }: ForensicWithdrawal,
  ): Promise<ForensicEngagement> {
    return this.touching(
      actor,
      incidentId,
      id,
      base,
      { state: "withdrawn", withdrawalReason: reason },
      async (tx, before) => {
        const { newestReportId } = await this.read(incidentId, id, within(tx));
        if (newestReportId !== null)
          throw fieldProblem(problems.broken, "root.serverError", "hasReports");
        for (const { kind } of before.moments)
          await this.lines.unsay(tx, sourceOf(kind, id), reason);
      },
    );
  }

  /** An engagement that stands, for what hangs on it; throws at `field` where there is none. */
  async needCurrent(
    tx: Tx,
    id: string,
    field: string,
  ): Promise<ForensicEngagement> {
    const { rows } = await run<{ id: string }>(
      tx,
      "select id from forensic_engagement where incident_id = $1 and id = $2 for update",
      [tx.incidentId, id],
    );
    if (!rows[0])
      throw fieldProblem(problems.invalid, field, "unknownReference");
    const engagement = await this.read(tx.incidentId!, id, within(tx));
    if (engagement.state === "withdrawn")
      throw fieldProblem(problems.broken, field, "isWithdrawn");
    return engagement;
  }

  /** Changes an engagement that still stands and still has version `base`, and answers it as it is then. */
  private touching(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    columns: Partial<ForensicEngagementEntity>,
    act: (tx: Tx, before: ForensicEngagement) => Promise<void>,
  ): Promise<ForensicEngagement> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const present = () => this.read(incidentId, id, within(tx));
      const before = await present();
      await changeVersioned(
        tx,
        ForensicEngagementEntity,
        { id, incidentId },
        base,
        columns,
        present,
      );
      if (before.state === "withdrawn")
        throw fieldProblem(problems.broken, "root.serverError", "isWithdrawn");
      await act(tx, before);
      return present();
    });
  }

  private async tell(
    tx: Tx,
    engagement: Pick<
      ForensicEngagement,
      "id" | "moments" | "firm" | "requiredBy"
    >,
    zone: string,
    { kind, occurred, timelineEventId }: NewForensicMoment,
    field = "",
  ): Promise<ForensicMoment> {
    const { id, moments, firm, requiredBy } = engagement;
    if (moments.some((moment) => moment.kind === kind))
      throw fieldProblem(problems.broken, `${field}kind`, "momentExists");
    const moment = readOccurred(occurred, zone, `${field}occurred`);
    refuseImpossible([...moments, { kind, occurred: moment }], field);
    await tx.manager.insert(ForensicMomentEntity, {
      engagementId: id,
      kind,
      incidentId: tx.incidentId!,
      zone,
      ...momentColumns(moment),
    });
    await this.lines.tell(
      tx,
      sourceOf(kind, id),
      engagementLine(kind, moment, firm.name, requiredBy?.name ?? null),
      timelineEventId,
      `${field}timelineEventId`,
    );
    return { kind, occurred: moment };
  }

  private async parties(
    tx: Tx,
    { firmId, requiredById }: { firmId: string; requiredById?: string | null },
  ): Promise<{ firm: PartyName; requiredBy: PartyName | null }> {
    const [firm, requiredBy] = await partyNames(tx, [
      { id: firmId, field: "firmId" },
      ...(requiredById ? [{ id: requiredById, field: "requiredById" }] : []),
    ]);
    return { firm: firm!, requiredBy: requiredBy ?? null };
  }
}

function sourceOf(kind: ForensicMomentKind, id: string) {
  return { kind: `forensics.${kind}`, id };
}

function need(
  moments: readonly ForensicMoment[],
  kind: ForensicMomentKind,
): ForensicMoment {
  const found = moments.find((moment) => moment.kind === kind);
  if (!found) throw fieldProblem(problems.invalid, "kind", "unknownReference");
  return found;
}

function refuseImpossible(moments: ForensicMoment[], field = ""): void {
  if (isImpossible(moments))
    throw fieldProblem(
      problems.broken,
      `${field}occurred.on`,
      "completedBeforeRequested",
    );
}
