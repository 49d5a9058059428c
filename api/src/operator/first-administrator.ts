import { isOpen } from "../platform/auth/account.js";
import { makeLink } from "../platform/auth/links.js";
import { operatorActor } from "../platform/database/actor.js";
import { run } from "../platform/database/database.js";
import { sql } from "../platform/database/sql.js";
import { uuidv7 } from "../platform/database/id.js";
import type { Foundation } from "../platform/platform.module.js";

const canAct = sql`u.account_right = 'administrator' and ${isOpen}`;

/** Where nobody can administrate yet: a one-time link for the first administrator. Null where somebody can. */
export async function offerFirstAdministrator({
  database,
  config,
}: Foundation): Promise<string | null> {
  return database.transaction(operatorActor("Keii"), null, async (tx) => {
    // Two processes may meet an empty database at the same time.
    await run(tx, "select pg_advisory_xact_lock(hashtextextended($1, 3))", [
      "first administrator",
    ]);
    const { rows: present } = await run(
      tx,
      sql`select from app_user u where ${canAct} and u.password_hash is not null limit 1`,
    );
    if (present.length > 0) return null;
    const { rows: waiting } = await run<{ id: string }>(
      tx,
      sql`select u.id from app_user u where ${canAct} order by u.created_at limit 1`,
    );
    let id = waiting[0]?.id;
    if (id === undefined) {
      id = uuidv7();
      await run(
        tx,
        `insert into app_user (id, name, email, account_right, created_at)
         values ($1, 'Administrator', case when exists (select from app_user where email_key = 'administrator@localhost.invalid')
           then 'administrator.' || right($2, 12) || '@localhost.invalid' else 'administrator@localhost.invalid' end, 'administrator', now())`,
        [id, id],
      );
    }
    return (await makeLink(tx, id, "set-up", config.consoleUrl)).url;
  });
}
