import { Injectable } from "@nestjs/common";
import {
  formatMoment,
  milestoneMessages,
  milestoneTransitions,
  problems,
  type Milestone,
  type MilestoneChange,
  type MilestoneKind,
  type MilestoneMove,
  type Moment,
  type NewMilestone,
  type TimelineCategory,
} from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  within,
  type Queryable,
  type Tx,
} from "../platform/database/database.js";
import { uuidv7 } from "../platform/database/id.js";
import { changeVersioned } from "../platform/database/versioned.js";
import { readPage, type ListQuery, type Page } from "../platform/http/list.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import { onConstraint } from "../platform/http/problem.filter.js";
import { ApprovalsService } from "../approvals/approvals.service.js";
import { TasksService } from "../tasks/tasks.service.js";
import {
  momentColumns,
  readOccurred,
  toMoment,
} from "../timeline/occurrence.js";
import { RecordLinesService } from "../timeline/record-lines.service.js";
import { MilestoneEntity } from "./milestone.entity.js";
import {
  milestoneColumns,
  milestoneList,
  milestoneTables,
  milestonesOf,
  toMilestone,
  type MilestoneRow,
} from "./milestones.queries.js";
import { moveNeeds } from "./milestone-move.js";

onConstraint("milestone_once", () =>
  fieldProblem(problems.alreadyExists, "kind", "milestoneExists"),
);
onConstraint("milestone_timeline_fk", () =>
  fieldProblem(problems.invalid, "timelineEventId", "unknownReference"),
);

/** The moments the law's clocks start from. Each is evidence: who learned what, when, by which channel. */
@Injectable()
export class MilestonesService {
  constructor(
    private readonly database: Database,
    private readonly lines: RecordLinesService,
    private readonly approvals: ApprovalsService,
    private readonly tasks: TasksService,
  ) {
    approvals.onApproved("milestone", async (tx, approval) => {
      const { occurred } = approval.proposal as { occurred: Moment };
      await this.setMoment(
        tx,
        approval.subjectId,
        approval.subjectVersion,
        occurred,
        approval.reason,
      );
    });
  }

