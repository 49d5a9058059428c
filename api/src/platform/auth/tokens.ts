import {
  createHash,
  createSecretKey,
  randomBytes,
  type KeyObject,
} from "node:crypto";
import jwt from "jsonwebtoken";

export const accessSeconds = 300;
/** A session ends after twelve hours, used or not. */
export const sessionSeconds = 12 * 60 * 60;

/** Access tokens: five minutes, HS256 with a key made once. They carry the session's id and nothing personal. */
export class Tokens {
  private readonly key: KeyObject;

  constructor(secret: string) {
    this.key = createSecretKey(createHash("sha256").update(secret).digest());
  }

  sign(sessionId: string): string {
    return jwt.sign({ sid: sessionId }, this.key, {
      algorithm: "HS256",
      expiresIn: accessSeconds,
      issuer: "keii",
      audience: "console",
    });
  }

  /** The session's id, or null for a token that is not ours, was changed, or has run out. */
  verify(token: string): string | null {
    try {
      const claims = jwt.verify(token, this.key, {
        algorithms: ["HS256"],
        issuer: "keii",
        audience: "console",
      });
      return typeof claims === "object" && typeof claims.sid === "string"
        ? claims.sid
        : null;
    } catch (error) {
      if (error instanceof jwt.JsonWebTokenError) return null;
      throw error;
    }
  }
}

/** 256 random bits for a link or a refresh token. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a secret: only its hash. */
export function hashOf(secret: string): Buffer {
  return createHash("sha256").update(secret, "utf8").digest();
}
