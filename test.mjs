/*
 * `npm test`, `npm run test:faults` and `npm run bench`: installs its own tools first, builds, and runs everything a
 * contributor must see green. What only an operating system can give is used when present, else skipped by name.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { prepare } from "./prepare.mjs";

const root = dirname(fileURLToPath(import.meta.url));
const bin = (name) => join(root, "node_modules", ".bin", name);
const args = process.argv.slice(2);
const kind =
  args.find((a) => a === "--faults" || a === "--bench") ?? "--everything";
const names = args.filter((a) => !a.startsWith("--"));
const seed =
  process.env.KEII_TEST_SEED ?? String(Math.floor(Math.random() * 2 ** 31));
const started = Date.now();
/** The files of tsconfig.spec.json, and what stands beside them. */
const specFiles = ["test/**", "**/*.spec.ts", "**/*.spec.tsx"];

await prepare({
  tell: (line) => console.log(line),
  hasTools: true,
  isChecked: true,
});

const failed = [];
if (kind === "--everything" && names.length === 0)
  // Two at a time, each about as long as the other; what the linter knows of types is by project, so that two halves
  // take no longer than the whole.
  await Promise.all([
    lint(
      "lint",
      ".",
      ...specFiles.flatMap((files) => ["--ignore-pattern", files]),
    ),
    step("types of the specs", bin("tsc"), ["-p", "tsconfig.spec.json"])
      .then(() => lint("lint of the specs", ...specFiles))
      .then(() =>
        step("format", bin("prettier"), [
          "--check",
          "--log-level",
          "warn",
          "--cache",
          "--cache-location",
          ".tmp/prettier",
          ".",
        ]),
      ),
  ]);
const outcome = specs(
  {
    "--everything": "vitest.config.ts",
    "--faults": "vitest.faults.config.ts",
    "--bench": "vitest.bench.config.ts",
  }[kind],
);
for (const line of outcome.skipped) console.log(`skipped: ${line}`);
for (const line of failed) console.log(`failed: ${line}`);
const isClean =
  outcome.failed === 0 && failed.length === 0 && outcome.passed > 0;
const isComplete =
  process.env.KEII_NO_SKIPS !== "1" || outcome.skipped.length === 0;
if (!isComplete) console.log("Nothing may be skipped here.");
console.log(
  `seed ${seed}, ${Math.round((Date.now() - started) / 1000)} seconds`,
);
console.log(
  `${outcome.passed} passed, ${outcome.failed + failed.length} failed, ${outcome.skipped.length} skipped`,
);
process.exitCode = isClean && isComplete ? 0 : 1;

function lint(name, ...files) {
  return step(name, bin("eslint"), [
    ...files,
    "--max-warnings",
    "0",
    "--cache",
    "--cache-location",
    `.tmp/${name.replaceAll(" ", "-")}`,
  ]);
}

/** One of the checks beside the specs; a failure is remembered, the rest still runs. */
async function step(name, command, parameters) {
  console.log(`— ${name}`);
  const child = spawn(command, parameters, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  const [status] = await once(child, "close");
  if (status !== 0) failed.push(name);
}

/** Runs the specs of a configuration in a shuffled order and counts them from the runner's own report. */
function specs(config) {
  console.log(`— specs (${config}, seed ${seed})`);
  const report = join(root, ".tmp", `report-${config}.json`);
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const { status } = spawnSync(
    bin("vitest"),
    [
      "run",
      "--config",
      config,
      "--sequence.shuffle.files",
      "--sequence.shuffle.tests=false",
      `--sequence.seed=${seed}`,
      `--retry=${process.env.KEII_TEST_RETRY ?? "0"}`,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
      ...(names.length > 0 ? ["--passWithNoTests", ...names] : []),
    ],
    { cwd: root, stdio: "inherit", shell: process.platform === "win32" },
  );
  const { testResults } = JSON.parse(readFileSync(report, "utf8"));
  const tests = testResults.flatMap((file) =>
    file.assertionResults.map((t) => ({ ...t, file: file.name })),
  );
  const count = (state) => tests.filter((t) => t.status === state).length;
  return {
    passed: count("passed"),
    // A file that does not load has no tests, and a run that fails for another reason has no failed one.
    failed: Math.max(
      count("failed") +
        testResults.filter(
          (f) => f.status === "failed" && f.assertionResults.length === 0,
        ).length,
      status === 0 ? 0 : 1,
    ),
    skipped: tests
      .filter((t) => ["skipped", "pending", "todo"].includes(t.status))
      .map((t) => t.fullName),
  };
}
