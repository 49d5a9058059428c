import { request } from "node:http";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  isCode,
  normalCode,
  receiptNo,
  type CodeBatch,
  type NewCodeBatch,
  type ScopeRun,
  type VerdictChange,
  type VerdictReceipt,
} from "@keii/shared";
import { startApp, type TestApp } from "../../../test/support/app.js";
import { refusal } from "../../../test/support/caller.js";
import {
  anIncident,
  aPerson,
  join,
  type Person,
} from "../../../test/support/people.js";
import {
  asOperator,
  aVerificationCase,
  makeOfficial,
  type VerificationCase,
} from "../../../test/support/verification.js";
import { SelfCheck } from "./self-check.js";

let app: TestApp;
let head: Person;
let compliance: Person;
let support: Person;
let world: VerificationCase;
let base: string;
let pool: pg.Pool;

beforeAll(async () => {
  app = await startApp();
  [head, compliance, support] = await Promise.all([
    aPerson(app),
    aPerson(app),
    aPerson(app),
  ]);
  const { id } = await anIncident(head);
  await join(head, id, compliance, "compliance");
  await join(head, id, support, "support");
  world = await aVerificationCase(app, head, id, "letters");
  base = `/api/incidents/${id}`;
  pool = new pg.Pool({ connectionString: app.urls.portal, max: 2 });
  pool.on("error", () => undefined);
});
afterAll(async () => {
  await pool.end();
  await app.close();
});

const planned = async (batch: Partial<NewCodeBatch> = {}) =>
  (
    await compliance.post<CodeBatch>(`${base}/code-batches`, {
      label: "第1便",
      audience: "affected",
      ...batch,
    })
  ).body;

const read = async (id: string) =>
  (await compliance.get<CodeBatch>(`${base}/code-batches/${id}`)).body;

async function downloaded(id: string): Promise<string[][]> {
  const answer = await fetch(`${app.url}${base}/code-batches/${id}/download`, {
    method: "POST",
    headers: { authorization: `Bearer ${compliance.token!}` },
  });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(text);
  expect(answer.headers.get("content-disposition")).toContain(".csv");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  return text
    .split("\r\n")
    .slice(0, -1)
    .map((line) => line.split(","));
}

const check = async (code: string, address = "192.0.2.1") =>
  (await new SelfCheck(pool, app.config).byCode("letters", code, address))
    .answer;

