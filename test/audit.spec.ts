import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadDemo } from "@keii/api/operator/demo";
import { Worker } from "@keii/api/operator/worker";
import { AuditKey } from "@keii/api/platform/audit/audit-key";
import {
  Checkpoints,
  type Checkpoint,
} from "@keii/api/platform/audit/checkpoint";
import { sealEntries } from "@keii/api/platform/audit/sealer";
import { verifyAudit } from "@keii/api/platform/audit/verify";
import type { Queryable } from "@keii/api/platform/database/database";
import type { AuditVerification, TimelineEvent } from "@keii/shared";
import pg from "pg";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "vitest";
import { startApp, type TestApp } from "./support/app.js";
import { Caller } from "./support/caller.js";
import { aLine, anIncident, aPerson } from "./support/people.js";
import { Random } from "./support/random.js";
import { Hand, tamper, tamperings, type Touched } from "./support/tampering.js";

const seed = Number(process.env.KEII_TEST_SEED ?? 20160818) % 2 ** 31;
/** A few of every kind; `npm run test:faults` takes 1,000. */
const rounds = Number(process.env.KEII_TAMPERINGS ?? 2 * tamperings.length);

let app: TestApp;
let writer: Caller;
let incidentId: string;
let pool: pg.Pool;

const seal = async () => {
  const { auditKey, checkpoints } = app.foundation;
  let count = 0;
  for (;;) {
    const sealed = await sealEntries(pool, auditKey, checkpoints);
    if (sealed === 0) return count;
    count += sealed;
  }
};
const verify = (database: Queryable = app.foundation.database) =>
  verifyAudit(database, app.foundation.auditKey, app.foundation.checkpoints);

beforeAll(async () => {
  app = await startApp();
  await loadDemo(app.foundation, () => undefined);
  pool = new pg.Pool({ connectionString: app.urls.worker, max: 4 });
  writer = new Caller(app.url);
  await writer.signIn("responder@keii.test", "keii-demo");
  for (const callerName of ["架空 花子", null])
    incidentId = (
      await writer.post<{ incidentId: string }>("/api/intake", {
        text: "カード会社から不正利用の連絡",
        callerName,
        callBackNumber: "03-0000-0001",
      })
    ).body.incidentId;
  const line = await aLine(writer, incidentId);
  await writer.on(
    1,
    "PUT",
    `/api/incidents/${incidentId}/timeline/${line.id}`,
    {
      text: "大阪府南警察署に相談",
      reason: "報告ではなく相談",
    },
  );
  await seal();
  await aLine(writer, incidentId, { text: "まだ封印されていない一行" });
  await writer.post("/api/intake", {
    text: "店舗から問い合わせ",
    callerOrganisation: "架空商店",
  });
});

afterAll(async () => {
  await pool?.end();
  await app?.close();
});

function isLocated(found: AuditVerification, touched: Touched): boolean {
  return found.breaks.some(
    ({ entryId, sealNo, table, rowId }) =>
      (entryId !== null && touched.entryIds.includes(entryId)) ||
      (sealNo !== null && touched.sealNos.includes(sealNo)) ||
      (table !== null && touched.rows.includes(`${table}/${rowId ?? ""}`)),
  );
}

