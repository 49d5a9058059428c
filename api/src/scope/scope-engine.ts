import type { PinnedExposure, ScopeCounts, ScopeFigures } from "@keii/shared";
import {
  patientlyWithin,
  run,
  within,
  type Queryable,
  type Tx,
} from "../platform/database/database.js";
import type {
  RunList,
  ScopeQuestion,
  Statement,
} from "./chosen-rows.queries.js";
import { changeStatement, type Change } from "./change.queries.js";
import { countStatement } from "./count.queries.js";
import { asked, planned } from "./plan.js";
import { countRun, nobody, type Part } from "./run-counts.js";
import { resultsStatement } from "./run.queries.js";
import { batchesOf } from "./scope-runs.queries.js";

/** Figures with what they are against those of other exposures. */
export interface ScopeChange extends ScopeFigures {
  added: ScopeCounts;
  removed: ScopeCounts;
}

/** Counts without saving, over the newest rows or as of a batch. */
export async function countScope(
  tx: Tx,
  exposures: readonly PinnedExposure[],
  asOf: number | null = null,
): Promise<ScopeFigures> {
  const question = await questionOf(
    within(tx),
    tx.incidentId!,
    exposures,
    asOf,
  );
  return figuresOf(tx, question, countStatement(question));
}

/**
 * What `after` says, and what it adds to and leaves out of `before`. With what `before` says (`known`), only the
 * customers are counted about whom the two differ.
 */
export async function compareScope(
  tx: Tx,
  before: readonly PinnedExposure[],
  after: readonly PinnedExposure[],
  known: ScopeFigures | null = null,
): Promise<ScopeChange> {
  if (before.length === 0) {
    const figures = await countScope(tx, after);
    return { ...figures, added: figures.affected, removed: nobody };
  }
  const baseline = known ?? (await countScope(tx, before));
  const isOnBoth = (one: PinnedExposure) =>
    before.includes(one) && after.includes(one);
  const turned = [...before, ...after].filter((one) => !isOnBoth(one));
  const exposures = [...turned, ...before.filter(isOnBoth)];
  const question = await questionOf(
    within(tx),
    tx.incidentId!,
    exposures,
    null,
  );
  const maskOf = (some: readonly PinnedExposure[]) =>
    some.reduce((mask, one) => mask + 2 ** exposures.indexOf(one), 0);
  const [change] = await patientlyWithin(tx, (database) =>
    asked<Change>(
      database,
      question,
      changeStatement(question, turned.length, {
        after: maskOf(after),
        before: maskOf(before),
      }),
    ),
  );
  const { added, removed, ...sides } = change!;
  return { ...moved(baseline, sides), added, removed };
}

/** Figures after those customers are told otherwise of whom `before` and `after` speak. */
function moved(
  figures: ScopeFigures,
  { before, after }: Pick<Change, "before" | "after">,
): ScopeFigures {
  const counts = (of: "affected" | "unlisted"): ScopeCounts => {
    const unit = (one: keyof ScopeCounts) =>
      figures[of][one] - before[of][one] + after[of][one];
    return {
      cards: unit("cards"),
      purchases: unit("purchases"),
      accounts: unit("accounts"),
      persons: unit("persons"),
    };
  };
  return {
    affected: counts("affected"),
    unlisted: counts("unlisted"),
    notAffected: {
      accounts: figures.notAffected.accounts + before.known - after.known,
    },
    unknownCustomers: figures.unknownCustomers - before.unknown + after.unknown,
  };
}

/** Where a run counts while it writes: on another connection; null where none can be had. */
export type Beside = <T>(
  tx: Tx,
  work: (database: Queryable) => Promise<T>,
) => Promise<T | null>;

/**
 * Writes the results and counts of a run. Writing is work for one core, so that what is counted is counted `beside` it,
 * or else afterwards. Where a batch comes in or is undone meanwhile, the unit of work is tried again.
 */
