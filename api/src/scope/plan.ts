import type { Queryable } from "../platform/database/database.js";
import type { ScopeQuestion, Statement } from "./chosen-rows.queries.js";

/**
 * Work within a transaction under the costs that reading purchases has. How many customers a window holds cannot be
 * foreseen, and is taken for few: without lists to look up, they are not gone through one by one. Several processes read
 * the rows, since what they hand over is cheap; compiling the statement costs more than it saves.
 */
export async function planned<T>(
  database: Queryable,
  { lists }: ScopeQuestion,
  work: () => Promise<T>,
): Promise<T> {
  await plan(database, lists.length === 0 ? "off" : "on", "0.005", "off");
  const answer = await work();
  await plan(database, "on", "0.1", "on");
  return answer;
}

/** Asks the rows. */
export function asked<R>(
  database: Queryable,
  question: ScopeQuestion,
  { text, parameters }: Statement,
): Promise<R[]> {
  return planned(database, question, () => database.query<R>(text, parameters));
}

async function plan(
  database: Queryable,
  nestedLoops: string,
  handingOver: string,
  jit: string,
): Promise<void> {
  await database.query(
    "select set_config('enable_nestloop', $1, true), set_config('parallel_tuple_cost', $2, true), set_config('jit', $3, true)",
    [nestedLoops, handingOver, jit],
  );
}
