import type { TestApp } from "./app.js";
import { until } from "./stage.js";

/**
 * Ends every idle connection of the console, so that its next ones begin with the settings of now. Once they are gone
 * from the server's list their farewell has arrived here too: the pool has none of them left to hand out.
 */
export async function connectAnew(app: TestApp): Promise<void> {
  const ended = await app.sql<{ pid: number }>(
    "select pid, pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'keii console' and state = 'idle'",
  );
  await until(async () => {
    const left = await app.sql(
      "select from pg_stat_activity where pid = any($1)",
      [ended.map(({ pid }) => pid)],
    );
    return left.length === 0;
  });
}
