import { Injectable } from "@nestjs/common";
import {
  authorityReplyTransitions,
  inLanguage,
  problems,
  type AuthorityReply,
  type AuthorityReplyAnswer,
  type AuthorityReplyChange,
  type AuthorityReplyKind,
  type AuthorityReplyState,
  type AuthorityReportState,
  type NewAuthorityReply,
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
import { uuidv7 } from "../platform/database/id.js";
import { rowsOf, sql } from "../platform/database/sql.js";
import { changeVersioned } from "../platform/database/versioned.js";
import { readPage, type ListQuery, type Page } from "../platform/http/list.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import { onConstraint } from "../platform/http/problem.filter.js";
import { dueColumns } from "../tasks/due-time.js";
import {
  momentColumns,
  readLearned,
  readOccurred,
} from "../timeline/occurrence.js";
import type { RecordLine } from "../timeline/record-line.js";
import { RecordLinesService } from "../timeline/record-lines.service.js";
import { AuthoritiesService, needMember } from "./authorities.service.js";
import { answeredText, askedText } from "./authority-line.js";
import { AuthorityReplyEntity } from "./authority-reply.entity.js";
import {
  replyList,
  repliesOf,
  toReply,
  type AuthorityReplyRow,
} from "./authority-replies.queries.js";
import { keptZone } from "../timeline/kept-zone.js";

onConstraint("authority_reply_report_fk", () =>
  fieldProblem(problems.invalid, "authorityReportId", "unknownReference"),
);

/** What a reply makes of the report it speaks of; a question leaves it as it is. */
const reportStateOf: Record<AuthorityReplyKind, AuthorityReportState | null> = {
  accepted: "accepted",
  revision_requested: "revision_requested",
  question: null,
};

/** What authorities say to a report, what they ask, and what we answer. */
@Injectable()
export class AuthorityRepliesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reports: AuthoritiesService,
    private readonly lines: RecordLinesService,
  ) {}

  list(incidentId: string, query: ListQuery): Promise<Page<AuthorityReplyRow>> {
    return readPage<AuthorityReplyRow>(
      this.database,
      replyList,
      query,
      repliesOf(incidentId),
    );
  }

  show(row: AuthorityReplyRow): AuthorityReply {
    return toReply(row, this.clock.now());
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<AuthorityReply> {
    const [row] = await database.query<AuthorityReplyRow>(
      rowsOf(repliesOf(incidentId), [sql`y.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return this.show(row);
  }

  /** Records what came back; it stands in the course of events, and moves the report's state. */
  receive(
    actor: Actor,
    incidentId: string,
    reply: NewAuthorityReply,
  ): Promise<AuthorityReply> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const { zone } = actor.incident!;
      const isNoted = reply.kind === "accepted";
      needText(reply.kind, reply.text ?? "");
      const moment = readOccurred(reply.occurred, zone);
      const id = uuidv7();
      await this.needFiled(tx, reply.authorityReportId);
      await tx.manager.insert(AuthorityReplyEntity, {
        id,
        version: 1,
        incidentId,
        authorityReportId: reply.authorityReportId,
        kind: reply.kind,
        zone,
        ...momentColumns(moment),
        method: reply.method,
        fromWhom: reply.fromWhom ?? "",
        text: reply.text ?? "",
        ...dueColumns(reply.dueOn ?? null, reply.dueAt ?? null, zone),
        state: isNoted ? "noted" : "open",
        answeredOn: null,
        answeredAt: null,
        answeredBy: null,
        answerText: "",
        reason: null,
        createdAt: tx.now,
        createdBy: actor.id,
      });
      await this.followReport(tx, reply.authorityReportId);
      const received = await this.read(incidentId, id, within(tx));
      await this.lines.tell(
        tx,
        sourceOf(received),
        lineOf(received, zone),
        reply.timelineEventId,
      );
      return received;
    });
  }

  change(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { reason, ...change }: AuthorityReplyChange,
  ): Promise<AuthorityReply> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const zone = await keptZone(tx, AuthorityReplyEntity, id);
      const before = await this.read(incidentId, id, within(tx));
      if (before.version === base && before.state === "withdrawn")
        throw fieldProblem(problems.broken, "root.serverError", "isTransition");
      const { occurred, dueOn, dueAt, ...fields } = change;
      if (fields.text !== undefined) needText(before.kind, fields.text);
      const isMoved = dueOn !== undefined || dueAt !== undefined;
      const after = await this.write(tx, before, base, {
        ...fields,
        ...(occurred && momentColumns(readOccurred(occurred, zone))),
        ...(isMoved &&
          dueColumns(
            dueOn === undefined ? before.dueOn : dueOn,
            dueAt === undefined ? before.dueAt : dueAt,
            zone,
          )),
        reason,
      });
      await this.followReport(tx, after.authorityReportId);
      await this.lines.retell(
        tx,
        sourceOf(after),
        lineOf(before, zone),
        lineOf(after, zone),
        reason,
      );
      return after;
    });
  }

  /** Says what we told them; that closes the question. */
  answer(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    answer: AuthorityReplyAnswer,
  ): Promise<AuthorityReply> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.read(incidentId, id, within(tx));
      checkTransition(before, base, "answered");
      const zone = await keptZone(tx, AuthorityReplyEntity, id);
      const answered = readLearned(answer.answered, zone, "answered")!;
      const answeredBy = answer.answeredById ?? actor.id!;
      await needMember(tx, answeredBy, "answeredById");
      const after = await this.write(tx, before, base, {
        state: "answered",
        answeredOn: answered.on,
        answeredAt: answered.at === null ? null : new Date(answered.at),
        answeredBy,
        answerText: answer.answerText,
      });
      await this.lines.tell(
        tx,
        { kind: "authorities.answered", id: after.id },
        {
          zone,
          occurred: answered,
          text: answeredText(inLanguage(after.recipientName, "ja"), after.kind),
          type: "communication",
          category: "authorities",
        },
        answer.timelineEventId,
      );
      return after;
    });
  }

  withdraw(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    reason: string,
  ): Promise<AuthorityReply> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.read(incidentId, id, within(tx));
      checkTransition(before, base, "withdrawn");
      const after = await this.write(tx, before, base, {
        state: "withdrawn",
        reason,
      });
      await this.lines.unsay(tx, sourceOf(after), reason);
      await this.lines.unsay(
        tx,
        { kind: "authorities.answered", id: after.id },
        reason,
      );
      await this.followReport(tx, after.authorityReportId);
      return after;
    });
  }

  /** A report is as the newest reply that judges it says, or filed where none does. */
  private async followReport(tx: Tx, reportId: string): Promise<void> {
    const { rows } = await run<{ kind: AuthorityReplyKind }>(
      tx,
      `select kind from authority_reply where incident_id = $1 and authority_report_id = $2 and kind <> 'question' and state <> 'withdrawn'
       order by occurred_on desc, occurred_at desc nulls last, created_at desc limit 1`,
      [tx.incidentId, reportId],
    );
    const kind = rows[0]?.kind;
    const report = await this.reports.read(
      tx.incidentId!,
      reportId,
      within(tx),
    );
    // What came back for a report that was withdrawn later stays as it was told.
    if (report.state === "withdrawn") return;
    await this.reports.follow(
      tx,
      reportId,
      (kind && reportStateOf[kind]) ?? "filed",
    );
  }

  private async needFiled(tx: Tx, reportId: string): Promise<void> {
    const { rows } = await run<{ state: AuthorityReportState }>(
      tx,
      "select state from authority_report where incident_id = $1 and id = $2",
      [tx.incidentId, reportId],
    );
    const state = rows[0]?.state;
    if (state === undefined)
      throw fieldProblem(
        problems.invalid,
        "authorityReportId",
        "unknownReference",
      );
    if (state === "draft" || state === "withdrawn")
      throw fieldProblem(problems.broken, "authorityReportId", "isNotFiled");
  }

  private async write(
    tx: Tx,
    { id, incidentId }: AuthorityReply,
    base: number,
    change: Parameters<typeof changeVersioned<AuthorityReplyEntity>>[4],
  ): Promise<AuthorityReply> {
    const read = () => this.read(incidentId, id, within(tx));
    await changeVersioned(
      tx,
      AuthorityReplyEntity,
      { id, incidentId },
      base,
      change,
      read,
    );
    return read();
  }
}

/** Only an acceptance may go without words. */
function needText(kind: AuthorityReplyKind, text: string): void {
  if (kind !== "accepted" && text.trim() === "")
    throw fieldProblem(problems.invalid, "text", "isNotBlank");
}

function checkTransition(
  reply: AuthorityReply,
  base: number,
  state: AuthorityReplyState,
): void {
  if (
    reply.version === base &&
    !authorityReplyTransitions[reply.state].includes(state)
  )
    throw fieldProblem(problems.broken, "root.serverError", "isTransition");
}

function sourceOf({ id, kind }: AuthorityReply): { kind: string; id: string } {
  const word = kind === "accepted" ? "accepted" : "asked";
  return { kind: `authorities.${word}`, id };
}

function lineOf(reply: AuthorityReply, zone: string): RecordLine {
  return {
    occurred: reply.occurred,
    text: askedText({
      ...reply,
      recipient: inLanguage(reply.recipientName, "ja"),
      zone,
      year: Number(reply.occurred.on.slice(0, 4)),
    }),
    type: "communication",
    category: "authorities",
  };
}
