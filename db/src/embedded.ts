import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { nameOf, serverAccount, type Account } from "./embedded-account.js";
import {
  findPostmaster,
  launch,
  makeCluster,
  shutDown,
  superuser,
  type Launch,
} from "./embedded-cluster.js";
import { isRefusal, makePassable } from "./embedded-folder.js";
import {
  clusterAccount,
  findPlace,
  freePort,
  isFree,
  settingsOf,
  writeSettings,
  type Place,
  type Settings,
} from "./embedded-place.js";
import { findProgram, type Program } from "./embedded-program.js";
import { isPassing, UseOfServer } from "./embedded-use.js";

export interface EmbeddedServer {
  /** Address of the database "keii" for its owner, who is no superuser. */
  ownerUrl: string;
  /** Address of the database "keii" for the superuser. */
  superuserUrl: string;
  port: number;
  /** Whether the server was already running. */
  adopted: boolean;
  /** Ends the server, also an adopted one, unless another process still uses it. */
  stop(): Promise<void>;
}

export const ownerRole = "keii_owner";
const database = "keii";

/** How long a server may take to come up; after a crash it works through its log first. */
const startLimit = 300_000;

/**
 * Starts the embedded PostgreSQL of a data folder, or adopts the one that an earlier process left running or another one
 * uses; makes what is missing (the cluster, the owner, the database).
 */
export async function startEmbedded(options: {
  dataDir: string;
  tell: (line: string) => void;
}): Promise<EmbeddedServer> {
  const { tell } = options;
  const dataDir = await usableFolder(options.dataDir);
  const candidate = await serverAccount(tell);
  const program = await findProgram(candidate);
  const place = await findPlace(dataDir, candidate, tell, async (old) =>
    shutDown(program, old, await clusterAccount(old, candidate)),
  );
  const settings = await settingsOf(place, dataDir);
  const account = await clusterAccount(place, candidate);
  tellWhere(program, place, dataDir, candidate, tell);
  await makeCluster(program, place, settings, account);
  const server = new Server(program, place, settings, account, tell);
  return server.start();
}

function tellWhere(
  program: Program,
  place: Place,
  dataDir: string,
  account: Account | undefined,
  tell: (line: string) => void,
): void {
  const parts: string[] = [];
  if (!place.folder.startsWith(dataDir))
    parts.push(`its data in ${place.folder}`);
  if (program.copy) parts.push(`its programs in ${program.copy}`);
  if (parts.length > 0)
    tell(
      `${nameOf(account)} cannot work in this folder; PostgreSQL has ${parts.join(", ")}.`,
    );
}

async function usableFolder(dataDir: string): Promise<string> {
  try {
    await makePassable(resolve(dataDir));
    return await realpath(dataDir);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new Error(
      `${resolve(dataDir)} cannot be made. Set KEII_DATA_DIR to a folder that this account can write to.`,
      { cause: error },
    );
  }
}

class Server {
  private readonly use: UseOfServer;
  private ended: Promise<void> | undefined;

  constructor(
    private readonly program: Program,
    private readonly place: Place,
    private readonly settings: Settings,
    private readonly account: Account | undefined,
    private readonly tell: (line: string) => void,
  ) {
    this.use = new UseOfServer(() =>
      this.url(ownerRole, settings.ownerPassword, "postgres"),
    );
  }

  async start(): Promise<EmbeddedServer> {
    let launched: Launch | undefined;
    let hasSaidWhy = false;
    const begun = Date.now();
    for (;;) {
      const postmaster = await findPostmaster(this.place);
      if (postmaster.state === "alive") {
        if (await this.join(postmaster.port)) break;
      } else if (!launched || launched.hasEnded()) {
        if (launched) await this.explainEnd(await launched.said());
        launched = await this.launch(
          postmaster.state === "stale" ? postmaster.pid : undefined,
        );
      }
      const waited = Date.now() - begun;
      if (waited > startLimit)
        throw new Error(
          `PostgreSQL did not come up within five minutes; its log is ${this.place.log}.`,
        );
      if (waited > 5000 && !hasSaidWhy) {
        hasSaidWhy = true;
        this.tell("PostgreSQL is still coming up …");
      }
      await sleep(40);
    }
    return {
      ownerUrl: this.url(ownerRole, this.settings.ownerPassword, database),
      superuserUrl: this.url(
        superuser,
        this.settings.superuserPassword,
        database,
      ),
      port: this.settings.port,
      adopted: launched === undefined || launched.hasEnded(),
      stop: () => (this.ended ??= this.stop()),
    };
  }

