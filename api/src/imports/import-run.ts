import type { ImportKind, ImportReading } from "@keii/shared";
import type pg from "pg";
import { actorSetting, type Database } from "../platform/database/database.js";
import type { Actor } from "../platform/database/actor.js";
import { uuidv7 } from "../platform/database/id.js";
import { bePatient } from "../platform/database/silence.js";
import { ImportFile } from "./import-file.js";
import { tellProgress } from "./import-progress.queries.js";
import {
  checkColumns,
  isBlank,
  readingOf,
  type FileReading,
} from "./import-reading.js";
import { ImportRefusal } from "./import-refusal.js";
import { mergeOf, type MergeStatements } from "./merge.queries.js";
import { rememberedReading } from "./remembered.queries.js";
import { readRecords } from "./records.js";
import { NeedsStage, RowCopy } from "./row-copy.js";
import { RowReader, RowRejection } from "./row-reading.js";
import { WordBook, type KnownSite } from "./word-book.js";
import { RejectList } from "./reject-list.js";
import { StagedRows, type MergeCounts } from "./staged-rows.js";

/** A batch that is to be read, as its row has it. */
export interface RunningBatch {
  id: string;
  incidentId: string;
  no: number;
  kind: ImportKind;
  baseNo: number;
  isDryRun: boolean;
  zone: string;
  reading: ImportReading;
}

export interface ImportCounts extends MergeCounts {
  rows: number;
  rejectedRows: number;
}

export type ToldProgress = (bytes: number, rows: number) => void;

/** Somebody cancelled, the batch is no longer ours, or we are to end. */
export class ImportStopped extends Error {}

const progressEveryMilliseconds = 1_000;
const cancelEveryMilliseconds = 250;

/**
 * Brings one file in: everything in one transaction, read in pieces so that memory stays flat. Where the base holds no rows
 * of this kind they go straight into the table, else past a staging table that ends with the transaction.
 */
export class ImportRun {
  private bytes = 0;
  private counts: ImportCounts = zero();
  private readonly cancelled = new AbortController();
  /** Aborted as soon as nobody wants it read any more. */
  private readonly stopping: AbortSignal;
  private file!: ImportFile;
  private reading!: FileReading;
  private book!: WordBook;
  private statements!: MergeStatements;

  constructor(
    private readonly database: Database,
    private readonly actor: Actor,
    private readonly batch: RunningBatch,
    private readonly path: string,
    private readonly how: { onProgress?: ToldProgress; stopping?: AbortSignal },
  ) {
    const { stopping } = how;
    this.stopping = AbortSignal.any([
      this.cancelled.signal,
      ...(stopping ? [stopping] : []),
    ]);
  }

  async run(): Promise<ImportCounts> {
    try {
      return await this.bringIn();
    } catch (error) {
      if (!this.stopping.aborted) throw error;
      throw new ImportStopped("nobody wants it read any more", {
        cause: error,
      });
    }
  }

  private async bringIn(): Promise<ImportCounts> {
    const { batch } = this;
    this.file = await ImportFile.open(this.path, this.stopping);
    this.reading = await readingOf(
      this.file,
      batch.kind,
      batch.reading,
      async (hash) => (await this.remembered(hash))?.columns ?? null,
    );
    const fields = checkColumns(batch.kind, this.reading);
    this.statements = mergeOf(batch.kind, fields);
    const timer = setInterval(
      () => void this.progress(),
      progressEveryMilliseconds,
    );
    try {
      return await this.attempt(true);
    } catch (error) {
      if (!(error instanceof NeedsStage)) throw error;
      return await this.attempt(false);
    } finally {
      clearInterval(timer);
    }
  }

  private remembered(
    hash: string,
  ): Promise<Pick<ImportReading, "columns" | "words"> | null> {
    return rememberedReading(this.database, this.batch, hash);
  }

  /** Says how far it is; whoever finds the batch no longer running stops. */
  private async progress(): Promise<void> {
    const { rows } = this.counts;
    this.how.onProgress?.(this.bytes, rows);
    try {
      const isRead = await tellProgress(this.database, this.batch.id, {
        bytes: this.bytes,
        rows,
      });
      if (!isRead) this.cancelled.abort();
    } catch {
      // How far it is may go untold: a database that is busy or away for a moment says nothing of the batch, whose state
      // is asked again before it ends.
    }
  }

  private async attempt(mayBeDirect: boolean): Promise<ImportCounts> {
    await this.database.query(
      "delete from import_reject where incident_id = $1 and batch_no = $2",
      [this.batch.incidentId, this.batch.no],
    );
    const client = await this.database.pool.connect();
    const { hurry } = bePatient(client);
    let leave = (): void => undefined;
    try {
      leave = await this.attend(client);
      await client.query("begin");
      await client.query("set local statement_timeout = 0");
      // Another file of the incident may take its time.
      await client.query("set local lock_timeout = 0");
      await client.query("set local idle_in_transaction_session_timeout = 0");
      await client.query("select set_config('keii.actor', $1, true)", [
        actorSetting(this.actor),
      ]);
      // Who holds the first reads the batch; who holds the second is alone in the incident.
      for (const name of [
        `import ${this.batch.id}`,
        `imports ${this.batch.incidentId}`,
      ])
        await client.query(
          "select pg_advisory_xact_lock(hashtextextended($1, 1))",
          [name],
        );
      const isDirect =
        mayBeDirect && !this.batch.isDryRun && (await this.isFirst(client));
      const rejects = new RejectList(
        this.database,
        this.batch,
        this.reading.headers,
      );
      this.counts = zero();
      await this.newBook(client);
      await this.load(client, isDirect, rejects);
      if (!isDirect) await this.merge(client, rejects);
      await rejects.end();
      this.counts.rejectedRows = rejects.count;
      await this.close(client);
      await client.query("commit");
      hurry();
      client.release(this.stopping.aborted);
      return this.counts;
    } catch (error) {
      client.release(true);
      throw error;
    } finally {
      leave();
    }
  }