describe("verification", () => {
  test("finds tampering of every kind, and says where", async () => {
    expect(await verify()).toMatchObject({ valid: true, breaks: [] });
    const folder = await mkdtemp(join(tmpdir(), "keii-key-"));
    const otherKey = await AuditKey.open(join(folder, "key.pem"));
    const client = new pg.Client({ connectionString: app.superuserUrl });
    await client.connect();
    const connection: Queryable = {
      query: async <R>(text: string, values?: unknown[]) =>
        (await client.query<R & pg.QueryResultRow>(text, values)).rows,
    };
    const random = new Random(seed);
    const hand = new Hand(client, random, otherKey);
    const missed: string[] = [];
    const unplaced: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const kind = tamperings[round % tamperings.length]!;
      await client.query("begin");
      const touched = await tamper(hand, kind);
      const found = await verify(connection);
      await client.query("rollback");
      if (found.valid) missed.push(`${kind.name} ${JSON.stringify(touched)}`);
      else if (!isLocated(found, touched))
        unplaced.push(
          `${kind.name} ${JSON.stringify(touched)} ${JSON.stringify(found.breaks.slice(0, 3))}`,
        );
    }
    await client.end();
    await rm(folder, { recursive: true });
    console.log(
      `seed ${seed}: ${rounds} tamperings of ${tamperings.length} kinds, ${rounds - missed.length} found, ${rounds - missed.length - unplaced.length} located`,
    );
    expect(missed).toEqual([]);
    expect(unplaced.slice(rounds / 100)).toEqual([]);
    expect(await verify()).toMatchObject({ valid: true });
  }, 400_000);

  test("gives no alarm while people write and workers seal in turn", async () => {
    for (let round = 0; round < 100; round++) {
      const line = await aLine(writer, incidentId, { text: `記録 ${round}` });
      if (round % 3 === 0)
        await writer.on<TimelineEvent>(
          1,
          "PUT",
          `/api/incidents/${incidentId}/timeline/${line.id}`,
          { text: `訂正 ${round}`, reason: "聞き違い" },
        );
      if (round % 4 === 0) expect(await seal()).toBeGreaterThan(0);
      const found = await verify();
      expect(found.breaks).toEqual([]);
    }
  }, 120_000);

  test("gives no alarm while four people write and two workers seal", async () => {
    let isOver = false;
    const until = async (work: () => Promise<unknown>) => {
      while (!isOver) await work();
    };
    const load = [1, 2, 3, 4].map((n) =>
      until(async () => {
        const line = await aLine(writer, incidentId, { text: `同時 ${n}` });
        await writer.on(
          1,
          "PUT",
          `/api/incidents/${incidentId}/timeline/${line.id}`,
          { text: `同時の訂正 ${n}`, reason: "追記" },
        );
      }),
    );
    const { auditKey, checkpoints } = app.foundation;
    const sealers = [1, 2].map(() =>
      until(() => sealEntries(pool, auditKey, checkpoints)),
    );
    for (let round = 0; round < 20; round++)
      expect((await verify()).breaks).toEqual([]);
    isOver = true;
    await Promise.all([...load, ...sealers]);
    await seal();
    expect(await verify()).toMatchObject({ valid: true, unsealed: 0 });
    const [chain] = await app.sql(
      "select count(*) = max(seal_no) and count(distinct entry_id) = count(*) as is_gapless from audit_seal",
    );
    expect(chain).toEqual({ is_gapless: true });
  }, 120_000);

  test("names an entry that was changed before its seal, and does not seal it", async () => {
    const { id } = await aLine(writer, incidentId);
    const change = (from: string, to: string) =>
      app.sql<{ id: string }>(
        `with off as (select set_config('session_replication_role', 'replica', true) as off)
         update audit_entry e set after = jsonb_set(after, '{text}', to_jsonb($3::text)) from off
         where table_name = 'timeline_revision' and row_id = $1 || '/1' and after ->> 'text' = $2 and off is not null returning e.id::text`,
        [id, from, to],
      );
    const [entry] = await change("大阪府南警察署に報告", "何もしていない");
    await seal();
    const found = await verify();
    expect(found).toMatchObject({ valid: false, unsealed: 1 });
    expect(found.breaks).toContainEqual(
      expect.objectContaining({ kind: "entry_changed", entryId: entry?.id }),
    );
    await change("何もしていない", "大阪府南警察署に報告");
    await seal();
    expect(await verify()).toMatchObject({ valid: true, unsealed: 0 });
  });
});

