import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AddressInfo } from "node:net";
import { createConsole } from "@keii/api/console";
import { layFoundation } from "@keii/api/operator/foundation";
import { prepareDatabase } from "@keii/api/operator/installation";
import { Worker } from "@keii/api/operator/worker";
import { Clock } from "@keii/api/platform/clock/clock";
import { readConfig, type Config } from "@keii/api/platform/config/config";
import { LiveService } from "@keii/api/platform/live/live.service";
import { createLogger } from "@keii/api/platform/log/logger";
import type { Foundation } from "@keii/api/platform/platform.module";
import type { NestFastifyApplication } from "@nestjs/platform-fastify";
import pg from "pg";
import { inject } from "vitest";
import { named, template } from "./cluster.js";

/** A clock that stands where a test puts it. */
export class TestClock extends Clock {
  at: Date | null = null;

  override now(): Date {
    return this.at ?? new Date();
  }

  set(text: string | null): void {
    this.at = text === null ? null : new Date(text);
  }
}

/** The real console on a database of its own. */
export interface TestApp {
  url: string;
  config: Config;
  foundation: Foundation;
  /** The application itself, for what it knows about its own routes. */
  application: NestFastifyApplication;
  clock: TestClock;
  /** Addresses of the database for its owner, the server's superuser and the serving roles. */
  ownerUrl: string;
  superuserUrl: string;
  urls: { console: string; portal: string; worker: string };
  dataDir: string;
  /** Runs SQL as the superuser, behind the application's back. */
  sql: <R extends pg.QueryResultRow>(
    text: string,
    values?: unknown[],
  ) => Promise<R[]>;
  /** Takes the application down and its database with it. */
  close: () => Promise<void>;
}

let count = 0;

/** Starts the application on a fresh copy of the migrated database; `log` takes every line it would write. */
export async function startApp(
  options: {
    withWorker?: boolean;
    env?: Record<string, string>;
    log?: string[];
  } = {},
): Promise<TestApp> {
  const name = `keii_test_${process.pid}_${Date.now().toString(36)}_${++count}`;
  const server = inject("superuserUrl");
  const superuserUrl = named(server, name);
  const ownerUrl = named(inject("templateOwnerUrl"), name);
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query("select pg_advisory_lock(77)");
  await admin.query(
    `create database ${name} template ${template} owner ${new URL(ownerUrl).username}`,
  );
  await admin.query("select pg_advisory_unlock(77)");
  await admin.end();

  const dataDir = await mkdtemp(join(tmpdir(), "keii-app-"));
  await cp(inject("keysDir"), join(dataDir, "keys"), { recursive: true });
  await cp(join(inject("keysDir"), "..", "epoch"), join(dataDir, "epoch"));
  const config = readConfig({
    DATABASE_URL: ownerUrl,
    KEII_DATA_DIR: dataDir,
    KEII_CONSOLE_PORT: "0",
    KEII_PORTAL_PORT: "0",
    KEII_LOG_LEVEL: process.env.KEII_TEST_LOG ?? "silent",
    ...options.env,
  });
  const { urls } = await prepareDatabase(config, () => undefined);
  const clock = new TestClock();
  const foundation = await layFoundation(config, urls.console!, {
    clock,
    poolSize: 10,
    ...(options.log && {
      logger: createLogger("trace", {
        write: (line) => options.log?.push(line),
      }),
    }),
  });
  const served = await serve(foundation, urls.console!);
  const worker = options.withWorker
    ? new Worker(foundation, urls.worker!)
    : null;
  await worker?.start();
  const pool = new pg.Pool({ connectionString: superuserUrl, max: 4 });
  pool.on("error", () => undefined);

  return {
    url: served.url,
    config,
    foundation,
    application: served.application,
    clock,
    ownerUrl,
    superuserUrl,
    urls: urls as TestApp["urls"],
    dataDir,
    sql: async <R extends pg.QueryResultRow>(
      text: string,
      values: unknown[] = [],
    ) => (await pool.query<R>(text, values)).rows,
    close: async () => {
      await served.close();
      await worker?.stop();
      await foundation.database.close();
      await pool.end();
      const last = new pg.Client({ connectionString: server });
      await last.connect();
      await last.query(`drop database if exists ${name} with (force)`);
      await last.end();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The console as another process would serve it: on the same database, with nothing in its memory yet. */
export async function besides(
  app: Pick<TestApp, "config" | "urls">,
): Promise<{ url: string; close: () => Promise<void> }> {
  const foundation = await layFoundation(app.config, app.urls.console, {
    poolSize: 4,
  });
  const { url, close } = await serve(foundation, app.urls.console);
  return {
    url,
    close: async () => {
      await close();
      await foundation.database.close();
    },
  };
}

async function serve(
  foundation: Foundation,
  databaseUrl: string,
): Promise<{
  url: string;
  application: NestFastifyApplication;
  close: () => Promise<void>;
}> {
  const application = await createConsole(foundation);
  const live = application.get(LiveService);
  await live.start(databaseUrl);
  await application.listen(0, "127.0.0.1");
  const { port } = application.getHttpServer().address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    application,
    close: async () => {
      await live.stop();
      await application.close();
    },
  };
}
