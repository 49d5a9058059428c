import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** Any number that no other program locks in the database "postgres". */
const useLock = 4_911_201_608;

/**
 * Several processes may use one embedded server (the application, the operator's commands). Each holds a shared lock in it
 * as long as it lives, whatever way it ends; the one that gets the lock for itself alone is the last and may stop the server.
 */
export class UseOfServer {
  private client: pg.Client | undefined;
  private isOver = false;

  constructor(private readonly url: () => string) {}

  async begin(): Promise<void> {
    const client = await this.connect();
    try {
      await client.query("select pg_advisory_lock_shared($1)", [useLock]);
    } catch (error) {
      await client.end();
      throw error;
    }
    this.client = client;
  }

  /** Whether nobody else uses the server; then nobody can begin to until it has stopped or `close` was called. */
  async endAsLast(): Promise<boolean> {
    this.isOver = true;
    try {
      const client = this.client ?? (await this.connect());
      this.client = client;
      await client.query("select pg_advisory_unlock_all()");
      const { rows } = await client.query<{ alone: boolean }>(
        "select pg_try_advisory_lock($1) as alone",
        [useLock],
      );
      return rows[0]?.alone === true;
    } catch (error) {
      // A server that is going or gone serves nobody.
      if (isPassing(error)) return true;
      throw error;
    }
  }

  async close(): Promise<void> {
    this.isOver = true;
    const client = this.client;
    this.client = undefined;
    if (client) await client.end();
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.url(),
      application_name: "keii embedded",
      connectionTimeoutMillis: 10_000,
    });
    let isLost = false;
    const lose = () => {
      if (isLost) return;
      isLost = true;
      if (this.client !== client) return;
      this.client = undefined;
      void this.beginAgain();
    };
    client.on("error", lose);
    client.on("end", lose);
    await client.connect();
    return client;
  }

  /** The server was restarted under us. */
  private async beginAgain(): Promise<void> {
    while (!this.isOver && !this.client) {
      await sleep(1000, undefined, { ref: false });
      if (this.isOver) return;
      try {
        await this.begin();
      } catch {
        // Whatever the reason, the next second may be better; whoever needs the server reports it.
      }
    }
  }
}

/** Whether an error means that the server is starting, stopping or gone. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return (
    ["57P01", "57P02", "57P03", "ECONNREFUSED", "ECONNRESET"].includes(code) ||
    /Connection terminated/.test(error.message)
  );
}
