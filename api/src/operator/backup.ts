import { createHash, type Hash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { listMigrations, readLevel } from "@keii/db";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { AuditKey, formerFile } from "../platform/audit/audit-key.js";
import { Checkpoints } from "../platform/audit/checkpoint.js";
import {
  chainHead,
  currentEpoch,
  withoutSealing,
} from "../platform/audit/sealer.js";
import { ConfigurationError, type Config } from "../platform/config/config.js";
import { identifier, list, sql } from "../platform/database/sql.js";
import {
  codeKeyFingerprint,
  findCodeKey,
  WrongCodeKey,
} from "../verification/code-key.js";
import {
  auditKeyPath,
  codeKeyPath,
  writeManifest,
  type BackupFile,
  type BackupManifest,
  type BackupTable,
} from "./backup-manifest.js";

/** Tables that are made by migrations, or hold nothing that should come back. */
const leftOut = [
  "schema_migration",
  "column_class",
  "unaudited_table",
  "refresh_token",
  "calendar_password",
  "one_time_link",
  "sign_in_throttle",
  "presence",
  "portal_try",
  "portal_failure",
  "portal_lease",
  "portal_session",
];

/** Files beside the keys that belong to one machine. */
const notKeys = ["database-roles.json", "token-secret"];

/** How a COPY reads the same on every server and in every session. */
export const plainSettings = sql`set timezone to 'UTC'; set datestyle to 'ISO, YMD'; set intervalstyle to 'postgres'; set client_encoding to 'UTF8'; set bytea_output to 'hex'; set extra_float_digits to 1`;

/**
 * Copies database, checkpoints, keys and evidence into a folder, as of one moment, while everybody goes on working.
 */
export async function backUp(
  config: Config,
  ownerUrl: string,
  folder: string,
): Promise<BackupManifest> {
  await refuseUsedFolder(folder);
  const key = await AuditKey.open(config.auditKeyFile);
  const checkpoints = new Checkpoints(config.checkpointDir, key);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(plainSettings);
    const migrations = await listMigrations();
    const files: BackupFile[] = [];
    // No seal, checkpoint or key comes between the moment the database is read as of and the copies of those files.
    await withoutSealing(client, async () => {
      await key.refresh();
      await client.query(
        "begin transaction isolation level repeatable read, read only",
      );
      await client.query("select from installation");
      await refuseOtherCodeKey(config, client);
      for (const [from, path] of await filesBeside(config, checkpoints))
        files.push(await copyFile(from, folder, path));
      if (config.codeKey !== null)
        files.push(
          await writeFileOf(folder, codeKeyPath, [
            Readable.from([config.codeKey]),
          ]),
        );
    });
    const { applied } = await readLevel(client, migrations);
    const head = await chainHead(client);
    const { rows: servers } = await client.query<{ version: string }>(
      "select current_setting('server_version') as version",
    );
    const tables: BackupTable[] = [];
    const toCopy = await tablesToCopy(client);
    // Whoever changes the schema has to wait.
    await client.query(
      sql`lock table ${list(toCopy.map(({ name }) => identifier(name)))} in access share mode`,
    );
    for (const { name, columns } of toCopy)
      tables.push(await copyTable(client, folder, name, columns));
    const sequences = await sequenceValues(client);
    const epoch = await currentEpoch(client);
    await client.query("commit");
    for (const [from, path] of await evidenceFiles(config))
      files.push(await copyFile(from, folder, path));
    const manifest: BackupManifest = {
      format: 1,
      createdAt: new Date().toISOString(),
      epoch,
      server: servers[0]?.version ?? "",
      auditKeyId: key.id,
      chain: { sealNo: head.sealNo, hash: head.hash.toString("hex") },
      migrations: migrations
        .slice(0, applied)
        .map(({ no, name, sha256 }) => ({ no, name, sha256 })),
      tables,
      sequences,
      files,
    };
    await writeManifest(folder, manifest, key);
    return manifest;
  } finally {
    await client.end();
  }
}

/** Without its key, or with another one, no code of the backup would ever be confirmed. */
async function refuseOtherCodeKey(
  config: Config,
  client: pg.Client,
): Promise<void> {
  const fingerprint = await codeKeyFingerprint(client);
  if (fingerprint === null) return;
  const key = await findCodeKey(config);
  if (key?.fingerprint !== fingerprint)
    throw new ConfigurationError(new WrongCodeKey().message);
}

