import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const root = dirname(fileURLToPath(import.meta.url));
const assets = join(root, "admin-ui", "dist", "site", "assets");
const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);
const compiled = ["shared", "db", "api"];

const server = {
  inputs: [
    "package-lock.json",
    "tsconfig.base.json",
    ...compiled.flatMap((w) => [`${w}/src`, `${w}/tsconfig.json`]),
  ],
  // tsc rewrites the first whenever it has built something, also when it is called by hand.
  outputs: compiled.flatMap((w) => [`${w}/tsconfig.tsbuildinfo`, `${w}/dist`]),
  stamp: "api/dist/.stamp",
};

const site = {
  inputs: [
    "package-lock.json",
    "tsconfig.base.json",
    "shared/dist",
    ...["src", "public", "index.html", "vite.config.ts", "tsconfig.json"].map(
      (name) => `admin-ui/${name}`,
    ),
  ],
  outputs: ["admin-ui/dist/site/index.html"],
  stamp: "admin-ui/dist/.stamp",
};

/** Whether everything that runs is built from the sources as they are now. */
export function isBuilt() {
  return isFresh(server) && isFresh(site);
}

/**
 * Builds what changed.
 * @param isChecked whether the console's types are checked, too; what runs does not depend on it
 */
export async function build({ tell, isChecked = false }) {
  const isServerFresh = isFresh(server);
  if (!isServerFresh) {
    tell("Building the server …");
    removeLeftOvers();
    await compile("shared");
  }
  await Promise.all([
    isServerFresh ? undefined : compile("db", "api").then(() => stamp(server)),
    isFresh(site) ? undefined : bundle(tell),
  ]);
  if (isChecked) await compile("admin-ui");
}

function compile(...workspaces) {
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  return run(process.execPath, [tsc, "-b", ...workspaces]);
}

async function bundle(tell) {
  tell("Building the console …");
  const workspace = join(root, "admin-ui");
  const vite = createRequire(join(workspace, "package.json"));
  await run(
    process.execPath,
    [
      join(dirname(vite.resolve("vite/package.json")), "bin", "vite.js"),
      "build",
      "--logLevel",
      "error",
      "--outDir",
      "dist/site",
    ],
    {
      cwd: workspace,
      env: { ...process.env, NODE_ENV: "production", NO_COLOR: "1" },
    },
  );
  await Promise.all(
    filesIn(assets)
      .filter((file) => /\.(js|css|svg)$/.test(file))
      .map((file) => compress(join(assets, file))),
  );
  stamp(site);
}

/** Compressed once here instead of on every request; the server looks for the two beside each file. */
async function compress(file) {
  const content = readFileSync(file);
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  writeFileSync(`${file}.br`, await toBrotli(content, { params: quality }));
  writeFileSync(`${file}.gz`, await toGzip(content, { level: 9 }));
}

/** Compiled files whose source is gone would still be loaded; and tsc does not notice that its output was deleted. */
function removeLeftOvers() {
  for (const workspace of compiled) {
    const dist = join(root, workspace, "dist");
    for (const file of filesIn(dist)) {
      const name = /^(.*)\.(js|d\.ts)(\.map)?$/.exec(file)?.[1];
      const source = name && join(root, workspace, "src", name);
      if (source && !existsSync(`${source}.ts`) && !existsSync(`${source}.tsx`))
        rmSync(join(dist, file));
    }
    const isComplete = filesIn(join(root, workspace, "src"))
      .filter((file) => /(?<!\.spec|\.d)\.tsx?$/.test(file))
      .every((file) => existsSync(join(dist, file.replace(/\.tsx?$/, ".js"))));
    if (!isComplete)
      rmSync(join(root, workspace, "tsconfig.tsbuildinfo"), { force: true });
  }
}

function isFresh(part) {
  const stamp = join(root, part.stamp);
  return existsSync(stamp) && readFileSync(stamp, "utf8") === stateOf(part);
}

function stamp(part) {
  writeFileSync(join(root, part.stamp), stateOf(part));
}

function stateOf({ inputs, outputs }) {
  const hash = createHash("sha256");
  for (const input of inputs) {
    const path = join(root, input);
    if (!existsSync(path)) continue;
    for (const file of statSync(path).isDirectory() ? filesIn(path) : [""]) {
      if (/\.spec\.tsx?$|\.map$/.test(file)) continue;
      hash.update(`${input}/${file}\0`).update(readFileSync(join(path, file)));
    }
  }
  const built = outputs.map((output) => builtState(join(root, output)));
  return JSON.stringify({ inputs: hash.digest("hex"), built });
}

function builtState(path) {
  if (!existsSync(path)) return "missing";
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return filesIn(path).filter((file) => file.endsWith(".js")).length;
}

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** Runs a program quietly in the checkout; what it said is told only where it failed. */
export function run(program, args, { whenStarted, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      ...options,
    });
    if (child.pid) whenStarted?.(child.pid);
    const end = () => child.kill();
    process.once("exit", end);
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (chunk) => (said += chunk));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      process.off("exit", end);
      if (code === 0) resolve(said);
      else
        reject(
          new StepFailed(
            `${said.trim()}\n${[program, ...args].join(" ")} failed (${signal ?? code}).`,
          ),
        );
    });
  });
}

/** Its message is for the reader; a stack would add nothing. */
export class StepFailed extends Error {}

if (
  process.argv[1] &&
  pathToFileURL(realpathSync(process.argv[1])).href === import.meta.url
) {
  try {
    await build({ tell: (line) => console.log(line), isChecked: true });
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
