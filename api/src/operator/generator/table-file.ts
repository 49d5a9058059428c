import { open, type FileHandle } from "node:fs/promises";
import type { ImportEncoding } from "@keii/shared";
import { toWindows31j } from "./windows-31j.js";

/** A file of rows that is written piece by piece, never held as a whole. */
export class TableFile {
  rows = 0;
  bytes = 0;
  private waiting = "";

  private constructor(
    private readonly file: FileHandle,
    private readonly encoding: ImportEncoding,
  ) {}

  static async make(
    path: string,
    encoding: ImportEncoding,
    headers: readonly string[],
  ): Promise<TableFile> {
    const table = new TableFile(await open(path, "w"), encoding);
    table.waiting = `${headers.join(",")}\r\n`;
    return table;
  }

  /** Takes a row with its line end; true where `flush` is due. */
  add(row: string): boolean {
    this.waiting += row;
    this.rows++;
    return this.waiting.length > 200_000;
  }

  async flush(): Promise<void> {
    const bytes =
      this.encoding === "utf-8"
        ? Buffer.from(this.waiting)
        : toWindows31j(this.waiting);
    this.waiting = "";
    this.bytes += bytes.length;
    await this.file.writeFile(bytes);
  }

  async close(): Promise<void> {
    try {
      await this.flush();
    } finally {
      await this.file.close();
    }
  }
}

/** A cell as spreadsheets write it: in quotes where it has to be. */
export function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
