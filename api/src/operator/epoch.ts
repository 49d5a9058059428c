import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type pg from "pg";
import { newestCheckpoint } from "../platform/audit/checkpoint.js";
import { chainHead } from "../platform/audit/sealer.js";
import type { Config } from "../platform/config/config.js";
import { uuidv7 } from "../platform/database/id.js";

/*
 * The epoch is kept in the database and outside it. A database that comes from a copy holds another one than the data
 * folder does: then everything that would go out, which may have gone out before, is held until a person releases it.
 */

function epochFile(config: Config): string {
  return join(config.dataDir, "epoch");
}

/** As the data folder has it, or else as the newest checkpoint does. */
async function outsideEpoch(config: Config): Promise<string | null> {
  const file = epochFile(config);
  if (existsSync(file)) return (await readFile(file, "utf8")).trim();
  return (await newestCheckpoint(config.checkpointDir))?.epoch ?? null;
}

/** Begins a new epoch outside; the database learns of it afterwards, so that a crash between leaves the two different. */
export async function beginEpoch(config: Config): Promise<string> {
  const epoch = uuidv7();
  const file = epochFile(config);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, `${epoch}\n`, { flush: true });
  await rename(`${file}.new`, file);
  return epoch;
}

/** Writes the installation's row where there is none yet; otherwise finds out whether the database was restored. */
export async function establishEpoch(
  client: pg.Client,
  config: Config,
  tell: (line: string) => void,
): Promise<void> {
  const { rows } = await client.query<{ epoch: string }>(
    "select epoch from installation",
  );
  const inside = rows[0]?.epoch ?? null;
  const outside = await outsideEpoch(config);
  if (inside === null) {
    await client.query(
      "insert into installation (epoch, created_at, is_demo) values ($1, now(), $2)",
      [outside ?? (await beginEpoch(config)), config.isDemo],
    );
    return;
  }
  if (inside === outside && !(await isBehind(client, config, inside))) return;
  const epoch =
    outside === null || outside === inside ? await beginEpoch(config) : outside;
  await holdOutgoing(client, epoch);
  tell(
    "This database comes from a copy: what goes out is held until a person releases it (npm run keii -- release-outgoing).",
  );
}

/** From now on the database belongs to this epoch, and nothing goes out. */
export async function holdOutgoing(
  client: pg.ClientBase,
  epoch: string,
): Promise<void> {
  await client.query(
    "update installation set epoch = $1, outgoing_held_since = coalesce(outgoing_held_since, now())",
    [epoch],
  );
}

/** Whether a checkpoint of this epoch speaks of a seal that the database does not have: it was set back. */
async function isBehind(
  client: pg.Client,
  config: Config,
  epoch: string,
): Promise<boolean> {
  const newest = await newestCheckpoint(config.checkpointDir);
  if (newest?.epoch !== epoch) return false;
  return BigInt(newest.sealNo) > BigInt((await chainHead(client)).sealNo);
}
