import { Inject, Injectable } from "@nestjs/common";
import { evidenceProblems, problems, type EvidenceUpload } from "@keii/shared";
import { systemActor, type Actor } from "../platform/database/actor.js";
import {
  Database,
  recordAct,
  run,
  type Tx,
} from "../platform/database/database.js";
import { uuidv7 } from "../platform/database/id.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import type { Logger } from "../platform/log/logger.js";
import {
  DamagedContent,
  Storage,
  type ContentHashes,
} from "../platform/storage/storage.js";

/** How long content waits for somebody to make a file of it. */
export const uploadLife = 24 * 60 * 60 * 1000;

interface HashColumns {
  sha256: string;
  size: string;
  chunk_size: number;
  chunk_hashes: Buffer;
}

export interface ContentRow extends HashColumns {
  id: string;
  incident_id: string;
  damaged_at: Date | null;
  purged_at: Date | null;
}

/** Content as it comes, and how much was announced. */
export interface ArrivingContent {
  source: AsyncIterable<Buffer>;
  announced: number | null;
}

export function hashesOf(row: HashColumns): ContentHashes {
  return {
    sha256: row.sha256,
    size: Number(row.size),
    chunkSize: row.chunk_size,
    chunkHashes: row.chunk_hashes,
  };
}

/** What files hold: it arrives, is claimed by a file, is read, found damaged, and purged. */
@Injectable()
export class ContentService {
  constructor(
    private readonly database: Database,
    private readonly storage: Storage,
    @Inject("Logger") private readonly logger: Logger,
  ) {}

  /** Takes content in; nobody sees it until its sender makes a file of it. */
  async receive(
    actor: Actor,
    incidentId: string,
    { source, announced }: ArrivingContent,
  ): Promise<EvidenceUpload> {
    const arrived = await this.storage.receive(source, announced);
    const { idempotency } = actor;
    // The same key with other content is another request: only now can it be told.
    const bodyHash = Buffer.from(arrived.sha256, "hex");
    const known: Actor = {
      ...actor,
      idempotency: idempotency && { ...idempotency, bodyHash },
    };
    try {
      return await this.database.transaction(known, incidentId, async (tx) => {
        await holdContent(tx, arrived.sha256);
        await refusePurged(tx, arrived.sha256);
        await this.storage.keep(incidentId, arrived);
        const id = uuidv7();
        const { sha256, size, chunkSize, chunkHashes } = arrived;
        await run(
          tx,
          `insert into evidence_upload (id, incident_id, sha256, size, chunk_size, chunk_hashes, uploaded_at, uploaded_by)
           values ($1, $2, $3, $4, $5, $6, now(), $7)`,
          [id, incidentId, sha256, size, chunkSize, chunkHashes, actor.id],
        );
        const expiresAt = new Date(Date.now() + uploadLife).toISOString();
        return { id, sha256, size, expiresAt };
      });
    } finally {
      await this.storage.drop(arrived);
    }
  }

  /** Makes arrived content part of the record; answers its id. Only who sent it may, and only as what it is. */
  async claim(
    tx: Tx,
    uploadId: string,
    expected: { sha256: string; size: number },
  ): Promise<string> {
    const {
      rows: [upload],
    } = await run<HashColumns>(
      tx,
      `delete from evidence_upload where id = $1 and incident_id = $2 and uploaded_by = $3
       returning sha256, size::text, chunk_size, chunk_hashes`,
      [uploadId, tx.incidentId, tx.actor.id],
    );
    if (!upload)
      throw fieldProblem(problems.invalid, "uploadId", "unknownReference");
    if (upload.sha256 !== expected.sha256)
      throw fieldProblem(problems.invalid, "sha256", "otherContent");
    if (Number(upload.size) !== expected.size)
      throw fieldProblem(problems.invalid, "size", "otherContent");
    await holdContent(tx, upload.sha256);
    await refusePurged(tx, upload.sha256);
    // What was damaged is whole again with the content that has just arrived.
    const {
      rows: [content],
    } = await run<{ id: string }>(
      tx,
      `insert into evidence_content (id, incident_id, sha256, size, chunk_size, chunk_hashes, stored_at, stored_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (incident_id, sha256) do update set damaged_at = null returning id`,
      [
        uuidv7(),
        tx.incidentId,
        upload.sha256,
        upload.size,
        upload.chunk_size,
        upload.chunk_hashes,
        tx.now,
        tx.actor.id,
      ],
    );
    return content!.id;
  }