describe("codes", () => {
  test("are made while they are downloaded, in the order of letters, and confirm their customers", async () => {
    const batch = await planned();
    expect(batch).toMatchObject({
      state: "planned",
      runNo: world.runNo,
      codeCount: 30,
      memberBases: [],
    });
    const [heading, ...rows] = await downloaded(batch.id);
    expect(heading).toEqual(["member_base", "customer_no", "code", "address"]);
    expect(rows.map(([, customerNo]) => customerNo)).toEqual(
      Array.from(
        { length: 30 },
        (_, no) => `K${String(no + 1).padStart(4, "0")}`,
      ),
    );
    for (const [memberBase, , code, address] of rows) {
      expect(memberBase).toBe("kaiin");
      expect(isCode(normalCode(code!))).toBe(true);
      expect(address).toBe(`${app.config.portalUrl}/letters/check`);
    }
    expect(await check(rows[4]![2]!)).toMatchObject({ verdict: "affected" });
    expect(await read(batch.id)).toMatchObject({
      state: "downloaded",
      codeCount: 30,
      askedCount: 1,
      downloadedBy: { name: expect.any(String) as string },
    });
    const everything = await app.sql<{ row: string }>(
      "select verification_code::text as row from verification_code union all select audit_entry::text from audit_entry union all select value from audit_personal",
    );
    const kept = JSON.stringify(everything);
    for (const [, , code] of rows) {
      expect(kept).not.toContain(code);
      expect(kept).not.toContain(normalCode(code!));
    }
  });

  test("are shown once: a second download is refused, whoever asks", async () => {
    const batch = await planned();
    await downloaded(batch.id);
    const again = await compliance.call(
      "POST",
      `${base}/code-batches/${batch.id}/download`,
    );
    expect(refusal(again)).toEqual([409, "root.serverError"]);
    const acts = await app.sql<{ act: string; after: unknown }>(
      "select act, after from audit_entry where table_name = 'code-batches' and row_id = $1",
      [batch.id],
    );
    expect(acts).toEqual([{ act: "export", after: { codes: 30 } }]);
  });

  test("of a download that broke off leave nothing that counts; it may be had again", async () => {
    const { rows } = await many(40_000);
    expect(rows).toBe(40_000);
    const batch = await planned({ audience: "everybody" });
    await new Promise<void>((done) => {
      const asking = request(
        `${app.url}${base}/code-batches/${batch.id}/download`,
        {
          method: "POST",
          headers: { authorization: `Bearer ${compliance.token!}` },
        },
        (answer) => {
          answer.once("data", () => asking.destroy());
          answer.on("error", () => undefined);
        },
      );
      asking.on("error", () => undefined);
      asking.on("close", done);
      asking.end();
    });
    await until(async () => (await active()) === 0);
    expect(["planned", "made"]).toContain((await read(batch.id)).state);
    const made = await downloaded(batch.id);
    expect(made).toHaveLength(batch.codeCount + 1);
    const [kept] = await app.sql<{ n: number }>(
      "select count(*)::int as n from verification_code where incident_id = $1 and batch_no = $2",
      [world.incidentId, batch.no],
    );
    expect(kept!.n).toBe(batch.codeCount);
    const bases = made.slice(1).map(([memberBase]) => memberBase);
    expect(bases).toEqual([...bases].sort().reverse());
    await app.sql(
      "delete from customer where incident_id = $1 and customer_no like 'M%'",
      [world.incidentId],
    );
  });

  test("can be for one member base, for those off a list, and are refused where nobody is meant", async () => {
    expect(await planned({ audience: "unlisted" })).toMatchObject({
      codeCount: 1,
    });
    expect(
      await planned({
        audience: "everybody",
        memberBaseIds: [world.second.id],
      }),
    ).toMatchObject({ codeCount: 1, memberBases: ["hojin"] });
    const nobody = await compliance.call("POST", `${base}/code-batches`, {
      label: "x",
      audience: "changed",
    });
    expect(refusal(nobody)).toEqual([409, "audience"]);
  });

  test("can be revoked, one of them or all", async () => {
    const batch = await planned();
    const [, ...rows] = await downloaded(batch.id);
    const path = `${base}/code-batches/${batch.id}`;
    await compliance.post(`${path}/revoke-code`, {
      memberBase: "kaiin",
      customerNo: "K0001",
      reason: "手紙が戻った",
    });
    expect(await check(rows[0]![2]!)).toEqual({ outcome: "unconfirmed" });
    expect(await check(rows[1]![2]!)).toMatchObject({ outcome: "told" });
    const twice = await compliance.call("POST", `${path}/revoke-code`, {
      memberBase: "kaiin",
      customerNo: "K0001",
      reason: "x",
    });
    expect(twice.status).toBe(400);
    const { version } = await read(batch.id);
    await compliance.on(version, "POST", `${path}/revoke`, {
      reason: "束が紛失した",
    });
    expect(await check(rows[1]![2]!)).toEqual({ outcome: "unconfirmed" });
    expect(await read(batch.id)).toMatchObject({
      state: "revoked",
      revocationReason: "束が紛失した",
    });
  });

  test("are not made with another key than the first", async () => {
    await asOperator(app, async (client) => {
      await client.query(
        "update installation set code_key_fingerprint = 'another'",
      );
    });
    const refused = await compliance.call("POST", `${base}/code-batches`, {
      label: "x",
      audience: "affected",
    });
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([
      409,
      expect.stringContaining("鍵"),
    ]);
    const batch = await app.sql<{ key: string }>(
      "select key_fingerprint as key from code_batch limit 1",
    );
    await asOperator(app, async (client) => {
      await client.query("update installation set code_key_fingerprint = $1", [
        batch[0]!.key,
      ]);
    });
  });
});