  /** Once it is to stop, no statement under way is waited for. */
  private async attend(client: pg.ClientBase): Promise<() => void> {
    const { rows } = await client.query<{ pid: number }>(
      "select pg_backend_pid() as pid",
    );
    let timer: NodeJS.Timeout | null = null;
    const cancel = () => {
      // Between two statements nothing is cancelled, nor while the database is away: it is asked for again.
      this.database
        .query("select pg_cancel_backend($1)", [rows[0]!.pid])
        .catch(() => undefined);
    };
    const begin = () => {
      cancel();
      timer = setInterval(cancel, cancelEveryMilliseconds);
    };
    this.stopping.throwIfAborted();
    this.stopping.addEventListener("abort", begin, { once: true });
    return () => {
      this.stopping.removeEventListener("abort", begin);
      if (timer) clearInterval(timer);
    };
  }

  private async isFirst(client: pg.ClientBase): Promise<boolean> {
    const { incidentId, baseNo, kind } = this.batch;
    const { rows } = await client.query(
      "select from import_batch where incident_id = $1 and kind = $2 and base_no = $3 and state = 'done' and new_rows > 0 limit 1",
      [incidentId, kind, baseNo],
    );
    return rows.length === 0;
  }

  private async newBook(client: pg.ClientBase): Promise<void> {
    const { incidentId, kind, reading } = this.batch;
    const { rows } = await client.query<KnownSite>(
      "select no, code, name from site where incident_id = $1",
      [incidentId],
    );
    const earlier = await this.remembered(this.reading.headerHash);
    this.book = new WordBook(
      kind,
      [...(earlier?.words ?? []), ...(reading.words ?? [])],
      rows,
    );
  }

  private async load(
    client: pg.ClientBase,
    isDirect: boolean,
    rejects: RejectList,
  ): Promise<void> {
    const { incidentId, baseNo, no, kind, zone } = this.batch;
    const { headers, columns } = this.reading;
    const { copyDirect, copyStage, stage } = this.statements;
    if (!isDirect) await client.query(stage);
    // What is written without an offset is wall time of the incident's zone.
    await client.query("select set_config('timezone', $1, true)", [zone]);
    const copy = new RowCopy(
      client,
      isDirect ? copyDirect : copyStage,
      isDirect,
    );
    const reader = new RowReader(kind, columns, headers, this.book);
    const hasId = kind === "customers";
    const ends = `\t${no}\t${no}\n`;
    const begins = `${incidentId}\t${baseNo}\t`;
    let isHeader = true;
    const take = (cells: string[], line: number): void => {
      if (isBlank(cells)) return;
      if (isHeader) {
        isHeader = false;
        return;
      }
      this.counts.rows++;
      const row = reader.read(cells);
      if (row instanceof RowRejection) {
        rejects.add(line, row.reason, row.field, cells);
        return;
      }
      // The file will be refused: only its words are still of interest.
      if (this.book.hasUnknown) return;
      const id = hasId ? uuidv7() : "\\N";
      copy.add(
        isDirect
          ? `${hasId ? `${id}\t` : ""}${begins}${row}${ends}`
          : `${line}\t${id}\t${row}\n`,
      );
    };
    const settle = async (): Promise<void> => {
      this.bytes = this.file.bytesRead;
      await copy.settle();
      await rejects.settle();
    };
    await readRecords(this.file, this.reading, take, settle);
    if (this.counts.rows === 0) throw new ImportRefusal("noRows");
    if (this.book.hasUnknown)
      throw new ImportRefusal("wordsUnknown", { words: this.book.unknown() });
    await copy.end();
    await client.query("reset timezone");
    if (isDirect) this.counts.newRows = this.counts.rows - rejects.count;
  }

  private async merge(
    client: pg.ClientBase,
    rejects: RejectList,
  ): Promise<void> {
    const staged = new StagedRows(client, this.statements, this.batch);
    const { lines, count } = await staged.contradictions(RejectList.most);
    if (count > 0) {
      // Their cells are read from the file again.
      await readRecords(
        this.file,
        this.reading,
        (cells, line) => {
          if (lines.has(line)) rejects.add(line, "twice", null, cells);
        },
        () => rejects.settle(),
      );
      rejects.count += count - lines.size;
    }
    Object.assign(this.counts, await staged.merge(this.batch));
  }

  private async close(client: pg.ClientBase): Promise<void> {
    const { batch, counts, reading, file } = this;
    const { rowCount } = await client.query(
      `update import_batch set version = version + 1, state = $2, encoding = $3, delimiter = $4, is_gzip = $5, header_hash = $6, columns = $7, words = $8,
         bytes_read = size, rows = $9, new_rows = $10, changed_rows = $11, same_rows = $12, rejected_rows = $13, finished_at = now(), outcome = null
       where id = $1 and state = 'running'`,
      [
        batch.id,
        batch.isDryRun ? "checked" : "done",
        reading.encoding,
        reading.delimiter,
        file.isGzip,
        reading.headerHash,
        JSON.stringify(reading.columns),
        JSON.stringify(this.book.remembered()),
        counts.rows,
        counts.newRows,
        counts.changedRows,
        counts.sameRows,
        counts.rejectedRows,
      ],
    );
    if (rowCount !== 1) throw new ImportStopped("the batch was cancelled");
  }
}

function zero(): ImportCounts {
  return { rows: 0, newRows: 0, changedRows: 0, sameRows: 0, rejectedRows: 0 };
}
