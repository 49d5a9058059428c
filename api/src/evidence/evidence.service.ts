import { Injectable } from "@nestjs/common";
import {
  evidenceMessages,
  evidenceProblems,
  fillMessage,
  inLanguage,
  problems,
  type AttachedFile,
  type Bilingual,
  type Evidence,
  type EvidenceCategory,
  type EvidenceChange,
  type EvidenceRevision,
  type LearnedInput,
  type NewEvidence,
  type NewEvidenceRevision,
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
import { readLearned } from "../timeline/occurrence.js";
import { RecordLinesService } from "../timeline/record-lines.service.js";
import { AttachmentsService } from "./attachments.service.js";
import { ContentService, type ContentRow } from "./content.service.js";
import { EvidenceEntity } from "./evidence.entity.js";
import {
  evidenceList,
  evidenceOf,
  isCounselReader,
  revisionColumns,
  toEvidence,
  toRevision,
  type EvidenceRow,
  type RevisionRow,
} from "./evidence.queries.js";
import { keptZone } from "../timeline/kept-zone.js";

/** The files of a case: what they are called and where they came from, revision by revision. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly database: Database,
    private readonly contents: ContentService,
    private readonly attachments: AttachmentsService,
    private readonly lines: RecordLinesService,
  ) {}

  list(
    actor: Actor,
    incidentId: string,
    query: ListQuery,
  ): Promise<Page<EvidenceRow>> {
    return readPage<EvidenceRow>(
      this.database,
      evidenceList,
      query,
      evidenceOf(incidentId, actor),
    );
  }

  async read(
    actor: Actor,
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<Evidence> {
    return toEvidence(await this.row(actor, incidentId, id, database));
  }

  /** Every revision, newest first. */
  async revisions(
    actor: Actor,
    incidentId: string,
    id: string,
  ): Promise<EvidenceRevision[]> {
    await this.openRow(actor, incidentId, id);
    const rows = await this.database.query<RevisionRow>(
      rowsOf(
        {
          select: revisionColumns,
          from: sql`evidence_revision r left join evidence_content c on c.id = r.content_id`,
          where: [sql`r.incident_id = $1`],
          parameters: [],
        },
        [sql`r.evidence_id = $2`],
        sql`order by r.no desc`,
      ),
      [incidentId, id],
    );
    return rows.map(toRevision);
  }

  add(actor: Actor, incidentId: string, file: NewEvidence): Promise<Evidence> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const id = await this.record(tx, file);
      return this.read(actor, incidentId, id, within(tx));
    });
  }

  /** A new file as part of a larger unit of work; answers its id. */
  async record(tx: Tx, file: NewEvidence): Promise<string> {
    const zone = await zoneOf(tx);
    const contentId = await this.claimed(tx, file);
    const received =
      file.received ?? (await this.momentOf(tx, file.timelineEventId));
    if (file.isTold && !received)
      throw fieldProblem(problems.invalid, "received", "isObject");
    const {
      rows: [counter],
    } = await run<{ value: string }>(
      tx,
      `insert into incident_counter (incident_id, name, value) values ($1, 'evidence', 1)
       on conflict (incident_id, name) do update set value = incident_counter.value + 1 returning value`,
      [tx.incidentId],
    );
    const id = uuidv7();
    const shown = counselColumns(tx.actor, file, {
      visibility: "internal",
      counselBasis: null,
    });
    await this.needParty(tx, file.receivedFromId);
    await tx.manager.insert(EvidenceEntity, {
      id,
      version: 1,
      incidentId: tx.incidentId!,
      no: counter!.value,
      revisionNo: 1,
      name: file.name,
      note: file.note ?? "",
      category: file.category ?? "other",
      ...shown,
      zone,
      ...receivedColumns(received, zone),
      receivedFrom: file.receivedFromId ?? null,
      timelineEventId: null,
      createdAt: tx.now,
      createdBy: tx.actor.id,
    });
    await insertRevision(tx, id, 1, contentId, file);
    if (received && (file.isTold || file.timelineEventId))
      await this.tell(tx, id, { ...file, ...shown, received });
    if (file.attachedLineId) {
      await this.needLine(tx, file.attachedLineId, "attachedLineId");
      await this.attachments.attach(
        tx,
        { kind: "timeline", id: file.attachedLineId },
        [id],
      );
    }
    return id;
  }

  private async tell(
    tx: Tx,
    id: string,
    file: Pick<
      NewEvidence,
      "name" | "category" | "timelineEventId" | "receivedFromId"
    > & {
      received: LearnedInput;
      visibility: EvidenceEntity["visibility"];
      counselBasis: string | null;
    },
  ): Promise<void> {
    const party = await partyName(tx, file.receivedFromId);
    const words = evidenceMessages.ja;
    const key = `evidence.told.received${party ? "From" : ""}`;
    const { visibility, counselBasis } = file;
    const eventId = await this.lines.tell(
      tx,
      { kind: "evidence.received", id },
      {
        occurred: file.received,
        text: fillMessage(words[key] ?? key, {
          name: file.name,
          party: inLanguage(party, "ja") ?? "",
        }),
        type: "fact",
        category: lineCategory(file.category ?? "other"),
        visibility: visibility === "counsel" ? visibility : "internal",
        counselBasis,
      },
      file.timelineEventId,
    );
    await tx.manager.update(
      EvidenceEntity,
      { id },
      { timelineEventId: eventId },
    );
  }

  change(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    change: EvidenceChange,
  ): Promise<Evidence> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.openRow(actor, incidentId, id, within(tx));
      const { received, receivedFromId, visibility, counselBasis, ...fields } =
        change;
      await this.needParty(tx, receivedFromId);
      await this.changed(tx, id, base, {
        ...fields,
        ...counselColumns(
          actor,
          { visibility, counselBasis },
          { visibility: before.visibility, counselBasis: before.counsel_basis },
        ),
        ...(received !== undefined &&
          receivedColumns(received, await keptZone(tx, EvidenceEntity, id))),
        ...(receivedFromId !== undefined && { receivedFrom: receivedFromId }),
      });
      return this.read(actor, incidentId, id, within(tx));
    });
  }

  /** New content under the next number; what was there stays. */
  revise(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    revision: NewEvidenceRevision,
  ): Promise<Evidence> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.openRow(actor, incidentId, id, within(tx));
      const no = before.no + 1;
      await this.changed(tx, id, base, { revisionNo: no });
      const contentId = await this.claimed(tx, revision);
      await insertRevision(tx, id, no, contentId, revision);
      return this.read(actor, incidentId, id, within(tx));
    });
  }

  /** Destroys the content of every revision, in whatever file of the case the same content lies. */
  async purge(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    reason: string,
  ): Promise<Evidence> {
    let doomed: string[] = [];
    const purged = await this.database.transaction(
      actor,
      incidentId,
      async (tx) => {
        await this.row(actor, incidentId, id, within(tx));
        await this.changed(tx, id, base, {});
        const { rows } = await run<{ content_id: string }>(
          tx,
          "select content_id from evidence_revision where incident_id = $1 and evidence_id = $2 and content_id is not null",
          [incidentId, id],
        );
        doomed = await this.contents.purge(
          tx,
          rows.map((r) => r.content_id),
          reason,
        );
        if (doomed.length === 0)
          throw fieldProblem(
            problems.broken,
            "root.serverError",
            "nothingToPurge",
          );
        return this.read(actor, incidentId, id, within(tx));
      },
    );
    await this.contents.destroy(incidentId, doomed);
    return purged;
  }

  /** A revision's content as it is to be opened, the newest where no number is named. */
  async open(
    actor: Actor,
    incidentId: string,
    id: string,
    no: number | null,
  ): Promise<{
    name: string;
    size: number;
    sha256: string;
    pieces: AsyncGenerator<Buffer>;
  }> {
    const file = await this.openRow(actor, incidentId, id);
    const [found] = await this.database.query<
      ContentRow & { no: number; original_name: string }
    >(
      `select r.no, r.original_name, c.id, r.incident_id, r.sha256, r.size::text as size, c.chunk_size, c.chunk_hashes, c.damaged_at, c.purged_at
       from evidence_revision r left join evidence_content c on c.id = r.content_id
       where r.incident_id = $1 and r.evidence_id = $2 and r.no = $3`,
      [incidentId, id, no ?? file.no],
    );
    if (!found) throw new Problem(problems.notFound);
    // Only registered: its content has never been here.
    if (found.chunk_hashes === null) throw new Problem(evidenceProblems.gone);
    return {
      name: found.original_name,
      size: Number(found.size),
      sha256: found.sha256,
      pieces: await this.contents.open(actor, {
        evidenceId: id,
        no: found.no,
        content: found,
      }),
    };
  }

  /** Attaches files to a record of another domain, within its unit of work. */
  attach(
    tx: Tx,
    subject: { kind: string; id: string },
    evidenceIds: readonly string[],
    field?: string,
  ): Promise<void> {
    return this.attachments.attach(tx, subject, evidenceIds, field);
  }

  /** Leaves exactly these files attached to a record. */
  reattach(
    tx: Tx,
    subject: { kind: string; id: string },
    evidenceIds: readonly string[],
    field?: string,
  ): Promise<void> {
    return this.attachments.reattach(tx, subject, evidenceIds, field);
  }

  /** Lets the files of a record stand as they are now. */
  freeze(tx: Tx, subject: { kind: string; id: string }): Promise<void> {
    return this.attachments.freeze(tx, subject);
  }

  /** The files attached to records of one kind, by the record's id; as much of each as the actor may see. */
  attachedTo(
    actor: Actor,
    incidentId: string,
    kind: string,
    ids: readonly string[],
    database: Queryable = this.database,
  ): Promise<Map<string, AttachedFile[]>> {
    return this.attachments.attachedTo(actor, incidentId, kind, ids, database);
  }

  /** Attaches a file to a line of the timeline, or takes it off. */
  attachToLine(
    actor: Actor,
    incidentId: string,
    id: string,
    eventId: string,
    isAttached: boolean,
  ): Promise<Evidence> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      await this.openRow(actor, incidentId, id, within(tx));
      await this.needLine(tx, eventId, "timelineEventId");
      const subject = { kind: "timeline", id: eventId };
      if (isAttached) await this.attachments.attach(tx, subject, [id]);
      else await this.attachments.detach(tx, subject, [id]);
      return this.read(actor, incidentId, id, within(tx));
    });
  }

  /** A file the actor may see whole; what is withheld is refused. */
  async openRow(
    actor: Actor,
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<EvidenceRow> {
    const row = await this.row(actor, incidentId, id, database);
    if (row.is_withheld) throw new Problem(problems.notAllowed);
    return row;
  }

  private async row(
    actor: Actor,
    incidentId: string,
    id: string,
    database: Queryable,
  ): Promise<EvidenceRow> {
    const source = evidenceOf(incidentId, actor);
    const [row] = await database.query<EvidenceRow>(
      rowsOf(source, [sql`e.id = $3`]),
      [...source.parameters, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return row;
  }

  private async changed(
    tx: Tx,
    id: string,
    base: number,
    change: Partial<EvidenceEntity>,
  ): Promise<void> {
    const incidentId = tx.incidentId!;
    await changeVersioned(
      tx,
      EvidenceEntity,
      { id, incidentId },
      base,
      change,
      () => this.read(tx.actor, incidentId, id, within(tx)),
    );
  }

  private async claimed(
    tx: Tx,
    file: NewEvidenceRevision,
  ): Promise<string | null> {
    return file.uploadId ? this.contents.claim(tx, file.uploadId, file) : null;
  }

  private async momentOf(
    tx: Tx,
    eventId: string | null | undefined,
  ): Promise<LearnedInput | null> {
    if (!eventId) return null;
    const {
      rows: [line],
    } = await run<{ on: string; at: Date | null }>(
      tx,
      "select occurred_on as on, occurred_at as at from timeline_current where incident_id = $1 and id = $2",
      [tx.incidentId, eventId],
    );
    if (!line)
      throw fieldProblem(
        problems.invalid,
        "timelineEventId",
        "unknownReference",
      );
    return { on: line.on, at: line.at?.toISOString() ?? null };
  }

  private async needLine(
    tx: Tx,
    eventId: string,
    field: string,
  ): Promise<void> {
    const { rows } = await run(
      tx,
      "select from timeline_current where incident_id = $1 and id = $2 and (visibility <> 'counsel' or $3)",
      [tx.incidentId, eventId, isCounselReader(tx.actor)],
    );
    if (rows.length === 0)
      throw fieldProblem(problems.invalid, field, "unknownReference");
  }

  private async needParty(
    tx: Tx,
    partyId: string | null | undefined,
  ): Promise<void> {
    if (partyId && !(await partyName(tx, partyId)))
      throw fieldProblem(
        problems.invalid,
        "receivedFromId",
        "unknownReference",
      );
  }
}

async function partyName(
  tx: Tx,
  partyId: string | null | undefined,
): Promise<Bilingual | null> {
  if (!partyId) return null;
  const { rows } = await run<{ name: Bilingual }>(
    tx,
    "select official_name as name from party where id = $1",
    [partyId],
  );
  return rows[0]?.name ?? null;
}

async function zoneOf(tx: Tx): Promise<string> {
  if (tx.actor.incident) return tx.actor.incident.zone;
  const { rows } = await run<{ zone: string }>(
    tx,
    "select zone from incident where id = $1",
    [tx.incidentId],
  );
  if (!rows[0]) throw new Problem(problems.notFound);
  return rows[0].zone;
}

async function insertRevision(
  tx: Tx,
  id: string,
  no: number,
  contentId: string | null,
  { sha256, size, mediaType, originalName }: NewEvidenceRevision,
): Promise<void> {
  await run(
    tx,
    `insert into evidence_revision (evidence_id, no, incident_id, content_id, sha256, size, media_type, original_name, recorded_at, recorded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      no,
      tx.incidentId,
      contentId,
      sha256,
      size,
      mediaType ?? "",
      originalName ?? "",
      tx.now,
      tx.actor.id,
    ],
  );
}

function receivedColumns(
  received: LearnedInput | null,
  zone: string,
): Pick<EvidenceEntity, "receivedOn" | "receivedAt"> {
  const moment = readLearned(received, zone, "received");
  return { receivedOn: moment?.on ?? null, receivedAt: moment?.at ?? null };
}

/** What is for counsel only is made so by those who read it, and says why. */
function counselColumns(
  actor: Actor,
  sent: Pick<EvidenceChange, "visibility" | "counselBasis">,
  before: Pick<EvidenceEntity, "visibility" | "counselBasis">,
): Pick<EvidenceEntity, "visibility" | "counselBasis"> {
  const visibility = sent.visibility ?? before.visibility;
  if (visibility !== "counsel") return { visibility, counselBasis: null };
  if (!isCounselReader(actor))
    throw fieldProblem(problems.invalid, "visibility", "counselOnly");
  const counselBasis =
    sent.counselBasis === undefined ? before.counselBasis : sent.counselBasis;
  if (counselBasis === null)
    throw fieldProblem(problems.invalid, "counselBasis", "basisNeeded");
  return { visibility, counselBasis };
}

function lineCategory(category: EvidenceCategory) {
  return category === "correspondence" ? "partners" : "investigation";
}
