import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { ImportRefusal } from "./import-refusal.js";

/** A compressed file may unfold to so many times its size, and to so many bytes. */
const mostUnfolding = 200;
const mostBytes = 20 * 1024 ** 3;
/** What unfolds to less is never too much. */
const always = 1024 * 1024;

/** Pieces are handed on one by one: small ones leave memory as fast as they come. */
const pieceSize = 32 * 1024;

const marks = {
  gzip: [0x1f, 0x8b],
  zip: [0x50, 0x4b],
  utf16: [0xff, 0xfe],
  utf16Big: [0xfe, 0xff],
  oldExcel: [0xd0, 0xcf, 0x11, 0xe0],
  pdf: [0x25, 0x50, 0x44, 0x46],
};

/** A file on disk that is read from its beginning, more than once where needed. */
export class ImportFile {
  /** Bytes of the file itself that have been read in the present pass. */
  bytesRead = 0;

  private constructor(
    private readonly path: string,
    readonly isGzip: boolean,
    private readonly stopping: AbortSignal | undefined,
  ) {}

  /** What is read of it ends when `stopping` says so. */
  static async open(path: string, stopping?: AbortSignal): Promise<ImportFile> {
    const handle = await open(path, "r");
    try {
      const { buffer } = await handle.read(Buffer.alloc(8), 0, 8, 0);
      const isOf = (mark: number[]) => mark.every((b, at) => buffer[at] === b);
      if (isOf(marks.gzip)) return new ImportFile(path, true, stopping);
      refuseBinary(buffer);
      return new ImportFile(path, false, stopping);
    } finally {
      await handle.close();
    }
  }

  /** The content, unfolded. */
  async *read(): AsyncGenerator<Buffer> {
    this.bytesRead = 0;
    const source = createReadStream(this.path, { highWaterMark: pieceSize });
    source.on("data", (piece) => (this.bytesRead += piece.length));
    if (!this.isGzip) {
      try {
        for await (const piece of source) {
          this.stopping?.throwIfAborted();
          yield piece as Buffer;
        }
      } finally {
        source.destroy();
      }
      return;
    }
    const unfolded = createGunzip({ chunkSize: pieceSize });
    // An error reaches whoever reads.
    pipeline(source, unfolded, () => undefined);
    try {
      yield* this.bounded(unfolded);
    } finally {
      source.destroy();
      unfolded.destroy();
    }
  }

  private async *bounded(
    unfolded: AsyncIterable<unknown>,
  ): AsyncGenerator<Buffer> {
    let size = 0;
    try {
      for await (const piece of unfolded as AsyncIterable<Buffer>) {
        this.stopping?.throwIfAborted();
        if (size === 0) refuseBinary(piece);
        size += piece.length;
        const most = Math.max(always, this.bytesRead * mostUnfolding);
        if (size > most || size > mostBytes)
          throw new ImportRefusal("unfoldsTooFar");
        yield piece;
      }
    } catch (error) {
      const { code } = error as { code?: string };
      if (
        code?.startsWith("Z_") === true ||
        code === "ERR_STREAM_PREMATURE_CLOSE"
      )
        throw new ImportRefusal("archive");
      throw error;
    }
  }
}

/** Workbooks, archives and pages that somebody called a CSV file. */
export function refuseBinary(head: Buffer): void {
  for (const mark of Object.values(marks))
    if (mark.every((byte, at) => head[at] === byte))
      throw new ImportRefusal("notText");
}
