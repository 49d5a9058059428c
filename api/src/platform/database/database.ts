import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";
import {
  DataSource,
  type EntityManager,
  type EntityTarget,
  type ObjectLiteral,
} from "typeorm";
import { Problem } from "../http/problem.js";
import { problems } from "@keii/shared";
import type { Clock } from "../clock/clock.js";
import type { Actor } from "./actor.js";
import { bePatient, consoleSilence, leaveWhenSilent } from "./silence.js";
import type { KeptAnswers } from "./kept-answers.js";

// Calendar days stay text: a JavaScript Date would move them by the zone of the server.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** One unit of work: who does it, when, and the connection it happens on. Passed from service to service. */
export interface Tx {
  manager: EntityManager;
  actor: Actor;
  incidentId: string | null;
  now: Date;
}

/** The request was answered before, under the same idempotency key. */
export class AnsweredBefore extends Error {
  constructor(readonly response: unknown) {
    super("answered before");
  }
}

/** Something that answers parameterised SQL: the pool, or the connection of a unit of work. */
export interface Queryable {
  query<R>(sql: string, parameters?: unknown[]): Promise<R[]>;
}

/**
 * Set while a unit of work runs. Whoever asks for a second connection there, may wait for one that others hold who wait
 * for the same: it is refused, so that it shows at the first call and not under load.
 */
const unitOfWork = new AsyncLocalStorage<true>();

export class Database implements Queryable {
  protected constructor(
    protected readonly source: DataSource,
    protected readonly clock: Clock,
    protected readonly answers: KeptAnswers,
  ) {}

  static async connect(options: {
    url: string;
    clock: Clock;
    answers: KeptAnswers;
    entities: EntityTarget<ObjectLiteral>[];
    poolSize: number;
    name: string;
  }): Promise<Database> {
    const source = new DataSource({
      type: "postgres",
      url: options.url,
      entities: options.entities as never[],
      synchronize: false,
      logging: false,
      applicationName: `keii ${options.name}`,
      poolSize: options.poolSize,
      // The pool drops a broken connection by itself; the next request opens a new one.
      poolErrorHandler: () => undefined,
      extra: {
        connectionTimeoutMillis: 2_000,
        idleTimeoutMillis: 30_000,
        keepAlive: true,
        onConnect: leaveWhenSilent(consoleSilence),
        options: "-c client_encoding=UTF8",
      },
    });
    await source.initialize();
    return new Database(source, options.clock, options.answers);
  }

  /** The driver's own pool, for hot reads with named statements and for streams. */
  get pool(): pg.Pool {
    refuseWithinUnit();
    return this.connections;
  }

  private get connections(): pg.Pool {
    return (this.source.driver as unknown as { master: pg.Pool }).master;
  }

  /** Reads outside any unit of work, never written through. */
  get manager(): EntityManager {
    refuseWithinUnit();
    return this.source.manager;
  }

  async query<R>(sql: string, parameters: unknown[] = []): Promise<R[]> {
    const { rows } = await this.pool.query<R & pg.QueryResultRow>(
      sql,
      parameters,
    );
    return rows;
  }

