import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  RolesMissing,
  ensureServingRoles,
  migrate,
  reasonNotToServe,
  startEmbedded,
  type ServingRole,
  type ServingUrls,
} from "@keii/db";
import pg from "pg";
import { jobGrants, prepareJobs } from "../platform/jobs/jobs.js";
import { ConfigurationError, type Config } from "../platform/config/config.js";
import { uuidv7 } from "../platform/database/id.js";
import { actorSetting } from "../platform/database/database.js";
import { operatorActor } from "../platform/database/actor.js";

/** The database this process may use, brought forward, with what has to be stopped at the end. */
export interface Prepared {
  ownerUrl: string | null;
  urls: Partial<ServingUrls>;
  stop: () => Promise<void>;
}

/** Names of the queues, made by the owner. */
export const queues = ["sweep"] as const;

/**
 * Finds or starts the database, migrates it, and makes the serving roles. With serving addresses given and no owner's,
 * nothing is migrated: that was done by `keii migrate`.
 */
export async function prepareDatabase(
  config: Config,
  tell: (line: string) => void,
): Promise<Prepared> {
  const given = Object.fromEntries(
    Object.entries(config.databaseUrls).filter(([, url]) => url !== null),
  ) as Partial<ServingUrls>;
  if (!config.ownerUrl && Object.keys(given).length > 0) {
    await refuseOwners(given);
    return { ownerUrl: null, urls: given, stop: async () => undefined };
  }
  const embedded = config.ownerUrl
    ? null
    : await startEmbedded({ dataDir: config.dataDir, tell });
  const ownerUrl = config.ownerUrl ?? embedded!.ownerUrl;
  try {
    const urls = await bringForward(config, ownerUrl, given, tell);
    return { ownerUrl, urls, stop: async () => embedded?.stop() };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

async function bringForward(
  config: Config,
  ownerUrl: string,
  given: Partial<ServingUrls>,
  tell: (line: string) => void,
): Promise<ServingUrls> {
  await refuseOldServer(ownerUrl);
  let made: ServingUrls;
  try {
    made = (["console", "portal", "worker"] as const).every(
      (role) => given[role],
    )
      ? (given as ServingUrls)
      : await ensureServingRoles(
          ownerUrl,
          join(config.dataDir, "keys", "database-roles.json"),
        );
  } catch (error) {
    if (error instanceof RolesMissing)
      throw new ConfigurationError(
        `${error.message} Run this as somebody who may, and give KEII_CONSOLE_DATABASE_URL, KEII_PORTAL_DATABASE_URL and KEII_WORKER_DATABASE_URL:\n\n${error.sql}`,
      );
    throw error;
  }
  const applied = await migrate(ownerUrl);
  if (applied.length > 0) {
    tell(
      `Database brought forward: ${applied.length} ${applied.length === 1 ? "migration" : "migrations"}`,
    );
  }
  if (applied.length > 0 || !(await hasJobs(ownerUrl))) {
    await prepareJobs(ownerUrl, [...queues]);
    await asOwner(ownerUrl, (client) => client.query(jobGrants));
  }
  await asOwner(ownerUrl, (client) => establishInstallation(client, config));
  const urls = { ...made, ...given };
  await refuseOwners(urls);
  return urls;
}

async function hasJobs(ownerUrl: string): Promise<boolean> {
  return asOwner(ownerUrl, async (client) => {
    const { rows } = await client.query(
      "select from pg_namespace where nspname = 'pgboss'",
    );
    return rows.length > 0;
  });
}

/** The one row that says which installation this is, and the nameless organisation. */
async function establishInstallation(
  client: pg.Client,
  config: Config,
): Promise<void> {
  await client.query("begin");
  await client.query("select set_config('keii.actor', $1, true)", [
    actorSetting(operatorActor("Keii")),
  ]);
  const { rows } = await client.query<{ epoch: string }>(
    "select epoch from installation",
  );
  const epochFile = join(config.dataDir, "epoch");
  if (!rows[0]) {
    const epoch = existsSync(epochFile)
      ? (await readFile(epochFile, "utf8")).trim()
      : uuidv7();
    await client.query(
      "insert into installation (epoch, created_at, is_demo) values ($1, now(), $2)",
      [epoch, config.isDemo],
    );
    await mkdir(dirname(epochFile), { recursive: true });
    await writeFile(epochFile, `${epoch}\n`);
  } else if (!existsSync(epochFile)) {
    await mkdir(dirname(epochFile), { recursive: true });
    await writeFile(epochFile, `${rows[0].epoch}\n`);
  }
  const { rows: organisations } = await client.query(
    "select from organisation",
  );
  if (organisations.length === 0) {
    const nameless = JSON.stringify({
      ja: "(会社名を入力してください)",
      en: "(company name)",
    });
    await client.query(
      `insert into organisation (id, legal_name, short_name, portal_name, entity_types) values ($1, $2, $2, $2, '{handling_business}')`,
      [uuidv7(), nameless],
    );
  }
  await client.query("commit");
}

async function refuseOldServer(ownerUrl: string): Promise<void> {
  await asOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{
      version: number;
      text: string;
      encoding: string;
      has_trigrams: boolean;
    }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_version') as text,
         current_setting('server_encoding') as encoding, true as has_trigrams`,
    );
    const server = rows[0]!;
    const isOldEnough = server.version >= 150_018;
    if (!isOldEnough)
      throw new ConfigurationError(
        `DATABASE_URL: PostgreSQL ${server.text} is too old. Keii needs 15.18 or newer.`,
      );
    if (server.encoding !== "UTF8")
      throw new ConfigurationError(
        `DATABASE_URL: the database is encoded in ${server.encoding}. Keii needs UTF8.`,
      );
  });
}

async function refuseOwners(urls: Partial<ServingUrls>): Promise<void> {
  for (const [role, url] of Object.entries(urls) as [ServingRole, string][]) {
    const reason = await reasonNotToServe(url);
    if (reason !== null)
      throw new ConfigurationError(
        `The ${role} may not serve with this log-in: ${reason}.`,
      );
  }
}

export async function asOwner<T>(
  ownerUrl: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The secret of access tokens: given, or made once and kept (mode 0600). */
export async function tokenSecret(config: Config): Promise<string> {
  if (config.tokenSecret) return config.tokenSecret;
  const file = join(config.dataDir, "keys", "token-secret");
  if (!existsSync(file)) {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, randomBytes(32).toString("base64url"), {
      mode: 0o600,
    });
  }
  return (await readFile(file, "utf8")).trim();
}
