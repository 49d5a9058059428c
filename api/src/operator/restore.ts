import { createReadStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import {
  applyMigration,
  listMigrations,
  lockMigrations,
  MigrationsDiffer,
  refuseOtherMigrations,
  type Migration,
} from "@keii/db";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { AuditKey } from "../platform/audit/audit-key.js";
import { Checkpoints } from "../platform/audit/checkpoint.js";
import { chainStart } from "../platform/audit/entry.js";
import { withoutSealing } from "../platform/audit/sealer.js";
import { ConfigurationError, type Config } from "../platform/config/config.js";
import type { Actor } from "../platform/database/actor.js";
import { actorSetting } from "../platform/database/database.js";
import { identifier, list, sql, type Sql } from "../platform/database/sql.js";
import { plainSettings } from "./backup.js";
import {
  BackupRefused,
  codeKeyPath,
  type BackupManifest,
  type BackupTable,
} from "./backup-manifest.js";
import { beginEpoch, holdOutgoing } from "./epoch.js";
import { codeKeyFingerprint, findCodeKey } from "../verification/code-key.js";
import { restoreOutside } from "./restore-outside.js";

export interface Restored {
  rows: number;
  migrated: string[];
  keyId: string;
  heldSince: Date | null;
  endedSessions: number;
}

/** Refuses a backup of a newer program, or of one whose migrations were others. */
export async function refuseOtherSchema(
  manifest: BackupManifest,
): Promise<Migration[]> {
  const migrations = await listMigrations();
  try {
    refuseOtherMigrations(manifest.migrations, migrations);
  } catch (error) {
    if (error instanceof MigrationsDiffer)
      throw new BackupRefused(error.message);
    throw error;
  }
  return migrations;
}

/** Whether anybody has worked in the database yet. */
export async function isInUse(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ found: boolean }>(
      "select to_regclass('public.app_user') is not null as found",
    );
    if (!rows[0]?.found) return false;
    const { rows: used } = await client.query(
      "select from app_user union all select from incident limit 1",
    );
    return used.length > 0;
  } finally {
    await client.end();
  }
}

/**
 * Puts a backup, read and found whole before, in the place of what the database holds: in one transaction, which brings
 * the schema to the level of the backup, loads it as it is, and brings it forward. What the installation has outside the
 * database follows just before the end. Serving roles have to be there.
 */
export async function restoreBackup(
  config: Config,
  ownerUrl: string,
  folder: string,
  manifest: BackupManifest,
  operator: Actor,
): Promise<Restored> {
  const migrations = await refuseOtherSchema(manifest);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(plainSettings);
    await client.query("set lock_timeout to '60s'");
    await lockMigrations(client);
    return await withoutSealing(client, async () => {
      await client.query("begin");
      const ended = await liveSessions(client);
      await dropEverything(client);
      const level = manifest.migrations.length;
      for (const migration of migrations.slice(0, level))
        await applyMigration(client, migration);
      await load(client, folder, manifest);
      const migrated = migrations.slice(level);
      for (const migration of migrated) await applyMigration(client, migration);
      await refuseOtherCodeKey(config, client, folder);

      const { key, checkpoints } = await restoreOutside(
        config,
        folder,
        manifest,
      );
      const epoch = await beginEpoch(config);
      await checkpoints.write({ kind: "restored", epoch, ...manifest.chain });
      await client.query("select set_config('keii.actor', $1, true)", [
        actorSetting(operator),
      ]);
      await holdOutgoing(client, epoch);
      const endedSessions = await endSessions(client, ended);
      await client.query(
        "select audit_act(null, 'restore', 'installation', 'true', $1, null)",
        [{ createdAt: manifest.createdAt, sealNo: manifest.chain.sealNo }],
      );
      await client.query("commit");
      await client.query("analyze");
      const { rows } = await client.query<{ held: Date | null }>(
        "select outgoing_held_since as held from installation",
      );
      return {
        rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
        migrated: migrated.map(({ name }) => name),
        keyId: key.id,
        heldSince: rows[0]?.held ?? null,
        endedSessions,
      };
    });
  } catch (error) {
    if ((error as { code?: string }).code === "55P03")
      throw new ConfigurationError(
        "Somebody works in the database and did not end within a minute. Stop Keii, or try again.",
      );
    throw error;
  } finally {
    await client.end();
  }
}

