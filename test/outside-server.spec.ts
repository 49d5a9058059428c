import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chownSync, existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadDemo } from "@keii/api/operator/demo";
import { layFoundation } from "@keii/api/operator/foundation";
import {
  prepareDatabase,
  reasonNotToUse,
} from "@keii/api/operator/installation";
import { sealEntries } from "@keii/api/platform/audit/sealer";
import { verifyAudit } from "@keii/api/platform/audit/verify";
import {
  ConfigurationError,
  readConfig,
  type Config,
} from "@keii/api/platform/config/config";
import { backUp } from "@keii/api/operator/backup";
import { readBackup } from "@keii/api/operator/backup-manifest";
import { restoreBackup } from "@keii/api/operator/restore";
import { operatorActor } from "@keii/api/platform/database/actor";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const programs = "/usr/lib/postgresql/15/bin";
const main = fileURLToPath(new URL("../api/dist/main.js", import.meta.url));
const reason = existsSync(programs)
  ? ""
  : " (skipped: no PostgreSQL 15 in /usr/lib/postgresql/15)";

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** PostgreSQL does not run as root. */
function account(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (what: string) =>
    Number(spawnSync("id", [what, "postgres"], { encoding: "utf8" }).stdout);
  return { uid: id("-u"), gid: id("-g") };
}

describe("a server", () => {
  test("is refused when it is too old, or does not keep every character", () => {
    const facts = { version: 150_018, text: "15.18", encoding: "UTF8" };
    expect(reasonNotToUse(facts)).toBeNull();
    expect(
      reasonNotToUse({ ...facts, version: 180_000, text: "18.0" }),
    ).toBeNull();
    expect(
      reasonNotToUse({ ...facts, version: 150_017, text: "15.17" }),
    ).toContain("15.17 is too old");
    expect(
      reasonNotToUse({ ...facts, version: 140_020, text: "14.20" }),
    ).toContain("too old");
    expect(reasonNotToUse({ ...facts, encoding: "SQL_ASCII" })).toContain(
      "UTF8",
    );
  });
});

