import { randomBytes } from "node:crypto";
import * as argon2 from "@node-rs/argon2";
import * as bcrypt from "@node-rs/bcrypt";

/** A hash in two: how to hash what somebody types, and what must come out of it. */
export interface PasswordHash {
  setting: string;
  digest: Buffer;
}

/** Why a hash of the shop is not taken: none that is known, or one that would cost too much to compare with. */
export type HashRefusal = "unknownHash" | "costlyHash";

const argonShape =
  /^\$argon2id\$v=19\$m=(\d{1,10}),t=(\d{1,10}),p=(\d{1,3})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{16,86})$/;
const bcryptShape =
  /^\$2[aby]\$(\d\d)\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})$/;

/** What one visitor may cost: 256 MiB, and about what bcrypt needs at 14. */
const mostMemory = 262_144;
const mostPasses = 20;
const mostLanes = 8;
const mostCost = 14;

/** Ours, for whatever is stored anew: as OWASP names it, and as the console's own passwords are. */
const ours = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const ourPrefix = `$argon2id$v=19$m=${ours.memoryCost},t=${ours.timeCost},p=${ours.parallelism}$`;
const ourBytes = { salt: 16, digest: 32 };

/** Reads what a shop stores: argon2id (PHC) or bcrypt ($2a$, $2b$, $2y$: the same thing under three names). */
export function readPasswordHash(text: string): PasswordHash | HashRefusal {
  const argon = argonShape.exec(text);
  if (argon) {
    const [, memory, passes, lanes, salt, digest] = argon;
    const [m, t, p] = [Number(memory), Number(passes), Number(lanes)];
    if (m < 8 * p || t < 1 || p < 1 || bytesOf(salt!).length < 8)
      return "unknownHash";
    if (bytesOf(digest!).length !== ourBytes.digest) return "unknownHash";
    if (m > mostMemory || t > mostPasses || p > mostLanes) return "costlyHash";
    return {
      setting: `$argon2id$v=19$m=${m},t=${t},p=${p}$${plain(bytesOf(salt!))}`,
      digest: bytesOf(digest!),
    };
  }
  const [, cost, salt, digest] = bcryptShape.exec(text) ?? [];
  if (cost === undefined) return "unknownHash";
  if (Number(cost) < 4) return "unknownHash";
  if (Number(cost) > mostCost) return "costlyHash";
  return {
    setting: `$2b$${cost}$${toBcrypt(fromBcrypt(salt!, 16))}`,
    digest: fromBcrypt(digest!, 23),
  };
}

/** What comes out of a typed password: as slow as whoever made the setting wanted it. */
export async function digestOf(
  setting: string,
  password: string,
): Promise<Buffer> {
  if (setting.startsWith("$2b$")) {
    const made = await bcrypt.hash(password, { salt: setting });
    return fromBcrypt(made.slice(29), 23);
  }
  const [, memory, passes, lanes, salt] =
    /\$m=(\d+),t=(\d+),p=(\d+)\$(.+)$/.exec(setting)!;
  return argon2.hashRaw(password, {
    algorithm: 2 as argon2.Algorithm.Argon2id,
    memoryCost: Number(memory),
    timeCost: Number(passes),
    parallelism: Number(lanes),
    outputLen: ourBytes.digest,
    salt: bytesOf(salt!),
  });
}

/** Whether a password is to be stored anew, now that it is known. */
export function isOutdated(setting: string): boolean {
  return !setting.startsWith(ourPrefix);
}

export async function hashAnew(password: string): Promise<PasswordHash> {
  const salt = randomBytes(ourBytes.salt);
  const setting = `${ourPrefix}${plain(salt)}`;
  return { setting, digest: await digestOf(setting, password) };
}

const standard =
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const itsOwn =
  "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Base64 with the alphabet of bcrypt; bits that stand behind the last byte are passed over. */
function fromBcrypt(text: string, bytes: number): Buffer {
  const usual = [...text].map((sign) => standard[itsOwn.indexOf(sign)]!);
  return bytesOf(usual.join("")).subarray(0, bytes);
}

function toBcrypt(bytes: Buffer): string {
  return [...plain(bytes)]
    .map((sign) => itsOwn[standard.indexOf(sign)]!)
    .join("");
}

function bytesOf(base64: string): Buffer {
  return Buffer.from(base64, "base64");
}

function plain(bytes: Buffer): string {
  return bytes.toString("base64").replaceAll("=", "");
}