describe("the checkpoints outside", () => {
  let folder: string;
  let lines: string[];

  beforeAll(async () => {
    for (let round = 0; round < 3; round++) {
      await aLine(writer, incidentId);
      await seal();
    }
  });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "keii-checkpoints-"));
    const text = await readFile(app.foundation.checkpoints.file, "utf8");
    lines = text.trimEnd().split("\n");
    expect(lines.length).toBeGreaterThan(5);
  });

  afterEach(() => rm(folder, { recursive: true }));

  const outside = () => new Checkpoints(folder, app.foundation.auditKey);
  const verifyWith = async (content: string | null) => {
    if (content !== null)
      await writeFile(join(folder, "checkpoints.jsonl"), content);
    return verifyAudit(
      app.foundation.database,
      app.foundation.auditKey,
      outside(),
    );
  };
  const text = (all: string[]) => all.map((line) => `${line}\n`).join("");
  const sealNoOf = (line: string | undefined) =>
    (JSON.parse(line ?? "{}") as { sealNo: string }).sealNo;

  test("may end in a line that a crash cut short; the next one is written in its place", async () => {
    const torn = text(lines) + (lines[0] ?? "").slice(0, 90);
    expect(await verifyWith(torn)).toMatchObject({ valid: true, uncovered: 0 });
    const last = JSON.parse(lines.at(-1) ?? "") as Checkpoint;
    await outside().write(last);
    const found = await verifyWith(null);
    expect(found).toMatchObject({ valid: true, checkpoints: lines.length + 1 });
  });

  test("are missed when one is taken out, also the first, also all", async () => {
    const at = lines.length - 3;
    expect(await verifyWith(text(lines.toSpliced(at, 1)))).toMatchObject({
      valid: false,
      firstBroken: {
        kind: "checkpoint_missing",
        sealNo: sealNoOf(lines[at + 1]),
      },
    });
    expect(await verifyWith(text(lines.slice(1)))).toMatchObject({
      firstBroken: { kind: "checkpoint_missing", sealNo: sealNoOf(lines[1]) },
    });
    expect(await verifyWith("")).toMatchObject({
      firstBroken: { kind: "checkpoint_missing", sealNo: "1" },
    });
  });

  test("are told apart from forged ones, in whatever way", async () => {
    const at = lines.length - 3;
    const line = JSON.parse(lines[at] ?? "") as Checkpoint;
    const forgeries = [
      { ...line, hash: "00".repeat(32) },
      { ...line, at: "2016-08-18T00:00:00.000Z" },
      { ...line, previous: "" },
      { ...line, keyId: "0123456789abcdef" },
      { ...line, signature: Buffer.alloc(64).toString("base64") },
    ].map((forged) => JSON.stringify(forged));
    for (const forged of forgeries)
      expect(await verifyWith(text(lines.with(at, forged)))).toMatchObject({
        valid: false,
        firstBroken: { kind: "checkpoint_not_ours", sealNo: line.sealNo },
      });
    for (const forged of ["not json", "{}", ""]) {
      const found = await verifyWith(text(lines.with(at, forged)));
      expect(found.breaks.map((b) => b.kind)).toEqual(["checkpoint_not_ours"]);
    }
    const swapped = lines
      .with(at, lines[at + 1] ?? "")
      .with(at + 1, lines[at] ?? "");
    expect(await verifyWith(text(swapped))).toMatchObject({ valid: false });
    const twice = lines.toSpliced(at, 0, lines[at] ?? "");
    expect(await verifyWith(text(twice))).toMatchObject({ valid: false });
  });

  test("cover what is sealed: where the last are gone, that is told, and the next sealer makes it good", async () => {
    const found = await verifyWith(text(lines.slice(0, -2)));
    expect(found.valid).toBe(true);
    expect(found.uncovered).toBeGreaterThan(0);
    await sealEntries(pool, app.foundation.auditKey, outside());
    expect(await verifyWith(null)).toMatchObject({ valid: true, uncovered: 0 });
  });
});

describe("workers", () => {
  test("seal within five seconds of the commit, however many there are", async () => {
    const busy = await startApp({ withWorker: true });
    const second = new Worker(busy.foundation, busy.urls.worker);
    await second.start();
    const head = await aPerson(busy);
    const incident = await anIncident(head);
    const begun = performance.now();
    let oldest = 0;
    while (performance.now() - begun < 6_000) {
      await aLine(head, incident.id);
      const [row] = await busy.sql<{ age: number }>(
        `select coalesce(extract(epoch from max(clock_timestamp() - e.at)), 0)::float8 as age
         from audit_unsealed u join audit_entry e on e.id = u.entry_id where e.table_name = 'timeline_revision'`,
      );
      oldest = Math.max(oldest, row?.age ?? 0);
    }
    await second.stop();
    const { database, auditKey, checkpoints } = busy.foundation;
    const found = await verifyAudit(database, auditKey, checkpoints);
    await busy.close();
    console.log(`oldest entry without a seal: ${oldest.toFixed(2)} s`);
    expect(oldest).toBeLessThan(5);
    expect(found).toMatchObject({ valid: true });
  });
});
