import { systemActor } from "../platform/database/actor.js";
import {
  within,
  type Database,
  type Queryable,
} from "../platform/database/database.js";
import type { Storage, StoredFile } from "../platform/storage/storage.js";
import type { Foundation } from "../platform/platform.module.js";
import {
  ContentService,
  holdContent,
  uploadLife,
  type ContentRow,
} from "./content.service.js";

const checkEveryDays = 7;

/** Keeps the store in order: nothing without a row stays, and what stays is read again from time to time. */
export class StoreCare {
  private readonly database: Database;
  private readonly storage: Storage;
  private readonly contents: ContentService;

  constructor({
    database,
    storage,
    logger,
  }: Pick<Foundation, "database" | "storage" | "logger">) {
    this.database = database;
    this.storage = storage;
    this.contents = new ContentService(database, storage, logger);
  }

  /** Takes away what arrived by half, what nobody made a file of within a day, and what was purged. */
  async sweep(now = new Date()): Promise<number> {
    const before = new Date(now.getTime() - uploadLife);
    let count = await this.storage.sweepIncoming(before);
    await this.database.query(
      "delete from evidence_upload where uploaded_at < $1",
      [before],
    );
    for await (const file of this.storage.stored())
      if (await this.isForgotten(file, before)) count++;
    return count;
  }

  /** Removes a file that no row speaks of, or that was purged; looks again once nobody else can give it a row. */
  private async isForgotten(file: StoredFile, before: Date): Promise<boolean> {
    if ((await this.fateOf(this.database, file, before)) === "stays")
      return false;
    return this.database.transaction(systemActor(), file.owner, async (tx) => {
      await holdContent(tx, file.sha256);
      const writtenAt = await this.storage.writtenAt(file.owner, file.sha256);
      if (!writtenAt) return false;
      if (
        (await this.fateOf(within(tx), { ...file, writtenAt }, before)) ===
        "stays"
      )
        return false;
      await this.storage.destroy(file.owner, file.sha256);
      return true;
    });
  }

  private async fateOf(
    database: Queryable,
    { owner, sha256, writtenAt }: StoredFile,
    before: Date,
  ): Promise<"goes" | "stays"> {
    const [found] = await database.query<{
      is_purged: boolean | null;
      is_awaited: boolean;
    }>(
      `select (select purged_at is not null from evidence_content where incident_id = $1 and sha256 = $2) as is_purged,
         exists (select from evidence_upload where incident_id = $1 and sha256 = $2) as is_awaited`,
      [owner, sha256],
    );
    if (found?.is_purged === true) return "goes";
    const isKnown = found?.is_purged === false || found?.is_awaited === true;
    return isKnown || writtenAt >= before ? "stays" : "goes";
  }

  /** Reads content that has not been read whole for a week, the longest unread first, until the time is up. */
  async scrub(
    until = new Date(Date.now() + 10 * 60_000),
    unreadSince = new Date(Date.now() - checkEveryDays * 86_400_000),
  ): Promise<{ checked: number; damaged: number }> {
    let checked = 0;
    let damaged = 0;
    while (new Date() < until) {
      const [content] = await this.database.query<ContentRow>(
        `select c.id, c.incident_id, c.sha256, c.size::text as size, c.chunk_size, c.chunk_hashes, c.damaged_at, c.purged_at
         from evidence_content c left join evidence_scrub s on s.content_id = c.id
         where c.purged_at is null and coalesce(s.checked_at, '-infinity') < $1
         order by s.checked_at nulls first, c.id limit 1`,
        [unreadSince],
      );
      if (!content) break;
      if (!(await this.contents.scrub(content))) damaged++;
      checked++;
      await this.database.query(
        `insert into evidence_scrub (content_id, checked_at) values ($1, now())
         on conflict (content_id) do update set checked_at = excluded.checked_at`,
        [content.id],
      );
    }
    return { checked, damaged };
  }
}
