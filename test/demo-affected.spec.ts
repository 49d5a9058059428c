import { loadDemo } from "@keii/api/operator/demo";
import { DemoCustomers } from "@keii/api/operator/demo-customers";
import { demoWorld } from "@keii/api/operator/generator/generator";
import type {
  MemberBase,
  ScopeCount,
  ScopeRun,
  Site,
  TimelineEvent,
} from "@keii/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApp, type TestApp } from "./support/app.js";
import { Caller } from "./support/caller.js";

let app: TestApp;
let caller: Caller;
let base: string;

const load = (signal = new AbortController().signal) =>
  new DemoCustomers(app.foundation, demoWorld.customers, signal).load();

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((done) => setTimeout(done, 50));
}

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe("the customers of the demo", () => {
  test("come only where the demo is", async () => {
    expect(await load()).toBe(false);
    await loadDemo(app.foundation, () => undefined);
    caller = new Caller(app.url);
    await caller.signIn("responder@keii.test", "keii-demo");
    const incidents = await caller.get<{ id: string }[]>("/api/incidents");
    base = `/api/incidents/${incidents.body[0]!.id}`;
  });

  test(
    "a load that is stopped does nothing more, and the next one goes on",
    { timeout: 180_000 },
    async () => {
      const stopping = new AbortController();
      const loading = load(stopping.signal);
      await until(
        async () =>
          (await app.sql("select from import_batch where state = 'done'"))
            .length > 0,
      );
      stopping.abort();
      expect(await loading).toBe(false);
      expect(await load()).toBe(true);
      const bases = await caller.get<MemberBase[]>(`${base}/member-bases`);
      expect(bases.body.map(({ code }) => code).sort()).toEqual([
        "goods",
        "print",
      ]);
      const sites = await caller.get<Site[]>(`${base}/sites?range=[0,99]`);
      expect(sites.body).toHaveLength(13);
      expect(sites.body.filter((site) => !site.isListed)).toMatchObject([
        { code: "stamp", name: { en: "Shirasagi Stamps" } },
      ]);
      const batches = await app.sql<{ name: string; state: string }>(
        "select file_name as name, state, new_rows as new, rejected_rows as rejected from import_batch where state <> 'cancelled' order by no",
      );
      const done = { state: "done", rejected: 0 };
      expect(batches).toEqual([
        { name: "customers-print.csv", new: 42_000, ...done },
        { name: "customers-goods.csv", new: 18_000, ...done },
        {
          name: "purchases-print.csv",
          new: expect.any(Number) as number,
          ...done,
        },
        {
          name: "purchases-goods.csv",
          new: expect.any(Number) as number,
          ...done,
        },
      ]);
      const [rows] = await app.sql(
        "select (select count(*)::int from customer) as customers, (select count(*)::int from purchase) as purchases",
      );
      expect(rows).toEqual({ customers: 60_000, purchases: 150_000 });
    },
  );

  test("a second load, and two at once, change nothing", async () => {
    const count = () =>
      app.sql(
        "select (select count(*) from site) as sites, (select count(*) from member_base) as bases, (select count(*) from import_batch) as batches, (select count(*) from scope_run) as runs, (select max(id) from audit_entry) as entries",
      );
    const before = await count();
    expect(await Promise.all([load(), load()])).toEqual([false, false]);
    expect(await count()).toEqual(before);
  });
});

/** 件 as they are defined, straight from the tables. */
const counted = `
  with chosen as (
    select p.base_no, p.customer_no, p.card_ref from purchase p join site s on s.incident_id = p.incident_id and s.no = p.site_no
    where p.method = 'card' and p.status in ('completed', 'refunded') and s.is_listed
      and (p.paid_at >= '2014-08-25 00:00+09' and p.paid_at < '2015-09-24 00:00+09'
        or p.paid_at >= '2016-05-20 00:00+09' and p.paid_at < '2016-08-15 00:00+09'
          and s.code in ('print', 'meishi', 'seal', 'tshirt', 'mug', 'uchiwa', 'badge'))
  )
  select (count(distinct (base_no, customer_no, card_ref)) filter (where card_ref <> '')
      + count(*) filter (where card_ref = ''))::int as cards,
    count(*)::int as purchases, count(distinct (base_no, customer_no))::int as accounts
  from chosen`;

test("what was brought in gives 14,627 cards of 13,749 accounts", async () => {
  expect(await app.sql(counted)).toEqual([
    { cards: 14_627, purchases: 18_280, accounts: 13_749 },
  ]);
});

test("a run over the exposures of the case says the same, by exposure and site as well, and two made it official", async () => {
  const { body } = await caller.get<ScopeRun[]>(`${base}/scope-runs`);
  expect(body).toHaveLength(1);
  const run = body[0]!;
  expect(run).toMatchObject({
    no: 1,
    state: "frozen",
    figures: {
      affected: {
        cards: 14_627,
        purchases: 18_280,
        accounts: 13_749,
        persons: 13_664,
      },
      unlisted: { accounts: 0 },
      unknownCustomers: 1,
    },
  });
  expect(
    await app.sql(
      "select e.no, f.title from exposure e join forensic_finding f on f.id = e.finding_id order by e.no",
    ),
  ).toEqual([
    { no: 1, title: "カード決済の記録がサーバに残っている" },
    { no: 2, title: "アップロード機能でファイルの種類を検査していない" },
  ]);
  const { body: counts } = await caller.get<ScopeCount[]>(
    `${base}/scope-runs/${run.id}/counts`,
  );
  const of = (facet: string) => counts.filter((one) => one.facet === facet);
  expect([of("exposure").length, of("site").length]).toEqual([2, 12]);
  const sum = (facet: string) =>
    of(facet).reduce((all, { accounts }) => all + accounts, 0);
  expect(sum("combination")).toBe(13_749);
  expect(sum("exposure")).toBeGreaterThanOrEqual(13_749);
  const { body: lines } = await caller.get<TimelineEvent[]>(
    `${base}/timeline?filter=${encodeURIComponent(JSON.stringify({ q: "対象範囲を確定" }))}`,
  );
  expect(lines).toMatchObject([
    {
      occurred: { on: "2016-09-02" },
      text: expect.stringContaining("14,627件") as string,
    },
  ]);
});

test("the report is published with these figures, each with its unit", async () => {
  const { body } = await caller.get<{
    page: { report: { text: { ja: string; en: string } } };
  }>(`${base}/publication/public`);
  const { ja, en } = body.page.report.text;
  expect(ja).toContain("カード情報 14,627件です");
  expect(en).toContain("The data of 14,627 cards");
  expect(ja).toContain("2014年8月25日から2015年9月23日まで");
  expect(ja).toContain("2016年5月20日から2016年8月14日まで");
});
