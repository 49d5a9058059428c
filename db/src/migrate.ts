import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";

const migrationsFolder = fileURLToPath(
  new URL("../migrations/", import.meta.url),
);

/** Any number that no other program locks. */
const migrationLock = 4_911_201_609;

export interface Migration {
  no: number;
  name: string;
  sql: string;
  sha256: string;
}

/** The migrations as they stand in `db/migrations`, in order; throws where a number is missing or taken twice. */
export async function listMigrations(
  folder: string = migrationsFolder,
): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((f) => f.endsWith(".sql"));
  const migrations = await Promise.all(
    files.sort().map(async (file) => {
      const sql = await readFile(`${folder}/${file}`, "utf8");
      return {
        no: Number(file.slice(0, 4)),
        name: file,
        sql,
        sha256: createHash("sha256").update(sql).digest("hex"),
      };
    }),
  );
  migrations.forEach((m, i) => {
    if (m.no !== i + 1)
      throw new Error(`Migration ${m.name} should have number ${i + 1}.`);
  });
  return migrations;
}

/** How far a database has come, against what this program knows. */
export interface SchemaLevel {
  /** Number of the newest migration applied; 0 for a database that is not Keii's yet. */
  applied: number;
  known: number;
}

/**
 * Brings the database forward, each migration in a transaction of its own; a second caller waits for the first.
 * Throws where an applied migration differs from the file of its number, or the database is newer than the program.
 * @returns names of the migrations applied now
 */
export async function migrate(
  ownerUrl: string,
  upTo: number = Number.POSITIVE_INFINITY,
  migrations?: Migration[],
): Promise<string[]> {
  const known = migrations ?? (await listMigrations());
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const applied: string[] = [];
  try {
    await lockMigrations(client);
    const level = await readLevel(client, known);
    for (const migration of known.slice(level.applied)) {
      if (migration.no > upTo) break;
      await client.query("begin");
      try {
        await applyMigration(client, migration);
        await client.query("commit");
      } catch (error) {
        await client.query("rollback");
        throw new Error(`Migration ${migration.name} failed`, { cause: error });
      }
      applied.push(migration.name);
    }
    return applied;
  } finally {
    await client.end();
  }
}

/** Holds off everybody who migrates, until the connection ends. */
export async function lockMigrations(client: pg.ClientBase): Promise<void> {
  await client.query("select pg_advisory_lock($1)", [migrationLock]);
}

/** One migration, in the transaction of the caller. */
export async function applyMigration(
  client: pg.ClientBase,
  migration: Migration,
): Promise<void> {
  await client.query(
    `create table if not exists schema_migration (
       no integer primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now())`,
  );
  await client.query(migration.sql);
  await client.query(
    "insert into schema_migration (no, name, sha256) values ($1, $2, $3)",
    [migration.no, migration.name, migration.sha256],
  );
}

/** Throws where the database was not made by these migrations, or by newer ones. */
export async function readLevel(
  client: pg.ClientBase,
  migrations: Migration[],
): Promise<SchemaLevel> {
  const { rows: tables } = await client.query<{ found: boolean }>(
    "select to_regclass('public.schema_migration') is not null as found",
  );
  if (!tables[0]?.found) return { applied: 0, known: migrations.length };
  const { rows } = await client.query<{
    no: number;
    name: string;
    sha256: string;
  }>("select no, name, sha256 from schema_migration order by no");
  refuseOtherMigrations(rows, migrations);
  return { applied: rows.length, known: migrations.length };
}

/** Throws where migrations applied somewhere are more than, or other than, the ones this program knows. */
export function refuseOtherMigrations(
  applied: { no: number; name: string; sha256: string }[],
  migrations: Migration[],
): void {
  if (applied.length > migrations.length)
    throw new MigrationsDiffer(
      `The database has ${applied.length} migrations, this program knows ${migrations.length}. Use a program at least as new as the data.`,
    );
  for (const row of applied)
    if (migrations[row.no - 1]?.sha256 !== row.sha256)
      throw new MigrationsDiffer(
        `Migration ${row.name} was changed after it had been applied.`,
      );
}

/** The data are of a newer program, or of one with another history. */
export class MigrationsDiffer extends Error {}
