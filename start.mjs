/*
 * `npm start` and `npm run keii`. Old versions of Node must be able to read this file, because it is what tells their user
 * that they are too old: everything newer is imported after the check.
 */
import { dirname, join, resolve } from "path";
import { fileURLToPath, pathToFileURL } from "url";

const root = dirname(fileURLToPath(import.meta.url));

/** How long the application may take to end its work after Ctrl-C. */
const stopLimit = 20000;

let isStopping = false;

function isNodeNewEnough() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  return (
    (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
  );
}

/** Where the user typed the command; npm runs scripts in the folder of package.json. */
function typedIn() {
  return (isRunByNpm() && process.env.INIT_CWD) || process.cwd();
}

/** Variables of an npm further up, that runs something else, are inherited, too. */
function isRunByNpm() {
  const { npm_lifecycle_event: script, npm_package_json: file } = process.env;
  return (
    ["start", "keii"].includes(script) && dirname(String(file)).startsWith(root)
  );
}

function addresses() {
  const { env } = process;
  const host = env.KEII_HOST || "127.0.0.1";
  return {
    console:
      env.KEII_CONSOLE_URL || `http://${host}:${env.KEII_CONSOLE_PORT || 3000}`,
    portal:
      env.KEII_PORTAL_URL || `http://${host}:${env.KEII_PORTAL_PORT || 3001}`,
  };
}

/** Answers once this process is the only one with the data folder, or false after saying that it is not. */
async function isOnlyOne(lockFile) {
  const { ancestor, isSameProcess, takeLock, whenEnded } =
    await import("./lock.mjs");
  const npm = isRunByNpm() ? ancestor(/^npm /) : undefined;
  if (npm)
    whenEnded(npm, () => isStopping || process.kill(process.pid, "SIGTERM"));
  const facts = { ...addresses(), since: new Date().toISOString(), npm };
  for (let waited = 0; ; waited += 200) {
    const holder = takeLock(lockFile, facts);
    if (!holder) return true;
    // Its npm was killed: it notices and ends by itself.
    const isEnding = holder.npm && !isSameProcess(holder.npm);
    if (!isEnding || waited > stopLimit + 5000) {
      console.error(
        `Keii is already running (process ${holder.pid}): console ${holder.console}, portal ${holder.portal}. ` +
          "Stop it with Ctrl-C where it was started, or set KEII_DATA_DIR for another one beside it.",
      );
      return false;
    }
    await new Promise((done) => setTimeout(done, 200));
  }
}

/** Until the application listens to signals itself, they end everything at once; then it has a limited time. */
function watchSignals() {
  for (const [signal, number] of [
    ["SIGINT", 2],
    ["SIGTERM", 15],
  ]) {
    process.on(signal, () => {
      isStopping = true;
      if (process.listenerCount(signal) === 1) process.exit(128 + number);
      setTimeout(() => {
        console.error("Keii did not stop within 20 seconds and is ended.");
        process.exit(1);
      }, stopLimit).unref();
    });
  }
  // The terminal was closed.
  process.on("SIGHUP", () => process.kill(process.pid, "SIGTERM"));
}

/*
 * The application runs in this process and not in a child of it: then nothing that ends this process, kill -9 included,
 * leaves half of it behind.
 */
async function runProgram(file, args) {
  process.argv = [process.execPath, file, ...args];
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(file).href);
}

async function start(dataDir) {
  watchSignals();
  const lockFile = join(dataDir, "instance.lock");
  if (!(await isOnlyOne(lockFile))) {
    process.exitCode = 1;
    return;
  }
  const { releaseLock } = await import("./lock.mjs");
  const { prepare, registerInstance, unregisterInstance } =
    await import("./prepare.mjs");
  process.on("exit", () => {
    releaseLock(lockFile);
    unregisterInstance();
  });
  await prepare({ tell: (line) => console.log(line) });
  registerInstance();
  process.chdir(root);
  await runProgram(join(root, "api", "dist", "main.js"), []);
}

async function runCommand(args) {
  const { isPrepared, prepare, runningInstances } =
    await import("./prepare.mjs");
  const cwd = typedIn();
  // What runs must not be replaced under it: beside it, a command runs from what is there.
  if (!isPrepared() && runningInstances().length === 0)
    await prepare({ tell: (line) => console.error(line) });
  process.chdir(cwd);
  await runProgram(join(root, "api", "dist", "operator", "keii.js"), args);
}

async function main() {
  const { KEII_DATA_DIR } = process.env;
  const dataDir = KEII_DATA_DIR
    ? resolve(typedIn(), KEII_DATA_DIR)
    : join(root, ".data");
  process.env.KEII_DATA_DIR = dataDir;
  const [first, ...rest] = process.argv.slice(2);
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error) => {
      // Nobody reads any more; that must not cut off what is being stopped.
      if (error.code !== "EPIPE") throw error;
    });
  if (first === "--keii") return runCommand(rest);
  return start(dataDir);
}

if (isNodeNewEnough()) {
  main().catch((error) => {
    const isSentence = error.constructor.name === "StepFailed";
    console.error(isSentence ? error.message : error);
    process.exit(1);
  });
} else {
  console.error(
    `Keii needs Node 20.19, 22.12 or newer; this is ${process.versions.node}. Node 24 is recommended: https://nodejs.org/`,
  );
  process.exitCode = 1;
}
