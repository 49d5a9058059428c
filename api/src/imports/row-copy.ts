import type pg from "pg";
import { from as copyFrom, type CopyStreamQuery } from "pg-copy-streams";
import type { Sql } from "../platform/database/sql.js";

/** Small enough that what is done with goes with the young. */
const pieceSize = 32 * 1024;

/** Rows of one number in the file twice: what was put straight into the table has to be laid out first. */
export class NeedsStage extends Error {}

/** Rows on their way into a table, as the text a COPY takes. */
export class RowCopy {
  private readonly copy: CopyStreamQuery;
  private failure: Error | null = null;
  private waiting: string[] = [];
  private size = 0;

  constructor(
    client: pg.ClientBase,
    statement: Sql,
    /** Straight into the table, where a row that is there twice is refused. */
    private readonly isDirect: boolean,
  ) {
    this.copy = client.query(copyFrom(statement));
    this.copy.on("error", (error) => (this.failure ??= error));
  }

  add(row: string): void {
    this.waiting.push(row);
    this.size += row.length;
  }

  /** Sends what has piled up; waits until more may be sent. */
  async settle(): Promise<void> {
    this.check();
    if (this.size >= pieceSize) await this.send();
  }

  async end(): Promise<void> {
    const { copy } = this;
    await this.send();
    if (copy.errored) throw this.named(copy.errored);
    await new Promise<void>((done, failed) => {
      copy.once("error", (error) => failed(this.named(error)));
      copy.once("finish", () => done());
      copy.end();
    });
  }

  private async send(): Promise<void> {
    this.check();
    const text = this.waiting.join("");
    this.waiting = [];
    this.size = 0;
    await written(this.copy, text);
    this.check();
  }

  private check(): void {
    if (this.failure) throw this.named(this.failure);
  }

  private named(error: Error): Error {
    const { code } = error as { code?: string };
    return this.isDirect && code === "23505" ? new NeedsStage() : error;
  }
}

/** Writes, and waits until more may be written, or nothing more will be. */
async function written(copy: CopyStreamQuery, text: string): Promise<void> {
  if (text === "" || copy.destroyed || copy.write(text)) return;
  await new Promise<void>((done) => {
    const ends = ["drain", "close", "error"] as const;
    const go = () => {
      for (const end of ends) copy.off(end, go);
      done();
    };
    for (const end of ends) copy.on(end, go);
  });
}
