import { recordAct, run } from "../platform/database/database.js";
import type { Foundation } from "../platform/platform.module.js";
import { operator } from "./command.js";

/** A person says that what a restore holds may go out. Answers since when it was held; null where nothing was. */
export async function releaseOutgoing({
  database,
}: Foundation): Promise<Date | null> {
  return database.transaction(operator(), null, async (tx) => {
    const {
      rows: [held],
    } = await run<{ since: Date | null }>(
      tx,
      "select outgoing_held_since as since from installation for update",
    );
    const since = held?.since ?? null;
    if (since === null) return null;
    await run(tx, "update installation set outgoing_held_since = null");
    await recordAct(tx, "release", "installation", "true");
    return since;
  });
}
