import { Injectable } from "@nestjs/common";
import {
  problems,
  readPastedTimeline,
  type NewTimelineEvent,
  type PastedTimeline,
  type TimelineBatchSaved,
  type TimelineEvent,
  type TimelineEventCorrection,
  type TimelineRevision,
  type TimelineSource,
} from "@keii/shared";
import { Clock } from "../platform/clock/clock.js";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  run,
  within,
  type Queryable,
  type Tx,
} from "../platform/database/database.js";
import { rowsOf, sql } from "../platform/database/sql.js";
import { uuidv7 } from "../platform/database/id.js";
import { readPage, type ListQuery, type Page } from "../platform/http/list.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import {
  contentOf,
  emptyContent,
  insertRevision,
  readContent,
} from "./revision.js";
import { placeAfter, placeByTime } from "./position.js";
import { followsItsRecord, isSameMoment } from "./record-line.js";
import {
  contentColumns,
  reachOf,
  timelineList,
  timelineOf,
  toRevision,
  toTimelineEvent,
  type Reach,
  type RevisionRow,
  type TimelineRow,
} from "./timeline.queries.js";

/** The course of events: what is written stays, a correction is a revision, a retraction leaves its line. */
@Injectable()
export class TimelineService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  list(
    actor: Actor,
    incidentId: string,
    query: ListQuery,
  ): Promise<Page<TimelineRow>> {
    const reach = reachOf(actor);
    return readPage<TimelineRow>(
      this.database,
      timelineList(reach),
      query,
      timelineOf(incidentId, reach),
    );
  }

  async read(
    actor: Actor,
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<TimelineEvent> {
    const reach = reachOf(actor);
    return toTimelineEvent(
      await this.row(incidentId, id, reach, database),
      reach,
    );
  }

  /** Every revision, oldest first. */
  async revisions(
    actor: Actor,
    incidentId: string,
    id: string,
  ): Promise<TimelineRevision[]> {
    const reach = reachOf(actor);
    const current = await this.row(incidentId, id, reach, this.database);
    const rows = await this.database.query<RevisionRow>(
      `select no, kind, reason, ${contentColumns}, recorded_at, recorded_by,
         (select name from app_user where id = recorded_by) as recorded_by_name
       from timeline_revision where incident_id = $1 and event_id = $2 order by no`,
      [incidentId, id],
    );
    // What an entry said before it became counsel's is counsel's as well.
    const isWithheld = reach !== "all" && current.visibility === "counsel";
    return rows.map((row) =>
      toRevision(isWithheld ? { ...row, visibility: "counsel" } : row, reach),
    );
  }

  record(
    actor: Actor,
    incidentId: string,
    event: NewTimelineEvent,
  ): Promise<TimelineEvent> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const id = await this.write(tx, event, null);
      return this.read(actor, incidentId, id, within(tx));
    });
  }

  /** All entries or none, numbered in the order given. */
  recordMany(
    actor: Actor,
    incidentId: string,
    entries: NewTimelineEvent[],
  ): Promise<TimelineBatchSaved> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const ids: string[] = [];
      for (const [index, entry] of entries.entries())
        ids.push(
          await this.write(tx, entry, null, { field: `entries.${index}.` }),
        );
      return { ids, count: ids.length };
    });
  }

  /** Reads pasted lines against what is there already. */
  async readPaste(
    actor: Actor,
    incidentId: string,
    text: string,
  ): Promise<PastedTimeline> {
    const { zone, createdYear } = actor.incident!;
    const existing = await this.database.query<{ on: string; text: string }>(
      `select occurred_on as on, text from timeline_current
       where incident_id = $1 and state = 'current' and ($2 or visibility <> 'counsel') order by recorded_at desc limit 5000`,
      [incidentId, reachOf(actor) === "all"],
    );
    return readPastedTimeline(text, {
      zone,
      today: this.clock.today(zone),
      incidentYear: createdYear,
      existing,
    });
  }

  /** Writes an entry within a unit of work; a domain names the record that speaks, and writes each such line once. */
  async write(
    tx: Tx,
    event: NewTimelineEvent,
    source: TimelineSource | null,
    { field = "", zone }: { field?: string; zone?: string } = {},
  ): Promise<string> {
    const incidentId = tx.incidentId!;
    zone ??= await this.zone(tx, incidentId);
    const content = readContent(tx.actor, emptyContent(zone), event, field);
    const position =
      event.afterId === undefined
        ? await placeByTime(
            tx,
            incidentId,
            content.occurred_on,
            content.occurred_at,
          )
        : await placeAfter(
            tx,
            incidentId,
            content.occurred_on,
            event.afterId,
            null,
            field,
          );
    const id = uuidv7();
    const {
      rows: [counter],
    } = await run<{ value: string }>(
      tx,
      `insert into incident_counter (incident_id, name, value) values ($1, 'timeline', 1)
       on conflict (incident_id, name) do update set value = incident_counter.value + 1 returning value`,
      [incidentId],
    );
    await run(
      tx,
      "insert into timeline_event (id, incident_id, no, recorded_at, recorded_by) values ($1, $2, $3, $4, $5)",
      [id, incidentId, counter!.value, tx.now, tx.actor.id],
    );
    await insertRevision(tx, incidentId, id, 1, "recorded", null, {
      ...content,
      position,
      source_kind: source?.kind ?? null,
      source_id: source?.id ?? null,
    });
    return id;
  }

  correct(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    correction: TimelineEventCorrection,
  ): Promise<TimelineEvent> {
    return this.revise(actor, incidentId, id, base, (tx, row) =>
      this.correctRow(tx, row, correction),
    );
  }

  /** A correction as part of a larger unit of work. */
  async correctWithin(
    tx: Tx,
    id: string,
    base: number,
    correction: TimelineEventCorrection,
  ): Promise<void> {
    const row = await this.row(
      tx.incidentId!,
      id,
      reachOf(tx.actor),
      within(tx),
    );
    if (row.version !== base) throw new Problem(problems.changedMeanwhile);
    await this.correctRow(tx, row, correction);
  }

  private async correctRow(
    tx: Tx,
    row: TimelineRow,
    correction: TimelineEventCorrection,
  ): Promise<void> {
    if (row.state === "retracted")
      throw fieldProblem(problems.broken, "root.serverError", "isRetracted");
    const before = contentOf(row);
    const content = readContent(tx.actor, before, correction);
    if (followsItsRecord(row) && !isSameMoment(content, before))
      throw fieldProblem(problems.broken, "occurred.on", "followsRecord");
    const hasMoved =
      content.occurred_on !== before.occurred_on ||
      content.occurred_at !== before.occurred_at;
    if (hasMoved)
      content.position = await placeByTime(
        tx,
        row.incident_id,
        content.occurred_on,
        content.occurred_at,
        row.id,
      );
    if (JSON.stringify(content) === JSON.stringify(before))
      throw fieldProblem(
        problems.invalid,
        "root.serverError",
        "nothingChanges",
      );
    await insertRevision(
      tx,
      row.incident_id,
      row.id,
      row.version + 1,
      "corrected",
      correction.reason,
      content,
    );
  }

  retract(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    reason: string,
  ): Promise<TimelineEvent> {
    return this.revise(actor, incidentId, id, base, async (tx, row) => {
      if (row.state === "retracted")
        throw fieldProblem(problems.broken, "root.serverError", "isRetracted");
      needsNoRecord(row);
      await insertRevision(
        tx,
        incidentId,
        id,
        base + 1,
        "retracted",
        reason,
        contentOf(row),
      );
    });
  }

  /** A retraction as part of a larger unit of work. */
  async retractWithin(
    tx: Tx,
    id: string,
    base: number,
    reason: string,
  ): Promise<void> {
    const row = await this.row(
      tx.incidentId!,
      id,
      reachOf(tx.actor),
      within(tx),
    );
    await insertRevision(
      tx,
      tx.incidentId!,
      id,
      base + 1,
      "retracted",
      reason,
      contentOf(row),
    );
  }

  restore(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    reason: string,
  ): Promise<TimelineEvent> {
    return this.revise(actor, incidentId, id, base, async (tx, row) => {
      if (row.state === "current")
        throw fieldProblem(
          problems.broken,
          "root.serverError",
          "isNotRetracted",
        );
      needsNoRecord(row);
      await insertRevision(
        tx,
        incidentId,
        id,
        base + 1,
        "restored",
        reason,
        contentOf(row),
      );
    });
  }

  /** Puts an entry elsewhere within its day. */
  move(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    afterId: string | null,
  ): Promise<TimelineEvent> {
    return this.revise(actor, incidentId, id, base, async (tx, row) => {
      const position = await placeAfter(
        tx,
        incidentId,
        row.occurred_on,
        afterId,
        id,
      );
      await insertRevision(tx, incidentId, id, base + 1, "moved", null, {
        ...contentOf(row),
        position,
      });
    });
  }

  /** One revision on top of version `base`; whoever comes second gets 412 with the entry as it is now. */
  private async revise(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    work: (tx: Tx, row: TimelineRow) => Promise<void>,
  ): Promise<TimelineEvent> {
    try {
      return await this.database.transaction(actor, incidentId, async (tx) => {
        const reach = reachOf(actor);
        const row = await this.row(incidentId, id, reach, within(tx));
        if (reach === "withheld" && row.visibility === "counsel")
          throw new Problem(problems.notAllowed);
        if (row.version !== base)
          throw new Problem(problems.changedMeanwhile, {
            current: toTimelineEvent(row, reach),
          });
        await work(tx, row);
        return this.read(actor, incidentId, id, within(tx));
      });
    } catch (error) {
      const { constraint } = error as { constraint?: string };
      if (
        constraint === "timeline_revision_pk" ||
        constraint === "timeline_revision_follows"
      )
        throw new Problem(problems.changedMeanwhile, {
          current: await this.read(actor, incidentId, id),
        });
      throw error;
    }
  }

  private async row(
    incidentId: string,
    id: string,
    reach: Reach,
    database: Queryable,
  ): Promise<TimelineRow> {
    const source = timelineOf(incidentId, reach);
    const [row] = await database.query<TimelineRow>(
      rowsOf(source, [sql`t.id = $2`]),
      [...source.parameters, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return row;
  }

  private async zone(tx: Tx, incidentId: string): Promise<string> {
    if (tx.actor.incident?.id === incidentId) return tx.actor.incident.zone;
    const { rows } = await run<{ zone: string }>(
      tx,
      "select zone from incident where id = $1",
      [incidentId],
    );
    if (!rows[0]) throw new Problem(problems.notFound);
    return rows[0].zone;
  }
}

/** A line that a record wrote is struck through and put back by that record, or the two would disagree. */
function needsNoRecord(row: TimelineRow): void {
  if (followsItsRecord(row))
    throw fieldProblem(problems.broken, "root.serverError", "followsRecord");
}
