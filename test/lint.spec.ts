import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ESLint } from "eslint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rulesFor } from "../eslint.config.js";

/** A small tree laid out like ours: each file breaks what its name says, or nothing. */
const tree: Record<string, string> = {
  "shared/src/timeline.ts": `export interface Line { text: string }\n`,
  "shared/src/framework.ts": `import { Injectable } from "@nestjs/common";\nexport const x = Injectable;\n`,
  "shared/src/react.ts": `import { useState } from "react";\nexport const x = useState;\n`,
  "shared/src/mui.ts": `import { Box } from "@mui/material";\nexport const x = Box;\n`,
  "shared/src/database.ts": `import pg from "pg";\nexport const x = pg;\n`,
  "shared/src/disk.ts": `import { readFile } from "node:fs/promises";\nexport const x = readFile;\n`,
  "shared/src/loud.ts": `export function tell(): void {\n  console.log("x");\n}\n`,
  "db/src/ours.ts": `import { x } from "@keii/api";\nexport const y: unknown = x;\n`,

  "api/src/main.ts": `export { UsersService } from "./users/users.service.js";\nexport { rule } from "./incidents/rule.js";\n`,
  "api/src/platform/clock.ts": `export const now = (): Date => new Date();\n`,
  "api/src/platform/up.ts": `export { UsersService } from "../users/users.service.js";\n`,
  "api/src/users/users.service.ts": `import { now } from "../platform/clock.js";\nexport class UsersService {\n  at = now();\n}\n`,
  "api/src/users/up.ts": `export { rule } from "../incidents/rule.js";\n`,
  "api/src/users/root.ts": `export { UsersService } from "../main.js";\n`,
  "api/src/incidents/rule.ts": `export { UsersService } from "../users/users.service.js";\nexport const rule = 1;\n`,
  "api/src/incidents/sideways.ts": `export { key } from "../parties/key.js";\n`,
  "api/src/incidents/published.ts": `export { PartiesService } from "../parties/parties.service.js";\n`,
  "api/src/parties/key.ts": `export const key = 1;\n`,
  "api/src/parties/parties.service.ts": `export class PartiesService {}\n`,
  "api/src/misc/thing.ts": `export { rule } from "../incidents/rule.js";\n`,
  "api/src/incidents/misc.ts": `export { thing } from "../misc/other.js";\n`,
  "api/src/misc/other.ts": `export const thing = 1;\n`,
  "api/src/incidents/round.ts": `import { b } from "./round-again.js";\nexport const a = (): number => b();\n`,
  "api/src/incidents/round-again.ts": `import { a } from "./round.js";\nexport const b = (): number => a();\n`,
  "api/src/timeline/floating.ts": `const save = async (): Promise<void> => {};\nexport function go(): void {\n  save();\n}\n`,
  "api/src/timeline/misused.ts": `const save = async (): Promise<boolean> => true;\nexport const x = [1].filter(() => save());\nexport const y = save() ? 1 : 2;\n`,
  "api/src/timeline/any.ts": `export const x = (y: any): unknown => y;\n`,
  "api/src/timeline/silenced.ts": `// eslint-disable-next-line @typescript-eslint/no-explicit-any -- for once\nexport const x = (y: any): unknown => y;\n`,
  "api/src/timeline/switch.ts": `export function f(x: "a" | "b"): number {\n  switch (x) {\n    case "a":\n      return 1;\n  }\n  return 0;\n}\n`,
  "api/src/timeline/unused.ts": `const left = 1;\nexport const right = 2;\n`,
  "api/src/timeline/swallowed.ts": `export function f(): void {\n  try {\n    JSON.parse("");\n  } catch {}\n}\n`,
  "api/src/timeline/shell.ts": `import { exec } from "node:child_process";\nexport const x = exec;\n`,
  "api/src/timeline/shell-member.ts": `import * as childProcess from "node:child_process";\nexport const x = childProcess.execSync("ls");\n`,
  "api/src/timeline/no-shell.ts": `import { execFile } from "node:child_process";\nexport const x = execFile;\n`,
  "api/src/timeline/loud.ts": `export function tell(): void {\n  console.log("x");\n}\n`,
  "api/src/operator/told.ts": `export function tell(): void {\n  console.log("x");\n}\n`,
  "api/src/timeline/built.queries.ts": `declare const db: { query(sql: string, values?: unknown[]): Promise<unknown> };\nexport const f = (name: string): Promise<unknown> =>\n  db.query(\`select 1 from x where name = '\${name}'\`);\nexport const g = (name: string): Promise<unknown> =>\n  db.query("select 1 from x where name = " + name);\n`,
  "api/src/timeline/sound.queries.ts": `declare const db: { query(sql: string, values?: unknown[]): Promise<unknown> };\nconst columns = "id, name";\ntype Sql = string & { readonly sql: true };\nexport const f = (name: string, order: "asc" | "desc", where: Sql): Promise<unknown> =>\n  db.query(\`select \${columns} from x where name = $1 and \${where} order by 1 \${order} limit \${10}\`, [name]);\n`,
  "api/src/operator/start.ts": `export { UsersService } from "../main.js";\n`,
  "api/src/timeline/console.ts": `import { Admin } from "react-admin";\nexport const x: unknown = Admin;\n`,

  "admin-ui/src/resources.ts": `export { UserList } from "./users/UserList.js";\nexport { app } from "./app/app.js";\nexport { frame } from "./workspace/frame.js";\n`,
  "admin-ui/src/app/app.ts": `export const app = 1;\n`,
  "admin-ui/src/app/up.ts": `export { UserList } from "../users/UserList.js";\n`,
  "admin-ui/src/users/index.ts": `export { UserList } from "./UserList.js";\n`,
  "admin-ui/src/users/UserList.ts": `import { app } from "../app/app.js";\nexport const UserList = app;\n`,
  "admin-ui/src/users/neighbour.ts": `export { AuditList } from "../audit/AuditList.js";\n`,
  "admin-ui/src/users/neighbour-index.ts": `export { AuditList } from "../audit/index.js";\n`,
  "admin-ui/src/users/frame.ts": `export { frame } from "../workspace/frame.js";\n`,
  "admin-ui/src/users/server.ts": `import { x } from "@keii/api";\nexport const y: unknown = x;\n`,
  "admin-ui/src/users/html.tsx": `export const x = (text: string): unknown => (\n  <b dangerouslySetInnerHTML={{ __html: text }} />\n);\n`,
  "admin-ui/src/audit/index.ts": `export { AuditList } from "./AuditList.js";\n`,
  "admin-ui/src/audit/AuditList.ts": `export const AuditList = 1;\n`,
  "admin-ui/src/workspace/frame.ts": `export { AuditList as frame } from "../audit/index.js";\n`,
  "admin-ui/src/workspace/inside.ts": `export { AuditList } from "../audit/AuditList.js";\n`,
  "admin-ui/src/timeline/TimelineList.ts": `export { picture } from "../timeline-picture/picture.js";\nexport { rows } from "../timeline-rows/rows.js";\n`,
  "admin-ui/src/timeline-rows/rows.ts": `export const rows = 1;\n`,
  "admin-ui/src/timeline-rows/up.ts": `export { picture } from "../timeline-picture/picture.js";\n`,
  "admin-ui/src/timeline-picture/picture.ts": `export { rows as picture } from "../timeline-rows/rows.js";\n`,
  "admin-ui/src/timeline-picture/up.ts": `export { rows } from "../timeline/TimelineList.js";\n`,
  "admin-ui/src/timeline-picture/sideways.ts": `export { line } from "../timeline-entry/line.js";\n`,
  "admin-ui/src/timeline-entry/line.ts": `export const line = 1;\n`,
  "admin-ui/src/users/part.ts": `export { rows } from "../timeline-rows/rows.js";\n`,

  "test/anything.spec.ts": `import { rule } from "../api/src/incidents/rule.js";\nimport { AuditList } from "../admin-ui/src/audit/AuditList.js";\nconsole.log(rule, AuditList);\n`,
};

