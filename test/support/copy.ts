import { createHash } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureServingRoles } from "@keii/db";
import { AuditKey } from "@keii/api/platform/audit/audit-key";
import { Checkpoints } from "@keii/api/platform/audit/checkpoint";
import { readConfig, type Config } from "@keii/api/platform/config/config";
import pg from "pg";
import { inject } from "vitest";
import { named } from "./cluster.js";

/** An empty database of the owner's, with a data folder of its own: where nothing of Keii has been yet. */
export interface Elsewhere {
  ownerUrl: string;
  dataDir: string;
  config: Config;
  /** Key and checkpoints as they are there by now. */
  outside: () => Promise<{ key: AuditKey; checkpoints: Checkpoints }>;
  sql: <R extends pg.QueryResultRow>(
    text: string,
    values?: unknown[],
  ) => Promise<R[]>;
  close: () => Promise<void>;
}

let count = 0;

export async function elsewhere(): Promise<Elsewhere> {
  const name = `keii_copy_${process.pid}_${Date.now().toString(36)}_${++count}`;
  const server = inject("superuserUrl");
  const ownerUrl = named(inject("templateOwnerUrl"), name);
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(
    `create database ${name} template template0 encoding 'UTF8' owner ${new URL(ownerUrl).username}`,
  );
  await admin.end();
  await ensureServingRoles(
    ownerUrl,
    join(inject("keysDir"), "database-roles.json"),
  );
  const dataDir = await mkdtemp(join(tmpdir(), "keii-elsewhere-"));
  const config = readConfig({
    DATABASE_URL: ownerUrl,
    KEII_DATA_DIR: dataDir,
    KEII_LOG_LEVEL: "silent",
  });
  const pool = new pg.Pool({
    connectionString: named(server, name),
    max: 2,
  });
  pool.on("error", () => undefined);
  return {
    ownerUrl,
    dataDir,
    config,
    outside: async () => {
      const key = await AuditKey.open(config.auditKeyFile);
      return { key, checkpoints: new Checkpoints(config.checkpointDir, key) };
    },
    sql: async <R extends pg.QueryResultRow>(
      text: string,
      values: unknown[] = [],
    ) => (await pool.query<R>(text, values)).rows,
    close: async () => {
      await pool.end();
      const last = new pg.Client({ connectionString: server });
      await last.connect();
      await last.query(`drop database if exists ${name} with (force)`);
      await last.end();
    },
  };
}

/** A number that stands for all rows of each table, byte for byte. */
export async function digests(
  sql: Elsewhere["sql"],
): Promise<Record<string, string>> {
  const tables = await sql<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1",
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const rows = await sql<{ row: string }>(
      `select t::text as row from ${name} t order by 1`,
    );
    found[name] = createHash("sha256")
      .update(JSON.stringify(rows))
      .digest("hex");
  }
  return found;
}
