import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importsOf } from "@keii/api/operator/import-command";
import { scopeOf } from "@keii/api/operator/scope-commands";
import { systemActor } from "@keii/api/platform/database/actor";
import {
  orderStatuses,
  problems,
  type ImportBatch,
  type ImportKind,
  type Incident,
} from "@keii/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApp, type TestApp } from "../../../test/support/app.js";
import {
  anIncident,
  aPerson,
  type Person,
} from "../../../test/support/people.js";
import { Random } from "../../../test/support/random.js";

const seed = Number(process.env.KEII_SPEC_SEED ?? Date.now() % 1_000_000);
const sequences = Number(process.env.KEII_IMPORT_SEQUENCES ?? 8);
const steps = 14;

let app: TestApp;
let head: Person;
let folder: string;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  folder = await mkdtemp(join(tmpdir(), "keii-undo-"));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const actor = systemActor();
const imports = () => importsOf(app.foundation);
const scope = () => scopeOf(app.foundation.database, app.clock);

async function bring(
  incident: Incident,
  kind: ImportKind,
  content: string,
  isDryRun = false,
): Promise<ImportBatch> {
  const path = join(folder, "file.csv");
  await writeFile(path, content);
  const batch = await imports().importFile(actor, incident.id, {
    kind,
    path,
    memberBase: "main",
    isDryRun,
    words: ["A", "B"].map((word) => ({ field: "site", word, means: word })),
  });
  expect(batch.outcome).toBeNull();
  return batch;
}

const undo = (incident: Incident, { id }: ImportBatch) =>
  imports().undo(actor, incident.id, id, "試し");

/** All that the shops said, now and before, but for the numbers that rows are known by. */
async function hash(incident: Incident): Promise<string[]> {
  const found = await app.sql<{ hash: string | null }>(
    ["customer", "customer_past", "purchase", "purchase_past"]
      .map(
        (table) =>
          `select md5(string_agg(said, '|' order by said)) as hash from (select (to_jsonb(t) - 'id')::text as said from ${table} t where incident_id = $1) t`,
      )
      .join(" union all "),
    [incident.id],
  );
  return found.map((one) => String(one.hash));
}

/** A file of some of the columns, of some of a few customers. */
function customersFile(random: Random): string {
  const columns = [
    "氏名",
    "フリガナ",
    "メールアドレス",
    "電話番号",
    "住所",
    "会員登録日",
    "会社名",
    "状態",
  ].filter(() => random.below(3) > 0);
  const cells: Record<string, () => string> = {
    氏名: () => random.of(["田中", "髙﨑", "鈴木 一郎", ""]),
    フリガナ: () => random.of(["タナカ", "ｽｽﾞｷ", ""]),
    メールアドレス: () =>
      random.of(["a@mail.example", "a..b@mail.example", ""]),
    電話番号: () => random.of(["03-0000-0001", "０３００００００２", ""]),
    住所: () => random.of(["東京都", "京都府", ""]),
    会員登録日: () => random.of(["2015/1/2", "2016年8月5日", ""]),
    会社名: () => random.of(["架空商事", ""]),
    状態: () => random.of(["会員", "退会", ""]),
  };
  const rows = Array.from({ length: 1 + random.below(12) }, () =>
    [random.of(["1", "２", "3", "4", "5", "6", "7", "8"])]
      .concat(columns.map((column) => cells[column]!()))
      .join(","),
  );
  return `${["会員ID", ...columns].join(",")}\n${rows.join("\n")}\n`;
}

function purchasesFile(random: Random): string {
  const more = ["カード参照", "下4桁", "状態", "決済番号"].filter(
    () => random.below(2) > 0,
  );
  const cells: Record<string, () => string> = {
    カード参照: () => random.of(["r1", "r2", ""]),
    下4桁: () => random.of(["1234", "42", ""]),
    状態: () => random.of([...orderStatuses, ""]),
    決済番号: () => random.of(["t1", "t2", ""]),
  };
  const rows = Array.from({ length: 1 + random.below(14) }, () =>
    [
      `o${random.below(9)}`,
      random.of(["1", "2", "3", "99"]),
      random.of(["A", "B"]),
      random.of(["クレカ", "銀行振込"]),
      random.of(["2015/9/23 23:59:59", "2015/9/24 0:00", "2016年8月5日"]),
    ]
      .concat(more.map((column) => cells[column]!()))
      .join(","),
  );
  return `${["注文番号", "会員ID", "サイト", "支払方法", "決済日時", ...more].join(",")}\n${rows.join("\n")}\n`;
}

const some = (random: Random, kind: ImportKind) =>
  kind === "customers" ? customersFile(random) : purchasesFile(random);

const counts = (batch: ImportBatch) => ({
  new: batch.newRows,
  changed: batch.changedRows,
  same: batch.sameRows,
  rejected: batch.rejectedRows,
});