describe("receipts", () => {
  test("are found by their number as it is read out, one at a time, in the log", async () => {
    const answer = await check(world.codes.get("K0021")!);
    if (answer.outcome !== "told") throw new Error(answer.outcome);
    const { body } = await support.call<VerdictReceipt>(
      "POST",
      `${base}/verdict-receipts/lookup`,
      {
        receipt: answer.receipt.toLowerCase().replaceAll("-", " "),
      },
    );
    expect(body).toMatchObject({
      receipt: answer.receipt,
      memberBase: { code: "kaiin" },
      customerNo: "K0021",
      verdict: "affected",
      channel: "code",
      now: null,
    });
    const acts = await app.sql(
      "select actor_id from audit_entry where act = 'reveal' and table_name = 'verdict-receipts' and row_id = $1",
      [answer.receipt],
    );
    expect(acts).toEqual([{ actor_id: support.id }]);
    const wrong = await support.call(
      "POST",
      `${base}/verdict-receipts/lookup`,
      { receipt: "R-2222-2223" },
    );
    expect(wrong.status).toBe(400);
    const nobodys = await support.call(
      "POST",
      `${base}/verdict-receipts/lookup`,
      { receipt: "R-2222-2222" },
    );
    expect(nobodys.status).toBe(404);
  });

  test("are written for who was told on the telephone, and for everybody of a batch whose letters left", async () => {
    const { body } = await support.post<VerdictReceipt>(
      `${base}/verdict-receipts`,
      {
        memberBase: "kaiin",
        customerNo: "K0031",
        channel: "phone",
      },
    );
    expect(body).toMatchObject({
      verdict: "not_affected",
      channel: "phone",
      toldBy: { id: support.id },
    });
    const batch = await planned();
    await downloaded(batch.id);
    const tell = (toldAt: string) =>
      compliance.call<CodeBatch>(
        "POST",
        `${base}/code-batches/${batch.id}/told`,
        { channel: "letter", toldAt },
      );
    expect((await tell("2016-09-17T09:00:00+09:00")).body).toMatchObject({
      toldCount: 30,
    });
    expect((await tell("2016-09-17T15:00:00+09:00")).body).toMatchObject({
      toldCount: 30,
    });
    expect((await tell("2999-01-01T00:00:00Z")).status).toBe(400);
  });
});

describe("those to be told anew", () => {
  test("are listed, all of them page by page, with what they were told, when and how; told again they are gone", async () => {
    const path = `${base}/exposures`;
    const { body: exposures } =
      await head.get<{ id: string; version: number; name: string }[]>(path);
    const first = exposures.find(({ name }) => name === "Webサーバ経由")!;
    await head.on(first.version, "POST", `${path}/${first.id}/withdraw`, {
      reason: "x",
    });
    const { body: run } = await head.post<ScopeRun>(`${base}/scope-runs`, {});
    await makeOfficial(app, world.incidentId, run.no);
    const seen: VerdictChange[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const query: string = `range=[0,3]${cursor === "" ? "" : `&cursor=${cursor}`}`;
      const page: { body: VerdictChange[]; headers: Headers } =
        await compliance.get(`${base}/verdict-changes?${query}`);
      seen.push(...page.body);
      cursor = page.headers.get("keii-next-cursor");
    }
    expect(seen.map(({ customerNo }) => customerNo)).toEqual(
      Array.from({ length: 10 }, (_, at) => `K00${at + 21}`),
    );
    expect(seen[5]).toMatchObject({
      told: {
        verdict: "affected",
        channel: "letter",
        runNo: world.runNo,
        at: "2016-09-17T00:00:00.000Z",
      },
      verdict: "unlisted",
      runNo: run.no,
    });
    const batch = await planned({ audience: "changed" });
    expect(batch.codeCount).toBe(10);
    const [, ...rows] = await downloaded(batch.id);
    expect(await check(rows[3]![2]!)).toMatchObject({
      verdict: "unlisted",
      changed: { from: "affected" },
    });
    const told = await support.call<VerdictReceipt>(
      "POST",
      `${base}/verdict-receipts/lookup`,
      { receipt: seen[5]!.id },
    );
    expect(told.body).toMatchObject({ verdict: "affected", now: "unlisted" });
    const { body: left } = await compliance.get<VerdictChange[]>(
      `${base}/verdict-changes`,
    );
    expect(left).toHaveLength(9);
    expect(receiptNo(seen[0]!.id)).not.toBeNull();
  });
});

async function many(rows: number): Promise<{ rows: number }> {
  await app.sql(
    `insert into customer (id, incident_id, base_no, customer_no, first_batch, batch_no)
     select gen_random_uuid(), $1, 1, 'M' || lpad(no::text, 6, '0'), 1, 1 from generate_series(1, $2) no`,
    [world.incidentId, rows],
  );
  return { rows };
}

async function active(): Promise<number> {
  const [row] = await app.sql<{ n: number }>(
    "select count(*)::int as n from pg_stat_activity where datname = current_database() and state <> 'idle' and query ilike '%verification_code%' and pid <> pg_backend_pid()",
  );
  return row!.n;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let times = 0; times < 100 && !(await isSo()); times++)
    await new Promise((done) => setTimeout(done, 50));
}
