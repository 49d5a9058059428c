import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  MigrationsDiffer,
  RolesMissing,
  ensureServingRoles,
  listMigrations,
  migrate,
  readLevel,
  reasonNotToServe,
  startEmbedded,
  type ServingRole,
  type ServingUrls,
} from "@keii/db";
import pg from "pg";
import { jobGrants, prepareJobs } from "../platform/jobs/jobs.js";
import { ConfigurationError, type Config } from "../platform/config/config.js";
import { keptSecret } from "../platform/config/kept-secret.js";
import { uuidv7 } from "../platform/database/id.js";
import { establishEpoch } from "./epoch.js";
import { actorSetting } from "../platform/database/database.js";
import { operatorActor } from "../platform/database/actor.js";

/** The database this process may use, with what has to be stopped at the end. */
export interface Prepared {
  ownerUrl: string | null;
  urls: Partial<ServingUrls>;
  /** Names of the migrations applied just now. */
  applied: string[];
  stop: () => Promise<void>;
}

/** Names of the queues, made by the owner. */
export const queues = [
  "sweep",
  "evidence-sweep",
  "evidence-scrub",
  "import-sweep",
  "portal-sweep",
] as const;

/**
 * Finds or starts the database, migrates it, and makes the serving roles. With serving addresses given and no owner's,
 * nothing is migrated: that was done by `keii migrate`.
 */
export function prepareDatabase(
  config: Config,
  tell: (line: string) => void,
): Promise<Prepared> {
  return reach(config, tell, (...given) =>
    oneAtATime(given[1], () => bringForward(...given)),
  );
}

/** Any number that no other program locks. */
const startLock = 4_911_201_613;

/** Processes that meet a database for the first time make its roles, schema and queues one after the other. */
async function oneAtATime<T>(
  ownerUrl: string,
  work: () => Promise<T>,
): Promise<T> {
  return asOwner(ownerUrl, async (client) => {
    await client.query("select pg_advisory_lock($1)", [startLock]);
    return work();
  });
}

/** Finds or starts the database as it is, for a command beside or without the application. */
export function findDatabase(
  config: Config,
  tell: (line: string) => void,
): Promise<Prepared> {
  const isThere = ["postgres", "postgres.json"].some((name) =>
    existsSync(join(config.dataDir, name)),
  );
  if (
    !config.ownerUrl &&
    Object.values(config.databaseUrls).every((url) => !url) &&
    !isThere
  )
    throw new ConfigurationError(
      `There is no database in ${config.dataDir} yet. Start Keii first, or set DATABASE_URL or KEII_DATA_DIR.`,
    );
  return reach(config, tell, asItIs);
}

/** Finds or starts the database for a restore, which brings everything in it but the serving roles. */
export function openDatabase(
  config: Config,
  tell: (line: string) => void,
): Promise<Prepared> {
  return reach(config, tell, async (_, ownerUrl, given) => ({
    urls: { ...(await servingUrls(config, ownerUrl, given)), ...given },
    applied: [],
  }));
}

/** What is done with an owner's database before it is used. */
type Reaching = (
  config: Config,
  ownerUrl: string,
  given: Partial<ServingUrls>,
  tell: (line: string) => void,
) => Promise<Pick<Prepared, "urls" | "applied">>;

async function reach(
  config: Config,
  tell: (line: string) => void,
  reaching: Reaching,
): Promise<Prepared> {
  const given = Object.fromEntries(
    Object.entries(config.databaseUrls).filter(([, url]) => url !== null),
  ) as Partial<ServingUrls>;
  if (!config.ownerUrl && Object.keys(given).length > 0) {
    await refuseOwners(given);
    return {
      ownerUrl: null,
      urls: given,
      applied: [],
      stop: async () => undefined,
    };
  }
  const embedded = config.ownerUrl
    ? null
    : await startEmbedded({ dataDir: config.dataDir, tell });
  const ownerUrl = config.ownerUrl ?? embedded!.ownerUrl;
  try {
    await refuseOldServer(ownerUrl);
    const reached = await reaching(config, ownerUrl, given, tell);
    return { ownerUrl, ...reached, stop: async () => embedded?.stop() };
  } catch (error) {
    await embedded?.stop();
    if (error instanceof MigrationsDiffer)
      throw new ConfigurationError(error.message);
    throw error;
  }
}

