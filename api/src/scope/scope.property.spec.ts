import { afterAll, beforeAll, expect, test } from "vitest";
import { operatorActor } from "@keii/api/platform/database/actor";
import { within, type Tx } from "@keii/api/platform/database/database";
import { uuidv7 } from "@keii/api/platform/database/id";
import { pinned } from "@keii/api/exposures/exposures.queries";
import {
  compareScope,
  countScope,
  questionOf,
  writeScope,
  type Beside,
} from "@keii/api/scope/scope-engine";
import { countRun } from "@keii/api/scope/run-counts";
import type { PinnedExposure, ScopeCounts } from "@keii/shared";
import { startApp, type TestApp } from "../../../test/support/app.js";
import {
  anIncident,
  aPerson,
  type Person,
} from "../../../test/support/people.js";
import { Random } from "../../../test/support/random.js";
import {
  answerOf,
  aWorld,
  type Answer,
  type World,
} from "../../../test/support/scope-world.js";

/** The engine against the same question answered by hand, in worlds full of edges. */
const worlds = Number(process.env.KEII_WORLDS ?? 100);
const firstSeed = Number(process.env.KEII_SEED ?? 1);

let app: TestApp;
let head: Person;
let giverId: string;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
});
afterAll(() => app.close());

const actor = operatorActor("worlds");

/** Puts a world into an incident of its own; answers its exposures as a run pins them. */
async function settle(tx: Tx, world: World): Promise<PinnedExposure[]> {
  const incident = tx.incidentId!;
  const database = within(tx);
  for (const no of [1, 2])
    await database.query(
      `insert into member_base (id, incident_id, no, code, name, created_at) values ($1, $2, $3::smallint, 'b' || $3::smallint, '{"ja":"b","en":"b"}', now())`,
      [uuidv7(), incident, no],
    );
  for (const no of [1, 2, 3])
    await database.query(
      `insert into site (id, incident_id, no, code, name, created_at) values ($1, $2, $3::smallint, 's' || $3::smallint, '{"ja":"s","en":"s"}', now())`,
      [uuidv7(), incident, no],
    );
  for (let no = 1; no <= world.batches; no++)
    await database.query(
      `insert into import_batch (id, incident_id, no, kind, base_no, file_name, size, state, created_at) values ($1, $2, $3, 'purchases', 1, 'f', 1, 'done', now())`,
      [uuidv7(), incident, no],
    );
  const persons = new Map<string, string>();
  for (const { base, no, registeredOn, batch, person } of world.customers) {
    const id = uuidv7();
    await database.query(
      `insert into customer (id, incident_id, base_no, customer_no, registered_on, first_batch, batch_no) values ($1, $2, $3, $4, $5, $6, $6)`,
      [id, incident, base, no, registeredOn, batch],
    );
    if (person === null) continue;
    if (!persons.has(person)) persons.set(person, uuidv7());
    await database.query(
      `insert into customer_person (customer_id, incident_id, person_id, reason, linked_at) values ($1, $2, $3, 'same', now())`,
      [id, incident, persons.get(person)],
    );
  }
  await database.query(
    `with given as (select * from jsonb_to_recordset($2) as p (base smallint, site smallint, "order" text, customer text, "paidAt" timestamptz,
        method text, status text, card text, transaction text, batch integer, until integer)),
      first as (select base, site, "order", min(batch) as batch from given group by 1, 2, 3),
      current as (insert into purchase (incident_id, paid_at, base_no, site_no, method, status, customer_no, order_no, card_ref, transaction_no, first_batch, batch_no)
        select $1, "paidAt", g.base, g.site, method, status, customer, g."order", card, transaction, f.batch, g.batch
        from given g join first f using (base, site, "order") where until is null returning id, base_no, site_no, order_no, first_batch)
      insert into purchase_past (incident_id, id, paid_at, base_no, site_no, method, status, customer_no, order_no, card_ref, last4, brand, transaction_no, first_batch, batch_no, until_batch)
      select $1, c.id, "paidAt", base, site, method, status, customer, "order", card, '', '', transaction, c.first_batch, batch, until
      from given g join current c on c.base_no = g.base and c.site_no = g.site and c.order_no = g."order" where until is not null`,
    [incident, JSON.stringify(world.purchases)],
  );
  const exposures = [];
  for (const [at, e] of world.exposures.entries()) {
    if (e.list) {
      await database.query(
        `insert into given_list (id, incident_id, no, name, kind, base_no, giver_id, received_on, file_name, sha256, items, created_at)
         values ($1, $2, $3, 'list', $4, $5, $6, '2016-01-01', 'f', '', $7, now())`,
        [
          uuidv7(),
          incident,
          at + 1,
          e.list.kind,
          e.list.base,
          giverId,
          e.list.ids.length,
        ],
      );
      await database.query(
        "insert into given_list_item (incident_id, list_no, key) select $1, $2, unnest($3::text[])",
        [incident, at + 1, e.list.ids],
      );
    }
    exposures.push({
      ...e,
      no: at + 1,
      id: null,
      name: `e${at + 1}`,
      baseNos: e.bases,
      siteNos: e.sites,
      givenListNo: e.list ? at + 1 : null,
    });
  }
  return pinned(within(tx), exposures);
}

