import { readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startEmbedded, type EmbeddedServer } from "@keii/db";
import pg from "pg";

/** A PostgreSQL of a test's own, to be stopped, killed and started at will. */
export class OwnServer {
  private readonly uses: EmbeddedServer[] = [];

  constructor(readonly dataDir: string) {}

  /** Starts it, or joins the one that runs. */
  async start(): Promise<EmbeddedServer> {
    const use = await startEmbedded({
      dataDir: this.dataDir,
      tell: () => undefined,
    });
    this.uses.push(use);
    return use;
  }

  get ownerUrl(): string {
    return this.newest.ownerUrl;
  }

  get superuserUrl(): string {
    return this.newest.superuserUrl;
  }

  get port(): number {
    return this.newest.port;
  }

  /** Where PostgreSQL keeps its files. */
  async folder(): Promise<string> {
    const pointer = join(this.dataDir, "postgres.json");
    return existsSync(pointer)
      ? (JSON.parse(await readFile(pointer, "utf8")) as { folder: string })
          .folder
      : join(this.dataDir, "postgres");
  }

  /** SIGQUIT is "immediate": no checkpoint, every session cut; SIGKILL leaves it no word at all. */
  async stop(signal: "SIGQUIT" | "SIGKILL" | "SIGINT"): Promise<void> {
    const pid = await this.pid();
    process.kill(pid, signal);
    while (isAlive(pid)) await sleep(10);
  }

  async pid(): Promise<number> {
    const file = join(await this.folder(), "cluster", "postmaster.pid");
    return Number((await readFile(file, "utf8")).split("\n")[0]);
  }

  /** Runs SQL as the superuser, behind the application's back. */
  async sql<R extends pg.QueryResultRow>(
    text: string,
    values: unknown[] = [],
  ): Promise<R[]> {
    const client = new pg.Client({
      connectionString: this.superuserUrl,
      options: `-c keii.actor={"kind":"operator","name":"test"}`,
    });
    await client.connect();
    try {
      return (await client.query<R>(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** Ends it for good. */
  async close(): Promise<void> {
    for (const use of this.uses.splice(0)) await use.stop();
  }

  private get newest(): EmbeddedServer {
    const use = this.uses.at(-1);
    if (!use) throw new Error("the server has not been started");
    return use;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
