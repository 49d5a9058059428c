import { run, type Tx } from "./database.js";
import { identifier, sql } from "./sql.js";

/** Tables whose rows are numbered from 1 within their incident. */
export type NumberedTable =
  | "member_base"
  | "site"
  | "import_batch"
  | "exposure"
  | "given_list"
  | "code_batch";

/** Until the unit of work ends nobody else numbers a row of the table in this incident. */
export async function lockNumbers(tx: Tx, table: NumberedTable): Promise<void> {
  await run(tx, "select pg_advisory_xact_lock(hashtextextended($1, 1))", [
    `${table} numbers ${tx.incidentId!}`,
  ]);
}

/** The next number in the incident; a row that stays is never numbered like another. */
export async function nextNo(tx: Tx, table: NumberedTable): Promise<number> {
  await lockNumbers(tx, table);
  const { rows } = await run<{ no: number }>(
    tx,
    sql`select coalesce(max(no), 0) + 1 as no from ${identifier(table)} where incident_id = $1`,
    [tx.incidentId],
  );
  return rows[0]!.no;
}
