import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  sign,
  verify,
  type KeyObject,
} from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** The key outside the database: signs checkpoints (Ed25519) and marks each seal (HMAC with a key drawn from it). */
export class AuditKey {
  readonly id: string;
  readonly publicKeyPem: string;
  private readonly sealKey: Buffer;

  private constructor(private readonly privateKey: KeyObject) {
    const publicKey = createPublicKey(privateKey);
    this.publicKeyPem = publicKey
      .export({ type: "spki", format: "pem" })
      .toString();
    this.id = keyId(this.publicKeyPem);
    const material = privateKey.export({ type: "pkcs8", format: "der" });
    this.sealKey = Buffer.from(
      hkdfSync("sha256", material, "", "keii audit seal", 32),
    );
  }

  /** Reads the key from its file; makes it (mode 0600) where there is none yet. */
  static async open(file: string): Promise<AuditKey> {
    if (!existsSync(file)) {
      const { privateKey } = generateKeyPairSync("ed25519");
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await writeFile(
        file,
        privateKey.export({ type: "pkcs8", format: "pem" }),
        { mode: 0o600, flag: "wx" },
      );
      await chmod(file, 0o600);
    }
    return new AuditKey(createPrivateKey(await readFile(file)));
  }

  /** The mark of one seal, which nobody without the key can make. */
  mark(sealNo: string, entryId: string, hash: Buffer): Buffer {
    return createHmac("sha256", this.sealKey)
      .update(`${sealNo}\n${entryId}\n`)
      .update(hash)
      .digest();
  }

  sign(text: string): string {
    return sign(null, Buffer.from(text), this.privateKey).toString("base64");
  }
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
