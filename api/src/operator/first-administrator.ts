import { makeLink } from "../platform/auth/links.js";
import { operatorActor } from "../platform/database/actor.js";
import { run } from "../platform/database/database.js";
import { uuidv7 } from "../platform/database/id.js";
import type { Foundation } from "../platform/platform.module.js";

/** Where nobody can administrate yet: a one-time link for the first administrator. Null where somebody can. */
export async function offerFirstAdministrator({
  database,
  config,
}: Foundation): Promise<string | null> {
  return database.transaction(operatorActor("Keii"), null, async (tx) => {
    const { rows: present } = await run(
      tx,
      "select from app_user where account_right = 'administrator' and password_hash is not null limit 1",
    );
    if (present.length > 0) return null;
    const { rows: waiting } = await run<{ id: string }>(
      tx,
      "select id from app_user where account_right = 'administrator' order by created_at limit 1",
    );
    let id = waiting[0]?.id;
    if (id === undefined) {
      id = uuidv7();
      await run(
        tx,
        "insert into app_user (id, name, email, account_right, created_at) values ($1, 'Administrator', 'administrator@localhost.invalid', 'administrator', now())",
        [id],
      );
    }
    return (await makeLink(tx, id, "set-up", config.consoleUrl)).url;
  });
}
