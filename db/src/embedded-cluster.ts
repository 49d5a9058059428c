import { existsSync } from "node:fs";
import {
  chown,
  mkdir,
  open,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { spawn } from "node:child_process";
import { join } from "node:path";
import {
  neutralFolder,
  run,
  serverEnvironment,
  type Account,
} from "./embedded-account.js";
import { errorCode } from "./embedded-folder.js";
import type { Place, Settings } from "./embedded-place.js";
import type { Program } from "./embedded-program.js";

export const superuser = "postgres";

/** The rule for characters must know Japanese, or trigrams of Japanese text are empty; C.UTF-8 is not on every system. */
const characterRules = ["C.UTF-8", "en_US.UTF-8"];

/** Makes the cluster where there is none. Built beside and renamed, so that a half-made one is never started. */
export async function makeCluster(
  program: Program,
  place: Place,
  settings: Settings,
  account?: Account,
): Promise<void> {
  if (existsSync(place.cluster)) return checkVersion(program, place);
  for (const left of await readdir(place.folder))
    if (/^(cluster|password)\.new-/.test(left) && !(await isBeingMade(left)))
      await rm(join(place.folder, left), { recursive: true, force: true });

  const unfinished = `${place.cluster}.new-${process.pid}`;
  const passwordFile = join(place.folder, `password.new-${process.pid}`);
  await writeFile(passwordFile, settings.superuserPassword, { mode: 0o600 });
  await mkdir(unfinished, { mode: 0o700 });
  if (account)
    for (const path of [passwordFile, unfinished])
      await chown(path, account.uid, account.gid);
  try {
    await initialise(program, unfinished, passwordFile, account);
    await rename(unfinished, place.cluster);
  } catch (error) {
    if (!existsSync(place.cluster)) throw error;
  } finally {
    await rm(passwordFile, { force: true });
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function isBeingMade(leftOver: string): Promise<boolean> {
  const pid = Number(leftOver.split("-").pop());
  return pid !== process.pid && isAlive(pid);
}

async function initialise(
  program: Program,
  folder: string,
  passwordFile: string,
  account?: Account,
): Promise<void> {
  const reasons: string[] = [];
  for (const rule of characterRules) {
    const { code, output } = await run(
      program.initdb,
      [
        `--pgdata=${folder}`,
        "--encoding=UTF8",
        "--locale=C",
        `--lc-ctype=${rule}`,
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--auth=scram-sha-256",
        `--username=${superuser}`,
        `--pwfile=${passwordFile}`,
      ],
      account,
    );
    if (code === 0) return;
    reasons.push(output.trim());
    if (!/locale/.test(output)) break;
  }
  throw new Error(`PostgreSQL could not be set up: ${reasons.join("\n")}`);
}

async function checkVersion(program: Program, place: Place): Promise<void> {
  const file = join(place.cluster, "PG_VERSION");
  const major = (await readFile(file, "utf8")).trim();
  if (major !== program.major)
    throw new Error(
      `The database in ${place.cluster} was made by PostgreSQL ${major}, and PostgreSQL ${program.major} is installed. Make a backup with the version of Keii that made it, and restore it here.`,
    );
}

/** What `postmaster.pid` says, checked against what is alive. */
export type Postmaster =
  { state: "none" } | { state: "stale" | "alive"; pid: number; port: number };

/** "stale": its number is alive, but as another program, as happens after a restart of the machine. */
export async function findPostmaster(place: Place): Promise<Postmaster> {
  let lines: string[];
  try {
    const file = join(place.cluster, "postmaster.pid");
    lines = (await readFile(file, "utf8")).split("\n");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return { state: "none" };
    throw error;
  }
  const pid = Math.abs(Number(lines[0]));
  const port = Number(lines[3]);
  if (!pid || !isAlive(pid)) return { state: "none" };
  return {
    state: (await servesFrom(pid, place.cluster)) ? "alive" : "stale",
    pid,
    port,
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}

async function servesFrom(pid: number, cluster: string): Promise<boolean> {
  if (process.platform === "win32") return true;
  if (process.platform !== "linux") {
    const { output } = await run("ps", ["-o", "comm=", "-p", String(pid)]);
    return output.includes("postgres");
  }
  try {
    return (
      (await readlink(`/proc/${pid}/cwd`)) === (await realpath(cluster)) &&
      (await readFile(`/proc/${pid}/cmdline`, "utf8")).includes("postgres")
    );
  } catch (error) {
    // Gone meanwhile, or of another account and therefore not ours.
    if (["ENOENT", "ESRCH", "EACCES"].includes(errorCode(error) ?? ""))
      return false;
    throw error;
  }
}

/*
 * For a small machine. The log is for the state of the server only: refused statements quote what was sent, and that may
 * be personal data.
 */
const serverSettings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  shared_buffers: "256MB",
  max_connections: "200",
  random_page_cost: "1.1",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
};

export interface Launch {
  /** Whether the server has ended again. */
  hasEnded(): boolean;
  /** What it has written to its log since it was launched. */
  said(): Promise<string>;
}

const largestLog = 5_000_000;

/**
 * Starts the server in a session of its own: the terminal's Ctrl-C does not reach it, and it outlives us.
 * @param stalePid a number in `postmaster.pid` that is known not to be a server of this cluster. PostgreSQL would refuse to
 * start, and deleting the file would take away its guard against two servers on the same files: it is told instead that
 * the number belongs to its own ancestors.
 */
export async function launch(
  program: Program,
  place: Place,
  port: number,
  account?: Account,
  stalePid?: number,
): Promise<Launch> {
  if (existsSync(place.log) && (await stat(place.log)).size > largestLog)
    await rename(place.log, `${place.log}.1`);
  const log = await open(place.log, "a", 0o600);
  const from = (await log.stat()).size;
  const options = Object.entries({ port, ...serverSettings }).flatMap(
    ([name, value]) => ["-c", `${name}=${value}`],
  );
  try {
    // On Windows, pg_ctl drops the rights of an administrator, with which PostgreSQL refuses to run.
    const isWindows = process.platform === "win32";
    const child = isWindows
      ? spawn(
          program.pgCtl,
          ["start", "-W", "-D", place.cluster, "-o", options.join(" ")],
          {
            env: serverEnvironment(),
            stdio: ["ignore", log.fd, log.fd],
            windowsHide: true,
          },
        )
      : spawn(program.postgres, ["-D", place.cluster, ...options], {
          uid: account?.uid,
          gid: account?.gid,
          cwd: neutralFolder,
          detached: true,
          env: {
            ...serverEnvironment(),
            ...(stalePid === undefined
              ? {}
              : { PG_GRANDPARENT_PID: String(stalePid) }),
          },
          stdio: ["ignore", log.fd, log.fd],
        });
    let failure: string | undefined;
    child.on("error", (error) => {
      failure = error.message;
    });
    child.unref();
    return {
      hasEnded: () =>
        failure !== undefined ||
        child.signalCode !== null ||
        (child.exitCode !== null && !(isWindows && child.exitCode === 0)),
      said: async () =>
        failure ?? (await readFile(place.log)).subarray(from).toString("utf8"),
    };
  } finally {
    await log.close();
  }
}

/** Ends the server, whoever started it: sessions are cut, everything committed is on disk. */
export async function shutDown(
  program: Program,
  place: Place,
  account?: Account,
): Promise<void> {
  for (const mode of ["fast", "immediate"]) {
    if ((await findPostmaster(place)).state !== "alive") return;
    const { code, output } = await run(
      program.pgCtl,
      ["stop", "-D", place.cluster, "-m", mode, "-t", "30"],
      account,
    );
    if (code === 0) return;
    if (mode === "immediate" && (await findPostmaster(place)).state === "alive")
      throw new Error(`PostgreSQL could not be stopped: ${output.trim()}`);
  }
}
