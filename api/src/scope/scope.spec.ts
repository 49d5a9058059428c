import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {
  Approval,
  AuditEntry,
  Exposure,
  GivenList,
  IncidentProgress,
  MemberBase,
  Party,
  ProblemDocument,
  ScopeCount,
  ScopeDifference,
  ScopeExplanation,
  ScopePreviewed,
  ScopeResults,
  ScopeRun,
  Site,
  TimelineEvent,
} from "@keii/shared";
import { uuidv7 } from "@keii/api/platform/database/id";
import { startApp, type TestApp } from "../../../test/support/app.js";
import { refusal } from "../../../test/support/caller.js";
import {
  anIncident,
  aPerson,
  join,
  type Person,
} from "../../../test/support/people.js";

let app: TestApp;
let head: Person;
let responder: Person;
let communications: Person;
let incidentId: string;
let base: string;
let main: MemberBase;
let print: Site;
let other: Site;
let firm: Party;

beforeAll(async () => {
  app = await startApp();
  [head, responder, communications] = await Promise.all([
    aPerson(app),
    aPerson(app),
    aPerson(app),
  ]);
  ({ id: incidentId } = await anIncident(head));
  base = `/api/incidents/${incidentId}`;
  await join(head, incidentId, responder, "responder");
  await join(head, incidentId, communications, "communications");
  main = await made("member-bases", { code: "main", name: "会員" });
  await made("member-bases", { code: "second", name: "旧会員" });
  print = await made("sites", { code: "print", name: "印刷" });
  other = await made("sites", { code: "other", name: "別" });
  firm = await made("parties", { officialName: "調査会社(架空)" });
  await batch(1);
  await customers(1, 1, ["1", "2", "3", "4", "5"]);
  await customers(2, 1, ["1"]);
  await buy(1, [
    ["1", "a1", "2015-09-23T23:59:59+09:00", "card"],
    ["1", "a2", "2015-09-24T00:00:00+09:00", "card"],
    ["2", "b1", "2015-09-23T12:00:00+09:00", "bank_transfer"],
    ["3", "c1", "2015-09-20T12:00:00+09:00", "card", { site: 2 }],
    ["4", "d1", "2015-09-01T00:00:00+09:00", "card", { card: "r" }],
    ["4", "d2", "2015-09-02T00:00:00+09:00", "card", { card: "r" }],
    ["5", "e1", "2015-09-10T00:00:00+09:00", "card", { status: "failed" }],
    ["1", "z1", "2015-09-10T00:00:00+09:00", "card", { base: 2 }],
    ["9", "y1", "2015-09-10T00:00:00+09:00", "card"],
    ["2", "b2", null, "card"],
  ]);
});
afterAll(() => app.close());

async function made<T>(path: string, body: object, by = head): Promise<T> {
  return (await by.on<T>(0, "POST", `${base}/${path}`, body)).body;
}

const act = (path: string, version: number, body: object, by = head) =>
  by.call<ProblemDocument & { version: number }>(
    "POST",
    `${base}/${path}`,
    body,
    {
      "if-match": `"v${version}"`,
    },
  );

async function batch(no: number, state = "done"): Promise<void> {
  await app.sql(
    `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
     insert into import_batch (id, incident_id, no, kind, base_no, file_name, size, state, created_at)
     select gen_random_uuid(), $1, $2, 'purchases', 1, 'f', 1, $3, now() from actor where set is not null`,
    [incidentId, no, state],
  );
}

async function customers(
  base: number,
  batchNo: number,
  nos: string[],
): Promise<void> {
  await app.sql(
    "insert into customer (id, incident_id, base_no, customer_no, name, registered_on, first_batch, batch_no) select gen_random_uuid(), $1, $2, no, '山田太郎', ('2015-01-0' || no)::date, $3, $3 from unnest($4::text[]) no",
    [incidentId, base, batchNo, nos],
  );
}

type Bought = [
  customer: string,
  order: string,
  paidAt: string | null,
  method: string,
  more?: { base?: number; site?: number; status?: string; card?: string },
];