  /** Reads that may take minutes, on a connection of their own. */
  async patiently<T>(work: (database: Queryable) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    const { hurry } = bePatient(client);
    try {
      await client.query("set statement_timeout = '15min'");
      const answer = await work({
        query: async <R>(sql: string, parameters: unknown[] = []) =>
          (await client.query<R & pg.QueryResultRow>(sql, parameters)).rows,
      });
      await client.query("reset statement_timeout");
      hurry();
      client.release();
      return answer;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  /**
   * Reads on a second connection, while `tx` writes on its own: rows that were there before, as of one moment, and
   * nothing that `tx` wrote. They may take as long as the statements of `patientlyWithin`. Null, with nothing read,
   * where no second connection can be had.
   */
  async beside<T>(
    tx: Tx,
    work: (database: Queryable) => Promise<T>,
  ): Promise<T | null> {
    const client = await this.connections.connect().catch(() => null);
    if (!client) return null;
    const { hurry } = bePatient(client);
    try {
      await client.query("begin isolation level repeatable read, read only");
      await client.query(patience, [patienceWith(tx)]);
      const answer = await work({
        query: async <R>(sql: string, parameters: unknown[] = []) =>
          (await client.query<R & pg.QueryResultRow>(sql, parameters)).rows,
      });
      await client.query("commit");
      hurry();
      client.release();
      return answer;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  /** Several reads of one moment: whatever is written meanwhile is in none of them. */
  async snapshot<T>(work: (database: Queryable) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    try {
      await client.query("begin isolation level repeatable read, read only");
      const answer = await work({
        query: async <R>(sql: string, parameters: unknown[] = []) =>
          (await client.query<R & pg.QueryResultRow>(sql, parameters)).rows,
      });
      await client.query("commit");
      client.release();
      return answer;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  /**
   * Runs `work` in one transaction as `actor`. Serialisation failures and deadlocks are tried again, three times at
   * most. With an idempotency key the first answer is kept in the same transaction, and a repetition throws
   * `AnsweredBefore` with it (or refuses a key that was used for another body).
   */
  async transaction<T>(
    actor: Actor,
    incidentId: string | null,
    work: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    refuseWithinUnit();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.inUnit(async (manager) => {
          await manager.query("select set_config('keii.actor', $1, true)", [
            actorSetting(actor),
          ]);
          if (actor.idempotency) await claimKey(manager, actor, this.answers);
          const result = await work({
            manager,
            actor,
            incidentId,
            now: this.clock.now(),
          });
          if (actor.idempotency)
            await keepAnswer(manager, actor, this.answers.seal(result));
          return result;
        });
      } catch (error) {
        const code = (error as { code?: string }).code;
        const isTransient = code === "40001" || code === "40P01";
        if (!isTransient || attempt === 3) throw error;
        await new Promise((done) =>
          setTimeout(done, attempt * 20 + Math.random() * 30),
        );
      }
    }
  }

  /**
   * The same database as seen from within `tx`: whatever is done on it, in whoever's name and at the time `clock` shows,
   * is part of that one unit of work.
   */
  joining(tx: Tx, clock: Clock): Database {
    return new JoinedDatabase(this.source, clock, this.answers, tx);
  }

  /** The same database, with `clock` saying when things are written. */
  timedBy(clock: Clock): Database {
    return new Database(this.source, clock, this.answers);
  }

  private inUnit<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.source.transaction((manager) =>
      unitOfWork.run(true, () => work(manager)),
    );
  }

  async close(): Promise<void> {
    await this.source.destroy();
  }
}

class JoinedDatabase extends Database {
  constructor(
    source: DataSource,
    clock: Clock,
    answers: KeptAnswers,
    private readonly tx: Tx,
  ) {
    super(source, clock, answers);
  }

  override async query<R>(
    sql: string,
    parameters: unknown[] = [],
  ): Promise<R[]> {
    return (await run<R>(this.tx, sql, parameters)).rows;
  }

  override snapshot<T>(work: (database: Queryable) => Promise<T>): Promise<T> {
    return work(this);
  }

  /** What is read may have been written in the same unit of work. */
  override beside<T>(): Promise<T | null> {
    return Promise.resolve(null);
  }

  override async transaction<T>(
    actor: Actor,
    incidentId: string | null,
    work: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    const { manager } = this.tx;
    await manager.query("select set_config('keii.actor', $1, true)", [
      actorSetting(actor),
    ]);
    return work({ manager, actor, incidentId, now: this.clock.now() });
  }
}

function refuseWithinUnit(): void {
  if (unitOfWork.getStore())
    throw new Error("a unit of work asks on its own connection: within(tx)");
}

/** SQL on the connection of a unit of work: the rows it answers and how many it touched. */
export async function run<R>(
  tx: Pick<Tx, "manager">,
  sql: string,
  parameters: unknown[] = [],
): Promise<{ rows: R[]; count: number }> {
  const runner = tx.manager.queryRunner;
  if (!runner) throw new Error("a unit of work without a connection");
  const result = await runner.query(sql, parameters, true);
  return { rows: result.records as R[], count: result.affected ?? 0 };
}

/** Reads on the connection of a unit of work. */
export function within(tx: Tx): Queryable {
  return {
    query: async <R>(sql: string, parameters: unknown[] = []) =>
      (await run<R>(tx, sql, parameters)).rows,
  };
}

const patience =
  "select set_config('statement_timeout', $1, true), set_config('work_mem', '128MB', true), set_config('idle_in_transaction_session_timeout', '0', true)";

function patienceWith({ actor }: Tx, inRequest = "60s"): string {
  return actor.kind === "user" ? inRequest : "30min";
}

/**
 * Statements of a unit of work that may take their time: in a request a minute each, or what `inRequest` says; longer for
 * who sits at the server. They may use more memory than others for what they hash and sort.
 */
export async function patientlyWithin<T>(
  tx: Tx,
  work: (database: Queryable) => Promise<T>,
  inRequest?: string,
): Promise<T> {
  const runner = tx.manager.queryRunner;
  if (!runner) throw new Error("a unit of work without a connection");
  const { hurry } = bePatient((await runner.connect()) as pg.ClientBase);
  try {
    await runner.query(patience, [patienceWith(tx, inRequest)]);
    return await work(within(tx));
  } finally {
    hurry();
  }
}

/** What the audit trigger is told about who acts. */
export function actorSetting(actor: Actor, batch?: string): string {
  return JSON.stringify({
    kind: actor.kind,
    id: actor.id,
    name: actor.name,
    session: actor.sessionId,
    request: actor.requestId,
    ...(batch !== undefined && { batch }),
  });
}

async function claimKey(
  manager: EntityManager,
  actor: Actor,
  answers: KeptAnswers,
): Promise<void> {
  const { route, key, bodyHash } = actor.idempotency!;
  const mark = answers.markOf(bodyHash);
  const claimed = await run(
    { manager },
    `insert into idempotency_key (user_id, route, key, body_hash) values ($1, $2, $3, $4)
     on conflict do nothing returning true`,
    [actor.id, route, key, mark],
  );
  if (claimed.rows.length > 0) return;
  const [kept] = (
    await run<{ body_hash: Buffer; response: string | null }>(
      { manager },
      "select body_hash, response from idempotency_key where user_id = $1 and route = $2 and key = $3",
      [actor.id, route, key],
    )
  ).rows;
  if (kept && !kept.body_hash.equals(mark))
    throw new Problem(problems.keyReused);
  throw new AnsweredBefore(
    typeof kept?.response === "string" ? answers.open(kept.response) : null,
  );
}

async function keepAnswer(
  manager: EntityManager,
  actor: Actor,
  sealed: string,
): Promise<void> {
  const { route, key } = actor.idempotency!;
  await manager.query(
    "update idempotency_key set response = $4 where user_id = $1 and route = $2 and key = $3",
    [actor.id, route, key, JSON.stringify(sealed)],
  );
}

/** What is written from here on in the unit of work goes into the log with this reason. */
export async function giveReason(tx: Tx, reason: string): Promise<void> {
  await tx.manager.query(
    "select set_config('keii.actor', (current_setting('keii.actor')::jsonb || jsonb_build_object('note', $1::text))::text, true)",
    [reason],
  );
}

/** An act without a row of its own goes into the log within the same unit of work. */
export async function recordAct(
  tx: Tx,
  act: string,
  resource: string,
  recordId: string | null,
  details: object | null = null,
  note: string | null = null,
): Promise<void> {
  await tx.manager.query("select audit_act($1, $2, $3, $4, $5, $6)", [
    tx.incidentId,
    act,
    resource,
    recordId,
    details,
    note,
  ]);
}