async function written(
  tx: Tx,
  run: number,
): Promise<Pick<Answer, "results" | "counts">> {
  const database = within(tx);
  const results = await database.query<{
    key: string;
    verdict: string;
    exposures: number[];
    purchases: number;
    cards: number;
  }>(
    `select base_no || ':' || customer_no as key, verdict, exposure_nos as exposures, purchases, cards from scope_result where incident_id = $1 and run_no = $2`,
    [tx.incidentId, run],
  );
  const counts = await database.query<ScopeCounts & { part: string }>(
    `select facet || '/' || key as part, cards, purchases, accounts, persons from scope_count where incident_id = $1 and run_no = $2`,
    [tx.incidentId, run],
  );
  return {
    results: Object.fromEntries(results.map(({ key, ...said }) => [key, said])),
    counts: Object.fromEntries(counts.map(({ part, ...said }) => [part, said])),
  };
}

function figuresOf({
  affected,
  unlisted,
  notAffected,
  unknownCustomers,
}: Answer) {
  return {
    affected,
    unlisted,
    notAffected: { accounts: notAffected },
    unknownCustomers,
  };
}

/** What one set of exposures adds to another: purchases and cards by themselves, accounts and persons as they stand. */
function accountsBeyond(one: Answer, other: Answer): number {
  const isAffected = (answer: Answer, key: string) =>
    answer.results[key]?.verdict === "affected";
  return Object.keys(one.results).filter(
    (key) => isAffected(one, key) && !isAffected(other, key),
  ).length;
}

async function looksTheSame(tx: Tx, world: World, seed: number): Promise<void> {
  const pins = await settle(tx, world);
  const random = new Random(-seed);
  const newest = answerOf(world, world.batches);
  const now = await writeScope(tx, 1, pins);
  expect(now).toEqual({ batchNo: world.batches, figures: figuresOf(newest) });
  const found = await written(tx, 1);
  expect(found.results).toEqual(newest.results);
  expect(found.counts).toMatchObject(newest.counts);
  // What a run counts besides is nothing.
  expect(
    Object.keys(found.counts).filter(
      (part) => !(part in newest.counts) && part !== "all/",
    ),
  ).toEqual([]);
  // The same with few sites and months in the masks: what has no bit there is looked up.
  const few = await countRun(
    within(tx),
    await questionOf(within(tx), tx.incidentId!, pins, null),
    tx.now,
    1 + random.below(4),
  );
  expect(few.figures).toEqual(figuresOf(newest));
  expect(
    Object.fromEntries(
      few.parts.map(({ facet, key, ...said }) => [`${facet}/${key}`, said]),
    ),
  ).toEqual(found.counts);
  const asOf = random.below(world.batches + 1);
  const earlier = answerOf(world, asOf);
  expect((await writeScope(tx, 2, pins, asOf)).figures).toEqual(
    figuresOf(earlier),
  );
  expect((await written(tx, 2)).results).toEqual(earlier.results);
  expect(await countScope(tx, pins)).toEqual(figuresOf(newest));
  const some = pins.filter(() => random.below(2) === 0);
  const before = answerOf(
    world,
    world.batches,
    some.map(({ no }) => no),
  );
  const change = await compareScope(tx, some, pins);
  expect(change).toMatchObject(figuresOf(newest));
  expect([change.added.accounts, change.removed.accounts]).toEqual([
    accountsBeyond(newest, before),
    accountsBeyond(before, newest),
  ]);
  expect(change.added.purchases - change.removed.purchases).toBe(
    newest.affected.purchases - before.affected.purchases,
  );
  expect(change.added.cards).toBeGreaterThanOrEqual(0);
  // Some exposures for others, with what was said of the former at hand.
  const others = pins.filter(() => random.below(2) === 0);
  const then = answerOf(
    world,
    world.batches,
    others.map(({ no }) => no),
  );
  const turned = await compareScope(tx, some, others, figuresOf(before));
  expect(turned).toMatchObject(figuresOf(then));
  expect([turned.added.accounts, turned.removed.accounts]).toEqual([
    accountsBeyond(then, before),
    accountsBeyond(before, then),
  ]);
}