async function bringForward(
  config: Config,
  ownerUrl: string,
  given: Partial<ServingUrls>,
  tell: (line: string) => void,
): Promise<Pick<Prepared, "urls" | "applied">> {
  const made = await servingUrls(config, ownerUrl, given);
  const applied = await migrate(ownerUrl);
  if (applied.length > 0)
    tell(
      `Database brought forward: ${applied.length} ${applied.length === 1 ? "migration" : "migrations"}`,
    );
  await makeQueues(ownerUrl, applied.length > 0);
  await asOwner(ownerUrl, (client) =>
    establishInstallation(client, config, tell),
  );
  const urls = { ...made, ...given };
  await refuseOwners(urls);
  return { urls, applied };
}

async function asItIs(
  config: Config,
  ownerUrl: string,
  given: Partial<ServingUrls>,
): Promise<Pick<Prepared, "urls" | "applied">> {
  const migrations = await listMigrations();
  const { applied, known } = await asOwner(ownerUrl, (client) =>
    readLevel(client, migrations),
  );
  if (applied === 0)
    throw new ConfigurationError(
      "There is no Keii in this database yet. Start Keii first, or run: npm run keii -- migrate",
    );
  if (applied < known)
    throw new ConfigurationError(
      `The database is of an older Keii (migration ${applied} of ${known}). Start Keii, or run: npm run keii -- migrate`,
    );
  const urls = { ...(await servingUrls(config, ownerUrl, given)), ...given };
  await refuseOwners(urls);
  return { urls, applied: [] };
}

/** Addresses of the serving roles: those that were given, or roles made here. */
export async function servingUrls(
  config: Config,
  ownerUrl: string,
  given: Partial<ServingUrls>,
): Promise<ServingUrls> {
  if (given.console && given.portal && given.worker)
    return given as ServingUrls;
  try {
    return await ensureServingRoles(
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
}

/** The queue's own schema, where it is missing or its tables may have to be granted anew. */
export async function makeQueues(
  ownerUrl: string,
  isChanged: boolean,
): Promise<void> {
  if (!isChanged && (await hasJobs(ownerUrl))) return;
  await prepareJobs(ownerUrl, [...queues]);
  await asOwner(ownerUrl, (client) => client.query(jobGrants));
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
  tell: (line: string) => void,
): Promise<void> {
  await client.query("begin");
  await client.query("select set_config('keii.actor', $1, true)", [
    actorSetting(operatorActor("Keii")),
  ]);
  await establishEpoch(client, config, tell);
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
  const reason = await asOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<ServerFacts>(
      `select current_setting('server_version_num')::int as version, current_setting('server_version') as text,
         current_setting('server_encoding') as encoding`,
    );
    return reasonNotToUse(rows[0]!);
  });
  if (reason !== null) throw new ConfigurationError(`DATABASE_URL: ${reason}`);
}

export interface ServerFacts {
  version: number;
  text: string;
  encoding: string;
}

/** Why a server cannot be used; null where it can. */
export function reasonNotToUse(server: ServerFacts): string | null {
  if (server.version < 150_018)
    return `PostgreSQL ${server.text} is too old. Keii needs 15.18 or newer.`;
  if (server.encoding !== "UTF8")
    return `the database is encoded in ${server.encoding}. Keii needs UTF8.`;
  return null;
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
  // A lost connection also rejects the query under way; without a listener it would end the process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The secret of access tokens: given, or made once and kept (mode 0600). */
export async function tokenSecret(config: Config): Promise<string> {
  return (
    config.tokenSecret ??
    keptSecret(join(config.dataDir, "keys", "token-secret"))
  );
}
