import { execFileSync } from "node:child_process";
import {
  linkSync,
  mkdirSync,
  chmodSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";

/*
 * A lock is a file that names its holder by process number and start time: whatever way the holder ends, nobody has to
 * clean up after it, and a number given to another program later is not mistaken for it.
 */

/** Takes the lock and answers undefined, or answers what its living holder wrote into it. */
export function takeLock(file, facts = {}) {
  makeFolder(dirname(file));
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(file, text(facts), { flag: "wx", mode: 0o644 });
      return undefined;
    } catch (error) {
      if (error.code !== "EEXIST" || attempt > 100) throw error;
    }
    const found = read(file);
    if (found === "" && attempt < 10) pause(50);
    else if (found !== undefined) {
      const holder = living(found);
      if (holder) return holder;
      removeStale(file, found);
    }
  }
}

/** What the living holder of a lock wrote into it. */
export function lockHolder(file) {
  return living(read(file) ?? "");
}

/** Changes what others read in a lock of ours. A `child` ({pid, started}) holds it, too, even after we were killed. */
export function amendLock(file, facts) {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, text(facts), { mode: 0o644 });
  renameSync(unfinished, file);
}

/** Gives a lock of ours back; one that is not ours stays. */
export function releaseLock(file) {
  if (lockHolder(file)?.pid === process.pid) rmSync(file, { force: true });
}

/** Whether the process lives that had this number at that time. */
export function isSameProcess({ pid, started }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return false;
  }
  return startOf(pid) === started;
}

/** Distinguishes processes that had the same number one after the other; empty where the system does not tell. */
export function startOf(pid) {
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const [state, ...fields] = stat
        .slice(stat.lastIndexOf(")") + 2)
        .split(" ");
      const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8");
      return state === "Z" ? "ended" : `${boot.trim()} ${fields[18]}`;
    }
    if (process.platform !== "win32")
      return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {
        encoding: "utf8",
      }).trim();
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ESRCH" || error.status === 1)
      return "ended";
    throw error;
  }
  return "";
}

/** The nearest process above us whose command line matches; npm puts a shell between itself and the script. */
export function ancestor(pattern) {
  if (process.platform === "win32") return undefined;
  for (let pid = process.ppid, height = 0; pid > 1 && height < 3; height++) {
    const { above, line } = lineage(pid);
    if (pattern.test(line)) return { pid, started: startOf(pid) };
    pid = above;
  }
  return undefined;
}

function lineage(pid) {
  if (process.platform === "linux") {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const line = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    const above = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
    return { above: Number(above), line: line.replaceAll("\0", " ") };
  }
  const found = execFileSync("ps", ["-o", "ppid=,args=", "-p", String(pid)]);
  const [, above, line] = /^\s*(\d+)\s+(.*)/.exec(String(found)) ?? [];
  return { above: Number(above ?? 0), line: line ?? "" };
}

/** Calls back once the process has ended. */
export function whenEnded(holder, callBack) {
  const watch = setInterval(() => {
    if (isSameProcess(holder)) return;
    clearInterval(watch);
    callBack();
  }, 500);
  watch.unref();
}

function text(facts) {
  const { pid } = process;
  return JSON.stringify({ pid, started: startOf(pid), ...facts });
}

function living(found) {
  try {
    const holder = JSON.parse(found);
    const { child } = holder;
    const isHeld = isSameProcess(holder) || (child && isSameProcess(child));
    return isHeld ? holder : undefined;
  } catch (error) {
    // Cut off while it was written: its writer is dead.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Two may find the same stale lock; the slower one must not remove the faster one's new lock. */
function removeStale(file, stale) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (read(aside) !== stale) linkSync(aside, file);
  } catch (error) {
    if (error.code !== "ENOENT" && error.code !== "EEXIST") throw error;
  }
  rmSync(aside, { force: true });
}

/** The database may run under another account: it must be able to pass through, whatever our umask. */
function makeFolder(folder) {
  let made = mkdirSync(folder, { recursive: true });
  if (made === undefined || process.platform === "win32") return;
  for (let f = folder; f !== dirname(made); f = dirname(f)) chmodSync(f, 0o755);
}

function pause(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
