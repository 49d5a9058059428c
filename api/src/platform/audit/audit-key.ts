import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  randomUUID,
  sign,
  timingSafeEqual,
  verify,
  type KeyObject,
} from "node:crypto";
import { existsSync } from "node:fs";
import {
  link,
  mkdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";

/** A key that was replaced: it signs no more, but what it marked up to a seal can still be checked. */
const formerKey = z.object({
  id: z.string(),
  publicKey: z.string(),
  sealKey: z.string(),
  lastSealNo: z.string(),
  retiredAt: z.string(),
});
export type FormerKey = z.infer<typeof formerKey>;

interface Ring {
  privateKey: KeyObject;
  publicKeyPem: string;
  id: string;
  sealKey: Buffer;
  former: Map<string, FormerKey>;
  stamp: string;
}

/**
 * The key outside the database: signs checkpoints (Ed25519) and marks each seal (HMAC with a key drawn from it). Beside it
 * lie the keys it replaced, as far as old seals need them.
 */
export class AuditKey {
  private constructor(
    readonly file: string,
    private ring: Ring,
  ) {}

  /** Reads the key from its file; makes it (mode 0600) where there is none yet. */
  static async open(file: string): Promise<AuditKey> {
    if (!existsSync(file)) await makeKey(file);
    return new AuditKey(file, await readRing(file));
  }

  get id(): string {
    return this.ring.id;
  }

  get publicKeyPem(): string {
    return this.ring.publicKeyPem;
  }

  get former(): FormerKey[] {
    return [...this.ring.former.values()];
  }

  /** Another process may have replaced the key meanwhile. */
  async refresh(): Promise<void> {
    if ((await stampOf(this.file)) !== this.ring.stamp)
      this.ring = await readRing(this.file);
  }

  /** The mark of one seal, which nobody without the key can make. */
  mark(sealNo: string, entryId: string, hash: Buffer): Buffer {
    return markWith(this.ring.sealKey, sealNo, entryId, hash);
  }

  /** Whether a key is this one or one that it replaced. */
  knows(keyId: string): boolean {
    return keyId === this.ring.id || this.ring.former.has(keyId);
  }

  /** Whether a seal's mark was made by the key it names, while that key was in use. */
  isMark(
    keyId: string,
    sealNo: string,
    entryId: string,
    hash: Buffer,
    mark: Buffer,
  ): boolean {
    const former = this.ring.former.get(keyId);
    const sealKey =
      keyId === this.ring.id
        ? this.ring.sealKey
        : former && BigInt(sealNo) <= BigInt(former.lastSealNo)
          ? Buffer.from(former.sealKey, "base64")
          : null;
    if (sealKey === null) return false;
    const made = markWith(sealKey, sealNo, entryId, hash);
    return mark.length === made.length && timingSafeEqual(mark, made);
  }

  sign(text: string): string {
    return signWith(this.ring.privateKey, text);
  }

  /** Whether a text was signed by the key of that id, this one or one that it replaced. */
  isSigned(keyId: string, text: string, signature: string): boolean {
    const pem =
      keyId === this.ring.id
        ? this.ring.publicKeyPem
        : this.ring.former.get(keyId)?.publicKey;
    return pem !== undefined && isSignedBy(pem, text, signature);
  }

  /** What remains of this key once it is replaced. */
  retire(lastSealNo: string, at: Date): FormerKey {
    return {
      id: this.ring.id,
      publicKey: this.ring.publicKeyPem,
      sealKey: this.ring.sealKey.toString("base64"),
      lastSealNo,
      retiredAt: at.toISOString(),
    };
  }

  /** Adds keys of which old seals are checkable; those that are known stay as they are. */
  async remember(keys: FormerKey[]): Promise<void> {
    const kept = [
      ...this.former,
      ...keys.filter((key) => !this.ring.former.has(key.id)),
    ];
    await writeBeside(formerFile(this.file), JSON.stringify(kept, null, 2));
    this.ring = await readRing(this.file);
  }

  /** Puts another private key in the place of this one. */
  async replaceWith(privateKeyPem: string): Promise<void> {
    await writeBeside(this.file, privateKeyPem);
    this.ring = await readRing(this.file);
  }
}

/** Where the keys lie that were replaced by the one in `file`. */
export function formerFile(file: string): string {
  return `${file}.former.json`;
}

/** Reads the file of replaced keys. */
export function formerKeys(text: string): FormerKey[] {
  return z.array(formerKey).parse(JSON.parse(text));
}

/** A new private key, as PEM, and the public one with its id. */
export function newKey(): {
  privateKeyPem: string;
  publicKeyPem: string;
  id: string;
} {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const publicKeyPem = publicKey
    .export({ type: "spki", format: "pem" })
    .toString();
  return {
    privateKeyPem: privateKey
      .export({ type: "pkcs8", format: "pem" })
      .toString(),
    publicKeyPem,
    id: keyId(publicKeyPem),
  };
}

export function keyId(publicKeyPem: string): string {
  return createHash("sha256").update(publicKeyPem).digest("hex").slice(0, 16);
}

export function isSignedBy(
  publicKeyPem: string,
  text: string,
  signature: string,
): boolean {
  return verify(
    null,
    Buffer.from(text),
    createPublicKey(publicKeyPem),
    Buffer.from(signature, "base64"),
  );
}

export function signWith(privateKey: KeyObject | string, text: string): string {
  const key =
    typeof privateKey === "string" ? createPrivateKey(privateKey) : privateKey;
  return sign(null, Buffer.from(text), key).toString("base64");
}

function markWith(
  sealKey: Buffer,
  sealNo: string,
  entryId: string,
  hash: Buffer,
): Buffer {
  return createHmac("sha256", sealKey)
    .update(`${sealNo}\n${entryId}\n`)
    .update(hash)
    .digest();
}

async function readRing(file: string): Promise<Ring> {
  const stamp = await stampOf(file);
  const privateKey = createPrivateKey(await readFile(file));
  const publicKeyPem = createPublicKey(privateKey)
    .export({ type: "spki", format: "pem" })
    .toString();
  const material = privateKey.export({ type: "pkcs8", format: "der" });
  const former = existsSync(formerFile(file))
    ? formerKeys(await readFile(formerFile(file), "utf8"))
    : [];
  const id = keyId(publicKeyPem);
  return {
    privateKey,
    publicKeyPem,
    id,
    sealKey: Buffer.from(
      hkdfSync("sha256", material, "", "keii audit seal", 32),
    ),
    // A replacement that was broken off leaves the present key among the former ones.
    former: new Map(former.filter((k) => k.id !== id).map((k) => [k.id, k])),
    stamp,
  };
}

async function stampOf(file: string): Promise<string> {
  const stamps = [];
  for (const path of [file, formerFile(file)]) {
    const found = existsSync(path) ? await stat(path) : null;
    stamps.push(found ? `${found.ino} ${found.mtimeMs} ${found.size}` : "");
  }
  return stamps.join("\n");
}

/** Two first starts at once: the one that comes second uses the key of the first. */
async function makeKey(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const unfinished = `${file}.${randomUUID()}`;
  await writeFile(unfinished, newKey().privateKeyPem, { mode: 0o600 });
  try {
    await link(unfinished, file);
  } catch (error) {
    if ((error as { code?: string }).code !== "EEXIST") throw error;
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function writeBeside(file: string, text: string): Promise<void> {
  const unfinished = `${file}.${randomUUID()}`;
  await writeFile(unfinished, text, { mode: 0o600, flush: true });
  await rename(unfinished, file);
}
