import { Injectable } from "@nestjs/common";
import {
  defaultImpostorAdvice,
  drawnBy,
  problems,
  type Approval,
  type Bilingual,
  type NewPublication,
  type Publication,
  type PublicationChange,
  type PublicationEdition,
  type PublicationProposal,
  type PublicationRequest,
  type PublicTexts,
  type TimelineSource,
} from "@keii/shared";
import { ApprovalsService } from "../approvals/approvals.service.js";
import {
  FactsService,
  refuseUnfillable,
  renderForPublic,
} from "../facts/facts.service.js";
import { Clock, dayOf } from "../platform/clock/clock.js";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  giveReason,
  within,
  type Queryable,
  type Tx,
} from "../platform/database/database.js";
import { uuidv7 } from "../platform/database/id.js";
import { changeVersioned } from "../platform/database/versioned.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import { onConstraint } from "../platform/http/problem.filter.js";
import { RecordLinesService } from "../timeline/record-lines.service.js";
import { PublicationEditionEntity } from "./publication-edition.entity.js";
import { PublicationTakedownEntity } from "./publication-takedown.entity.js";
import { PublicationEntity } from "./publication.entity.js";
import {
  editionsOf,
  publicationOf,
  publicationSubject,
  publicTexts,
  toEdition,
  toPublication,
  type EditionRow,
  type PublicationRow,
} from "./publication.queries.js";
import { publishedLanguages } from "./published-languages.js";
import { hashOf } from "./sha256.js";

onConstraint("publication_pk", () =>
  fieldProblem(problems.alreadyExists, "root.serverError", "alreadyThere"),
);
onConstraint("publication_slug_once", () =>
  fieldProblem(problems.alreadyExists, "slug", "slugTaken"),
);
onConstraint("publication_slug_free", () =>
  fieldProblem(problems.invalid, "slug", "slugReserved"),
);

/** The texts of an edition as they would be published now. */
interface Frozen {
  no: number;
  title: Bilingual;
  text: Bilingual;
  impostorAdvice: Bilingual;
  template: { report: Bilingual; impostorAdvice: Bilingual };
  drawn: PublicationProposal["drawn"];
  sha256: string;
}