const own = { skipLibCheck: true, noEmit: true, strict: true, types: [] };
const project = {
  compilerOptions: {
    ...own,
    target: "es2022",
    module: "esnext",
    moduleResolution: "bundler",
    jsx: "react-jsx",
    lib: ["es2023", "dom"],
    types: ["node"],
  },
  include: ["src"],
};

let root: string;
let found: Map<string, string[]>;

beforeAll(async () => {
  const repository = join(import.meta.dirname, "..");
  await mkdir(join(repository, ".tmp"), { recursive: true });
  root = await mkdtemp(join(repository, ".tmp/lint-"));
  await symlink(join(repository, "node_modules"), join(root, "node_modules"));
  for (const workspace of ["shared", "db", "api", "admin-ui"])
    tree[`${workspace}/tsconfig.json`] = JSON.stringify(project);
  tree["tsconfig.spec.json"] = JSON.stringify({
    ...project,
    include: ["test/**/*.ts"],
  });
  for (const [path, text] of Object.entries(tree)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: rulesFor(root),
    ignore: false,
  });
  const results = await eslint.lintFiles(["**/*.{ts,tsx}"]);
  found = new Map(
    results.map((r) => [
      r.filePath.slice(root.length + 1),
      [...new Set(r.messages.map((m) => m.ruleId ?? m.message))].sort(),
    ]),
  );
}, 120_000);

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