  private async launch(stalePid?: number): Promise<Launch> {
    if (!(await isFree(this.settings.port))) await this.changePort();
    return launch(
      this.program,
      this.place,
      this.settings.port,
      this.account,
      stalePid,
    );
  }

  private async changePort(): Promise<void> {
    this.settings.port = await freePort();
    await writeSettings(this.place, this.settings);
  }

  /** Returns where another attempt makes sense. */
  private async explainEnd(said: string): Promise<void> {
    if (/could not bind|could not create any TCP/.test(said))
      return this.changePort();
    const isPassing =
      /lock file "postmaster.pid" already exists|pre-existing shared memory/;
    if (isPassing.test(said)) return sleep(300);
    throw new Error(
      `PostgreSQL did not start; its log is ${this.place.log}:\n${said.trim().split("\n").slice(-5).join("\n")}`,
    );
  }

  /** Whether the server answers by now, is ours, and has everything it should have. */
  private async join(port: number): Promise<boolean> {
    if (!Number.isInteger(port) || port <= 0) return false;
    if (port !== this.settings.port) {
      this.settings.port = port;
      await writeSettings(this.place, this.settings);
    }
    try {
      await this.furnish();
      await this.use.begin();
      return true;
    } catch (error) {
      if (isPassing(error)) return false;
      if (error instanceof pg.DatabaseError && error.code === "28P01")
        throw new Error(
          `The database in ${this.place.cluster} does not accept the passwords in ${this.place.settings}: one of the two was put there from elsewhere.`,
          { cause: error },
        );
      throw error;
    }
  }

  private async furnish(): Promise<void> {
    await this.asSuperuser("postgres", async (client) => {
      await client.query("select pg_advisory_lock(4911201607)");
      const { rows } = await client.query<{ owner: boolean; db: boolean }>(
        `select exists (select from pg_roles where rolname = $1) as owner,
                exists (select from pg_database where datname = $2) as db`,
        [ownerRole, database],
      );
      if (rows[0]?.owner !== true)
        await client.query(
          `create role ${ownerRole} login createdb createrole password ${client.escapeLiteral(this.settings.ownerPassword)}`,
        );
      if (rows[0]?.db === true) return;
      await this.furnishTemplate();
      await client.query(`create database ${database} owner ${ownerRole}`);
    });
  }

  /** Every database made later has the trigrams, although the owner may not choose extensions. */
  private async furnishTemplate(): Promise<void> {
    await this.asSuperuser("template1", async (client) => {
      await client.query("create extension if not exists pg_trgm");
      const { rows } = await client.query<{ found: boolean }>(
        "select show_trgm('日本') <> '{}' as found",
      );
      if (rows[0]?.found !== true)
        this.tell(
          "This system has no UTF-8 rules for characters: searching Japanese text will be slow.",
        );
    });
  }

  private async asSuperuser(
    name: string,
    work: (client: pg.Client) => Promise<void>,
  ): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url(
        superuser,
        this.settings.superuserPassword,
        name,
      ),
      connectionTimeoutMillis: 10_000,
    });
    // A lost connection also rejects the query under way; without a listener it would end the process.
    client.on("error", () => undefined);
    await client.connect();
    try {
      await work(client);
    } finally {
      await client.end();
    }
  }

  private async stop(): Promise<void> {
    if (await this.use.endAsLast())
      await shutDown(this.program, this.place, this.account);
    await this.use.close();
  }

  private url(user: string, password: string, name: string): string {
    return `postgres://${user}:${password}@127.0.0.1:${this.settings.port}/${name}`;
  }
}
