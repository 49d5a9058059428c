import { Injectable } from "@nestjs/common";
import {
  maskCardNumbers,
  problems,
  taskMessages,
  type Intake,
  type NewIntake,
} from "@keii/shared";
import { dayOf } from "../platform/clock/clock.js";
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
import { Problem } from "../platform/http/problem.js";
import { fieldProblem } from "../platform/http/problem.js";
import { IncidentsService } from "../incidents/incidents.service.js";
import { MembersService } from "../members/members.service.js";
import { MilestonesService } from "../milestones/milestones.service.js";
import { PartiesService } from "../parties/parties.service.js";
import { TasksService } from "../tasks/tasks.service.js";
import { reachOf } from "../timeline/timeline.queries.js";
import { TimelineService } from "../timeline/timeline.service.js";
import { intakesOf, toIntake, type IntakeRow } from "./intake.queries.js";

/** The first hour: one text becomes the incident, its first line and the candidate for the moment of awareness. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly database: Database,
    private readonly incidents: IncidentsService,
    private readonly members: MembersService,
    private readonly timeline: TimelineService,
    private readonly milestones: MilestonesService,
    private readonly parties: PartiesService,
    private readonly tasks: TasksService,
  ) {}

  take(actor: Actor, intake: NewIntake, maskedCount: number): Promise<Intake> {
    return this.database.transaction(actor, null, async (tx) => {
      const receivedAt = intake.receivedAt
        ? new Date(intake.receivedAt)
        : tx.now;
      if (receivedAt.getTime() > tx.now.getTime() + 60_000)
        throw fieldProblem(problems.invalid, "receivedAt", "isInstant");
      const title = titleOf(intake.text);
      const incidentId = await this.incidents.open(tx, {
        title: { ja: title, en: title },
        kind: "other",
        summary: "",
      });
      tx.incidentId = incidentId;
      const { zone } = await this.incidents.read(incidentId, within(tx));
      await this.members.join(tx, incidentId, {
        userId: actor.id!,
        role: "responder",
        isHead: true,
      });
      const occurred = {
        on: dayOf(receivedAt, zone),
        at: receivedAt.toISOString(),
      };
      const caller = [intake.callerOrganisation, intake.callerName]
        .filter(Boolean)
        .join(" ");
      const timelineEventId = await this.timeline.write(
        tx,
        {
          occurred,
          learned: occurred,
          text:
            caller === "" ? intake.text : `${caller}より連絡: ${intake.text}`,
          type: "communication",
          category: "discovery",
          visibility: "internal",
        },
        null,
      );
      const takenBy = intake.takenBy ?? actor.name;
      const milestone = await this.milestones.record(
        tx,
        zone,
        {
          kind: "aware",
          occurred,
          learnedBy: takenBy,
          channel: intake.channel ?? "phone",
          timelineEventId,
        },
        "candidate",
      );
      const partyId = await this.callerOf(tx, intake);
      const id = uuidv7();
      await run(
        tx,
        `insert into intake (id, incident_id, text, caller_name, caller_organisation, call_back_number, taken_by, received_at, channel,
           first_steps, timeline_event_id, milestone_id, masked_count, recorded_at, recorded_by, party_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
        [
          id,
          incidentId,
          intake.text,
          intake.callerName ?? null,
          intake.callerOrganisation ?? null,
          intake.callBackNumber ?? null,
          takenBy,
          receivedAt,
          intake.channel ?? "phone",
          intake.tasks ?? [],
          timelineEventId,
          milestone.id,
          maskedCount,
          tx.now,
          actor.id,
          partyId,
        ],
      );
      for (const step of intake.tasks ?? [])
        await this.tasks.record(
          tx,
          zone,
          {
            title:
              taskMessages[actor.language][`tasks.firstStep.${step}`] ?? step,
            assigneeId: actor.id,
          },
          { kind: "intake", id },
        );
      return this.read(incidentId, id, within(tx));
    });
  }

  /** The body that called, with the caller to be called back there; null where nobody said which. */
  private async callerOf(tx: Tx, intake: NewIntake): Promise<string | null> {
    const { callerOrganisation, callerName, callBackNumber } = intake;
    if (!callerOrganisation) return null;
    const contact =
      callerName || callBackNumber
        ? {
            name: callerName || callerOrganisation,
            phone: callBackNumber ?? null,
          }
        : null;
    return this.parties.named(tx, callerOrganisation, contact);
  }

  /** Counsel's words are withheld here as in the timeline, which tells the same. */
  async list(actor: Actor, incidentId: string): Promise<Intake[]> {
    const rows = await this.database.query<IntakeRow>(
      rowsOf(intakesOf(incidentId), [], sql`order by k.recorded_at`),
      [incidentId],
    );
    const reach = reachOf(actor);
    return rows.map((row) => toIntake(row, reach));
  }

  private async read(
    incidentId: string,
    id: string,
    database: Queryable,
  ): Promise<Intake> {
    const [row] = await database.query<IntakeRow>(
      rowsOf(intakesOf(incidentId), [sql`k.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toIntake(row, "all");
  }
}

/** The first sentence, as a working title until somebody gives a better one. */
function titleOf(text: string): string {
  const first =
    maskCardNumbers(text)
      .text.split(/[\n。]/)
      .find((part) => part.trim() !== "") ?? text;
  const line = first.trim();
  return line.length <= 60 ? line : `${[...line].slice(0, 59).join("")}…`;
}