  /**
   * The content of a revision, for whoever is named in the log as having opened it. The first piece has been read and
   * found good when this answers; the rest is checked as it leaves.
   */
  async open(
    actor: Actor,
    revision: { evidenceId: string; no: number; content: ContentRow },
  ): Promise<AsyncGenerator<Buffer>> {
    const { content } = revision;
    if (content.purged_at) throw new Problem(evidenceProblems.gone);
    const pieces = this.checked(content);
    const first = await pieces.next();
    await this.database.transaction(
      { ...actor, idempotency: null },
      content.incident_id,
      (tx) =>
        recordAct(tx, "open", "evidence", revision.evidenceId, {
          revision: revision.no,
        }),
    );
    return startingWith(first, pieces);
  }

  private async *checked(content: ContentRow): AsyncGenerator<Buffer> {
    try {
      yield* this.storage.read(content.incident_id, hashesOf(content));
    } catch (error) {
      if (!(error instanceof DamagedContent)) throw error;
      this.logger.error(
        {
          content: content.id,
          incident: content.incident_id,
          found: error.message,
        },
        "evidence: stored content is damaged",
      );
      await this.setDamaged(content, true);
      throw new Problem(evidenceProblems.damaged);
    }
  }

  /** Reads content whole and writes down whether it is what went in. */
  async scrub(content: ContentRow): Promise<boolean> {
    const isWhole = await this.storage.isWhole(
      content.incident_id,
      hashesOf(content),
    );
    if (!isWhole)
      this.logger.error(
        { content: content.id, incident: content.incident_id },
        "evidence: the scrub found damaged content",
      );
    await this.setDamaged(content, !isWhole);
    return isWhole;
  }

  private async setDamaged(
    content: ContentRow,
    isDamaged: boolean,
  ): Promise<void> {
    if ((content.damaged_at !== null) === isDamaged) return;
    await this.database.transaction(
      systemActor(),
      content.incident_id,
      async (tx) => {
        await run(
          tx,
          `update evidence_content set damaged_at = $2 where id = $1 and purged_at is null and (damaged_at is null) = $3`,
          [content.id, isDamaged ? tx.now : null, isDamaged],
        );
      },
    );
  }

  /** Destroys content for good: its rows stay and say so. Answers what has to be destroyed once that is certain. */
  async purge(tx: Tx, contentIds: string[], reason: string): Promise<string[]> {
    const { rows } = await run<{ sha256: string }>(
      tx,
      `update evidence_content set purged_at = $2, purged_by = $3, purge_reason = $4, damaged_at = null
       where incident_id = $5 and id = any($1) and purged_at is null returning sha256`,
      [contentIds, tx.now, tx.actor.id, reason, tx.incidentId],
    );
    await run(
      tx,
      "delete from evidence_upload where incident_id = $1 and sha256 = any($2)",
      [tx.incidentId, rows.map(({ sha256 }) => sha256)],
    );
    return rows.map(({ sha256 }) => sha256);
  }

  /** What is left when this is cut short, the sweep takes away. */
  async destroy(incidentId: string, hashes: string[]): Promise<void> {
    for (const sha256 of hashes) await this.storage.destroy(incidentId, sha256);
  }
}

/** One at a time may give content of a hash its place, or take it away. */
export async function holdContent(tx: Tx, sha256: string): Promise<void> {
  await run(tx, "select pg_advisory_xact_lock(hashtextextended($1, 2))", [
    `evidence ${tx.incidentId} ${sha256}`,
  ]);
}

async function refusePurged(tx: Tx, sha256: string): Promise<void> {
  const { rows } = await run(
    tx,
    "select from evidence_content where incident_id = $1 and sha256 = $2 and purged_at is not null",
    [tx.incidentId, sha256],
  );
  if (rows.length > 0) throw new Problem(evidenceProblems.purgedBefore);
}

async function* startingWith(
  first: IteratorResult<Buffer>,
  rest: AsyncGenerator<Buffer>,
): AsyncGenerator<Buffer> {
  try {
    if (!first.done) yield first.value;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}
