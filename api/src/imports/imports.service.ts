import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { Injectable } from "@nestjs/common";
import {
  maskCardNumbers,
  problems,
  type ImportBatch,
  type ImportEncoding,
  type ImportKind,
  type ImportReading,
  type ImportRejectTally,
  type ImportState,
  type Language,
  type WordMeaning,
} from "@keii/shared";
import { MemberBasesService } from "../customers/member-bases.service.js";
import { SitesService } from "../customers/sites.service.js";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  patientlyWithin,
  run,
  within,
  type Queryable,
} from "../platform/database/database.js";
import { uuidv7 } from "../platform/database/id.js";
import { nextNo } from "../platform/database/numbers.js";
import { rowsOf, sql } from "../platform/database/sql.js";
import type { ExportedList } from "../platform/http/exports.js";
import { readPage, type ListQuery, type Page } from "../platform/http/list.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import { ImportRefusal } from "./import-refusal.js";
import {
  ImportRun,
  ImportStopped,
  type RunningBatch,
  type ToldProgress,
} from "./import-run.js";
import {
  batchList,
  batchesOf,
  toBatch,
  type ImportBatchRow,
} from "./imports.queries.js";
import { undoOf } from "./merge.queries.js";
import {
  exportRejects,
  rejectHeadersOf,
  rejectTallyOf,
  type RejectRow,
} from "./rejects.queries.js";

/** A file that lies on this machine. */
export interface LocalImport {
  kind: ImportKind;
  /** Code of the member base; null: the only one, or one called `main`. */
  memberBase: string | null;
  path: string;
  encoding?: ImportEncoding;
  /** What the shop's words mean; sites that are named and not there yet are made. */
  words?: WordMeaning[];
  isDryRun?: boolean;
  onProgress?: ToldProgress;
  /** A file that is stopped midway is as if it had been cancelled. */
  stopping?: AbortSignal;
}

/** How a running batch is read. */
export interface BatchRun {
  path: string;
  reading: ImportReading;
  onProgress?: ToldProgress;
  stopping?: AbortSignal;
  /** What becomes of it when it is stopped midway. */
  ifStopped: Extract<ImportState, "queued" | "cancelled">;
}

