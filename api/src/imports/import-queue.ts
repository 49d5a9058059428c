import type { ImportReading } from "@keii/shared";
import { MemberBasesService } from "../customers/member-bases.service.js";
import { SitesService } from "../customers/sites.service.js";
import { systemActor } from "../platform/database/actor.js";
import { run } from "../platform/database/database.js";
import type { Foundation } from "../platform/platform.module.js";
import { ImportSpool } from "./import-spool.js";
import { ImportsService } from "./imports.service.js";

interface WaitingBatch {
  id: string;
  incident_id: string;
  encoding: ImportReading["encoding"] | null;
  delimiter: ImportReading["delimiter"] | null;
  columns: ImportReading["columns"] | null;
  words: ImportReading["words"] | null;
}

/** Reads the files that wait, one after the other; what a process left half read waits again. */
export class ImportQueue {
  private readonly spool: ImportSpool;
  private readonly imports: ImportsService;
  private readonly stopping = new AbortController();

  constructor(private readonly foundation: Foundation) {
    const { config, database } = foundation;
    this.spool = ImportSpool.of(config);
    this.imports = new ImportsService(
      database,
      new MemberBasesService(database),
      new SitesService(database),
    );
  }

  /** The file under way waits again, for whoever reads next; nothing more is begun. */
  stop(): void {
    this.stopping.abort();
  }

  /** Reads the next file; false where none waits. */
  async next(): Promise<boolean> {
    if (this.stopping.signal.aborted) return false;
    await this.takeUpAgain();
    const batch = await this.claimed();
    if (!batch) return false;
    const { id, incident_id: incidentId } = batch;
    try {
      await this.imports.runBatch(systemActor(), incidentId, id, {
        path: this.spool.place(id),
        reading: {
          ...(batch.encoding && { encoding: batch.encoding }),
          ...(batch.delimiter && { delimiter: batch.delimiter }),
          ...(batch.columns && { columns: batch.columns }),
          ...(batch.words && { words: batch.words }),
        },
        stopping: this.stopping.signal,
        ifStopped: "queued",
      });
    } finally {
      await this.sweep();
    }
    return true;
  }

  /** Files stay only as long as their batch may still be read, and a week at most. */
  async sweep(): Promise<void> {
    for (const id of await this.spool.batches()) {
      const [open] = await this.foundation.database.query(
        "select from import_batch where id = $1 and state in ('uploading', 'uploaded', 'checked', 'refused', 'queued', 'running') and created_at > now() - interval '7 days'",
        [id],
      );
      if (!open) await this.spool.remove(id);
    }
    await this.spool.sweepArriving();
  }

  private claimed(): Promise<WaitingBatch | null> {
    const { database } = this.foundation;
    return database.transaction(systemActor(), null, async (tx) => {
      const { rows } = await run<WaitingBatch>(
        tx,
        `with claimed as (
           update import_batch set version = version + 1, state = 'running', started_at = now(), bytes_read = 0, rows = 0
           where id = (select id from import_batch where state = 'queued' order by created_at limit 1 for update skip locked)
           returning id, incident_id, encoding, delimiter, columns, words),
         begun as (update import_progress set bytes_read = 0, rows = 0 where batch_id in (select id from claimed))
         select * from claimed`,
      );
      return rows[0] ?? null;
    });
  }

  /** Nobody reads a running batch whose lock is free: it waits again, or is refused where its file is gone. */
  private async takeUpAgain(): Promise<void> {
    const { database } = this.foundation;
    const running = await database.query<{ id: string }>(
      // By the time in its id as well: what a demo clock says is long ago has only just begun.
      `select id from import_batch where state = 'running' and started_at < now() - interval '30 seconds'
         and to_timestamp(('x' || lpad(left(replace(id::text, '-', ''), 12), 16, '0'))::bit(64)::bigint / 1000.0) < now() - interval '30 seconds'`,
    );
    for (const { id } of running) {
      const isKept = await this.spool.has(id);
      await database.transaction(systemActor(), null, (tx) =>
        run(
          tx,
          `update import_batch set version = version + 1, state = case when $2 then 'queued' else 'refused' end, started_at = null,
             finished_at = case when $2 then null else now() end,
             outcome = case when $2 then null else '{"problem": "noSpool", "line": null, "words": [], "fields": []}'::jsonb end
           where id = $1 and state = 'running' and pg_try_advisory_xact_lock(hashtextextended($3, 1))`,
          [id, isKept, `import ${id}`],
        ),
      );
    }
  }
}
