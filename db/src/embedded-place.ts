import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { link, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { nameOf, run, type Account } from "./embedded-account.js";
import {
  canHold,
  canWrite,
  errorCode,
  isRefusal,
  makePassable,
  systemFolder,
} from "./embedded-folder.js";

/** Where the server of one data folder keeps what it needs. */
export interface Place {
  /** PostgreSQL's own data directory. */
  cluster: string;
  log: string;
  settings: string;
  folder: string;
}

/** Kept beside the cluster, readable to us only. */
export interface Settings {
  dataDir: string;
  port: number;
  superuserPassword: string;
  ownerPassword: string;
}

function placeIn(folder: string): Place {
  return {
    folder,
    cluster: join(folder, "cluster"),
    log: join(folder, "server.log"),
    settings: join(folder, "server.json"),
  };
}

/**
 * The place is `postgres/` in the data folder, or, where the server's account cannot live there, a system folder: then
 * `postgres.json` in the data folder says which, so that the same is found again, also when the data folder was moved.
 * @param setAside called before a place whose data folder is gone is renamed
 */
export async function findPlace(
  dataDir: string,
  account: Account | undefined,
  tell: (line: string) => void,
  setAside: (place: Place) => Promise<void>,
): Promise<Place> {
  const recorded = await recordedPlace(dataDir);
  if (recorded) return recorded;
  const local = placeIn(join(dataDir, "postgres"));
  if (existsSync(local.cluster)) return local;
  if (await canHold(local.folder, account)) return local;

  const place = placeIn(
    join(
      systemFolder(),
      createHash("sha256").update(dataDir).digest("hex").slice(0, 16),
    ),
  );
  if (existsSync(place.settings)) {
    await setAside(place);
    const aside = `${place.folder}.${new Date().toISOString().slice(0, 19).replaceAll(/\D/g, "")}`;
    await rename(place.folder, aside);
    tell(
      `${dataDir} is new; the database kept for an earlier folder of that name is now in ${aside}.`,
    );
  }
  if (!(await canHold(place.folder, account)))
    throw new Error(
      `${nameOf(account)} can keep the database neither in ${dataDir} nor in ${place.folder}. Set KEII_DATA_DIR to a folder it can use.`,
    );
  await writeFile(
    pointerFile(dataDir),
    JSON.stringify({ folder: place.folder }),
  );
  return place;
}

function pointerFile(dataDir: string): string {
  return join(dataDir, "postgres.json");
}

async function recordedPlace(dataDir: string): Promise<Place | undefined> {
  const folder = await pointedAt(dataDir);
  if (folder === undefined) return undefined;
  const place = placeIn(folder);
  if (!existsSync(place.settings)) return undefined;
  const settings = await readSettings(place);
  if (settings.dataDir === dataDir) return place;
  // A data folder was copied while its first owner still uses the place: the copy starts afresh.
  if ((await pointedAt(settings.dataDir)) === folder) return undefined;
  await writeSettings(place, { ...settings, dataDir });
  return place;
}

async function pointedAt(dataDir: string): Promise<string | undefined> {
  if (!existsSync(pointerFile(dataDir))) return undefined;
  const pointer = JSON.parse(await readFile(pointerFile(dataDir), "utf8")) as {
    folder: string;
  };
  return pointer.folder;
}

/** The settings of a place; made, with new passwords, on its first use. */
export async function settingsOf(
  place: Place,
  dataDir: string,
): Promise<Settings> {
  if (!existsSync(place.settings)) {
    if (existsSync(place.cluster))
      throw new Error(
        `The database in ${place.cluster} has lost its passwords: ${place.settings} is missing. Put it back, or move the folder away to begin afresh.`,
      );
    await makePassable(place.folder);
    await claimSettings(place, {
      dataDir,
      port: await freePort(),
      superuserPassword: randomBytes(24).toString("base64url"),
      ownerPassword: randomBytes(24).toString("base64url"),
    });
  }
  return readSettings(place);
}

async function readSettings(place: Place): Promise<Settings> {
  try {
    return JSON.parse(await readFile(place.settings, "utf8")) as Settings;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new Error(
      `${place.settings} belongs to another account. Start Keii as the account that started it first.`,
      { cause: error },
    );
  }
}

export async function writeSettings(
  place: Place,
  settings: Settings,
): Promise<void> {
  await rename(await writeBeside(place, settings), place.settings);
}

/** Two first starts at once: the one that comes second uses what the first wrote. */
async function claimSettings(place: Place, settings: Settings): Promise<void> {
  const unfinished = await writeBeside(place, settings);
  try {
    await link(unfinished, place.settings);
    await rm(unfinished);
  } catch (error) {
    if (errorCode(error) === "EEXIST") await rm(unfinished);
    else if (isRefusal(error)) await rename(unfinished, place.settings);
    else throw error;
  }
}

async function writeBeside(place: Place, settings: Settings): Promise<string> {
  const unfinished = `${place.settings}.${process.pid}`;
  await writeFile(unfinished, JSON.stringify(settings, null, 2) + "\n", {
    mode: 0o600,
  });
  return unfinished;
}

/** Outside the range from which systems take ports for outgoing connections, so that it stays free. */
export async function freePort(): Promise<number> {
  for (let i = 0; i < 50; i++) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    if (await isFree(port)) return port;
  }
  throw new Error("No free port was found between 20000 and 29999.");
}

/** Whether nobody listens on the port of this machine. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on("error", () => {
      resolve(false);
    });
    server.listen(port, "127.0.0.1", () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

/**
 * The account a cluster is served by: the one that owns its files. Refused in a sentence where that is not possible.
 */
export async function clusterAccount(
  place: Place,
  account: Account | undefined,
): Promise<Account | undefined> {
  const own = process.getuid?.();
  if (own === undefined || !existsSync(place.cluster)) return account;
  const { uid, gid } = await stat(place.cluster);
  if (own !== 0) {
    if (uid === own) return undefined;
    throw new Error(
      `The database in ${place.cluster} belongs to another account (number ${uid}). Start Keii as that account${uid === 0 ? "" : " or as root"}, or set KEII_DATA_DIR to another folder.`,
    );
  }
  if (account === undefined)
    throw new Error("PostgreSQL does not serve as root.");
  if (uid === 0) {
    const owner = `${account.uid}:${account.gid}`;
    const { code, output } = await run("chown", ["-R", owner, place.cluster]);
    if (code !== 0) throw new Error(output.trim());
  }
  const owner =
    uid === 0 || uid === account.uid
      ? account
      : { name: `number ${uid}`, uid, gid };
  if (!(await canWrite(place.cluster, owner)))
    throw new Error(
      `The account "${owner.name}" that runs the database can no longer reach ${place.cluster}. Let others pass through the folders above it (chmod o+x), or set KEII_DATA_DIR to another folder.`,
    );
  return owner;
}
