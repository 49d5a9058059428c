import { Injectable } from "@nestjs/common";
import {
  languages,
  problems,
  renderText,
  type Bilingual,
  type NewPassage,
  type Passage,
  type PassageChange,
  type PassageRevision,
} from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  giveReason,
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
import { FactsService, refuseUnfillable } from "./facts.service.js";
import { PassageRevisionEntity } from "./passage-revision.entity.js";
import { PassageEntity } from "./passage.entity.js";
import {
  passageList,
  passageRevisionsOf,
  passagesOf,
  toPassage,
  toPassageRevision,
  type PassageRevisionRow,
  type PassageRow,
} from "./passages.queries.js";

onConstraint("passage_key_once", () =>
  fieldProblem(problems.alreadyExists, "key", "passageExists"),
);
onConstraint("passage_revision_second_person", () =>
  fieldProblem(problems.notAllowed, "root.serverError", "ownPassage"),
);

/** Paragraphs used word for word: every version is kept, and only what a second person approved is published. */
@Injectable()
export class PassagesService {
  constructor(
    private readonly database: Database,
    private readonly facts: FactsService,
  ) {}

  list(incidentId: string, query: ListQuery): Promise<Page<PassageRow>> {
    return readPage<PassageRow>(
      this.database,
      passageList,
      query,
      passagesOf(incidentId),
    );
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<Passage> {
    const [row] = await database.query<PassageRow>(
      rowsOf(passagesOf(incidentId), [sql`p.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toPassage(row);
  }

  async revisions(incidentId: string, id: string): Promise<PassageRevision[]> {
    await this.read(incidentId, id);
    const rows = await this.database.query<PassageRevisionRow>(
      passageRevisionsOf,
      [incidentId, id],
    );
    return rows.map(toPassageRevision);
  }

  add(
    actor: Actor,
    incidentId: string,
    { key, text }: NewPassage,
  ): Promise<Passage> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      await this.check(tx, text);
      const id = uuidv7();
      await tx.manager.insert(PassageEntity, {
        id,
        version: 1,
        incidentId,
        key,
        createdAt: tx.now,
        createdBy: tx.actor.id,
      });
      await this.write(tx, id, 1, text, "");
      return this.read(incidentId, id, within(tx));
    });
  }

  revise(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { text, reason }: PassageChange,
  ): Promise<Passage> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.read(incidentId, id, within(tx));
      await this.check(tx, text);
      await giveReason(tx, reason);
      await this.countUp(tx, id, base);
      await this.write(tx, id, before.no + 1, text, reason);
      return this.read(incidentId, id, within(tx));
    });
  }

  /** The newest words, by somebody who did not write them. */
  approve(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
  ): Promise<Passage> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.read(incidentId, id, within(tx));
      await this.countUp(tx, id, base);
      if (before.approvedNo === before.no)
        throw fieldProblem(
          problems.broken,
          "root.serverError",
          "isApprovedAlready",
        );
      if (before.writtenBy !== null && before.writtenBy.id === actor.id)
        throw fieldProblem(
          problems.notAllowed,
          "root.serverError",
          "ownPassage",
        );
      await tx.manager.update(
        PassageRevisionEntity,
        { passageId: id, no: before.no },
        { approvedAt: tx.now, approvedBy: tx.actor.id },
      );
      return this.read(incidentId, id, within(tx));
    });
  }

  private countUp(tx: Tx, id: string, base: number): Promise<PassageEntity> {
    const incidentId = tx.incidentId!;
    return changeVersioned(
      tx,
      PassageEntity,
      { id, incidentId },
      base,
      {},
      () => this.read(incidentId, id, within(tx)),
    );
  }

  private async write(
    tx: Tx,
    passageId: string,
    no: number,
    text: Bilingual,
    reason: string,
  ): Promise<void> {
    await tx.manager.insert(PassageRevisionEntity, {
      passageId,
      no,
      incidentId: tx.incidentId!,
      text,
      reason,
      writtenAt: tx.now,
      writtenBy: tx.actor.id,
      approvedAt: null,
      approvedBy: null,
    });
  }

  /** Facts only: a passage within a passage would be approved by nobody who reads it. */
  private async check(tx: Tx, text: Bilingual): Promise<void> {
    const sources = await this.facts.sources(tx.incidentId!, within(tx));
    for (const language of languages)
      for (const { passage } of renderText(text[language], language, sources)
        .pieces)
        if (passage !== null)
          throw fieldProblem(
            problems.invalid,
            `text.${language}`,
            "mergeNested",
            `{{passage.${passage}}}`,
          );
    refuseUnfillable({ text }, sources);
  }
}