async function buy(batchNo: number, rows: Bought[]): Promise<void> {
  for (const [customer, order, paidAt, method, more = {}] of rows)
    await app.sql(
      `insert into purchase (incident_id, paid_at, base_no, site_no, method, status, customer_no, order_no, card_ref, first_batch, batch_no)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
      [
        incidentId,
        paidAt,
        more.base ?? 1,
        more.site ?? 1,
        method,
        more.status ?? "completed",
        customer,
        order,
        more.card ?? "",
        batchNo,
      ],
    );
}

const run = () => made<ScopeRun>("scope-runs", {}, responder);

async function said(run: ScopeRun, search: object = {}): Promise<string[]> {
  const { results } = (
    await responder.on<ScopeResults>(
      0,
      "POST",
      `${base}/scope-runs/${run.id}/results`,
      search,
    )
  ).body;
  return results.map(
    (r) =>
      `${r.memberBase.code} ${r.customerNo} ${r.verdict} ${r.exposureNos.join("+")}`,
  );
}

const window = {
  fromOn: "2015-09-01",
  untilOn: "2015-09-23",
  methods: ["card"],
  dataItems: ["card_number"],
};

let first: ScopeRun;
let exposure: Exposure;

describe("a run", () => {
  test("without an exposure is refused, and so is one by who only reads", async () => {
    expect(
      refusal(await responder.call("POST", `${base}/scope-runs`, {}))[0],
    ).toBe(409);
    expect(
      (await communications.call("POST", `${base}/scope-runs`, {})).status,
    ).toBe(403);
  });

  test("counts both days of a window to their last second, and names whom it concerns", async () => {
    exposure = await made("exposures", {
      ...window,
      name: "経路1",
      siteIds: [print.id],
    });
    expect(exposure).toMatchObject({
      no: 1,
      statuses: ["completed"],
      siteIds: [print.id],
    });
    first = await run();
    expect(first).toMatchObject({
      no: 1,
      state: "done",
      batchNo: 1,
      figures: {
        affected: { accounts: 4, purchases: 5, cards: 4, persons: 4 },
        unlisted: { accounts: 0, purchases: 0, cards: 0, persons: 0 },
        notAffected: { accounts: 3 },
        unknownCustomers: 1,
      },
    });
    expect(await said(first)).toEqual([
      "main 1 affected 1",
      "main 4 affected 1",
      "main 9 affected 1",
      "second 1 affected 1",
    ]);
  });

  test("masks names, and is read with its figures by communications, without the customers", async () => {
    const path = `${base}/scope-runs/${first.id}`;
    const { body } = await responder.on<ScopeResults>(
      0,
      "POST",
      `${path}/results`,
      {},
    );
    expect(body.results.map(({ name }) => name)).toEqual([
      "山＊＊＊",
      "山＊＊＊",
      "",
      "山＊＊＊",
    ]);
    expect((await communications.get<ScopeRun>(path)).body.figures).toEqual(
      first.figures,
    );
    const { body: counts } = await communications.get<ScopeCount[]>(
      `${path}/counts?facet=month`,
    );
    expect(counts).toEqual([
      {
        facet: "month",
        key: "2015-09",
        label: { ja: "2015-09", en: "2015-09" },
        ...first.figures!.affected,
      },
    ]);
    expect(
      (await communications.call("POST", `${path}/results`, {})).status,
    ).toBe(403);
    const ids = await app.sql<{ id: string }>(
      "select id from customer where incident_id = $1 limit 1",
      [incidentId],
    );
    expect(
      (await communications.call("GET", `${path}/explain/${ids[0]!.id}`))
        .status,
    ).toBe(403);
  });

  test("counts a customer of several exposures once, and each exposure by itself", async () => {
    await made("exposures", {
      ...window,
      name: "経路2",
      fromOn: null,
      untilOn: null,
      statuses: ["completed", "failed"],
      dataItems: ["address"],
    });
    const second = await run();
    expect(second.figures!.affected).toEqual({
      accounts: 7,
      purchases: 9,
      cards: 8,
      persons: 7,
    });
    expect(await said(second, { exposureNo: 1 })).toHaveLength(4);
    const { body } = await responder.get<ScopeCount[]>(
      `${base}/scope-runs/${second.id}/counts`,
    );
    const accounts = Object.fromEntries(
      body.map(({ facet, key, accounts }) => [`${facet} ${key}`, accounts]),
    );
    expect(accounts).toMatchObject({
      "exposure 1": 4,
      "exposure 2": 7,
      "combination 1+2": 4,
      "combination 2": 3,
      "data_item card_number": 4,
      "data_item address": 7,
      "site 1": 6,
      "site 2": 1,
    });
    expect(await said(second, { combination: "1+2" })).toHaveLength(4);
    expect(await said(second, { combination: "2" })).toEqual([
      "main 2 affected 2",
      "main 3 affected 2",
      "main 5 affected 2",
    ]);
    expect(
      refusal(
        await responder.call(
          "POST",
          `${base}/scope-runs/${second.id}/results`,
          { combination: "1 or 2" },
        ),
      ),
    ).toEqual([400, "combination"]);
    expect(body.find(({ key }) => key === "1+2")!.label.ja).toBe(
      "経路1 + 経路2",
    );
    const { body: difference } = await communications.get<ScopeDifference>(
      `${base}/scope-runs/${second.id}/difference?against=1`,
    );
    expect(difference).toEqual({
      runNo: 2,
      againstRunNo: 1,
      added: 3,
      removed: 0,
      unchanged: 4,
    });
    expect(
      await said(second, { againstRunNo: 1, difference: "added" }),
    ).toEqual(["main 2 affected 2", "main 3 affected 2", "main 5 affected 2"]);
    expect(
      await said(second, { againstRunNo: 1, difference: "unchanged" }),
    ).toHaveLength(4);
    expect(
      await said(first, { againstRunNo: 2, difference: "removed" }),
    ).toHaveLength(3);
    expect(
      refusal(
        await responder.call(
          "POST",
          `${base}/scope-runs/${second.id}/results`,
          { againstRunNo: 9 },
        ),
      ),
    ).toEqual([400, "againstRunNo"]);
  });

  test("explains a customer: what chose them, and what each other purchase fails at", async () => {
    const [customer] = await app.sql<{ id: string }>(
      "select id from customer where incident_id = $1 and base_no = 1 and customer_no = '2'",
      [incidentId],
    );
    const explain = async (id: string, of: ScopeRun) =>
      (
        await responder.get<ScopeExplanation>(
          `${base}/scope-runs/${of.id}/explain/${id}`,
        )
      ).body;
    expect(await explain(customer!.id, first)).toMatchObject({
      runNo: 1,
      batchNo: 1,
      customerNo: "2",
      memberBase: { code: "main" },
      verdict: "not_affected",
      exposures: [{ no: 1, standing: "outside", purchases: [] }],
      others: [
        { orderNo: "b1", because: ["method"] },
        { orderNo: "b2", because: ["before", "after"] },
      ],
    });
    const one = await app.sql<{ id: string }>(
      "select id from customer where incident_id = $1 and base_no = 1 and customer_no = '1'",
      [incidentId],
    );
    expect(await explain(one[0]!.id, first)).toMatchObject({
      verdict: "affected",
      exposures: [
        {
          standing: "affected",
          purchases: [{ orderNo: "a1", site: { code: "print" } }],
        },
      ],
      others: [{ orderNo: "a2", because: ["after"] }],
    });
    const ask = (account: object, who = responder) =>
      who.call<ScopeExplanation>(
        "POST",
        `${base}/scope-runs/${first.id}/explain`,
        account,
      );
    const main1 = { memberBase: "main", customerNo: "1" };
    expect((await ask(main1)).body).toEqual(await explain(one[0]!.id, first));
    expect((await ask({ ...main1, customerNo: "nobody" })).status).toBe(404);
    expect((await ask({ ...main1, memberBase: "nowhere" })).status).toBe(404);
    expect((await ask(main1, communications)).status).toBe(403);
    const elsewhere = await anIncident(head);
    const answer = await head.call(
      "GET",
      `/api/incidents/${elsewhere.id}/scope-runs/${first.id}/explain/${customer!.id}`,
    );
    expect(answer.status).toBe(404);
  });

  test("answers the same after a later import, and as of its batch", async () => {
    await batch(2);
    await buy(2, [["3", "c2", "2015-09-10T00:00:00+09:00", "card"]]);
    await app.sql(
      `with past as (insert into purchase_past (incident_id, id, paid_at, base_no, site_no, method, status, customer_no, order_no, card_ref, last4, brand, transaction_no, first_batch, batch_no, until_batch)
         select incident_id, id, paid_at, base_no, site_no, method, status, customer_no, order_no, card_ref, last4, brand, transaction_no, first_batch, batch_no, 2
         from purchase where incident_id = $1 and order_no = 'a1' returning id)
       update purchase p set method = 'bank_transfer', batch_no = 2 from past where p.id = past.id`,
      [incidentId],
    );
    expect(
      (await responder.get<ScopeRun>(`${base}/scope-runs/${first.id}`)).body
        .figures,
    ).toEqual(first.figures);
    const [one] = await app.sql<{ id: string }>(
      "select id from customer where incident_id = $1 and base_no = 1 and customer_no = '1'",
      [incidentId],
    );
    const { body } = await responder.get<ScopeExplanation>(
      `${base}/scope-runs/${first.id}/explain/${one!.id}`,
    );
    expect(body.exposures[0]).toMatchObject({
      standing: "affected",
      purchases: [{ orderNo: "a1", method: "card" }],
    });
    const third = await run();
    expect(third.batchNo).toBe(2);
    expect(await said(third, { exposureNo: 1 })).toContain(
      "main 3 affected 1+2",
    );
    expect(await said(third, { exposureNo: 1 })).not.toContain(
      "main 1 affected 1+2",
    );
  });
});

describe("a given list", () => {
  const ids = ["d1", " ｄ９ ", "", "d1"];
  let list: GivenList;

  test("is kept folded, each id once, with its giver and hash; never with a card number", async () => {
    const given = {
      name: "注文",
      kind: "orders",
      giverId: firm.id,
      receivedOn: "2016-08-01",
      fileName: "o.csv",
    };
    list = await made("given-lists", {
      ...given,
      ids: ids.filter((id) => id !== ""),
    });
    expect(list).toMatchObject({
      items: 2,
      giver: { officialName: { ja: "調査会社(架空)" } },
    });
    expect(list.sha256).toMatch(/^[0-9a-f]{64}$/);
    const answer = await head.call("POST", `${base}/given-lists`, {
      ...given,
      ids: ["4111 1111 1111 1111"],
    });
    expect(refusal(answer)).toEqual([400, "ids"]);
    expect(
      refusal(
        await head.call("POST", `${base}/given-lists`, {
          ...given,
          kind: "customers",
          ids: ["1"],
        }),
      ),
    ).toEqual([400, "memberBaseId"]);
  });

  test("within a window tells the rest of the window apart", async () => {
    const { body } = await responder.on<ScopePreviewed>(
      0,
      "POST",
      `${base}/scope-runs/preview`,
      {
        exposureId: exposure.id,
        draft: [
          { ...window, name: "x", siteIds: [print.id], givenListId: list.id },
        ],
      },
    );
    // The second exposure has no window: it still chooses everybody who paid by card.
    expect(body.figures.affected.accounts).toBe(7);
    const before = (await responder.get<ScopeRun[]>(`${base}/exposures`)).body;
    for (const { id, version } of before as unknown as Exposure[])
      expect(
        (await act(`exposures/${id}/withdraw`, version, { reason: "改める" }))
          .status,
      ).toBe(200);
    await made("exposures", {
      ...window,
      name: "リスト",
      siteIds: [print.id],
      givenListId: list.id,
    });
    const listed = await run();
    expect(await said(listed)).toEqual([
      "main 3 unlisted 3",
      "main 4 affected 3",
      "main 9 unlisted 3",
      "second 1 unlisted 3",
    ]);
    expect(listed.figures!.affected).toMatchObject({
      accounts: 1,
      purchases: 1,
      cards: 1,
    });
    expect(listed.figures!.unlisted).toMatchObject({
      accounts: 3,
      purchases: 3,
    });
    expect(
      refusal(
        await act(`given-lists/${list.id}/withdraw`, list.version, {
          reason: "誤り",
        }),
      )[0],
    ).toBe(409);
  });

  test("alone names customers, also those who bought nothing", async () => {
    const named = await made<GivenList>("given-lists", {
      name: "会員",
      kind: "customers",
      memberBaseId: main.id,
      giverId: firm.id,
      receivedOn: "2016-08-01",
      fileName: "c.csv",
      ids: ["5", "77"],
    });
    const alone = await made<Exposure>("exposures", {
      name: "リストだけ",
      givenListId: named.id,
      dataItems: ["other"],
    });
    expect(await said(await run(), { exposureNo: alone.no })).toEqual([
      "main 5 affected 4",
      "main 77 affected 4",
    ]);
    await act(`exposures/${alone.id}/withdraw`, alone.version, {
      reason: "改める",
    });
  });
});

describe("an exposure", () => {
  const draft = (more: object) =>
    head.call<ProblemDocument>("POST", `${base}/exposures`, {
      name: "x",
      dataItems: ["other"],
      ...more,
    });

  test("ends with the last second of its minute, in the zone of the incident", async () => {
    await buy(2, [
      ["31", "m1", "2016-01-01T10:30:59.999+09:00", "points"],
      ["32", "m2", "2016-01-01T10:31:00+09:00", "points"],
    ]);
    const minute = await made<Exposure>("exposures", {
      name: "分",
      methods: ["points"],
      untilAt: "2016-01-01T10:30:20+09:00",
      dataItems: ["other"],
    });
    expect(minute).toMatchObject({
      untilOn: "2016-01-01",
      untilAt: "2016-01-01T01:30:00.000Z",
      fromOn: null,
    });
    expect(await said(await run(), { exposureNo: minute.no })).toEqual([
      "main 31 affected 5",
    ]);
    await act(`exposures/${minute.id}/withdraw`, minute.version, {
      reason: "改める",
    });
  });

  test("over customers chooses by the day they registered", async () => {
    const registered = await made<Exposure>("exposures", {
      name: "登録",
      subject: "customers",
      untilOn: "2015-01-02",
      memberBaseIds: [main.id],
      dataItems: ["name"],
    });
    expect(await said(await run(), { exposureNo: registered.no })).toEqual([
      "main 1 affected 6",
      "main 2 affected 6",
    ]);
    await act(`exposures/${registered.id}/withdraw`, registered.version, {
      reason: "改める",
    });
  });

  test("is refused where it makes no sense", async () => {
    expect(
      refusal(await draft({ fromOn: "2016-01-02", untilOn: "2016-01-01" })),
    ).toEqual([400, "untilOn"]);
    expect(
      refusal(
        await draft({
          fromOn: "2016-01-02",
          fromAt: "2016-01-01T00:00:00+09:00",
        }),
      ),
    ).toEqual([400, "fromAt"]);
    expect(
      refusal(await draft({ subject: "customers", methods: ["card"] })),
    ).toEqual([400, "methods"]);
    expect(
      refusal(await draft({ subject: "customers", siteIds: [other.id] })),
    ).toEqual([400, "siteIds"]);
    expect(refusal(await draft({ siteIds: [main.id] }))).toEqual([
      400,
      "siteIds",
    ]);
  });

  test("is changed with its version alone, and not after it was withdrawn", async () => {
    const one = await made<Exposure>("exposures", {
      ...window,
      name: "変更",
      fromAt: "2015-09-01T10:00:00+09:00",
    });
    const put = (version: number, body: object) =>
      head.call<Exposure & ProblemDocument>(
        "PUT",
        `${base}/exposures/${one.id}`,
        { reason: "調査結果", ...body },
        { "if-match": `"v${version}"` },
      );
    expect((await put(9, { name: "y" })).status).toBe(412);
    expect((await put(1, { fromOn: "2015-09-02" })).body).toMatchObject({
      version: 2,
      fromOn: "2015-09-02",
      fromAt: null,
      untilOn: "2015-09-23",
    });
    const { body: log } = await head.get<AuditEntry[]>(
      `${base}/activity?filter=${encodeURIComponent(JSON.stringify({ resource: "exposure", recordId: one.id }))}`,
    );
    expect(
      log.map(({ act: did, note, changes }) => [
        did,
        note,
        did === "update" ? changes.map(({ field }) => field) : [],
      ]),
    ).toEqual([
      ["update", "調査結果", ["from_at", "from_on", "version"]],
      ["insert", null, []],
    ]);
    expect(
      (await act(`exposures/${one.id}/withdraw`, 2, { reason: "誤り" })).status,
    ).toBe(200);
    expect(refusal(await put(3, { name: "z" }))[0]).toBe(409);
  });
});

describe("a preview", () => {
  test("says what a draft adds and removes, and saves nothing", async () => {
    const before = await app.sql(
      "select (select count(*) from scope_run) as runs, (select count(*) from exposure) as exposures, (select max(id) from audit_entry) as entries",
    );
    const { body } = await responder.on<ScopePreviewed>(
      0,
      "POST",
      `${base}/scope-runs/preview`,
      {
        draft: [{ name: "x", dataItems: ["other"], methods: ["points"] }],
      },
    );
    expect(body.added).toEqual({
      accounts: 2,
      purchases: 2,
      cards: 2,
      persons: 2,
    });
    expect(body.removed).toEqual({
      accounts: 0,
      purchases: 0,
      cards: 0,
      persons: 0,
    });
    const [current] = (
      await responder.get<Exposure[]>(
        `${base}/exposures?filter=${encodeURIComponent('{"state":"current"}')}`,
      )
    ).body;
    const gone = await responder.on<ScopePreviewed>(
      0,
      "POST",
      `${base}/scope-runs/preview`,
      { exposureId: current!.id },
    );
    expect(gone.body.figures.affected.accounts).toBe(0);
    expect(gone.body.removed.accounts).toBe(1);
    expect(
      await app.sql(
        "select (select count(*) from scope_run) as runs, (select count(*) from exposure) as exposures, (select max(id) from audit_entry) as entries",
      ),
    ).toEqual(before);
    expect(
      (await communications.call("POST", `${base}/scope-runs/preview`, {}))
        .status,
    ).toBe(403);
  });

  test("counts anew once a batch is in, and once accounts are one person", async () => {
    const figures = async () =>
      (
        await responder.on<ScopePreviewed>(
          0,
          "POST",
          `${base}/scope-runs/preview`,
          { draft: [{ name: "x", dataItems: ["other"], methods: ["wallet"] }] },
        )
      ).body.figures.affected;
    const before = await figures();
    expect(await figures()).toEqual(before);
    await buy(90, [
      ["1", "w1", "2020-01-01T00:00:00+09:00", "wallet"],
      ["2", "w2", "2020-01-01T00:00:00+09:00", "wallet"],
    ]);
    await batch(90);
    const after = await figures();
    expect([after.purchases, after.cards]).toEqual([
      before.purchases + 2,
      before.cards + 2,
    ]);
    await app.sql(
      `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
       insert into customer_person (customer_id, incident_id, person_id, reason, linked_at)
       select id, $1, $2, 'same', now() from customer, actor where set is not null and incident_id = $1 and base_no = 1 and customer_no in ('1', '2')`,
      [incidentId, uuidv7()],
    );
    expect(await figures()).toEqual({ ...after, persons: after.persons - 1 });
  });
});

describe("making a run official", () => {
  const decide = async (by: Person, decision: string) => {
    const { body } = await by.get<Approval[]>(
      `${base}/approvals?filter=${encodeURIComponent('{"state":"asked"}')}`,
    );
    return act(
      `approvals/${body[0]!.id}/decide`,
      body[0]!.version,
      { decision },
      by,
    );
  };

  test("takes a second person, writes its line, and supersedes the one before", async () => {
    const freeze = `scope-runs/${first.id}/freeze`;
    expect(
      (await act(freeze, 9, { reason: "最終報告" }, responder)).status,
    ).toBe(412);
    expect(
      (await act(freeze, 1, { reason: "最終報告" }, communications)).status,
    ).toBe(403);
    expect(
      (await act(freeze, 1, { reason: "最終報告" }, responder)).body,
    ).toMatchObject({
      isFreezeAsked: true,
      state: "done",
      freezeAskedBy: { id: responder.id },
      frozenBy: null,
    });
    expect(refusal(await act(freeze, 1, { reason: "もう一度" }, head))[0]).toBe(
      409,
    );
    expect((await decide(responder, "approved")).status).toBe(403);
    expect((await decide(head, "approved")).status).toBe(200);
    const { body } = await responder.get<ScopeRun>(
      `${base}/scope-runs/${first.id}`,
    );
    expect(body).toMatchObject({
      state: "frozen",
      freezeReason: "最終報告",
      figures: first.figures,
      isFreezeAsked: false,
      freezeAskedBy: { id: responder.id },
      frozenBy: { id: head.id },
    });
    // The official one is the figure of the case, not a newer one that nobody agreed to.
    await run();
    const { body: progress } = await communications.get<IncidentProgress>(
      `${base}/progress`,
    );
    expect(progress.scope).toEqual({
      runNo: first.no,
      isFrozen: true,
      affected: first.figures!.affected,
    });
    const { body: lines } = await head.get<TimelineEvent[]>(
      `${base}/timeline?filter=${encodeURIComponent('{"q":"対象範囲を確定"}')}`,
    );
    expect(lines.map(({ text, records }) => [text, records])).toEqual([
      ["対象範囲を確定(第1回、4件)", [{ kind: "scope.frozen", id: first.id }]],
    ]);
    expect(
      refusal(await act(freeze, 2, { reason: "もう一度" }, responder))[0],
    ).toBe(409);
    const next = await run();
    await act(
      `scope-runs/${next.id}/freeze`,
      1,
      { reason: "追加調査" },
      responder,
    );
    expect((await decide(head, "approved")).status).toBe(200);
    const { body: runs } = await head.get<ScopeRun[]>(`${base}/scope-runs`);
    expect(
      runs.filter(({ state }) => state === "frozen").map(({ no }) => no),
    ).toEqual([next.no]);
    expect(runs.find(({ no }) => no === 1)!.state).toBe("superseded");
  });
});

test("figures that others gave stand beside ours, with their unit; a wrong one is taken back", async () => {
  const figure = await made<{ id: string; version: number }>("given-figures", {
    unit: "cards",
    exposureNo: 1,
    count: 14_627,
    giverId: firm.id,
    receivedOn: "2016-08-30",
    source: "最終報告書",
  });
  expect(
    (await communications.get<object[]>(`${base}/given-figures`)).body,
  ).toMatchObject([{ count: 14_627, exposureNo: 1 }]);
  expect(
    refusal(
      await head.call("POST", `${base}/given-figures`, {
        unit: "cards",
        exposureNo: 99,
        count: 1,
        giverId: firm.id,
        receivedOn: "2016-08-30",
      }),
    ),
  ).toEqual([400, "exposureNo"]);
  expect(
    (
      await act(
        `given-figures/${figure.id}/withdraw`,
        1,
        { reason: "改訂" },
        communications,
      )
    ).status,
  ).toBe(403);
  expect(
    (await act(`given-figures/${figure.id}/withdraw`, 1, { reason: "改訂" }))
      .status,
  ).toBe(200);
  expect(
    refusal(
      await act(`given-figures/${figure.id}/withdraw`, 2, { reason: "改訂" }),
    )[0],
  ).toBe(409);
});

test("purchases are counted by day of the incident's zone, by site or method", async () => {
  const path = `${base}/purchases-per-day?from=2015-09-23&to=2015-09-24`;
  expect((await responder.get(path)).body).toEqual([
    { on: "2015-09-23", key: "bank_transfer", purchases: 2 },
    { on: "2015-09-24", key: "card", purchases: 1 },
  ]);
  expect((await responder.get(`${path}&by=site`)).body).toEqual([
    { on: "2015-09-23", key: "print", purchases: 2 },
    { on: "2015-09-24", key: "print", purchases: 1 },
  ]);
  expect(refusal(await responder.call("GET", `${path}&by=card`))).toEqual([
    400,
    "by",
  ]);
  expect(
    refusal(await responder.call("GET", `${base}/purchases-per-day?from=x`)),
  ).toEqual([400, "from"]);
});
