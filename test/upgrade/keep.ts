/*
 * Each landed state of Keii is kept here as a file of rows, so that a spec can bring it forward through every later
 * migration. For a new landed state, once its migrations are final:
 *
 *   KEII_KEEP_STATE=spine npx vitest run --config vitest.config.ts test/upgrade.spec.ts -t keeps
 *
 * npx prettier --write test/upgrade/spine.json
 *
 * writes test/upgrade/spine.json: the demo case, loaded by the product's own services, and what people did with it.
 * Everything in it is invented. A file that is there is never written anew once its state has landed.
 */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { createHash } from "node:crypto";
import { backUp } from "@keii/api/operator/backup";
import {
  readBackup,
  writeManifest,
  type BackupManifest,
} from "@keii/api/operator/backup-manifest";
import {
  AuditKey,
  formerFile,
  type FormerKey,
} from "@keii/api/platform/audit/audit-key";
import type { TestApp } from "../support/app.js";

/** A landed state: the manifest of a backup, and its tables and checkpoints as text. */
export interface KeptState {
  manifest: BackupManifest;
  /** Table → its rows as COPY writes them. */
  rows: Record<string, string[]>;
  checkpoints: string[];
  /** What checks the seals in it; the private key is not kept. */
  key: FormerKey;
}

export async function keep(app: TestApp, file: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "keii-keep-"));
  const backup = join(folder, "backup");
  const manifest = await backUp(app.config, app.ownerUrl, backup);
  const rows: KeptState["rows"] = {};
  for (const { name, path } of manifest.tables)
    rows[name] = gunzipSync(await readFile(join(backup, path)))
      .toString()
      .split("\n")
      .slice(0, -1);
  const { auditKey } = app.foundation;
  const state: KeptState = {
    manifest,
    rows,
    checkpoints: (
      await readFile(join(backup, "audit", "checkpoints.jsonl"), "utf8")
    )
      .trimEnd()
      .split("\n"),
    key: auditKey.retire(manifest.chain.sealNo, new Date()),
  };
  await writeFile(file, `${JSON.stringify(state, null, 1)}\n`);
  await rm(folder, { recursive: true });
}

/** Makes a backup of a kept state again, signed by a key of now that remembers the one of then. */
export async function asBackup(
  state: KeptState,
  folder: string,
): Promise<BackupManifest> {
  const keyFile = join(folder, "keys", "audit-key.pem");
  const key = await AuditKey.open(keyFile);
  await key.remember([state.key]);
  await put(
    folder,
    "keys/audit-key.former.json",
    await readFile(formerFile(keyFile)),
  );
  await rm(formerFile(keyFile));
  await put(
    folder,
    "audit/checkpoints.jsonl",
    Buffer.from(`${state.checkpoints.join("\n")}\n`),
  );
  const tables = [];
  for (const table of state.manifest.tables) {
    const lines = state.rows[table.name] ?? [];
    const content = gzipSync(lines.map((line) => `${line}\n`).join(""));
    tables.push({ ...table, ...(await put(folder, table.path, content)) });
  }
  const files = [];
  for (const path of [
    "keys/audit-key.pem",
    "keys/audit-key.former.json",
    "audit/checkpoints.jsonl",
  ])
    files.push(await put(folder, path, await readFile(join(folder, path))));
  await writeManifest(
    folder,
    { ...state.manifest, auditKeyId: key.id, tables, files },
    key,
  );
  return readBackup(folder, key.id);
}

async function put(
  folder: string,
  path: string,
  content: Buffer,
): Promise<{ path: string; bytes: number; sha256: string }> {
  const file = join(folder, path);
  if (!existsSync(dirname(file)))
    await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content, { mode: 0o600 });
  return {
    path,
    bytes: content.length,
    sha256: createHash("sha256").update(content).digest("hex"),
  };
}
