import { Injectable } from "@nestjs/common";
import {
  problems,
  type ImportBatch,
  type ImportPreview,
  type ImportReading,
  type ImportStart,
  type ImportState,
  type NewImportBatch,
} from "@keii/shared";
import { MemberBasesService } from "../customers/member-bases.service.js";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  run,
  within,
  type Tx,
} from "../platform/database/database.js";
import { uuidv7 } from "../platform/database/id.js";
import { nextNo } from "../platform/database/numbers.js";
import type { IncomingFile } from "../platform/http/file-body.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import { previewOf } from "./import-preview.js";
import { ImportSpool } from "./import-spool.js";
import { ImportsService } from "./imports.service.js";
import { rememberedReading } from "./remembered.queries.js";
import type { KnownSite } from "./word-book.js";

/** Files that are sent to be brought in: announced, received, looked at, put in the queue or left. */
@Injectable()
export class SentFilesService {
  constructor(
    private readonly database: Database,
    private readonly bases: MemberBasesService,
    private readonly imports: ImportsService,
    private readonly spool: ImportSpool,
  ) {}

  /** A file that is about to be sent. */
  announce(
    actor: Actor,
    incidentId: string,
    file: NewImportBatch,
  ): Promise<ImportBatch> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const [base] = await this.bases.needed(
        tx,
        [file.memberBaseId],
        "memberBaseId",
      );
      const id = uuidv7();
      await run(
        tx,
        `insert into import_batch (id, incident_id, no, kind, base_no, file_name, size, state, created_at, created_by)
         values ($1, $2, $3, $4, $5, $6, 0, 'uploading', $7, $8)`,
        [
          id,
          incidentId,
          await nextNo(tx, "import_batch"),
          file.kind,
          base!.no,
          file.fileName,
          tx.now,
          actor.id,
        ],
      );
      return this.imports.read(incidentId, id, within(tx));
    });
  }

  /** Takes the bytes of an announced file in. */
  async receive(
    actor: Actor,
    incidentId: string,
    id: string,
    { source, announced }: IncomingFile,
  ): Promise<ImportBatch> {
    const { state } = await this.imports.read(incidentId, id);
    if (state !== "uploading") throw new Problem(problems.broken);
    const arrived = await this.spool.receive(id, source, announced);
    const { sha256, size } = arrived;
    try {
      return await this.move(
        actor,
        incidentId,
        id,
        null,
        ["uploading"],
        async (tx) => {
          await run(
            tx,
            `update import_batch set version = version + 1, state = 'uploaded', sha256 = $2, size = $3 where id = $1`,
            [id, sha256, size],
          );
          await this.spool.keep(id, arrived);
        },
      );
    } finally {
      await this.spool.leave(arrived);
    }
  }

  /** Puts a file in the queue, to be brought in or looked through. */
  start(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { isDryRun, reading = {} }: ImportStart,
  ): Promise<ImportBatch> {
    return this.move(
      actor,
      incidentId,
      id,
      base,
      ["uploaded", "checked", "refused"],
      async (tx) => {
        if (!(await this.spool.has(id))) throw new Problem(problems.broken);
        await this.checkReading(tx, reading);
        await run(
          tx,
          `update import_batch set version = version + 1, state = 'queued', is_dry_run = $2, encoding = $3, delimiter = $4, columns = $5, words = $6,
             outcome = null, finished_at = null where id = $1`,
          [
            id,
            isDryRun,
            reading.encoding ?? null,
            reading.delimiter ?? null,
            reading.columns ? JSON.stringify(reading.columns) : null,
            reading.words ? JSON.stringify(reading.words) : null,
          ],
        );
      },
    );
  }

  /**
   * The head of a file as it will be read: words and cells of its first rows. What `reading` leaves out is guessed;
   * without one it is read as the batch was told last.
   */
  async preview(
    actor: Actor,
    incidentId: string,
    id: string,
    reading?: ImportReading,
  ): Promise<ImportPreview> {
    const batch = await this.imports.read(incidentId, id);
    if (!(await this.spool.has(id))) throw new Problem(problems.broken);
    const sites = await this.database.query<KnownSite>(
      "select no, code, name from site where incident_id = $1",
      [incidentId],
    );
    const remembered = (hash: string) =>
      rememberedReading(this.database, { ...batch, incidentId }, hash);
    return previewOf(this.spool.place(id), {
      kind: batch.kind,
      reading: reading ?? toldOf(batch),
      sites,
      remembered,
      isOpen: actor.held.has("customers.reveal"),
    });
  }

  /** Ends a batch that is not in the record yet; its file goes. */
  async cancel(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
  ): Promise<ImportBatch> {
    const cancelled = await this.move(
      actor,
      incidentId,
      id,
      base,
      ["uploading", "uploaded", "checked", "queued", "running", "refused"],
      (tx) =>
        run(
          tx,
          "update import_batch set version = version + 1, state = 'cancelled', finished_at = $2 where id = $1",
          [id, tx.now],
        ),
    );
    await this.spool.remove(id);
    return cancelled;
  }

  private async checkReading(tx: Tx, { words }: ImportReading): Promise<void> {
    const { rows } = await run<{ code: string }>(
      tx,
      "select code from site where incident_id = $1",
      [tx.incidentId],
    );
    const codes = new Set(rows.map(({ code }) => code));
    for (const [at, { field, means }] of (words ?? []).entries())
      if (field === "site" && !codes.has(means))
        throw fieldProblem(
          problems.invalid,
          `reading.words.${at}.means`,
          "unknownReference",
        );
  }

  private move(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number | null,
    from: ImportState[],
    change: (tx: Tx) => Promise<unknown>,
  ): Promise<ImportBatch> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      await run(tx, "select from import_batch where id = $1 for update", [id]);
      const batch = await this.imports.read(incidentId, id, within(tx));
      if (base !== null && batch.version !== base)
        throw new Problem(problems.changedMeanwhile, { current: batch });
      if (!from.includes(batch.state)) throw new Problem(problems.broken);
      await change(tx);
      return this.imports.read(incidentId, id, within(tx));
    });
  }
}

function toldOf({
  encoding,
  delimiter,
  columns,
  words,
}: ImportBatch): ImportReading {
  return {
    ...(encoding && { encoding }),
    ...(delimiter && { delimiter }),
    ...(columns && { columns }),
    ...(words && { words }),
  };
}