/** Files of customers and purchases, brought in batch by batch, each whole or not at all. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly database: Database,
    private readonly bases: MemberBasesService,
    private readonly sites: SitesService,
  ) {}

  list(incidentId: string, query: ListQuery): Promise<Page<ImportBatchRow>> {
    return readPage<ImportBatchRow>(
      this.database,
      batchList,
      query,
      batchesOf(incidentId),
    );
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<ImportBatch> {
    const [row] = await database.query<ImportBatchRow>(
      rowsOf(batchesOf(incidentId), [sql`i.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toBatch(row);
  }

  async rejectTally(
    incidentId: string,
    id: string,
  ): Promise<ImportRejectTally[]> {
    const { no } = await this.read(incidentId, id);
    return rejectTallyOf(this.database, incidentId, no);
  }

  /** The rejected rows of a batch as a file of the same columns. */
  async rejects(
    incidentId: string,
    id: string,
    language: Language,
  ): Promise<ExportedList<RejectRow>> {
    const { no } = await this.read(incidentId, id);
    const headers = await rejectHeadersOf(this.database, incidentId, no);
    return exportRejects(incidentId, no, headers, language);
  }

  /** Brings a file in that lies on this machine; answers its batch, done, checked or refused. */
  async importFile(
    actor: Actor,
    incidentId: string,
    file: LocalImport,
  ): Promise<ImportBatch> {
    const { sha256, size } = await hashOf(file.path);
    const reading: ImportReading = {
      ...(file.encoding && { encoding: file.encoding }),
      words: file.words ?? [],
    };
    const id = uuidv7();
    await this.database.transaction(actor, incidentId, async (tx) => {
      const base = await this.bases.resolve(tx, file.memberBase);
      for (const { field, means } of file.words ?? [])
        if (field === "site") await this.sites.resolve(tx, means);
      await run(
        tx,
        `insert into import_batch (id, incident_id, no, kind, base_no, file_name, size, sha256, is_dry_run, state, created_at, created_by, started_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'running', $10, $11, $10)`,
        [
          id,
          incidentId,
          await nextNo(tx, "import_batch"),
          file.kind,
          base.no,
          maskCardNumbers(basename(file.path)).text.slice(0, 255),
          size,
          sha256,
          file.isDryRun ?? false,
          tx.now,
          actor.id,
        ],
      );
    });
    const { path, onProgress, stopping } = file;
    return this.runBatch(actor, incidentId, id, {
      path,
      reading,
      ifStopped: "cancelled",
      ...(onProgress && { onProgress }),
      ...(stopping && { stopping }),
    });
  }

  /** Reads a batch that is running; answers it as it ended, or was stopped. */
  async runBatch(
    actor: Actor,
    incidentId: string,
    id: string,
    { path, reading, ifStopped, ...how }: BatchRun,
  ): Promise<ImportBatch> {
    const [batch] = await this.database.query<RunningBatch>(
      `select b.id, b.incident_id as "incidentId", b.no, b.kind, b.base_no as "baseNo", b.is_dry_run as "isDryRun", i.zone
       from import_batch b join incident i on i.id = b.incident_id where b.incident_id = $1 and b.id = $2`,
      [incidentId, id],
    );
    if (!batch) throw new Problem(problems.notFound);
    try {
      await new ImportRun(
        this.database,
        actor,
        { ...batch, reading },
        path,
        how,
      ).run();
    } catch (error) {
      if (how.stopping?.aborted)
        await this.layAside(actor, incidentId, id, ifStopped);
      else if (!(error instanceof ImportStopped)) {
        const refusal =
          error instanceof ImportRefusal ? error : new ImportRefusal("failed");
        await this.refuse(actor, incidentId, id, refusal);
        if (refusal !== error) throw error;
      }
    }
    return this.read(incidentId, id);
  }

  /** Takes back what a batch did: only the newest of its kind, and only while nothing rests on it. */
  undo(
    actor: Actor,
    incidentId: string,
    id: string,
    reason: string,
    base: number | null = null,
  ): Promise<ImportBatch> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      await run(tx, "select pg_advisory_xact_lock(hashtextextended($1, 1))", [
        `imports ${incidentId}`,
      ]);
      const batch = await this.read(incidentId, id, within(tx));
      if (base !== null && batch.version !== base)
        throw new Problem(problems.changedMeanwhile, { current: batch });
      if (batch.state !== "done") throw new Problem(problems.broken);
      const { rows } = await run<{ rests: string }>(
        tx,
        `(select 'importNewer' as rests from import_batch where incident_id = $1 and kind = $2 and state = 'done' and no > $3 limit 1)
         union all
         (select 'importFrozen' from scope_run where incident_id = $1 and state in ('frozen', 'superseded') and batch_no >= $3 and $4 limit 1)
         union all
         (select 'importCorrected' from customer_correction x join customer c on c.id = x.customer_id
           where c.incident_id = $1 and c.first_batch = $3 limit 1)
         union all
         (select 'importLinked' from customer_person x join customer c on c.id = x.customer_id
           where c.incident_id = $1 and c.first_batch = $3 limit 1)
         union all
         (select 'importInquired' from inquiry x join customer c on c.id = x.customer_id
           where x.incident_id = $1 and c.first_batch = $3 limit 1)`,
        [
          incidentId,
          batch.kind,
          batch.no,
          batch.newRows + batch.changedRows > 0,
        ],
      );
      if (rows[0])
        throw fieldProblem(problems.broken, "root.serverError", rows[0].rests);
      await patientlyWithin(
        tx,
        async (database) => {
          for (const statement of undoOf(batch.kind))
            await database.query(statement, [incidentId, batch.no]);
        },
        "15min",
      );
      await run(
        tx,
        `update import_batch set version = version + 1, state = 'undone', undone_at = $2, undone_by = $3, undo_reason = $4 where id = $1`,
        [id, tx.now, actor.id, reason],
      );
      return this.read(incidentId, id, within(tx));
    });
  }

  /** A batch whose reading was stopped: it waits again, or is over. */
  private async layAside(
    actor: Actor,
    incidentId: string,
    id: string,
    state: BatchRun["ifStopped"],
  ): Promise<void> {
    await this.database.transaction(actor, incidentId, (tx) =>
      run(
        tx,
        `update import_batch set version = version + 1, state = $2, started_at = case $2 when 'queued' then null else started_at end,
           finished_at = case $2 when 'queued' then null else now() end
         where id = $1 and state = 'running'`,
        [id, state],
      ),
    );
  }

  private async refuse(
    actor: Actor,
    incidentId: string,
    id: string,
    { outcome }: ImportRefusal,
  ): Promise<void> {
    await this.database.transaction(actor, incidentId, (tx) =>
      run(
        tx,
        `update import_batch set version = version + 1, state = 'refused', outcome = $2, finished_at = now() where id = $1 and state = 'running'`,
        [id, JSON.stringify(outcome)],
      ),
    );
  }
}

async function hashOf(path: string): Promise<{ sha256: string; size: number }> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(piece);
    size += piece.length;
  }
  return { sha256: hash.digest("hex"), size };
}
