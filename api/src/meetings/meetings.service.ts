import { Injectable } from "@nestjs/common";
import {
  meetingTransitions,
  problems,
  type Meeting,
  type MeetingAttendeeInput,
  type MeetingChange,
  type MeetingDecisionWithdrawal,
  type MeetingHeld,
  type MeetingState,
  type MeetingWithdrawal,
  type Moment,
  type NewMeeting,
  type NewMeetingDecision,
  type NewMeetingTasks,
  type Task,
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
import { TasksService } from "../tasks/tasks.service.js";
import { keptZone } from "../timeline/kept-zone.js";
import { momentColumns, readOccurred } from "../timeline/occurrence.js";
import { RecordLinesService } from "../timeline/record-lines.service.js";
import { MeetingEntity } from "./meeting.entity.js";
import { decidedLine, heldLine } from "./meeting-line.js";
import {
  meetingList,
  meetingsOf,
  toMeeting,
  type MeetingRow,
} from "./meetings.queries.js";

onConstraint("meeting_previous_fk", () =>
  fieldProblem(problems.invalid, "previousMeetingId", "unknownReference"),
);
onConstraint("meeting_next_once", () =>
  fieldProblem(problems.alreadyExists, "previousMeetingId", "hasNextMeeting"),
);

/** Meetings of those who respond. What they decide is told to the timeline, what they give to do to the tasks. */
@Injectable()
export class MeetingsService {
  constructor(
    private readonly database: Database,
    private readonly lines: RecordLinesService,
    private readonly tasks: TasksService,
  ) {}

  list(
    actor: Actor,
    incidentId: string,
    query: ListQuery,
  ): Promise<Page<MeetingRow>> {
    return readPage<MeetingRow>(
      this.database,
      meetingList,
      query,
      meetingsOf(actor, incidentId),
    );
  }

  async read(
    actor: Actor,
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<Meeting> {
    const [row] = await database.query<MeetingRow>(
      rowsOf(meetingsOf(actor, incidentId), [sql`m.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toMeeting(row);
  }

  add(actor: Actor, incidentId: string, meeting: NewMeeting): Promise<Meeting> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const { zone } = actor.incident!;
      const moment = readOccurred(meeting.occurred, zone);
      const isPlan = moment.precision === "planned";
      const decisions = meeting.decisions ?? [];
      if (isPlan && decisions.length > 0)
        throw fieldProblem(problems.broken, "decisions", "notHeldYet");
      if (isPlan && meeting.timelineEventId)
        throw fieldProblem(problems.broken, "timelineEventId", "notHeldYet");
      const id = uuidv7();
      await tx.manager.insert(MeetingEntity, {
        id,
        version: 1,
        incidentId,
        title: meeting.title,
        state: isPlan ? "planned" : "held",
        zone,
        ...momentColumns(moment),
        place: meeting.place ?? "",
        agenda: meeting.agenda ?? "",
        minutes: meeting.minutes ?? "",
        previousMeetingId: meeting.previousMeetingId ?? null,
        withdrawalReason: null,
        createdAt: tx.now,
        createdBy: actor.id,
      });
      await this.seat(tx, id, meeting.attendees ?? []);
      if (isPlan) return this.read(actor, incidentId, id, within(tx));
      return this.tell(tx, id, decisions, meeting.timelineEventId);
    });
  }

  change(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { reason, occurred, attendees, ...change }: MeetingChange,
  ): Promise<Meeting> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.standing(tx, id, base);
      const zone = await keptZone(tx, MeetingEntity, id);
      const moment = occurred && readOccurred(occurred, zone);
      if (moment && isPlanned(moment) !== (before.state === "planned"))
        throw fieldProblem(problems.broken, "occurred.precision", "isIn");
      if (attendees) await this.seat(tx, id, attendees);
      const after = await this.write(tx, before, {
        ...change,
        ...(moment && momentColumns(moment)),
      });
      if (after.state === "planned") return after;
      const said = heldLine(before);
      const says = heldLine(after);
      if (JSON.stringify(said) === JSON.stringify(says)) return after;
      if (!reason?.trim())
        throw fieldProblem(problems.invalid, "reason", "isNotBlank");
      await this.lines.retell(tx, heldBy(id), said, says, reason);
      for (const taken of before.decisions) {
        const words = { text: taken.text ?? "" };
        if (taken.withdrawalReason === null)
          await this.lines.retell(
            tx,
            decidedBy(taken.id),
            decidedLine(before, words),
            decidedLine(after, words),
            reason,
          );
      }
      return this.read(actor, incidentId, id, within(tx));
    });
  }

  /** A planned meeting took place. */
  hold(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    held: MeetingHeld,
  ): Promise<Meeting> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.standing(tx, id, base);
      if (before.state === "held")
        throw fieldProblem(
          problems.alreadyExists,
          "root.serverError",
          "isTransition",
        );
      needTransition(before.state, "held");
      const zone = await keptZone(tx, MeetingEntity, id);
      const moment = readOccurred(held.occurred, zone);
      if (isPlanned(moment))
        throw fieldProblem(problems.invalid, "occurred.precision", "isIn");
      if (held.attendees) await this.seat(tx, id, held.attendees);
      await this.write(tx, before, {
        state: "held",
        ...momentColumns(moment),
        ...(held.minutes !== undefined && { minutes: held.minutes }),
      });
      return this.tell(tx, id, held.decisions ?? [], held.timelineEventId);
    });
  }

  /** Records one more decision of a meeting that was held. */
  decide(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    decision: NewMeetingDecision,
  ): Promise<Meeting> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.standing(tx, id, base);
      if (before.state !== "held")
        throw fieldProblem(problems.broken, "root.serverError", "notHeldYet");
      const after = await this.write(tx, before, {});
      await this.tellDecision(tx, after, decision);
      return this.read(actor, incidentId, id, within(tx));
    });
  }

  withdrawDecision(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { decisionId, reason }: MeetingDecisionWithdrawal,
  ): Promise<Meeting> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.standing(tx, id, base);
      const taken = before.decisions.find((one) => one.id === decisionId);
      if (!taken)
        throw fieldProblem(problems.invalid, "decisionId", "unknownReference");
      if (taken.withdrawalReason !== null)
        throw fieldProblem(problems.broken, "decisionId", "isWithdrawn");
      await run(
        tx,
        "update meeting_decision set withdrawal_reason = $3 where incident_id = $1 and id = $2",
        [incidentId, decisionId, reason],
      );
      await this.lines.unsay(tx, decidedBy(decisionId), reason);
      return this.write(tx, before, {});
    });
  }

  /** Gives out what is to be done: all of it or nothing. */
  assign(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { tasks }: NewMeetingTasks,
  ): Promise<Task[]> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.standing(tx, id, base);
      const made: Task[] = [];
      for (const [at, task] of tasks.entries())
        made.push(
          await this.tasks.record(
            tx,
            actor.incident!.zone,
            task,
            { id, kind: "meetings" },
            `tasks.${at}.`,
          ),
        );
      await this.write(tx, before, {});
      return made;
    });
  }

  /** Strikes it through together with its lines; the tasks it gave stay. */
  withdraw(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { reason }: MeetingWithdrawal,
  ): Promise<Meeting> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.standing(tx, id, base);
      needTransition(before.state, "withdrawn");
      await this.write(tx, before, {
        state: "withdrawn",
        withdrawalReason: reason,
      });
      await this.lines.unsay(tx, heldBy(id), reason);
      for (const taken of before.decisions)
        if (taken.withdrawalReason === null)
          await this.lines.unsay(tx, decidedBy(taken.id), reason);
      return this.read(actor, incidentId, id, within(tx));
    });
  }

  private async tell(
    tx: Tx,
    id: string,
    decisions: NewMeetingDecision[],
    adoptId?: string | null,
  ): Promise<Meeting> {
    const { incidentId, actor } = tx;
    const meeting = await this.read(actor, incidentId!, id, within(tx));
    const zone = await keptZone(tx, MeetingEntity, id);
    const line = { zone, ...heldLine(meeting) };
    await this.lines.tell(tx, heldBy(id), line, adoptId);
    for (const [at, decision] of decisions.entries())
      await this.tellDecision(tx, meeting, decision, `decisions.${at}.`);
    return this.read(actor, incidentId!, id, within(tx));
  }

  private async tellDecision(
    tx: Tx,
    meeting: Meeting,
    decision: NewMeetingDecision,
    field = "",
  ): Promise<void> {
    const id = uuidv7();
    await run(
      tx,
      "insert into meeting_decision (id, incident_id, meeting_id, recorded_at, recorded_by) values ($1, $2, $3, $4, $5)",
      [id, meeting.incidentId, meeting.id, tx.now, tx.actor.id],
    );
    await this.lines.tell(
      tx,
      decidedBy(id),
      {
        zone: await keptZone(tx, MeetingEntity, meeting.id),
        ...decidedLine(meeting, decision),
      },
      decision.timelineEventId,
      `${field}timelineEventId`,
    );
  }

  /** Writes who was there, in the order given. */
  private async seat(
    tx: Tx,
    id: string,
    attendees: MeetingAttendeeInput[],
  ): Promise<void> {
    for (const [at, attendee] of attendees.entries())
      await this.needSomebody(tx, attendees, attendee, at);
    await run(tx, "delete from meeting_attendee where meeting_id = $1", [id]);
    await run(
      tx,
      `insert into meeting_attendee (meeting_id, place, incident_id, user_id, party_id, name)
       select $1, a.place, $2, a.user_id, a.party_id, a.name
       from unnest($3::uuid[], $4::uuid[], $5::text[]) with ordinality as a (user_id, party_id, name, place)`,
      [
        id,
        tx.incidentId,
        attendees.map(({ userId }) => userId ?? null),
        attendees.map(({ partyId }) => partyId ?? null),
        attendees.map(({ name }) => name ?? ""),
      ],
    );
  }

  private async needSomebody(
    tx: Tx,
    all: MeetingAttendeeInput[],
    { userId = null, partyId = null, name = "" }: MeetingAttendeeInput,
    at: number,
  ): Promise<void> {
    const field = (of: string) => `attendees.${at}.${of}`;
    const wrong = (of: string, key: string) =>
      fieldProblem(problems.invalid, field(of), key);
    if (userId === null) {
      if (partyId === null && !/\S/.test(name))
        throw wrong("name", "isNotBlank");
      if (partyId !== null && !(await isThere(tx, "party", partyId)))
        throw wrong("partyId", "unknownReference");
      return;
    }
    if (partyId !== null || name !== "") throw wrong("name", "eitherMember");
    if (all.findIndex((one) => sameId(one.userId, userId)) < at)
      throw wrong("userId", "isNamedTwice");
    if (!(await isThere(tx, "member", userId)))
      throw wrong("userId", "unknownReference");
  }

  /** The meeting as it stands, to be changed. Throws where it was taken back, or is no longer the one it was. */
  private async standing(tx: Tx, id: string, base: number): Promise<Meeting> {
    await run(
      tx,
      "select from meeting where incident_id = $1 and id = $2 for update",
      [tx.incidentId, id],
    );
    const meeting = await this.read(tx.actor, tx.incidentId!, id, within(tx));
    if (meeting.version !== base)
      throw new Problem(problems.changedMeanwhile, { current: meeting });
    if (meeting.state === "withdrawn")
      throw fieldProblem(problems.broken, "root.serverError", "isWithdrawn");
    return meeting;
  }

  private async write(
    tx: Tx,
    { id, incidentId, version }: Meeting,
    change: Partial<MeetingEntity>,
  ): Promise<Meeting> {
    const present = () => this.read(tx.actor, incidentId, id, within(tx));
    await changeVersioned(
      tx,
      MeetingEntity,
      { id, incidentId },
      version,
      change,
      present,
    );
    return present();
  }
}

function heldBy(id: string) {
  return { kind: "meetings.held", id };
}

function decidedBy(id: string) {
  return { kind: "meetings.decided", id };
}

function isPlanned({ precision }: Moment): boolean {
  return precision === "planned";
}

function needTransition(from: MeetingState, to: MeetingState): void {
  if (!meetingTransitions[from].includes(to))
    throw fieldProblem(problems.broken, "root.serverError", "isTransition");
}

function sameId(one: string | null | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

/** A body anybody may have met; of people those who were ever members here. */
async function isThere(
  tx: Tx,
  what: "party" | "member",
  id: string,
): Promise<boolean> {
  const { rows } =
    what === "party"
      ? await run(tx, "select from party where id = $1", [id])
      : await run(
          tx,
          "select from membership where incident_id = $1 and user_id = $2",
          [tx.incidentId, id],
        );
  return rows.length > 0;
}