describe.skipIf(reason !== "")(`PostgreSQL 15${reason}`, () => {
  let folder: string;
  let port: number;
  let superuser: pg.Client;
  const started: ChildProcess[] = [];

  const url = (user: string, database: string) =>
    `postgres://${user}:secret@127.0.0.1:${port}/${database}`;
  const configOf = (env: Record<string, string>): Config =>
    readConfig({
      KEII_LOG_LEVEL: "silent",
      KEII_CONSOLE_PORT: "0",
      KEII_PORTAL_PORT: "0",
      ...env,
    });
  const serving = (database: string) => ({
    KEII_CONSOLE_DATABASE_URL: url("keii_console", database),
    KEII_PORTAL_DATABASE_URL: url("keii_portal", database),
    KEII_WORKER_DATABASE_URL: url("keii_worker", database),
  });
  const prepare = async (config: Config) => {
    const prepared = await prepareDatabase(config, () => undefined);
    await prepared.stop();
    return prepared;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "keii-outside-"));
    const who = account();
    if (who.uid !== undefined) chownSync(folder, who.uid, who.gid ?? who.uid);
    port = await freePort();
    const cluster = join(folder, "cluster");
    const made = spawnSync(
      join(programs, "initdb"),
      [
        "-D",
        cluster,
        "-U",
        "super",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
      ],
      { ...who, cwd: "/", encoding: "utf8" },
    );
    expect(made.stderr).not.toContain("error");
    const server = spawn(
      join(programs, "postgres"),
      [
        "-D",
        cluster,
        "-p",
        String(port),
        "-h",
        "127.0.0.1",
        "-k",
        folder,
        "-c",
        "fsync=off",
      ],
      { ...who, cwd: "/", stdio: "ignore" },
    );
    started.push(server);
    for (let attempt = 0; ; attempt++) {
      superuser = new pg.Client({ connectionString: url("super", "postgres") });
      superuser.on("error", () => undefined);
      try {
        await superuser.connect();
        break;
      } catch (error) {
        if (attempt === 100) throw error;
        await new Promise((done) => setTimeout(done, 100));
      }
    }
    for (const sql of [
      "create role maker login createrole createdb password 'secret'",
      "create role plain login password 'secret'",
      "create database made owner maker",
      "create database plain owner plain",
    ])
      await superuser.query(sql);
  });

  afterAll(async () => {
    await superuser.end();
    for (const child of started.splice(0)) {
      if (child.exitCode !== null) continue;
      const ended = new Promise((done) => child.once("exit", done));
      child.kill("SIGINT");
      await ended;
    }
    await rm(folder, { recursive: true, force: true });
  });

  test("an owner who may not create roles is told what somebody else has to run, and nothing is begun", async () => {
    const config = configOf({
      DATABASE_URL: url("plain", "plain"),
      KEII_DATA_DIR: join(folder, "plain"),
    });
    const refusal = await prepare(config).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ConfigurationError);
    const text = (refusal as Error).message;
    for (const role of ["console", "portal", "worker"]) {
      expect(text).toContain(`create role keii_${role} login nosuperuser`);
      expect(text).toContain(`KEII_${role.toUpperCase()}_DATABASE_URL`);
    }
    const client = new pg.Client({ connectionString: url("plain", "plain") });
    await client.connect();
    const { rows } = await client.query(
      "select to_regclass('schema_migration') as found",
    );
    await client.end();
    expect(rows).toEqual([{ found: null }]);
  });

  test("an owner who may makes the roles; the demo's log is whole there, and a backup comes back", async () => {
    const config = configOf({
      DATABASE_URL: url("maker", "made"),
      KEII_DATA_DIR: join(folder, "made"),
    });
    const { urls } = await prepare(config);
    const foundation = await layFoundation(config, urls.console!, {
      poolSize: 3,
    });
    await loadDemo(foundation, () => undefined);
    const pool = new pg.Pool({ connectionString: urls.worker, max: 1 });
    const { database, auditKey, checkpoints } = foundation;
    while ((await sealEntries(pool, auditKey, checkpoints)) > 0);
    const found = await verifyAudit(database, auditKey, checkpoints);
    expect(found).toMatchObject({ valid: true, unsealed: 0 });
    await pool.end();
    await database.close();

    const backup = join(folder, "backup");
    await backUp(config, url("maker", "made"), backup);
    await restoreBackup(
      config,
      url("maker", "made"),
      backup,
      await readBackup(backup, null),
      operatorActor("test"),
    );
    const again = await layFoundation(config, urls.console!, { poolSize: 3 });
    expect(
      await verifyAudit(again.database, again.auditKey, again.checkpoints),
    ).toMatchObject({ valid: true });
    await again.database.close();
  }, 60_000);

  test("with the three log-ins given it starts, says where it is, and its first administrator's link works once", async () => {
    const [consolePort, portalPort] = [await freePort(), await freePort()];
    const child = spawn(process.execPath, [main], {
      env: {
        PATH: process.env.PATH ?? "",
        DATABASE_URL: url("plain", "plain"),
        KEII_DATA_DIR: join(folder, "plain"),
        KEII_CONSOLE_PORT: String(consolePort),
        KEII_PORTAL_PORT: String(portalPort),
        KEII_LOG_LEVEL: "silent",
        ...serving("plain"),
      },
    });
    started.push(child);
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const until = Date.now() + 40_000;
    while (
      !/^ready$/m.test(said) &&
      child.exitCode === null &&
      Date.now() < until
    )
      await new Promise((done) => setTimeout(done, 50));
    expect(said).toMatch(/^ready$/m);
    expect(said).not.toContain("keii-demo");
    const token = /#\/link\/(\S+)/.exec(said)?.[1];
    const console = `http://127.0.0.1:${consolePort}`;
    const use = () =>
      fetch(`${console}/api/auth/links/use`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: console },
        body: JSON.stringify({
          token,
          password: "a long enough pass phrase",
          name: "初代 管理者",
        }),
      });
    expect((await use()).status).toBe(200);
    expect((await use()).status).toBe(404);
    const ended = new Promise((done) => child.once("exit", done));
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  }, 60_000);

  test("a serving log-in that is superuser, or owns tables, is refused", async () => {
    const base = {
      DATABASE_URL: url("plain", "plain"),
      KEII_DATA_DIR: join(folder, "plain"),
      ...serving("plain"),
    };
    await expect(
      prepare(
        configOf({ ...base, KEII_CONSOLE_DATABASE_URL: url("super", "plain") }),
      ),
    ).rejects.toThrow("role super is superuser");
    await expect(
      prepare(
        configOf({ ...base, KEII_WORKER_DATABASE_URL: url("plain", "plain") }),
      ),
    ).rejects.toThrow("role plain owns tables");
  });
});
