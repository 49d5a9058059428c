import { Injectable } from "@nestjs/common";
import { problems, type TimelineSource } from "@keii/shared";
import { run, within, type Tx } from "../platform/database/database.js";
import { rowsOf, sql } from "../platform/database/sql.js";
import { fieldProblem } from "../platform/http/problem.js";
import { readOccurred } from "./occurrence.js";
import { placeByTime } from "./position.js";
import { isMarker, type RecordLine } from "./record-line.js";
import {
  contentOf,
  insertRevision,
  readContent,
  type Content,
} from "./revision.js";
import { reachOf, timelineOf, type TimelineRow } from "./timeline.queries.js";
import { TimelineService } from "./timeline.service.js";

/**
 * The lines that records write by themselves. Whatever a record says of when it happened stands once in the course of
 * events, and moves and goes with the record.
 */
@Injectable()
export class RecordLinesService {
  constructor(private readonly timeline: TimelineService) {}

  /**
   * Says it once: ties the record to the line `adoptId` that is there already, or writes a new one. Answers the line's id.
   * Throws at `field` where that line is gone, withheld, retracted or of another day.
   */
  async tell(
    tx: Tx,
    source: TimelineSource,
    line: RecordLine,
    adoptId?: string | null,
    field = "timelineEventId",
  ): Promise<string> {
    const { zone, ...said } = line;
    if (!adoptId)
      return this.timeline.write(
        tx,
        { visibility: "internal", ...said },
        source,
        { zone },
      );
    const row = await this.row(tx, adoptId);
    if (
      !row ||
      (row.visibility === "counsel" && reachOf(tx.actor) === "withheld")
    )
      throw fieldProblem(problems.invalid, field, "unknownReference");
    if (row.state === "retracted")
      throw fieldProblem(problems.broken, field, "isRetracted");
    if (row.occurred_on !== line.occurred.on)
      throw fieldProblem(problems.broken, field, "otherDayLine");
    const owner = ownerOf(row);
    if (owner === null || (isMarker(owner) && !isMarker(source))) {
      await this.own(tx, row, source, line);
      if (owner) await link(tx, row.id, owner);
    } else await link(tx, row.id, source);
    return row.id;
  }

  /** Lets the line follow its record, which said `before` and says `after` now. Words corrected by hand stay. */
  async retell(
    tx: Tx,
    source: TimelineSource,
    before: RecordLine,
    after: RecordLine,
    reason: string,
  ): Promise<void> {
    const row = await this.lineOf(tx, source);
    if (!row || row.state === "retracted") return;
    const isShared = row.links.length > 0;
    if (isShared && after.occurred.on !== row.occurred_on) {
      await this.leave(tx, row, source);
      await this.tell(tx, source, { zone: row.zone, ...after });
      return;
    }
    if (!isOwner(row, source)) return;
    const now = contentOf(row);
    const isWorded = row.text !== before.text;
    const content = readContent(tx.actor, now, {
      occurred: after.occurred,
      ...(after.learned !== undefined && { learned: after.learned }),
      ...(!isWorded && { text: after.text }),
      ...(row.category === before.category && { category: after.category }),
      ...(row.visibility === before.visibility &&
        after.visibility && { visibility: after.visibility }),
      reason,
    });
    if (JSON.stringify(content) === JSON.stringify(now)) return;
    content.position = await placeOf(tx, row, content);
    await insertRevision(
      tx,
      row.incident_id,
      row.id,
      row.version + 1,
      "corrected",
      reason,
      content,
    );
  }

  /** Takes back what a record said: its line is struck through, unless it speaks of others as well. */
  async unsay(tx: Tx, source: TimelineSource, reason: string): Promise<void> {
    const row = await this.lineOf(tx, source);
    if (!row || row.state === "retracted") return;
    if (row.links.length > 0) await this.leave(tx, row, source);
    else
      await insertRevision(
        tx,
        row.incident_id,
        row.id,
        row.version + 1,
        "retracted",
        reason,
        contentOf(row),
      );
  }

  /** The first record of a line is its source, and knows best at which minute of the day it happened. */
  private async own(
    tx: Tx,
    row: TimelineRow,
    source: TimelineSource,
    line: RecordLine,
  ): Promise<void> {
    const content = contentOf(row);
    content.source_kind = source.kind;
    content.source_id = source.id;
    const moment = readOccurred(line.occurred, row.zone);
    if (moment.at !== null && row.occurred_precision === "day") {
      content.occurred_precision = moment.precision;
      content.occurred_at = new Date(moment.at).toISOString();
      content.position = await placeOf(tx, row, content);
    }
    await insertRevision(
      tx,
      row.incident_id,
      row.id,
      row.version + 1,
      "adopted",
      null,
      content,
    );
  }

  /** Parts one of several records from its line; the line stays with the others. */
  private async leave(
    tx: Tx,
    row: TimelineRow,
    source: TimelineSource,
  ): Promise<void> {
    const isSource = isOwner(row, source);
    const parting = isSource ? row.links[0]! : source;
    await run(
      tx,
      "delete from timeline_link where incident_id = $1 and source_kind = $2 and source_id = $3",
      [row.incident_id, parting.kind, parting.id],
    );
    if (!isSource) return;
    await insertRevision(
      tx,
      row.incident_id,
      row.id,
      row.version + 1,
      "adopted",
      null,
      {
        ...contentOf(row),
        source_kind: parting.kind,
        source_id: parting.id,
      },
    );
  }

  private async lineOf(
    tx: Tx,
    source: TimelineSource,
  ): Promise<TimelineRow | undefined> {
    const { rows } = await run<{ id: string }>(
      tx,
      `select id from timeline_current where incident_id = $1 and source_kind = $2 and source_id = $3
       union all select event_id from timeline_link where incident_id = $1 and source_kind = $2 and source_id = $3`,
      [tx.incidentId, source.kind, source.id],
    );
    return rows[0] && this.row(tx, rows[0].id);
  }

  private async row(tx: Tx, id: string): Promise<TimelineRow | undefined> {
    const lines = timelineOf(tx.incidentId!, "all");
    const [row] = await within(tx).query<TimelineRow>(
      rowsOf(lines, [sql`t.id = $2`]),
      [...lines.parameters, id],
    );
    return row;
  }
}

function ownerOf(row: TimelineRow): TimelineSource | null {
  return row.source_kind === null || row.source_id === null
    ? null
    : { kind: row.source_kind, id: row.source_id };
}

function isOwner(row: TimelineRow, source: TimelineSource): boolean {
  return row.source_kind === source.kind && row.source_id === source.id;
}

async function link(
  tx: Tx,
  eventId: string,
  source: TimelineSource,
): Promise<void> {
  await run(
    tx,
    `insert into timeline_link (incident_id, source_kind, source_id, event_id, linked_at, linked_by) values ($1, $2, $3, $4, $5, $6)`,
    [tx.incidentId, source.kind, source.id, eventId, tx.now, tx.actor.id],
  );
}

function placeOf(tx: Tx, row: TimelineRow, content: Content): Promise<string> {
  const before = contentOf(row);
  return content.occurred_on === before.occurred_on &&
    content.occurred_at === before.occurred_at
    ? Promise.resolve(before.position)
    : placeByTime(
        tx,
        row.incident_id,
        content.occurred_on,
        content.occurred_at,
        row.id,
      );
}
