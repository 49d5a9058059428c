import { existsSync } from "node:fs";
import {
  copyFile,
  mkdir,
  readFile,
  rename,
  stat,
  writeFile,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  AuditKey,
  formerFile,
  formerKeys,
} from "../platform/audit/audit-key.js";
import { Checkpoints } from "../platform/audit/checkpoint.js";
import type { Config } from "../platform/config/config.js";
import {
  auditKeyPath,
  hashOfFile,
  type BackupManifest,
} from "./backup-manifest.js";

/** Keys, checkpoints and evidence of a backup, put beside what the installation has; nothing is overwritten. */
export async function restoreOutside(
  config: Config,
  folder: string,
  manifest: BackupManifest,
): Promise<{ key: AuditKey; checkpoints: Checkpoints }> {
  for (const { path, sha256 } of manifest.files)
    if (path.startsWith("evidence/"))
      await putBeside(join(folder, path), join(config.dataDir, path), sha256);
    else if (path.startsWith("keys/other/"))
      await putBeside(
        join(folder, path),
        join(config.dataDir, "keys", path.slice("keys/other/".length)),
        sha256,
      );
  const key = await restoreKey(config, folder, manifest);
  const checkpoints = new Checkpoints(config.checkpointDir, key);
  await restoreCheckpoints(folder, manifest, checkpoints);
  return { key, checkpoints };
}

/** A file of the same name but other content is set aside. */
async function putBeside(
  from: string,
  to: string,
  sha256: string,
): Promise<void> {
  if (existsSync(to)) {
    if ((await hashOfFile(to)) === sha256) return;
    await rename(to, setAside(to));
  }
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await copyFile(from, `${to}.restored`);
  await rename(`${to}.restored`, to);
}

function setAside(file: string): string {
  return `${file}.before-${new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14)}`;
}

/** The installation keeps its own key, if it has one; of the backup's it then keeps what checks the seals in it. */
async function restoreKey(
  config: Config,
  folder: string,
  manifest: BackupManifest,
): Promise<AuditKey> {
  const from = join(folder, auditKeyPath);
  const fromFormer = join(folder, "keys", "audit-key.former.json");
  const former = existsSync(fromFormer)
    ? formerKeys(await readFile(fromFormer, "utf8"))
    : [];
  if (!existsSync(config.auditKeyFile)) {
    await mkdir(dirname(config.auditKeyFile), { recursive: true, mode: 0o700 });
    await writeFile(config.auditKeyFile, await readFile(from), { mode: 0o600 });
    if (former.length > 0)
      await copyFile(fromFormer, formerFile(config.auditKeyFile));
  }
  const key = await AuditKey.open(config.auditKeyFile);
  const theirs = await AuditKey.open(from);
  const isOther = theirs.id !== key.id;
  if (isOther || former.length > 0)
    await key.remember([
      ...former,
      ...(isOther ? [theirs.retire(manifest.chain.sealNo, new Date())] : []),
    ]);
  return key;
}

/**
 * Where the file at hand begins like the one in the backup, it is of the same installation, knows more, and stays.
 * Otherwise it is set aside.
 */
async function restoreCheckpoints(
  folder: string,
  manifest: BackupManifest,
  checkpoints: Checkpoints,
): Promise<void> {
  const kept = manifest.files.find(
    ({ path }) => path === "audit/checkpoints.jsonl",
  );
  const { file } = checkpoints;
  const isContinued =
    kept !== undefined &&
    existsSync(file) &&
    (await stat(file)).size >= kept.bytes &&
    (await hashOfFile(file, kept.bytes)) === kept.sha256;
  if (!isContinued) {
    if (existsSync(file)) await rename(file, setAside(file));
    if (kept) {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await copyFile(join(folder, kept.path), file);
    }
  }
  const publicKeys = join(folder, "audit", "public-keys.json");
  if (existsSync(publicKeys))
    await checkpoints.addPublicKeys(await readFile(publicKeys, "utf8"));
}
