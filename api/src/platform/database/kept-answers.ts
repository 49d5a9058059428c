import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from "node:crypto";

const ivLength = 12;
const tagLength = 16;

/**
 * Answers kept for a day, so that a repeated request gets the same. They may hold one-time links, of which the database
 * otherwise knows only hashes: what is kept is readable only with the secret of the tokens.
 */
export class KeptAnswers {
  private readonly key: KeyObject;

  constructor(secret: string) {
    this.key = createSecretKey(
      new Uint8Array(hkdfSync("sha256", secret, "", "kept answers", 32)),
    );
  }

  seal(answer: unknown): string {
    const iv = randomBytes(ivLength);
    const cipher = createCipheriv("aes-256-gcm", this.key, iv);
    const sealed = Buffer.concat([
      cipher.update(JSON.stringify(answer ?? null), "utf8"),
      cipher.final(),
    ]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64");
  }

  /** What stands for a body, so that it is known again: no hash anybody could try passwords against. */
  markOf(bodyHash: Buffer): Buffer {
    return createHmac("sha256", this.key).update(bodyHash).digest();
  }

  /** What was sealed; null where the secret has changed since. */
  open(kept: string): unknown {
    const bytes = Buffer.from(kept, "base64");
    const iv = bytes.subarray(0, ivLength);
    const decipher = createDecipheriv("aes-256-gcm", this.key, iv);
    decipher.setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
    try {
      const text = Buffer.concat([
        decipher.update(bytes.subarray(ivLength + tagLength)),
        decipher.final(),
      ]);
      return JSON.parse(text.toString("utf8"));
    } catch {
      return null;
    }
  }
}
