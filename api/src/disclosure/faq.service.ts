import { Injectable } from "@nestjs/common";
import { generateKeyBetween } from "fractional-indexing";
import {
  drawnBy,
  problems,
  type FaqChange,
  type FaqEntry,
  type FaqPlacing,
  type FaqRevision,
  type NewFaqEntry,
} from "@keii/shared";
import {
  FactsService,
  refuseUnfillable,
  renderForPublic,
} from "../facts/facts.service.js";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  giveReason,
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
import { FaqEditionEntity } from "./faq-edition.entity.js";
import { FaqEntryEntity } from "./faq-entry.entity.js";
import { FaqRevisionEntity } from "./faq-revision.entity.js";
import {
  faqList,
  faqOf,
  faqRevisionsOf,
  toFaqEntry,
  toFaqRevision,
  type FaqRevisionRow,
  type FaqRow,
} from "./faq.queries.js";
import { publishedLanguages } from "./published-languages.js";
import { hashOf } from "./sha256.js";

onConstraint("faq_revision_order", () =>
  fieldProblem(problems.invalid, "effectiveUntil", "untilBeforeFrom"),
);

type Content = Omit<NewFaqEntry, "visibility">;

function contentOf(row: FaqRow): Content {
  return {
    section: row.section,
    question: row.question,
    answer: row.answer,
    effectiveFrom: row.effective_from,
    effectiveUntil: row.effective_until,
  };
}

/** What a change speaks of. */
function given(change: Partial<Content>): Partial<Content> {
  return Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined),
  );
}

/** Questions and answers: what was written is kept, what is published is frozen, and both have their days. */
@Injectable()
export class FaqService {
  constructor(
    private readonly database: Database,
    private readonly facts: FactsService,
  ) {}

