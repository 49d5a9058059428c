import PgBoss from "pg-boss";
import { leaveWhenSilent, workerSilence } from "../database/silence.js";
import type { Logger } from "../log/logger.js";

/** Work that runs by the clock, in the worker: name → when (cron, Asia/Tokyo) and what. Each is safe to run twice. */
export interface Schedule {
  name: string;
  cron: string;
  work: () => Promise<unknown>;
  /** After which its worker is taken for dead; a minute where nothing is said. */
  expireInSeconds?: number;
}

/** Makes the queue's own schema and its queues; needs the owner. */
export async function prepareJobs(
  ownerUrl: string,
  queues: string[],
): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    supervise: false,
    schedule: false,
    max: 2,
  });
  boss.on("error", () => undefined);
  await boss.start();
  for (const queue of queues) await boss.createQueue(queue);
  await boss.stop({ graceful: false });
}

/** Handed through to the queue's own pool. */
const steady: object = {
  keepAlive: true,
  onConnect: leaveWhenSilent(workerSilence),
};

export const jobGrants = `
  grant usage on schema pgboss to keii_console, keii_worker;
  grant select, insert, update, delete on all tables in schema pgboss to keii_worker;
  grant select, insert on all tables in schema pgboss to keii_console;
  grant execute on all functions in schema pgboss to keii_worker;`;

/** Runs what is scheduled. A run whose worker dies is taken up again by another within a minute. */
export class Jobs {
  private readonly boss: PgBoss;
  private isStopping = false;

  constructor(
    databaseUrl: string,
    private readonly logger: Logger,
  ) {
    this.boss = new PgBoss({
      connectionString: databaseUrl,
      migrate: false,
      max: 4,
      ...steady,
      maintenanceIntervalSeconds: 60,
    });
    this.boss.on("error", (error) => {
      // Its last connections close after it has stopped, when the server may be gone already.
      const level = this.isStopping ? "debug" : "warn";
      this.logger[level]({ error }, "jobs: the queue is out of reach");
    });
  }

  async start(schedules: Schedule[]): Promise<void> {
    await this.boss.start();
    for (const { name, cron, work, expireInSeconds = 60 } of schedules) {
      await this.boss.work(name, { pollingIntervalSeconds: 5 }, async () => {
        this.logger.debug({ job: name }, "job");
        await work();
      });
      await this.boss.schedule(name, cron, undefined, {
        tz: "Asia/Tokyo",
        expireInSeconds,
        singletonKey: name,
      });
    }
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.boss.stop({ graceful: true, wait: true, timeout: 8_000 });
  }
}