/**
 * Says that a database was set back by other means: a new epoch begins, what goes out is held, and checkpoints of seals
 * that are gone are given up, which is told in the checkpoints themselves.
 */
export async function acceptRestore(
  config: Config,
  url: string,
  operator: Actor,
): Promise<{ sealNo: string; givenUp: number }> {
  const key = await AuditKey.open(config.auditKeyFile);
  const checkpoints = new Checkpoints(config.checkpointDir, key);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await withoutSealing(client, async () => {
      const { expected } = await checkpoints.read();
      const { sealNo, hash } = await lastAgreed(client, expected);
      const givenUp = [...expected.keys()].filter(
        (no) => BigInt(no) > BigInt(sealNo),
      ).length;
      await client.query("begin");
      await client.query("select set_config('keii.actor', $1, true)", [
        actorSetting(operator),
      ]);
      const epoch = await beginEpoch(config);
      await holdOutgoing(client, epoch);
      await client.query(
        "select audit_act(null, 'restore', 'installation', 'true', $1, null)",
        [{ sealNo, givenUp }],
      );
      await client.query("commit");
      await checkpoints.write({ kind: "restored", epoch, sealNo, hash });
      return { sealNo, givenUp };
    });
  } finally {
    await client.end();
  }
}

/** Codes of the backup can be confirmed with the key that is given; else with the one in the backup. */
async function refuseOtherCodeKey(
  config: Config,
  client: pg.Client,
  folder: string,
): Promise<void> {
  const fingerprint = await codeKeyFingerprint(client);
  if (fingerprint === null) return;
  const key = await findCodeKey({
    codeKey: config.codeKey,
    codeKeyFile: join(folder, codeKeyPath),
  });
  if (key?.fingerprint !== fingerprint)
    throw new BackupRefused(
      config.codeKey === null
        ? "The backup lacks the key with which its codes were made."
        : "KEII_CODE_KEY is not the key with which the codes of the backup were made.",
    );
}

/** The newest seal of which database and checkpoints say the same. */
async function lastAgreed(
  client: pg.Client,
  expected: Map<string, string>,
): Promise<{ sealNo: string; hash: string }> {
  const { rows } = await client.query<{ sealNo: string; hash: string }>(
    `select seal_no::text as "sealNo", encode(hash, 'hex') as hash from audit_seal where seal_no = any($1) order by seal_no`,
    [[...expected.keys()]],
  );
  const differs = rows.findIndex(
    (row) => expected.get(row.sealNo) !== row.hash,
  );
  const agreed = differs === -1 ? rows : rows.slice(0, differs);
  return agreed.at(-1) ?? { sealNo: "0", hash: chainStart.toString("hex") };
}

async function liveSessions(client: pg.Client): Promise<string[]> {
  const { rows: tables } = await client.query<{ found: boolean }>(
    "select to_regclass('public.user_session') is not null as found",
  );
  if (!tables[0]?.found) return [];
  const { rows } = await client.query<{ id: string }>(
    "select id from user_session where revoked_at is null",
  );
  return rows.map(({ id }) => id);
}

/** Those of the backup, and those the database had: whoever serves them hears of it with the commit. */
async function endSessions(
  client: pg.Client,
  others: string[],
): Promise<number> {
  const { rowCount } = await client.query(
    "update user_session set revoked_at = now(), revoked_because = 'restored from a backup' where revoked_at is null",
  );
  await client.query(
    "select pg_notify('keii_session', id) from unnest($1::text[]) id",
    [others],
  );
  return (rowCount ?? 0) + others.length;
}