  async list(
    incidentId: string,
    query: ListQuery,
  ): Promise<{ page: Page<FaqRow>; entries: FaqEntry[] }> {
    const page = await readPage<FaqRow>(
      this.database,
      faqList,
      query,
      faqOf(incidentId),
    );
    const sources = await this.facts.sources(incidentId);
    return { page, entries: page.rows.map((row) => toFaqEntry(row, sources)) };
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<FaqEntry> {
    const row = await this.row(incidentId, id, database);
    return toFaqEntry(row, await this.facts.sources(incidentId, database));
  }

  async revisions(incidentId: string, id: string): Promise<FaqRevision[]> {
    await this.row(incidentId, id, this.database);
    const rows = await this.database.query<FaqRevisionRow>(faqRevisionsOf, [
      incidentId,
      id,
    ]);
    return rows.map(toFaqRevision);
  }

  add(actor: Actor, incidentId: string, entry: NewFaqEntry): Promise<FaqEntry> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      await this.check(tx, entry);
      const id = uuidv7();
      await tx.manager.insert(FaqEntryEntity, {
        id,
        version: 1,
        incidentId,
        position: await this.placeBehind(tx, await this.lastPlace(tx)),
        visibility: entry.visibility,
        withdrawalReason: null,
        withdrawnAt: null,
        withdrawnBy: null,
        createdAt: tx.now,
        createdBy: tx.actor.id,
      });
      await this.write(tx, id, 1, entry, "");
      return this.read(incidentId, id, within(tx));
    });
  }

  /** Writes the next version; the public goes on reading what was published. */
  revise(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { reason, visibility, ...change }: FaqChange,
  ): Promise<FaqEntry> {
    return this.touching(actor, incidentId, id, base, async (tx, before) => {
      const next = { ...contentOf(before), ...given(change) };
      await this.check(tx, next);
      await giveReason(tx, reason);
      await this.write(tx, id, before.no + 1, next, reason);
      return visibility === undefined ? {} : { visibility };
    });
  }

  /** Freezes the words as they are now; from its day on they are what is read. */
  publish(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
  ): Promise<FaqEntry> {
    return this.touching(actor, incidentId, id, base, async (tx, before) => {
      const sources = await this.facts.sources(incidentId, within(tx));
      const { section, question, answer } = before;
      const rendered = renderForPublic(
        { section, question, answer },
        sources,
        await publishedLanguages(tx),
      );
      const { effective_from: from, effective_until: until } = before;
      const sha256 = hashOf(rendered, from, until);
      await tx.manager.insert(FaqEditionEntity, {
        entryId: id,
        no: (before.edition_no ?? 0) + 1,
        incidentId,
        revisionNo: before.no,
        visibility: before.visibility,
        ...rendered,
        effectiveFrom: from,
        effectiveUntil: until,
        drawn: drawnBy([section, question, answer], sources),
        sha256,
        publishedAt: tx.now,
        publishedBy: tx.actor.id,
      });
      return {};
    });
  }

  place(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { afterEntryId }: FaqPlacing,
  ): Promise<FaqEntry> {
    return this.touching(actor, incidentId, id, base, async (tx) => {
      if (afterEntryId === null)
        return { position: await this.placeBehind(tx, null) };
      const { rows } = await run<{ position: string }>(
        tx,
        "select position from faq_entry where incident_id = $1 and id = $2 and id <> $3",
        [incidentId, afterEntryId, id],
      );
      if (!rows[0])
        throw fieldProblem(
          problems.invalid,
          "afterEntryId",
          "unknownReference",
        );
      return { position: await this.placeBehind(tx, rows[0].position, id) };
    });
  }

  withdraw(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    reason: string,
  ): Promise<FaqEntry> {
    return this.touching(actor, incidentId, id, base, async (tx) => {
      await giveReason(tx, reason);
      return {
        withdrawalReason: reason,
        withdrawnAt: tx.now,
        withdrawnBy: tx.actor.id,
      };
    });
  }

  /** Does something to an entry that stands, and counts it up. */
  private touching(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    work: (tx: Tx, before: FaqRow) => Promise<Partial<FaqEntryEntity>>,
  ): Promise<FaqEntry> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.row(incidentId, id, within(tx));
      if (before.version !== base)
        throw new Problem(problems.changedMeanwhile, {
          current: await this.read(incidentId, id, within(tx)),
        });
      if (before.state === "withdrawn")
        throw fieldProblem(problems.broken, "root.serverError", "isWithdrawn");
      const change = await work(tx, before);
      await changeVersioned(
        tx,
        FaqEntryEntity,
        { id, incidentId },
        base,
        change,
        () => this.read(incidentId, id, within(tx)),
      );
      return this.read(incidentId, id, within(tx));
    });
  }

  private async row(
    incidentId: string,
    id: string,
    database: Queryable,
  ): Promise<FaqRow> {
    const [row] = await database.query<FaqRow>(
      rowsOf(faqOf(incidentId), [sql`f.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return row;
  }

  private async check(
    tx: Tx,
    { section, question, answer }: Content,
  ): Promise<void> {
    refuseUnfillable(
      { section, question, answer },
      await this.facts.sources(tx.incidentId!, within(tx)),
    );
  }

  private async write(
    tx: Tx,
    entryId: string,
    no: number,
    said: Content,
    reason: string,
  ): Promise<void> {
    await tx.manager.insert(FaqRevisionEntity, {
      entryId,
      no,
      incidentId: tx.incidentId!,
      section: said.section,
      question: said.question,
      answer: said.answer,
      effectiveFrom: said.effectiveFrom,
      effectiveUntil: said.effectiveUntil ?? null,
      reason,
      writtenAt: tx.now,
      writtenBy: tx.actor.id,
    });
  }

  private async lastPlace(tx: Tx): Promise<string | null> {
    await run(tx, "select pg_advisory_xact_lock(hashtextextended($1, 1))", [
      `faq places ${tx.incidentId!}`,
    ]);
    const { rows } = await run<{ last: string | null }>(
      tx,
      "select max(position) as last from faq_entry where incident_id = $1",
      [tx.incidentId],
    );
    return rows[0]!.last;
  }

  private async placeBehind(
    tx: Tx,
    before: string | null,
    moving: string | null = null,
  ): Promise<string> {
    const { rows } = await run<{ next: string | null }>(
      tx,
      "select min(position) as next from faq_entry where incident_id = $1 and ($2::text is null or position > $2) and ($3::uuid is null or id <> $3)",
      [tx.incidentId, before, moving],
    );
    return generateKeyBetween(before, rows[0]!.next);
  }
}