async function refuseUsedFolder(folder: string): Promise<void> {
  if (existsSync(folder) && (await readdir(folder)).length > 0)
    throw new ConfigurationError(
      `${folder} is not empty. Name a new folder for each backup.`,
    );
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

async function tablesToCopy(
  client: pg.Client,
): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> all($1)
     group by c.relname order by c.relname`,
    [leftOut],
  );
  return rows;
}

async function copyTable(
  client: pg.Client,
  folder: string,
  name: string,
  columns: string[],
): Promise<BackupTable> {
  const path = `tables/${name}.copy.gz`;
  const rows = client.query(
    copyTo(
      sql`copy (select ${list(columns.map(identifier))} from ${identifier(name)}) to stdout`,
    ),
  );
  const file = await writeFileOf(folder, path, [
    rows,
    createGzip({ level: 1 }),
  ]);
  return { ...file, name, columns, rows: rows.rowCount };
}

async function sequenceValues(
  client: pg.Client,
): Promise<BackupManifest["sequences"]> {
  const { rows } = await client.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S' order by 1",
  );
  const values = [];
  for (const { name } of rows) {
    const { rows: found } = await client.query<{
      lastValue: string;
      isCalled: boolean;
    }>(
      sql`select last_value::text as "lastValue", is_called as "isCalled" from ${identifier(name)}`,
    );
    values.push({ name, lastValue: "1", isCalled: false, ...found[0] });
  }
  return values;
}

/** Checkpoints and keys, by the name they have in a backup. */
async function filesBeside(
  config: Config,
  checkpoints: Checkpoints,
): Promise<[from: string, path: string][]> {
  const found: [string, string][] = [
    [checkpoints.file, "audit/checkpoints.jsonl"],
    [checkpoints.keyFile, "audit/public-keys.json"],
    [config.auditKeyFile, auditKeyPath],
    [formerFile(config.auditKeyFile), "keys/audit-key.former.json"],
  ];
  for (const file of await otherKeys(config))
    found.push([file, `keys/other/${basename(file)}`]);
  return found.filter(([from]) => existsSync(from));
}

async function otherKeys(config: Config): Promise<string[]> {
  const folder = join(config.dataDir, "keys");
  const own = [config.auditKeyFile, formerFile(config.auditKeyFile)];
  return (await filesIn(folder)).filter(
    (file) =>
      !own.includes(file) &&
      !notKeys.includes(basename(file)) &&
      !(config.codeKey !== null && file === config.codeKeyFile),
  );
}

/** Evidence is written once under its hash: what the database refers to was there before it did. */
async function evidenceFiles(
  config: Config,
): Promise<[from: string, path: string][]> {
  const folder = join(config.dataDir, "evidence");
  const files = await filesIn(folder);
  return files
    .map((file): [string, string] => [file, relative(folder, file)])
    .filter(([, path]) => !path.startsWith("incoming"))
    .map(([file, path]) => [file, `evidence/${path.replaceAll("\\", "/")}`]);
}

async function filesIn(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function copyFile(
  from: string,
  folder: string,
  path: string,
): Promise<BackupFile> {
  return writeFileOf(folder, path, [createReadStream(from)]);
}

/** Streams something into a file of the backup, counted and hashed on the way. */
async function writeFileOf(
  folder: string,
  path: string,
  streams: [NodeJS.ReadableStream, ...NodeJS.ReadWriteStream[]],
): Promise<BackupFile> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const hash = createHash("sha256");
  const counted = new Counted(hash);
  await pipeline([
    ...streams,
    counted,
    createWriteStream(target, { mode: 0o600, flags: "wx", flush: true }),
  ]);
  return { path, bytes: counted.bytes, sha256: hash.digest("hex") };
}

class Counted extends Transform {
  bytes = 0;

  constructor(private readonly hash: Hash) {
    super();
  }

  override _transform(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: (error: Error | null, chunk: Buffer) => void,
  ): void {
    this.bytes += chunk.length;
    this.hash.update(chunk);
    done(null, chunk);
  }
}
