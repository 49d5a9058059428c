import { createHash } from "node:crypto";
import {
  mkdir,
  open,
  readdir,
  rename,
  rm,
  stat,
  statfs,
  type FileHandle,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import { problems } from "@keii/shared";
import { uuidv7 } from "../database/id.js";
import { Problem } from "../http/problem.js";

/** Content is hashed in pieces of this size as well as whole, so that each piece is known to be good before it leaves. */
export const chunkSize = 4 * 1024 * 1024;
/** Left free for the database and everybody else on the disk. */
const reserve = 64 * 1024 * 1024;

/** What content is, as it was counted and hashed on its way in. */
export interface ContentHashes {
  sha256: string;
  size: number;
  chunkSize: number;
  /** The SHA-256 of each piece, one behind the other. */
  chunkHashes: Buffer;
}

/** Content that has arrived whole and has no place yet. */
export interface Arrived extends ContentHashes {
  readonly incoming: string;
  isKept: boolean;
}

/** Content that is not what went in: a piece differs, or the file is cut, or gone. */
export class DamagedContent extends Error {}

export interface StoredFile {
  owner: string;
  sha256: string;
  writtenAt: Date;
}

const hashName = /^[0-9a-f]{64}$/;
const ownerName = /^[0-9a-f-]{36}$/;

/**
 * Files under the hash of their content, one folder for each owner: what two owners have alike is kept twice, so that
 * nobody learns from an upload what somebody else has. No name, no type, nothing that was said about a file reaches it.
 */
export class Storage {
  private readonly incoming: string;

  constructor(
    private readonly folder: string,
    private readonly largest: number,
  ) {
    this.incoming = join(folder, "incoming");
  }

  /** Takes content to disk as it comes; it has reached the disk when this answers. A source that breaks leaves nothing. */
  async receive(
    source: AsyncIterable<Buffer>,
    announced: number | null,
  ): Promise<Arrived> {
    await mkdir(this.incoming, { recursive: true, mode: 0o700 });
    await this.refuseTooLarge(announced);
    const incoming = join(this.incoming, uuidv7());
    const handle = await open(incoming, "wx", 0o600);
    try {
      const hashes = await this.write(source, handle);
      await handle.sync();
      await handle.close();
      return { ...hashes, incoming, isKept: false };
    } catch (error) {
      await handle.close();
      await rm(incoming, { force: true });
      throw error;
    }
  }

  private async refuseTooLarge(announced: number | null): Promise<void> {
    if (announced === null) return;
    if (announced > this.largest) throw new Problem(problems.tooLarge);
    const { bavail, bsize } = await statfs(this.incoming);
    if (announced + reserve > bavail * bsize)
      throw new Problem(problems.diskFull);
  }

  private async write(
    source: AsyncIterable<Buffer>,
    handle: FileHandle,
  ): Promise<ContentHashes> {
    const whole = createHash("sha256");
    const chunks: Buffer[] = [];
    let chunk = createHash("sha256");
    let inChunk = 0;
    let size = 0;
    for await (const piece of source) {
      size += piece.length;
      if (size > this.largest) throw new Problem(problems.tooLarge);
      whole.update(piece);
      let rest = piece;
      while (rest.length > 0) {
        const part = rest.subarray(0, chunkSize - inChunk);
        chunk.update(part);
        inChunk += part.length;
        rest = rest.subarray(part.length);
        if (inChunk === chunkSize) {
          chunks.push(chunk.digest());
          chunk = createHash("sha256");
          inChunk = 0;
        }
      }
      await writeAll(handle, piece);
    }
    if (inChunk > 0) chunks.push(chunk.digest());
    return {
      sha256: whole.digest("hex"),
      size,
      chunkSize,
      chunkHashes: Buffer.concat(chunks),
    };
  }

  /** Gives arrived content its place; what lay there under the same hash is replaced. */
  async keep(owner: string, arrived: Arrived): Promise<void> {
    if (arrived.isKept) return;
    const place = this.place(owner, arrived.sha256);
    const isNew = await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    if (isNew !== undefined) await syncFolder(this.folder);
    await rename(arrived.incoming, place);
    arrived.isKept = true;
    await syncFolder(dirname(place));
  }

  /** Forgets arrived content that got no place. */
  async drop(arrived: Arrived): Promise<void> {
    if (!arrived.isKept) await rm(arrived.incoming, { force: true });
  }

  /**
   * The content piece by piece, each held against its hash before it is handed out; `DamagedContent` at the first that
   * differs. A piece is valid until the next is asked for.
   */
  async *read(owner: string, content: ContentHashes): AsyncGenerator<Buffer> {
    const handle = await this.open(owner, content.sha256);
    try {
      const { size } = await handle.stat();
      if (size !== content.size)
        throw new DamagedContent(`${size} bytes instead of ${content.size}`);
      const room = Buffer.allocUnsafe(Math.min(content.chunkSize, size));
      for (let at = 0, no = 0; at < size; at += content.chunkSize, no++) {
        const piece = room.subarray(0, Math.min(content.chunkSize, size - at));
        await readAll(handle, piece, at);
        const hash = createHash("sha256").update(piece).digest();
        if (!hash.equals(content.chunkHashes.subarray(no * 32, no * 32 + 32)))
          throw new DamagedContent(`piece ${no} differs`);
        yield piece;
      }
    } finally {
      await handle.close();
    }
  }

  private async open(owner: string, sha256: string): Promise<FileHandle> {
    try {
      return await open(this.place(owner, sha256), "r");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT")
        throw new DamagedContent("the file is gone");
      throw error;
    }
  }

  /** Whether the content is whole: every piece, and all of it under the hash it is known by. */
  async isWhole(owner: string, content: ContentHashes): Promise<boolean> {
    const whole = createHash("sha256");
    try {
      for await (const piece of this.read(owner, content)) whole.update(piece);
    } catch (error) {
      if (error instanceof DamagedContent) return false;
      throw error;
    }
    return whole.digest("hex") === content.sha256;
  }

  async destroy(owner: string, sha256: string): Promise<void> {
    const place = this.place(owner, sha256);
    await rm(place, { force: true });
    await syncFolder(dirname(place));
  }

  /** Every file that has a place. */
  async *stored(): AsyncGenerator<StoredFile> {
    for (const owner of await namesIn(this.folder))
      if (ownerName.test(owner))
        for (const sha256 of await namesIn(join(this.folder, owner)))
          if (hashName.test(sha256)) {
            const writtenAt = await this.writtenAt(owner, sha256);
            if (writtenAt) yield { owner, sha256, writtenAt };
          }
  }

  /** When a file got its place; null where it has none. */
  async writtenAt(owner: string, sha256: string): Promise<Date | null> {
    return changedAt(this.place(owner, sha256));
  }

  /** Takes away what began to arrive before that moment and never got a place. */
  async sweepIncoming(before: Date): Promise<number> {
    let count = 0;
    for (const name of await namesIn(this.incoming)) {
      const file = join(this.incoming, name);
      const touchedAt = await changedAt(file);
      if (!touchedAt || touchedAt >= before) continue;
      await rm(file, { force: true });
      count++;
    }
    return count;
  }

  private place(owner: string, sha256: string): string {
    if (!ownerName.test(owner) || !hashName.test(sha256))
      throw new Error("not the place of a file");
    return join(this.folder, owner, sha256);
  }
}

async function writeAll(handle: FileHandle, piece: Buffer): Promise<void> {
  for (let at = 0; at < piece.length;)
    at += (await handle.write(piece, at, piece.length - at)).bytesWritten;
}

async function readAll(
  handle: FileHandle,
  into: Buffer,
  from: number,
): Promise<void> {
  for (let at = 0; at < into.length;) {
    const { bytesRead } = await handle.read(
      into,
      at,
      into.length - at,
      from + at,
    );
    if (bytesRead === 0) throw new DamagedContent("the file is cut");
    at += bytesRead;
  }
}

/** A new name in a folder outlasts a power cut only when the folder itself has been written. */
async function syncFolder(folder: string): Promise<void> {
  // Windows has no way to ask for it.
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

async function changedAt(file: string): Promise<Date | null> {
  try {
    return (await stat(file)).mtime;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