/** Everything of ours in the schema; extensions, and what belongs to others, stay. */
async function dropEverything(client: pg.Client): Promise<void> {
  const notOfExtensions = (catalogue: Sql) =>
    sql`not exists (select from pg_depend d where d.classid = ${catalogue}::regclass and d.objid = o.oid and d.deptype = 'e')`;
  const { rows: tables } = await client.query<{ name: string; kind: string }>(
    sql`select relname as name, relkind as kind from pg_class o
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') and not relispartition
          and pg_has_role(relowner, 'usage') and ${notOfExtensions(sql`'pg_class'`)} order by 1`,
  );
  const plain = tables.filter(({ kind }) => kind === "r" || kind === "p");
  if (plain.length > 0)
    await client.query(
      sql`lock table ${list(plain.map(({ name }) => identifier(name)))} in access exclusive mode`,
    );
  for (const { name, kind } of tables) {
    const type =
      kind === "v"
        ? sql`view`
        : kind === "m"
          ? sql`materialized view`
          : sql`table`;
    await client.query(sql`drop ${type} if exists ${identifier(name)} cascade`);
  }
  const { rows: routines } = await client.query<{ signature: Sql }>(
    sql`select o.oid::regprocedure::text as signature from pg_proc o
        where pronamespace = 'public'::regnamespace and pg_has_role(proowner, 'usage') and ${notOfExtensions(sql`'pg_proc'`)}`,
  );
  for (const { signature } of routines)
    await client.query(sql`drop routine if exists ${signature} cascade`);
  const { rows: others } = await client.query<{ name: string; kind: string }>(
    sql`select relname as name, 'S' as kind from pg_class o where relnamespace = 'public'::regnamespace and relkind = 'S'
          and pg_has_role(relowner, 'usage') and ${notOfExtensions(sql`'pg_class'`)}
        union all
        select typname, 'T' from pg_type o where typnamespace = 'public'::regnamespace and typrelid = 0 and typelem = 0
          and pg_has_role(typowner, 'usage') and ${notOfExtensions(sql`'pg_type'`)}`,
  );
  for (const { name, kind } of others)
    await client.query(
      sql`drop ${kind === "S" ? sql`sequence` : sql`type`} if exists ${identifier(name)} cascade`,
    );
}

/** As the rows were, without a trigger that writes anew and without an order to keep: references are checked at the end. */
async function load(
  client: pg.Client,
  folder: string,
  { tables, sequences }: BackupManifest,
): Promise<void> {
  const names = tables.map(({ name }) => identifier(name));
  const references = await dropReferences(client);
  for (const name of names)
    await client.query(sql`alter table ${name} disable trigger user`);
  await client.query(sql`truncate ${list(names)}`);
  for (const table of tables) await loadTable(client, folder, table);
  for (const { name, lastValue, isCalled } of sequences)
    await client.query("select setval(quote_ident($1)::regclass, $2, $3)", [
      name,
      lastValue,
      isCalled,
    ]);
  for (const { table, name, definition } of references)
    await client.query(
      sql`alter table ${identifier(table)} add constraint ${identifier(name)} ${definition}`,
    );
  for (const name of names)
    await client.query(sql`alter table ${name} enable trigger user`);
}

async function dropReferences(
  client: pg.Client,
): Promise<{ table: string; name: string; definition: Sql }[]> {
  const { rows } = await client.query<{
    table: string;
    name: string;
    definition: Sql;
  }>(
    `select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid
     where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and k.conparentid = 0 order by 1, 2`,
  );
  for (const { table, name } of rows)
    await client.query(
      sql`alter table ${identifier(table)} drop constraint ${identifier(name)}`,
    );
  return rows;
}

async function loadTable(
  client: pg.Client,
  folder: string,
  { name, columns, path, rows }: BackupTable,
): Promise<void> {
  const into = client.query(
    copyFrom(
      sql`copy ${identifier(name)} (${list(columns.map(identifier))}) from stdin`,
    ),
  );
  await pipeline(createReadStream(join(folder, path)), createGunzip(), into);
  if (into.rowCount !== rows)
    throw new BackupRefused(
      `${path} holds ${into.rowCount} rows, its manifest says ${rows}.`,
    );
}
