import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { problems } from "@keii/shared";
import type { Config } from "../platform/config/config.js";
import { Problem } from "../platform/http/problem.js";

const batchName = /^[0-9a-f-]{36}$/;
const arrivingName = /^[0-9a-f-]{36}\.[0-9a-f-]{36}$/;

/** A file that has come in and waits to be taken as that of its batch. */
export interface Arrived {
  sha256: string;
  size: number;
  path: string;
}

/** Files that wait to be read, under the id of their batch; nothing that was said about them reaches the disk. */
export class ImportSpool {
  constructor(
    private readonly folder: string,
    private readonly largest: number,
  ) {}

  static of({ dataDir, fileLimit }: Pick<Config, "dataDir" | "fileLimit">) {
    return new ImportSpool(join(dataDir, "imports"), fileLimit);
  }

  place(batchId: string): string {
    if (!batchName.test(batchId)) throw new Error("not the id of a batch");
    return join(this.folder, batchId);
  }

  /**
   * Takes content to disk as it comes, beside what another sender may be bringing for the same batch; a source that
   * breaks leaves nothing.
   */
  async receive(
    batchId: string,
    source: AsyncIterable<Buffer>,
    announced: number | null,
  ): Promise<Arrived> {
    if (announced !== null && announced > this.largest)
      throw new Problem(problems.tooLarge);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const path = `${this.place(batchId)}.${randomUUID()}`;
    const handle = await open(path, "wx", 0o600);
    const hash = createHash("sha256");
    let size = 0;
    try {
      for await (const piece of source) {
        size += piece.length;
        if (size > this.largest) throw new Problem(problems.tooLarge);
        hash.update(piece);
        await handle.writeFile(piece);
      }
      await handle.sync();
      await handle.close();
      return { sha256: hash.digest("hex"), size, path };
    } catch (error) {
      await handle.close();
      await rm(path, { force: true });
      throw error;
    }
  }

  /** From here on it is the file of its batch. */
  keep(batchId: string, { path }: Arrived): Promise<void> {
    return rename(path, this.place(batchId));
  }

  leave({ path }: Arrived): Promise<void> {
    return rm(path, { force: true });
  }

  async has(batchId: string): Promise<boolean> {
    try {
      return (await stat(this.place(batchId))).isFile();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
      throw error;
    }
  }

  async remove(batchId: string): Promise<void> {
    await rm(this.place(batchId), { force: true });
  }

  /** The batches whose files lie here. */
  async batches(): Promise<string[]> {
    return (await this.names()).filter((name) => batchName.test(name));
  }

  /** Removes what a process left half received: nothing has been added to it for a day. */
  async sweepArriving(now = Date.now()): Promise<void> {
    for (const name of await this.names()) {
      if (!arrivingName.test(name)) continue;
      const path = join(this.folder, name);
      const { mtimeMs } = await stat(path);
      if (now - mtimeMs > 24 * 60 * 60 * 1000) await rm(path, { force: true });
    }
  }

  private async names(): Promise<string[]> {
    try {
      return await readdir(this.folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw error;
    }
  }
}
