import { Injectable } from "@nestjs/common";
import type { FastifyReply } from "fastify";
import { Turns } from "./turns.js";
import type { Source } from "../database/sql.js";
import type { Actor } from "../database/actor.js";
import { Database, recordAct } from "../database/database.js";
import { sendExport, type ExportColumn, type ExportFormat } from "./export.js";
import { checkListQuery, type ListQuery, type ListRules } from "./list.js";

/** A list as it may be taken along: the rules of its screen, and its columns in words. */
export interface ExportedList<R extends object> {
  rules: ListRules;
  source: Source;
  columns: ExportColumn<R>[];
}

/** Exports are made by the server under the same filter as the list, and each is an act in the log. */
@Injectable()
export class Exports {
  /** Each holds a connection for as long as somebody reads. */
  private readonly turns = new Turns(4, 20);

  constructor(private readonly database: Database) {}

  async send<R extends object>(
    actor: Actor,
    reply: FastifyReply,
    format: ExportFormat,
    query: ListQuery,
    list: ExportedList<R>,
  ): Promise<void> {
    // First what may be refused: the log names filters that there are, not whatever was sent.
    checkListQuery(list.rules, query);
    await this.database.transaction(actor, actor.incident?.id ?? null, (tx) =>
      recordAct(tx, "export", list.rules.name, null, {
        format,
        filters: Object.keys(query.filter),
      }),
    );
    await this.turns.take(() =>
      sendExport(
        reply,
        this.database.pool,
        format,
        list.rules,
        query,
        list.source,
        list.columns,
      ),
    );
  }
}