/** The public page of an incident: written by some, published by two, and frozen as it was read. */
@Injectable()
export class PublicationService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: FactsService,
    private readonly approvals: ApprovalsService,
    private readonly lines: RecordLinesService,
  ) {
    approvals.onApproved(publicationSubject, (tx, approval) =>
      this.publish(tx, approval),
    );
  }

  async read(
    incidentId: string,
    database: Queryable = this.database,
  ): Promise<Publication> {
    return toPublication(
      await this.row(incidentId, database),
      await this.facts.sources(incidentId, database),
    );
  }

  async editions(incidentId: string): Promise<PublicationEdition[]> {
    const rows = await this.database.query<EditionRow>(editionsOf, [
      incidentId,
    ]);
    return rows.map(toEdition);
  }

  /** What the public reads now. */
  publicTexts(incidentId: string): Promise<PublicTexts> {
    return publicTexts(this.database, incidentId, this.clock.now());
  }

  add(
    actor: Actor,
    incidentId: string,
    { slug, title, report, impostorAdvice }: NewPublication,
  ): Promise<Publication> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const texts = {
        title: title ?? (await this.titleOf(tx)),
        report,
        impostorAdvice: impostorAdvice ?? defaultImpostorAdvice,
      };
      await this.check(tx, texts);
      await tx.manager.insert(PublicationEntity, {
        id: incidentId,
        version: 1,
        slug,
        ...texts,
        checks: ["code"],
        editionNo: null,
        publishedAt: null,
        createdAt: tx.now,
        createdBy: tx.actor.id,
        updatedAt: tx.now,
      });
      return this.read(incidentId, within(tx));
    });
  }

  /** Changes what is being written; what was asked of it no longer stands. */
  change(
    actor: Actor,
    incidentId: string,
    base: number,
    change: PublicationChange,
  ): Promise<Publication> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.row(incidentId, within(tx));
      const { slug, ...texts } = change;
      if (
        slug !== undefined &&
        slug !== before.slug &&
        before.published_at !== null
      )
        throw fieldProblem(problems.broken, "slug", "slugStays");
      await this.check(tx, texts);
      await this.countUp(tx, base, { ...change, updatedAt: tx.now });
      await this.approvals.voidFor(tx, publicationSubject, incidentId);
      return this.read(incidentId, within(tx));
    });
  }

  /** Asks a second person to publish the texts as they stand. */
  askToPublish(
    actor: Actor,
    incidentId: string,
    base: number,
    { reason, note }: PublicationRequest,
  ): Promise<Publication> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.row(incidentId, within(tx));
      if (before.version !== base)
        throw new Problem(problems.changedMeanwhile, {
          current: await this.read(incidentId, within(tx)),
        });
      if (before.newest_no > 0 && !note)
        throw fieldProblem(problems.invalid, "note", "noteNeeded");
      const { no, title, drawn, sha256 } = await this.freeze(tx, before);
      const proposal: PublicationProposal = {
        no,
        title,
        note: note ?? null,
        sha256,
        drawn,
      };
      await this.approvals.ask(
        tx,
        publicationSubject,
        incidentId,
        base,
        proposal,
        reason,
      );
      return this.read(incidentId, within(tx));
    });
  }

  /** The page is gone at once; what stood on it stays in the record. */
  takeDown(
    actor: Actor,
    incidentId: string,
    base: number,
    reason: string,
  ): Promise<Publication> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.row(incidentId, within(tx));
      if (before.version === base && before.edition_no === null)
        throw fieldProblem(problems.broken, "root.serverError", "notPublished");
      await giveReason(tx, reason);
      await this.countUp(tx, base, { editionNo: null, publishedAt: null });
      const id = uuidv7();
      await tx.manager.insert(PublicationTakedownEntity, {
        id,
        incidentId,
        editionNo: before.edition_no!,
        reason,
        takenDownAt: tx.now,
        takenDownBy: tx.actor.id,
      });
      await this.approvals.voidFor(tx, publicationSubject, incidentId);
      await this.tell(
        tx,
        { kind: "publication.takenDown", id },
        "公開ページの公開を停止",
      );
      return this.read(incidentId, within(tx));
    });
  }

  /** What a second person agreed to, and nothing that differs from it. */
  private async publish(tx: Tx, approval: Approval): Promise<void> {
    const incidentId = tx.incidentId!;
    const asked = approval.proposal as PublicationProposal;
    const before = await this.row(incidentId, within(tx));
    const frozen = await this.freeze(tx, before);
    if (
      before.version !== approval.subjectVersion ||
      frozen.sha256 !== asked.sha256
    )
      throw fieldProblem(
        problems.broken,
        "root.serverError",
        "publicationMoved",
      );
    const id = uuidv7();
    await tx.manager.insert(PublicationEditionEntity, {
      ...frozen,
      id,
      incidentId,
      note: asked.note,
      publishedAt: tx.now,
      askedBy: approval.askedBy.id,
      approvedBy: tx.actor.id,
    });
    await this.countUp(tx, before.version, {
      editionNo: frozen.no,
      publishedAt: before.published_at ?? tx.now,
    });
    await this.tell(
      tx,
      { kind: "publication.published", id },
      frozen.no === 1
        ? "公開ページを公表"
        : `公開ページを訂正・更新(第${frozen.no}版)`,
    );
  }

  private async freeze(tx: Tx, row: PublicationRow): Promise<Frozen> {
    const sources = await this.facts.sources(row.incident_id, within(tx));
    const template = {
      report: row.report,
      impostorAdvice: row.impostor_advice,
    };
    const { title, report, impostorAdvice } = renderForPublic(
      { title: row.title, ...template },
      sources,
      await publishedLanguages(tx),
    );
    const no = row.newest_no + 1;
    return {
      no,
      title,
      text: report,
      impostorAdvice,
      template,
      drawn: drawnBy([row.report, row.impostor_advice], sources),
      sha256: hashOf(no, title, report, impostorAdvice),
    };
  }

  private countUp(
    tx: Tx,
    base: number,
    change: Partial<PublicationEntity>,
  ): Promise<PublicationEntity> {
    const id = tx.incidentId!;
    return changeVersioned(tx, PublicationEntity, { id }, base, change, () =>
      this.read(id, within(tx)),
    );
  }

  private async row(
    incidentId: string,
    database: Queryable,
  ): Promise<PublicationRow> {
    const [row] = await database.query<PublicationRow>(publicationOf, [
      incidentId,
    ]);
    if (!row) throw new Problem(problems.notFound);
    return row;
  }

  private async check(
    tx: Tx,
    texts: Partial<Record<"title" | "report" | "impostorAdvice", Bilingual>>,
  ): Promise<void> {
    refuseUnfillable(
      texts,
      await this.facts.sources(tx.incidentId!, within(tx)),
    );
  }

  private async titleOf(tx: Tx): Promise<Bilingual> {
    const [row] = await within(tx).query<{ title: Bilingual }>(
      "select title from incident where id = $1",
      [tx.incidentId],
    );
    return row!.title;
  }

  private async tell(
    tx: Tx,
    source: TimelineSource,
    text: string,
  ): Promise<void> {
    const [incident] = await within(tx).query<{ zone: string }>(
      "select zone from incident where id = $1",
      [tx.incidentId],
    );
    await this.lines.tell(tx, source, {
      occurred: {
        on: dayOf(tx.now, incident!.zone),
        at: tx.now.toISOString(),
      },
      text,
      type: "action",
      category: "disclosure",
    });
  }
}
