import { createHmac, hkdfSync, randomBytes, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { codeFrom, codePrefix } from "@keii/shared";
import type pg from "pg";
import type { Config } from "../platform/config/config.js";

/** The codes of the database were hashed with another key: none of them would be found. */
export class WrongCodeKey extends Error {
  constructor() {
    super(
      "The key of the codes is not the one with which those in the database were made. Give KEII_CODE_KEY_FILE, or put back keys/code-key of the data folder, from the backup.",
    );
  }
}

/** The key outside the database with which codes are hashed: who has the database alone can try none. */
export class CodeKey {
  private readonly key: Buffer;

  constructor(readonly text: string) {
    this.key = Buffer.from(
      hkdfSync("sha256", text, "", "keii verification code", 32),
    );
  }

  /** Under which a code is stored, of its normal form. */
  hash(normal: string): Buffer {
    return this.mac("code", normal);
  }

  /** Under which tries of the same beginning are counted; says nothing of the beginning itself. */
  beginning(normal: string): Buffer {
    return this.mac("beginning", codePrefix(normal)).subarray(0, 16);
  }

  /** The code by which somebody without an account reads the answer; what is sent twice has the same. */
  readingCode(formKey: Buffer): string {
    for (let round = 0; ; round++) {
      const code = codeFrom(
        createHmac("sha512", this.key)
          .update(`reading code\n${round}\n`)
          .update(formKey)
          .digest(),
      );
      if (code !== null) return code;
    }
  }

  /** Under which a reading code is stored, of its normal form. */
  readingHash(normal: string): Buffer {
    return this.mac("reading", normal);
  }

  /** Under which tries of the same account of the shop are counted. */
  account(shop: string, id: string): Buffer {
    return this.mac("account", `${shop}\n${id}`).subarray(0, 16);
  }

  /** Tells this key from others, and nothing more. */
  get fingerprint(): string {
    return this.mac("fingerprint", "").subarray(0, 16).toString("hex");
  }

  private mac(use: string, text: string): Buffer {
    return createHmac("sha256", this.key).update(`${use}\n${text}`).digest();
  }
}

type Place = Pick<Config, "codeKey" | "codeKeyFile">;

/** The key that is given or lies in the data folder; null where there is none yet. */
export async function findCodeKey(place: Place): Promise<CodeKey | null> {
  if (place.codeKey !== null) return new CodeKey(place.codeKey);
  if (!existsSync(place.codeKeyFile)) return null;
  return new CodeKey((await readFile(place.codeKeyFile, "utf8")).trim());
}

/**
 * The key for a database with this fingerprint; throws `WrongCodeKey` where it is another one. It is made (mode 0600)
 * where no code was made with any.
 */
export async function openCodeKey(
  place: Place,
  fingerprint: string | null,
): Promise<CodeKey> {
  let found = await findCodeKey(place);
  if (found === null && fingerprint === null) {
    await makeKey(place.codeKeyFile);
    found = await findCodeKey(place);
  }
  if (
    found === null ||
    (fingerprint !== null && found.fingerprint !== fingerprint)
  )
    throw new WrongCodeKey();
  return found;
}

/** Of the key with which the codes in the database were made; null where none were, or where it knows of no codes yet. */
export async function codeKeyFingerprint(
  client: Pick<pg.ClientBase, "query">,
): Promise<string | null> {
  const { rows } = await client.query<{ fingerprint: string | null }>(
    "select to_jsonb(i) ->> 'code_key_fingerprint' as fingerprint from installation i",
  );
  return rows[0]?.fingerprint ?? null;
}

/** Two first starts at once: the one that comes second uses the key of the first. */
async function makeKey(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const unfinished = `${file}.${randomUUID()}`;
  await writeFile(unfinished, randomBytes(32).toString("hex"), {
    mode: 0o600,
    flush: true,
  });
  try {
    await link(unfinished, file);
  } catch (error) {
    if ((error as { code?: string }).code !== "EEXIST") throw error;
  } finally {
    await rm(unfinished, { force: true });
  }
}
