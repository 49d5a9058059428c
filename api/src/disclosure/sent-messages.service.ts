import { Injectable } from "@nestjs/common";
import {
  problems,
  type NewSentMessage,
  type SentMessage,
  type SentMessageChange,
} from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  giveReason,
  within,
  type Queryable,
} from "../platform/database/database.js";
import { uuidv7 } from "../platform/database/id.js";
import { rowsOf, sql } from "../platform/database/sql.js";
import { changeVersioned } from "../platform/database/versioned.js";
import { readPage, type ListQuery, type Page } from "../platform/http/list.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import { onConstraint } from "../platform/http/problem.filter.js";
import { SentMessageEntity } from "./sent-message.entity.js";
import {
  sentMessageList,
  sentMessagesOf,
  toSentMessage,
  type SentMessageRow,
} from "./sent-messages.queries.js";

onConstraint("sent_message_order", () =>
  fieldProblem(problems.invalid, "untilOn", "untilBeforeFrom"),
);

/** What we really send, so that customers can tell impostors apart. */
@Injectable()
export class SentMessagesService {
  constructor(private readonly database: Database) {}

  list(incidentId: string, query: ListQuery): Promise<Page<SentMessageRow>> {
    return readPage<SentMessageRow>(
      this.database,
      sentMessageList,
      query,
      sentMessagesOf(incidentId),
    );
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<SentMessage> {
    const [row] = await database.query<SentMessageRow>(
      rowsOf(sentMessagesOf(incidentId), [sql`m.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toSentMessage(row);
  }

  add(
    actor: Actor,
    incidentId: string,
    message: NewSentMessage,
  ): Promise<SentMessage> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const id = uuidv7();
      await tx.manager.insert(SentMessageEntity, {
        id,
        version: 1,
        incidentId,
        kind: message.kind,
        sender: message.sender,
        subject: message.subject ?? null,
        looksLike: message.looksLike,
        fromOn: message.fromOn,
        untilOn: message.untilOn ?? null,
        withdrawalReason: null,
        createdAt: tx.now,
        createdBy: tx.actor.id,
      });
      return this.read(incidentId, id, within(tx));
    });
  }

  change(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { reason, ...change }: SentMessageChange,
  ): Promise<SentMessage> {
    return this.write(actor, incidentId, id, base, reason, change);
  }

  withdraw(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    reason: string,
  ): Promise<SentMessage> {
    return this.write(actor, incidentId, id, base, reason, {
      withdrawalReason: reason,
    });
  }

  private write(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    reason: string,
    change: Partial<SentMessageEntity>,
  ): Promise<SentMessage> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const present = () => this.read(incidentId, id, within(tx));
      const before = await present();
      if (before.version === base && before.withdrawalReason !== null)
        throw fieldProblem(problems.broken, "root.serverError", "isWithdrawn");
      await giveReason(tx, reason);
      await changeVersioned(
        tx,
        SentMessageEntity,
        { id, incidentId },
        base,
        change,
        present,
      );
      return present();
    });
  }
}
