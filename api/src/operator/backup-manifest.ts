import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import {
  isSignedBy,
  keyId,
  type AuditKey,
} from "../platform/audit/audit-key.js";

/*
 * A backup is a folder: tables/ holds one compressed COPY file for each table, keys/ the audit key and whatever else is
 * kept there, audit/ the checkpoints, evidence/ the files. manifest.json lists every file with its SHA-256; it is written
 * last and signed with the audit key.
 */

/** Where a backup keeps the audit key. */
export const auditKeyPath = "keys/audit-key.pem";

/** Where it keeps the key of the codes, wherever the installation has it. */
export const codeKeyPath = "keys/other/code-key";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const plainName = z.string().regex(/^[a-z_][a-z0-9_]*$/);

const backupFile = z.object({
  path: z
    .string()
    .regex(/^(tables|keys|audit|evidence)(\/[\w][\w.-]*)+$/)
    .refine((path) => !path.includes("..")),
  bytes: z.number().int().nonnegative(),
  sha256,
});
export type BackupFile = z.infer<typeof backupFile>;

const manifest = z.object({
  format: z.literal(1),
  createdAt: z.iso.datetime(),
  epoch: z.string(),
  server: z.string(),
  auditKeyId: z.string(),
  /** The newest seal in the backup. */
  chain: z.object({ sealNo: z.string().regex(/^\d+$/), hash: z.string() }),
  migrations: z
    .array(z.object({ no: z.number().int(), name: z.string(), sha256 }))
    .min(1),
  tables: z.array(
    backupFile.extend({
      name: plainName,
      columns: z.array(plainName).min(1),
      rows: z.number().int().nonnegative(),
    }),
  ),
  sequences: z.array(
    z.object({
      name: plainName,
      lastValue: z.string().regex(/^-?\d+$/),
      isCalled: z.boolean(),
    }),
  ),
  files: z.array(backupFile),
});
export type BackupManifest = z.infer<typeof manifest>;
export type BackupTable = BackupManifest["tables"][number];

const signature = z.object({
  keyId: z.string(),
  publicKey: z.string(),
  signature: z.string(),
});

/** A backup that cannot be restored, with the reason for whoever holds it. */
export class BackupRefused extends Error {}

export async function writeManifest(
  folder: string,
  content: BackupManifest,
  key: AuditKey,
): Promise<void> {
  const text = `${JSON.stringify(manifest.parse(content), null, 2)}\n`;
  const { id, publicKeyPem: publicKey } = key;
  await writeFile(
    join(folder, "manifest.signature.json"),
    `${JSON.stringify({ keyId: id, publicKey, signature: key.sign(text) }, null, 2)}\n`,
    { mode: 0o600, flush: true },
  );
  await writeFile(join(folder, "manifest.json"), text, {
    mode: 0o600,
    flush: true,
  });
}

/** Reads the manifest and holds its signature and every file against it; nothing else is touched. */
export async function readBackup(
  folder: string,
  signedBy: string | null,
): Promise<BackupManifest> {
  const content = await readManifest(folder, signedBy);
  if (!content.files.some(({ path }) => path === auditKeyPath))
    throw new BackupRefused(`The backup lacks ${auditKeyPath}.`);
  for (const file of [...content.tables, ...content.files])
    await refuseChanged(folder, file);
  return content;
}

async function readManifest(
  folder: string,
  signedBy: string | null,
): Promise<BackupManifest> {
  const [path, signaturePath] = [
    join(folder, "manifest.json"),
    join(folder, "manifest.signature.json"),
  ];
  if (!existsSync(path) || !existsSync(signaturePath))
    throw new BackupRefused(
      `${folder} holds no finished backup: its manifest is missing.`,
    );
  const text = await readFile(path, "utf8");
  const signed = parse(signature, await readFile(signaturePath, "utf8"));
  const content = parse(manifest, text);
  if (
    signed === null ||
    content === null ||
    signed.keyId !== content.auditKeyId ||
    !isSigned(signed, text)
  )
    throw new BackupRefused("The manifest of the backup was changed.");
  if (signedBy !== null && signed.keyId !== signedBy)
    throw new BackupRefused(
      `The backup is signed by key ${signed.keyId}, not by ${signedBy}.`,
    );
  return content;
}

function isSigned(signed: z.infer<typeof signature>, text: string): boolean {
  try {
    return (
      keyId(signed.publicKey) === signed.keyId &&
      isSignedBy(signed.publicKey, text, signed.signature)
    );
  } catch (error) {
    // Not a key at all.
    if (error instanceof Error && "code" in error) return false;
    throw error;
  }
}

function parse<T>(shape: z.ZodType<T>, text: string): T | null {
  try {
    return shape.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError)
      return null;
    throw error;
  }
}

async function refuseChanged(
  folder: string,
  { path, bytes, sha256: expected }: BackupFile,
): Promise<void> {
  const file = join(folder, path);
  if (!existsSync(file)) throw new BackupRefused(`The backup lacks ${path}.`);
  const { size } = await stat(file);
  if (size < bytes) throw new BackupRefused(`${path} was cut off.`);
  if (size !== bytes || (await hashOfFile(file)) !== expected)
    throw new BackupRefused(`${path} was changed after the backup.`);
}

export async function hashOfFile(
  file: string,
  length = Number.POSITIVE_INFINITY,
): Promise<string> {
  const hash = createHash("sha256");
  if (length > 0)
    await pipeline(createReadStream(file, { end: length - 1 }), hash);
  return hash.digest("hex");
}
