import { rm } from "node:fs/promises";
import { join } from "node:path";
import { StoreCare } from "@keii/api/evidence/store-care";
import { layFoundation } from "@keii/api/operator/foundation";
import { findDatabase } from "@keii/api/operator/installation";
import { readConfig } from "@keii/api/platform/config/config";
import { aPerson, anIncident, type Person } from "./people.js";
import { Program } from "./program.js";
import { Proxy } from "./proxy.js";
import { OwnServer } from "./server.js";
import { verification } from "./verdict.js";
import { Writers, reckon, type Reckoning } from "./writers.js";
import { dataFolder } from "./folder.js";

/** The application as a process beside a PostgreSQL of its own, with people and an incident: what faults are tried on. */
export class Stage {
  program!: Program;
  head!: Person;
  auditor!: Person;
  incidentId!: string;

  private constructor(
    readonly folder: string,
    readonly server: OwnServer,
    readonly proxy: Proxy,
  ) {}

  static async open(
    options: { serverFolder?: string; env?: Record<string, string> } = {},
  ): Promise<Stage> {
    const folder = await dataFolder("keii-stage-");
    const server = new OwnServer(options.serverFolder ?? join(folder, "db"));
    await server.start();
    const proxy = await Proxy.to({ host: "127.0.0.1", port: server.port });
    const stage = new Stage(folder, server, proxy);
    stage.program = await stage.start(options.env);
    const app = { url: stage.program.url, sql: server.sql.bind(server) };
    stage.head = await aPerson(app);
    stage.auditor = await aPerson(app, { right: "auditor" });
    stage.incidentId = (await anIncident(stage.head)).id;
    return stage;
  }

  /** Environment of a process that reaches the database through the proxy. */
  get environment(): Record<string, string> {
    return {
      DATABASE_URL: this.proxy.through(this.server.ownerUrl),
      KEII_DATA_DIR: join(this.folder, "data"),
    };
  }

  start(env: Record<string, string> = {}): Promise<Program> {
    return Program.start({ ...this.environment, ...env });
  }

  /** The same person, signed in anew at a process. */
  async signedIn(
    person: Person,
    program: Program = this.program,
  ): Promise<Person> {
    const again = Object.assign(Object.create(person) as Person, {
      url: program.url,
      token: null,
    });
    await again.signIn(person.email, person.password);
    return again;
  }

  /** People writing at a process, as somebody who was signed in there. */
  writers(
    name: string,
    person: () => Person,
    onDone?: (count: number) => void,
  ): Writers {
    return new Writers(
      () => ({
        url: person().url,
        token: person().token!,
        incidentId: this.incidentId,
      }),
      { name, ...(onDone && { onDone }) },
    );
  }

  /** What stands in the database of what was wished for. */
  reckon(writers: Writers, name: string): Promise<Reckoning> {
    return reckon(
      this.server.sql.bind(this.server),
      writers.tally.wishes,
      name,
    );
  }

  /** The hand that keeps the store in order, at this installation's store; close it when done. */
  async storeCare(): Promise<{ care: StoreCare; close: () => Promise<void> }> {
    const config = readConfig({
      ...this.environment,
      KEII_CONSOLE_PORT: "0",
      KEII_PORTAL_PORT: "0",
      KEII_LOG_LEVEL: "silent",
    });
    const { urls } = await findDatabase(config, () => undefined);
    const foundation = await layFoundation(config, urls.worker!, {
      poolSize: 2,
    });
    return {
      care: new StoreCare(foundation),
      close: () => foundation.database.close(),
    };
  }

  /** Breaks in the log, as the application finds them. */
  async breaks(): Promise<unknown[]> {
    return (await verification(await this.signedIn(this.auditor))).breaks;
  }

  async close(): Promise<void> {
    this.proxy.disturb({ kind: "none" });
    if (this.program.isRunning) await this.program.end();
    await this.proxy.close();
    await this.server.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Calls until it is so; answers after how many milliseconds. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  limitMilliseconds = 30_000,
): Promise<number> {
  const begun = performance.now();
  while (!(await isSo())) {
    if (performance.now() - begun > limitMilliseconds)
      throw new Error(`not so within ${limitMilliseconds} ms`);
    await new Promise((done) => setTimeout(done, 25));
  }
  return Math.round(performance.now() - begun);
}

/** Status of an address; 0 where nobody answers. */
export async function statusOf(url: string): Promise<number> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}