  list(incidentId: string, query: ListQuery): Promise<Page<MilestoneRow>> {
    return readPage<MilestoneRow>(
      this.database,
      milestoneList,
      query,
      milestonesOf(incidentId),
    );
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<Milestone> {
    return toMilestone(await this.row(incidentId, id, database));
  }

  add(
    actor: Actor,
    incidentId: string,
    milestone: NewMilestone,
  ): Promise<Milestone> {
    return this.database.transaction(actor, incidentId, (tx) =>
      this.record(tx, actor.incident!.zone, milestone),
    );
  }

  /** Records a milestone with its line in the timeline: one that is there already, or a new one. */
  async record(
    tx: Tx,
    zone: string,
    milestone: NewMilestone,
    state: Milestone["state"] = "confirmed",
  ): Promise<Milestone> {
    const moment = readOccurred(milestone.occurred, zone);
    const id = uuidv7();
    const timelineEventId = await this.lines.tell(
      tx,
      { kind: "milestone", id },
      {
        occurred: milestone.occurred,
        text: lineOf(milestone.kind, milestone.learnedBy, milestone.channel),
        type: "fact",
        category: categoryOf(milestone.kind),
      },
      milestone.timelineEventId,
    );
    await tx.manager.insert(MilestoneEntity, {
      id,
      version: 1,
      incidentId: tx.incidentId!,
      kind: milestone.kind,
      state,
      zone,
      ...momentColumns(moment),
      learnedBy: milestone.learnedBy ?? "",
      channel: milestone.channel ?? "",
      evidence: milestone.evidence ?? "",
      timelineEventId,
      createdAt: tx.now,
      createdBy: tx.actor.id,
    });
    await this.tasks.follow(tx, zone, milestone.kind, moment);
    return this.read(tx.incidentId!, id, within(tx));
  }

  change(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    change: MilestoneChange,
  ): Promise<Milestone> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const { state, version } = await this.row(incidentId, id, within(tx));
      if (
        version === base &&
        change.state !== undefined &&
        change.state !== state &&
        !milestoneTransitions[state].includes(change.state)
      )
        throw fieldProblem(problems.broken, "state", "isTransition");
      await changeVersioned(
        tx,
        MilestoneEntity,
        { id, incidentId },
        base,
        change,
        () => this.read(incidentId, id, within(tx)),
      );
      await this.approvals.voidFor(tx, "milestone", id);
      return this.read(incidentId, id, within(tx));
    });
  }

  /** Earlier, or by its author within two hours: at once. Later: a second person has to agree first. */
  move(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { occurred, reason }: MilestoneMove,
  ): Promise<Milestone> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const row = await this.row(incidentId, id, within(tx));
      if (row.version !== base)
        throw new Problem(problems.changedMeanwhile, {
          current: toMilestone(row),
        });
      const moment = readOccurred(occurred, row.zone);
      const needs = moveNeeds(toMoment(row), moment, {
        isAuthor: row.created_by === actor.id,
        ageMilliseconds: tx.now.getTime() - row.created_at.getTime(),
      });
      if (needs === "nothing")
        throw fieldProblem(problems.invalid, "occurred.on", "nothingChanges");
      if (needs === "second_person")
        await this.approvals.ask(
          tx,
          "milestone",
          id,
          base,
          { occurred: moment },
          reason,
        );
      else {
        await this.approvals.voidFor(tx, "milestone", id);
        await this.setMoment(tx, id, base, moment, reason);
      }
      return this.read(incidentId, id, within(tx));
    });
  }

  private async setMoment(
    tx: Tx,
    id: string,
    base: number,
    moment: Moment,
    reason: string,
  ): Promise<void> {
    const incidentId = tx.incidentId!;
    const before = await this.row(incidentId, id, within(tx));
    await changeVersioned(
      tx,
      MilestoneEntity,
      { id, incidentId },
      base,
      momentColumns(moment),
      () => this.read(incidentId, id, within(tx)),
    );
    await this.tasks.follow(tx, before.zone, before.kind, moment);
    const shown = (m: Moment) =>
      formatMoment(m, { zone: before.zone, language: "ja" });
    await this.lines.tell(
      tx,
      { kind: "milestone.moved", id: uuidv7() },
      {
        occurred: { on: todayIn(tx, before.zone), at: tx.now.toISOString() },
        text: `「${milestoneMessages.ja[`milestones.kind.${before.kind}`] ?? before.kind}」の日時を ${shown(toMoment(before))} から ${shown(moment)} に改めた。理由: ${reason}`,
        type: "decision",
        category: categoryOf(before.kind),
      },
    );
  }

  private async row(
    incidentId: string,
    id: string,
    database: Queryable,
  ): Promise<MilestoneRow> {
    const [row] = await database.query<MilestoneRow>(
      `select ${milestoneColumns} from ${milestoneTables} where m.incident_id = $1 and m.id = $2`,
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return row;
  }
}

function todayIn(tx: Tx, zone: string): string {
  return tx.now.toLocaleDateString("sv-SE", { timeZone: zone });
}

function lineOf(kind: MilestoneKind, learnedBy = "", channel = ""): string {
  const name = milestoneMessages.ja[`milestones.kind.${kind}`] ?? kind;
  const how = [learnedBy, channel].filter(Boolean).join("、");
  return how === "" ? name : `${name}(${how})`;
}

function categoryOf(kind: MilestoneKind): TimelineCategory {
  switch (kind) {
    case "suspected":
    case "aware":
    case "discovered":
    case "confirmed":
    case "classified":
      return "discovery";
    case "contained":
      return "containment";
    case "forensic_required":
    case "forensic_engaged":
    case "forensic_completed":
    case "window_determined":
      return "investigation";
    case "brand_notified":
      return "partners";
    case "individual_notified":
      return "customers";
    case "incident_closed":
      return "prevention";
  }
}
