import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import {
  importKinds,
  wordFields,
  type ImportKind,
  type WordMeaning,
} from "@keii/shared";
import { MemberBasesService } from "../customers/member-bases.service.js";
import { SitesService } from "../customers/sites.service.js";
import { ImportsService } from "../imports/imports.service.js";
import { Clock } from "../platform/clock/clock.js";
import type { Actor } from "../platform/database/actor.js";
import { run, type Database, type Tx } from "../platform/database/database.js";
import type { Foundation } from "../platform/platform.module.js";
import { actorOf, loginOf } from "./demo.js";
import { demoUsers } from "./demo-users.js";
import { DemoPublication } from "./demo-publication.js";
import { DemoScope } from "./demo-scope.js";
import { demoWorld, generate, type World } from "./generator/generator.js";
import { linkedAccounts } from "./generator/people.js";
import { planOf } from "./generator/plan.js";
import { baseNames, bases, shops, wordMeanings } from "./generator/shops.js";

/** The shops handed their data over the day after the final report. */
class HandedOver extends Clock {
  override now(): Date {
    return new Date("2016-09-02T19:30:00+09:00");
  }
}

const caseCode = "INC-2016-001";
const purchasesEach = demoWorld.purchases / demoWorld.customers;

/**
 * Brings in the customers of the demo case, puts the exposures over them and answers who is affected, through the services
 * that people use. Each step looks first whether it was done: a start after a kill goes on where the last one was, and
 * what people changed since stays as they left it.
 */
export class DemoCustomers {
  private readonly clock: Clock;
  private readonly world: World;
  private readonly database: Database;
  private readonly memberBases: MemberBasesService;
  private readonly sites: SitesService;
  private readonly imports: ImportsService;

  constructor(
    private readonly foundation: Foundation,
    customers: number,
    private readonly stopping: AbortSignal,
  ) {
    this.clock = new HandedOver();
    this.world = {
      seed: demoWorld.seed,
      customers,
      purchases: Math.round(customers * purchasesEach),
      encoding: "windows-31j",
    };
    this.database = foundation.database.timedBy(this.clock);
    this.memberBases = new MemberBasesService(this.database);
    this.sites = new SitesService(this.database);
    this.imports = new ImportsService(
      this.database,
      this.memberBases,
      this.sites,
    );
  }

  /** True where there was something to do and all of it is done. */
  async load(): Promise<boolean> {
    const [incident] = await this.database.query<{ id: string }>(
      "select id from incident where code = $1",
      [caseCode],
    );
    const people = await this.people();
    if (!incident || people === null) return false;
    const client = await this.database.pool.connect();
    try {
      // One process of several loads; the lock goes with its connection.
      const { rows } = await client.query<{ isMine: boolean }>(
        `select pg_try_advisory_lock(hashtextextended('demo customers', 1)) as "isMine"`,
      );
      if (!rows[0]!.isMine) return false;
      const as = (login: string) => actorOf(login, people, incident.id);
      try {
        return await this.bringForward(incident.id, as);
      } finally {
        // The end of a connection takes a moment to reach the database.
        await client.query(
          "select pg_advisory_unlock(hashtextextended('demo customers', 1))",
        );
      }
    } finally {
      client.release(true);
    }
  }

  /** The people of the demo by their log-ins; null: this is no demo, or no more. */
  private async people(): Promise<Record<string, string> | null> {
    const rows = await this.database.query<{ id: string; email: string }>(
      "select id, email from app_user where email = any($1)",
      [demoUsers.map(({ email }) => email)],
    );
    return rows.length < demoUsers.length
      ? null
      : Object.fromEntries(rows.map((row) => [loginOf(row), row.id]));
  }

  private async bringForward(
    incident: string,
    as: (login: string) => Actor,
  ): Promise<boolean> {
    await this.makeBasesAndSites(incident, as("responder2"));
    const hasBrought = await this.bringFilesIn(incident, as("responder2"));
    if (this.stopping.aborted) return false;
    const hasAnswered = await new DemoScope(
      this.database,
      this.clock,
      incident,
      as,
    ).answer(
      linkedAccounts(
        planOf(this.world.seed, this.world.customers, this.world.purchases),
      ),
    );
    const hasPublished = await new DemoPublication(
      this.database,
      incident,
      as,
    ).publish();
    return hasBrought || hasAnswered || hasPublished;
  }

  /** Customers before purchases, base by base; what is missing is made anew, and is the same for the same size. */
  private async bringFilesIn(incident: string, actor: Actor): Promise<boolean> {
    const missing = await this.missingFiles(incident);
    if (missing.length === 0) return false;
    const folder = await mkdtemp(
      join(this.foundation.config.dataDir, "demo-customers-"),
    );
    try {
      await generate(this.world, folder);
      for (const { kind, base, name } of missing) {
        if (this.stopping.aborted) return false;
        const batch = await this.imports.importFile(actor, incident, {
          kind,
          memberBase: base,
          path: join(folder, name),
          words: words(),
          stopping: this.stopping,
        });
        if (this.stopping.aborted) return false;
        if (batch.state !== "done")
          throw new Error(
            `${name} was not brought in: ${JSON.stringify(batch.outcome)}`,
          );
      }
      return true;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** A file that was brought in and undone since stays away. */
  private async missingFiles(
    incident: string,
  ): Promise<{ kind: ImportKind; base: string; name: string }[]> {
    const done = await this.database.query<{ name: string }>(
      "select file_name as name from import_batch where incident_id = $1 and state in ('done', 'undone') and not is_dry_run",
      [incident],
    );
    return importKinds
      .flatMap((kind) =>
        bases.map((base) => ({ kind, base, name: `${kind}-${base}.csv` })),
      )
      .filter(({ name }) => !done.some((one) => one.name === name));
  }

  /** The places the exports speak of, under the names customers know. */
  private makeBasesAndSites(incident: string, actor: Actor): Promise<void> {
    return this.database.transaction(actor, incident, async (tx) => {
      const known = await codesIn(tx);
      for (const code of bases)
        if (!known.has(`base ${code}`))
          await this.memberBases.record(tx, { code, name: baseNames[code] });
      for (const { code, name, routes } of shops)
        if (!known.has(`site ${code}`))
          await this.sites.record(tx, {
            code,
            name,
            isListed: routes.length > 0,
            notListedReason:
              routes.length > 0
                ? ""
                : "決済代行会社の画面で支払うサイト。カード情報はサーバを通らない",
          });
    });
  }
}

async function codesIn(tx: Tx): Promise<Set<string>> {
  const { rows } = await run<{ code: string }>(
    tx,
    `select 'base ' || code as code from member_base where incident_id = $1
     union all select 'site ' || code from site where incident_id = $1`,
    [tx.incidentId],
  );
  return new Set(rows.map(({ code }) => code));
}

function words(): WordMeaning[] {
  const meanings = wordMeanings();
  return wordFields.flatMap((field) =>
    Object.entries(meanings[field] ?? {}).map(([word, means]) => ({
      field,
      word,
      means,
    })),
  );
}
