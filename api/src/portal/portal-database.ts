import pg from "pg";
import {
  consoleSilence,
  leaveWhenSilent,
} from "../platform/database/silence.js";
import { sql, type Sql } from "../platform/database/sql.js";
import type { Logger } from "../platform/log/logger.js";
import { Refusal } from "./refusal.js";

/** What the portal may ask of the database: functions that its role may execute, each answering one jsonb. */
export interface Asking {
  /** `statement` selects one jsonb named `answer`; it is prepared once a connection. */
  ask<T>(statement: Sql, parameters?: readonly unknown[]): Promise<T>;
}

/** So many may wait for a connection; whoever comes then is told to come back. */
const longestQueue = 512;

/** The portal's own pool, which nothing else of the program uses. */
export class PortalDatabase implements Asking {
  /** For what asks by itself; its statements are functions of the same list. */
  readonly pool: pg.Pool;
  private readonly names = new Map<Sql, string>();
  private checked = { at: -Infinity, isReady: false };

  constructor(databaseUrl: string, logger: Logger) {
    this.pool = new pg.Pool({
      connectionString: databaseUrl,
      max: 8,
      connectionTimeoutMillis: 2_000,
      application_name: "keii portal",
      keepAlive: true,
      onConnect: leaveWhenSilent(consoleSilence),
    });
    this.pool.on("error", (error) =>
      logger.warn({ error }, "portal: a connection to the database is lost"),
    );
  }

  async ask<T>(
    statement: Sql,
    parameters: readonly unknown[] = [],
  ): Promise<T> {
    this.admit();
    let name = this.names.get(statement);
    if (name === undefined) {
      name = `portal_${this.names.size}`;
      this.names.set(statement, name);
    }
    const { rows } = await this.pool.query<{ answer: T }>({
      name,
      text: statement,
      values: [...parameters],
    });
    return rows[0]!.answer;
  }

  /** Refuses what would only join a queue that is too long already. */
  admit(): void {
    if (this.pool.waitingCount >= longestQueue) throw Refusal.unavailable(2);
  }

  /** Looked up at most once a second, however many ask. */
  async isReady(): Promise<boolean> {
    if (performance.now() - this.checked.at > 1_000) {
      const isReady = await this.pool.query(sql`select 1`).then(
        () => true,
        () => false,
      );
      this.checked = { at: performance.now(), isReady };
    }
    return this.checked.isReady;
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}
