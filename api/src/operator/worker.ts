import pg from "pg";
import { ImportQueue } from "../imports/import-queue.js";
import { StoreCare } from "../evidence/store-care.js";
import { sealEntries } from "../platform/audit/sealer.js";
import { Jobs, type Schedule } from "../platform/jobs/jobs.js";
import {
  leaveWhenSilent,
  workerSilence,
} from "../platform/database/silence.js";
import type { Foundation } from "../platform/platform.module.js";

const sealEveryMilliseconds = 1_000;
const importEveryMilliseconds = 1_000;

/** What runs by itself: sealing the log within seconds, and sweeping what has run out. */
export class Worker {
  private readonly pool: pg.Pool;
  private readonly jobs: Jobs;
  private readonly care: StoreCare;
  private timer: NodeJS.Timeout | null = null;
  private sealing: Promise<void> = Promise.resolve();
  private readonly imports: ImportQueue;
  private importTimer: NodeJS.Timeout | null = null;
  private importing: Promise<void> = Promise.resolve();
  private isStopping = false;

  constructor(
    private readonly foundation: Foundation,
    databaseUrl: string,
  ) {
    this.pool = new pg.Pool({
      connectionString: databaseUrl,
      max: 4,
      connectionTimeoutMillis: 2_000,
      application_name: "keii worker",
      keepAlive: true,
      onConnect: leaveWhenSilent(workerSilence),
    });
    this.pool.on("error", (error) =>
      foundation.logger.warn(
        { error },
        "worker: a connection to the database is lost",
      ),
    );
    this.jobs = new Jobs(databaseUrl, foundation.logger);
    this.care = new StoreCare(foundation);
    this.imports = new ImportQueue(foundation);
  }

  async start(): Promise<void> {
    const schedules: Schedule[] = [
      { name: "sweep", cron: "*/10 * * * *", work: () => this.sweep() },
      {
        name: "portal-sweep",
        cron: "* * * * *",
        work: () => this.sweepPortal(),
      },
      {
        name: "evidence-sweep",
        cron: "23 * * * *",
        work: () => this.care.sweep(),
        expireInSeconds: 1800,
      },
      {
        name: "import-sweep",
        cron: "41 * * * *",
        work: () => this.imports.sweep(),
      },
      {
        name: "evidence-scrub",
        cron: "*/20 * * * *",
        work: () => this.care.scrub(),
        expireInSeconds: 3600,
      },
    ];
    await this.jobs.start(schedules);
    this.sealSoon();
    this.importSoon();
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    if (this.timer) clearTimeout(this.timer);
    if (this.importTimer) clearTimeout(this.importTimer);
    this.imports.stop();
    await this.sealing;
    await this.importing;
    await this.seal();
    await this.jobs.stop();
    await this.pool.end();
  }

  private sealSoon(): void {
    if (this.isStopping) return;
    this.timer = setTimeout(() => {
      this.sealing = this.seal().finally(() => this.sealSoon());
    }, sealEveryMilliseconds);
  }

  private importSoon(): void {
    if (this.isStopping) return;
    this.importTimer = setTimeout(() => {
      this.importing = this.importAll().finally(() => this.importSoon());
    }, importEveryMilliseconds);
  }

  /** The files that wait, one after the other. */
  private async importAll(): Promise<void> {
    try {
      while (!this.isStopping && (await this.imports.next()));
    } catch (error) {
      this.foundation.logger.warn({ error }, "a file could not be brought in");
    }
  }

  private async seal(): Promise<void> {
    const { auditKey, checkpoints, logger } = this.foundation;
    try {
      while ((await sealEntries(this.pool, auditKey, checkpoints)) > 0);
    } catch (error) {
      logger.warn({ error }, "the audit log could not be sealed; trying again");
    }
  }

  /** Keys, links, sessions, counters and presence that have run out. */
  private async sweep(): Promise<void> {
    for (const statement of sweeps) await this.pool.query(statement);
  }

  /** Counters of minutes and hours that are over, so that they never grow beyond what an hour may try. */
  private async sweepPortal(): Promise<void> {
    for (const statement of portalSweeps) await this.pool.query(statement);
  }
}

const portalSweeps = [
  "delete from portal_try where minute < floor(extract(epoch from clock_timestamp()) / 60) - 1",
  "delete from portal_failure where hour < floor(extract(epoch from clock_timestamp()) / 3600)",
  "delete from portal_lease where minute < floor(extract(epoch from clock_timestamp()) / 60) - 1",
  "delete from portal_session where expires_at < clock_timestamp()",
];

const sweeps = [
  "delete from idempotency_key where created_at < now() - interval '24 hours'",
  "delete from one_time_link where expires_at < now() - interval '30 days'",
  "delete from user_session where expires_at < now() - interval '30 days'",
  "delete from sign_in_throttle where last_failure_at < now() - interval '1 day'",
  "delete from presence where seen_at < now() - interval '1 hour'",
];