function expectFound(expected: Record<string, string[]>): void {
  const names = Object.keys(expected);
  expect(Object.fromEntries(names.map((n) => [n, found.get(n)]))).toEqual(
    expected,
  );
}

describe("import directions", () => {
  it("refuses a floor above, an unpublished neighbour, a folder on no floor and the root", () => {
    expectFound({
      "api/src/platform/up.ts": ["boundaries/dependencies"],
      "api/src/users/up.ts": ["boundaries/dependencies"],
      "api/src/users/root.ts": ["boundaries/dependencies"],
      "api/src/operator/start.ts": ["boundaries/dependencies"],
      "api/src/incidents/sideways.ts": ["boundaries/dependencies"],
      "api/src/incidents/misc.ts": ["boundaries/dependencies"],
      "api/src/misc/thing.ts": ["boundaries/dependencies"],
    });
  });

  it("allows floors below, a published neighbour, and everything to the root", () => {
    expectFound({
      "api/src/main.ts": [],
      "api/src/users/users.service.ts": [],
      "api/src/incidents/rule.ts": [],
      "api/src/incidents/published.ts": [],
    });
  });

  it("keeps a resource of the console to itself and app/, and the workspace to the index of resources", () => {
    expectFound({
      "admin-ui/src/app/up.ts": ["boundaries/dependencies"],
      "admin-ui/src/users/neighbour.ts": ["boundaries/dependencies"],
      "admin-ui/src/users/neighbour-index.ts": ["boundaries/dependencies"],
      "admin-ui/src/users/frame.ts": ["boundaries/dependencies"],
      "admin-ui/src/workspace/inside.ts": ["boundaries/dependencies"],
      "admin-ui/src/users/UserList.ts": [],
      "admin-ui/src/users/index.ts": [],
      "admin-ui/src/workspace/frame.ts": [],
      "admin-ui/src/resources.ts": [],
    });
  });

  it("lets only a resource itself use the folders it is made of, each of them those below it", () => {
    expectFound({
      "admin-ui/src/users/part.ts": ["boundaries/dependencies"],
      "admin-ui/src/timeline-rows/up.ts": ["boundaries/dependencies"],
      "admin-ui/src/timeline-picture/up.ts": ["boundaries/dependencies"],
      "admin-ui/src/timeline-picture/sideways.ts": ["boundaries/dependencies"],
      "admin-ui/src/timeline-picture/picture.ts": [],
      "admin-ui/src/timeline/TimelineList.ts": [],
    });
  });

  it("keeps the workspaces apart", () => {
    for (const path of [
      "db/src/ours.ts",
      "api/src/timeline/console.ts",
      "admin-ui/src/users/server.ts",
    ])
      expect(found.get(path), path).toContain("no-restricted-imports");
    expectFound({ "test/anything.spec.ts": [] });
  });

  it("keeps frameworks and I/O out of shared", () => {
    for (const name of ["framework", "react", "mui", "database", "disk"])
      expect(found.get(`shared/src/${name}.ts`), name).toContain(
        "no-restricted-imports",
      );
    expectFound({ "shared/src/timeline.ts": [] });
  });

  it("refuses a circle", () => {
    expectFound({
      "api/src/incidents/round.ts": ["import-x/no-cycle"],
      "api/src/incidents/round-again.ts": ["import-x/no-cycle"],
    });
  });
});

describe("faults", () => {
  it.each([
    ["floating", "@typescript-eslint/no-floating-promises"],
    ["misused", "@typescript-eslint/no-misused-promises"],
    ["any", "@typescript-eslint/no-explicit-any"],
    ["silenced", "@typescript-eslint/no-explicit-any"],
    ["switch", "@typescript-eslint/switch-exhaustiveness-check"],
    ["unused", "@typescript-eslint/no-unused-vars"],
    ["swallowed", "no-empty"],
    ["shell", "no-restricted-imports"],
    ["shell-member", "no-restricted-syntax"],
    ["loud", "no-console"],
    ["built.queries", "keii/no-built-sql"],
  ])("finds %s", (name, rule) => {
    expect(found.get(`api/src/timeline/${name}.ts`)).toContain(rule);
  });

  it("finds HTML set from text, and a contract that prints", () => {
    expect(found.get("admin-ui/src/users/html.tsx")).toContain(
      "no-restricted-syntax",
    );
    expectFound({ "shared/src/loud.ts": ["no-console"] });
  });

  it("lets pass what is meant to: execFile, the operator's output, parameters and known fragments", () => {
    expectFound({
      "api/src/timeline/no-shell.ts": [],
      "api/src/operator/told.ts": [],
      "api/src/timeline/sound.queries.ts": [],
    });
  });
});