describe(`imports in any order (seed ${seed})`, () => {
  test(`of ${sequences} sequences each undo leaves what was before, and each file changes nothing the second time`, async () => {
    for (let sequence = 0; sequence < sequences; sequence++) {
      const random = new Random(seed + sequence);
      const incident = await anIncident(head);
      const done: Record<
        ImportKind,
        { batch: ImportBatch; before: string[]; content: string }[]
      > = {
        customers: [],
        purchases: [],
      };
      for (let step = 0; step < steps; step++) {
        const kind = random.of(["customers", "purchases"] as const);
        const where = `seed ${seed + sequence}, step ${step}`;
        const before = await hash(incident);
        const stack = done[kind];
        if (random.below(3) === 0 && stack.length > 0) {
          const { batch, before: old } = stack.pop()!;
          await undo(incident, batch);
          const tables = kind === "customers" ? [0, 1] : [2, 3];
          const now = await hash(incident);
          for (const at of tables) expect(now[at], where).toBe(old[at]);
          continue;
        }
        const content = some(random, kind);
        const told = await bring(incident, kind, content, true);
        expect(await hash(incident), where).toEqual(before);
        const batch = await bring(incident, kind, content);
        expect(counts(batch), where).toEqual(counts(told));
        stack.push({ batch, before, content });
        const after = await hash(incident);
        const again = await bring(incident, kind, content);
        expect(counts(again), where).toMatchObject({
          new: 0,
          changed: 0,
          rejected: batch.rejectedRows,
        });
        expect(await hash(incident), where).toEqual(after);
        await undo(incident, again);
        expect(await hash(incident), where).toEqual(after);
      }
      for (const kind of ["customers", "purchases"] as const)
        while (done[kind].length > 0)
          await undo(incident, done[kind].pop()!.batch);
      expect(await hash(incident)).toEqual(["null", "null", "null", "null"]);
    }
  }, 120_000);

  test("a frozen run answers the same after any of them, and keeps what it saw from being undone", async () => {
    const incident = await anIncident(head);
    const random = new Random(seed);
    await bring(incident, "customers", `会員ID,氏名\n1,a\n2,b\n3,c\n`);
    const seen = await bring(incident, "purchases", purchasesFile(random));
    const { exposures, scope: runs, results } = scope();
    await app.foundation.database.transaction(actor, incident.id, (tx) =>
      exposures.recordFile(
        tx,
        incident.zone,
        {
          name: "窓",
          subject: "purchases",
          fromOn: "2014-08-25",
          untilOn: "2015-09-23",
          dataItems: ["card_number"],
        },
        "exposure.json",
      ),
    );
    const run = await runs.run(actor, incident.id);
    await app.sql(
      `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
       update scope_run set state = 'frozen', frozen_at = now(), freeze_reason = 'x' from actor where set is not null and id = $1`,
      [run.id],
    );
    const customers = await app.sql<{ id: string }>(
      "select id from customer where incident_id = $1",
      [incident.id],
    );
    const said = async () =>
      JSON.stringify([
        await app.sql(
          "select to_jsonb(r) as row from scope_result r where incident_id = $1 order by base_no, customer_no",
          [incident.id],
        ),
        await app.sql("select figures from scope_run where id = $1", [run.id]),
        await Promise.all(
          customers.map(({ id }) => results.explain(incident.id, run.id, id)),
        ),
      ]);
    const first = await said();
    expect(first).toContain("affected");
    const later: ImportBatch[] = [];
    for (let step = 0; step < 6; step++) {
      const kind = random.of(["customers", "purchases"] as const);
      later.push(await bring(incident, kind, some(random, kind)));
      expect(await said(), `seed ${seed}, step ${step}`).toBe(first);
    }
    for (const batch of later.toReversed()) {
      await undo(incident, batch);
      expect(await said(), `seed ${seed}, batch ${batch.no}`).toBe(first);
    }
    await expect(undo(incident, seen)).rejects.toMatchObject({
      kind: problems.broken,
    });
    expect(await said()).toBe(first);
  }, 60_000);
});

describe("an undo", () => {
  const asOperator = (statement: string, values: unknown[]) =>
    app.sql(
      `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set) ${statement}`,
      values,
    );

  test.each([
    [
      "a correction of the desk",
      "insert into customer_correction (customer_id, incident_id, name, reason, updated_at) select c.id, c.incident_id, '佐藤', '電話', now() from customer c, actor where set is not null and incident_id = $1 and customer_no = $2",
    ],
    [
      "a link of a person",
      "insert into customer_person (customer_id, incident_id, person_id, reason, linked_at) select c.id, c.incident_id, gen_random_uuid(), '同じ人', now() from customer c, actor where set is not null and incident_id = $1 and customer_no = $2",
    ],
    [
      "an inquiry",
      "insert into inquiry (id, incident_id, channel, category, language, customer_id, received_at, waiting_since) select gen_random_uuid(), c.incident_id, 'phone', 'other', 'ja', c.id, now(), now() from customer c, actor where set is not null and incident_id = $1 and customer_no = $2",
    ],
  ])(
    "is refused where %s rests on a row that only it brought, and on no other",
    async (_what, statement) => {
      const incident = await anIncident(head);
      const first = await bring(incident, "customers", "会員ID,氏名\n1,a\n");
      await asOperator(statement, [incident.id, "1"]);
      const second = await bring(
        incident,
        "customers",
        "会員ID,氏名\n1,b\n2,c\n",
      );
      const before = await hash(incident);
      await undo(incident, second);
      const third = await bring(
        incident,
        "customers",
        "会員ID,氏名\n1,b\n2,c\n",
      );
      await asOperator(statement, [incident.id, "2"]);
      for (const batch of [third, first])
        await expect(undo(incident, batch)).rejects.toMatchObject({
          kind: problems.broken,
        });
      expect((await hash(incident))[2]).toEqual(before[2]);
      expect(
        await app.sql("select from customer where incident_id = $1", [
          incident.id,
        ]),
      ).toHaveLength(2);
    },
  );
});