test(
  `the engine says of ${worlds} worlds what one finds by hand`,
  { timeout: 60_000 + worlds * 1_000 },
  async () => {
    const incident = await anIncident(head);
    giverId = (
      await head.post<{ id: string }>(`/api/incidents/${incident.id}/parties`, {
        officialName: "調査会社(架空)",
      })
    ).body.id;
    for (let seed = firstSeed; seed < firstSeed + worlds; seed++) {
      const world = aWorld(seed);
      const undone = new Error("undone");
      const work = app.foundation.database.transaction(
        actor,
        incident.id,
        async (tx) => {
          await looksTheSame(tx, world, seed).catch((error: unknown) => {
            if (error instanceof Error)
              error.message = `world ${seed}: ${error.message}`;
            throw error;
          });
          throw undone;
        },
      );
      await work.catch((error: unknown) => {
        if (error !== undone) throw error;
      });
    }
  },
);

/** A world that stays, in an incident of its own. */
async function settled(seed: number) {
  const incident = await anIncident(head);
  giverId = (
    await head.post<{ id: string }>(`/api/incidents/${incident.id}/parties`, {
      officialName: "調査会社(架空)",
    })
  ).body.id;
  const world = aWorld(seed);
  const { database } = app.foundation;
  const pins = await database.transaction(actor, incident.id, (tx) =>
    settle(tx, world),
  );
  const write = (runNo: number, beside: Beside) =>
    database.transaction(actor, incident.id, (tx) =>
      writeScope(tx, runNo, pins, null, beside),
    );
  return { incident, world, write };
}

test("what is counted beside the writing is what is counted after it", async () => {
  const { database } = app.foundation;
  for (const seed of [1, 2, 3]) {
    const { world, write } = await settled(seed);
    const answer = {
      batchNo: world.batches,
      figures: figuresOf(answerOf(world, world.batches)),
    };
    expect(await write(1, (tx, work) => database.beside(tx, work))).toEqual(
      answer,
    );
    expect(await write(2, () => Promise.resolve(null))).toEqual(answer);
  }
});

test("a run is tried again when a batch comes in while it counts", async () => {
  const { database } = app.foundation;
  const { incident, world, write } = await settled(4);
  let attempts = 0;
  const { batchNo } = await write(1, async (tx, work) => {
    if (++attempts === 1)
      await app.sql(
        `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
         insert into import_batch (id, incident_id, no, kind, base_no, file_name, size, state, created_at)
         select $1, $2, $3, 'purchases', 1, 'f', 1, 'done', now() from actor where set is not null`,
        [uuidv7(), incident.id, world.batches + 1],
      );
    return database.beside(tx, work);
  });
  expect([attempts, batchNo]).toEqual([2, world.batches + 1]);
});

test("a run whose counting fails writes nothing", async () => {
  const { incident, write } = await settled(5);
  await expect(
    write(1, () => Promise.reject(new Error("no room"))),
  ).rejects.toThrow("no room");
  expect(
    await app.sql("select from scope_result where incident_id = $1", [
      incident.id,
    ]),
  ).toEqual([]);
});