export async function writeScope(
  tx: Tx,
  runNo: number,
  exposures: readonly PinnedExposure[],
  asOf: number | null = null,
  beside: Beside | null = null,
): Promise<{ batchNo: number; figures: ScopeFigures }> {
  const before = await batches(tx);
  const isNewest = asOf === null || asOf >= before.newest;
  const question = await questionOf(
    within(tx),
    tx.incidentId!,
    exposures,
    isNewest ? null : asOf,
  );
  const count = (database: Queryable) => countRun(database, question, tx.now);
  // Both end before the unit of work does, whatever becomes of either.
  const [writing, counting] = await Promise.allSettled([
    writeResults(tx, question, runNo),
    beside?.(tx, count) ?? null,
  ]);
  if (writing.status === "rejected") throw writing.reason;
  if (counting.status === "rejected") throw counting.reason;
  const { figures, parts } =
    counting.value ?? (await patientlyWithin(tx, count));
  await keepCounts(tx, runNo, parts);
  const told = figures.affected.accounts + figures.unlisted.accounts;
  if (writing.value !== told || (await batches(tx)).all !== before.all)
    throw rowsChanged();
  return { batchNo: asOf ?? before.newest, figures };
}

/** A batch came or went, or accounts were linked, between two readings: the unit of work is tried again. */
export function rowsChanged(): Error {
  return Object.assign(new Error("the rows changed while they were read"), {
    code: "40001",
  });
}

/** How many customers the run has something to say of. */
function writeResults(
  tx: Tx,
  question: ScopeQuestion,
  runNo: number,
): Promise<number> {
  const { text, parameters } = resultsStatement(question, runNo);
  return patientlyWithin(tx, (database) =>
    planned(
      database,
      question,
      async () => (await run(tx, text, parameters)).count,
    ),
  );
}

async function keepCounts(
  tx: Tx,
  runNo: number,
  parts: readonly Part[],
): Promise<void> {
  await run(
    tx,
    `insert into scope_count (incident_id, run_no, facet, key, purchases, cards, accounts, persons)
     select $1, $2, facet, key, purchases, cards, accounts, persons
     from jsonb_to_recordset($3) as p (facet text, key text, purchases integer, cards integer, accounts integer, persons integer)`,
    [tx.incidentId, runNo, JSON.stringify(parts)],
  );
}

/** Names the state of everything that is counted: the batches, and which accounts are linked. */
export async function stateOf(tx: Tx): Promise<string> {
  const { all } = await batches(tx);
  const [links] = await within(tx).query<{ said: string }>(
    `select concat_ws(' ', count(*), sum(hashtextextended(customer_id::text || person_id::text, 0))) as said
     from customer_person where incident_id = $1`,
    [tx.incidentId],
  );
  return [tx.incidentId, all, links!.said].join(" ");
}

async function batches(tx: Tx): Promise<{ newest: number; all: string }> {
  const [row] = await within(tx).query<{ newest: number; all: string }>(
    batchesOf,
    [tx.incidentId],
  );
  return row!;
}

async function figuresOf(
  tx: Tx,
  question: ScopeQuestion,
  statement: Statement,
): Promise<ScopeFigures> {
  const rows = await patientlyWithin(tx, (database) =>
    asked<{ figures: ScopeFigures }>(database, question, statement),
  );
  return rows[0]!.figures;
}

export async function questionOf(
  database: Queryable,
  incidentId: string,
  exposures: readonly PinnedExposure[],
  asOf: number | null,
): Promise<ScopeQuestion> {
  const lists = await database.query<RunList>(
    `select no, kind, base_no as "baseNo" from given_list where incident_id = $1 and no = any($2::integer[])`,
    [incidentId, exposures.map(({ givenListNo }) => givenListNo)],
  );
  const linked = await database.query(
    "select from customer_person where incident_id = $1 limit 1",
    [incidentId],
  );
  return { incidentId, asOf, exposures, lists, hasPersons: linked.length > 0 };
}
