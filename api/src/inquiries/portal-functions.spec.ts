import { createHash, randomBytes } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  inquiryReceipt,
  type Incident,
  type InquiryThread,
} from "@keii/shared";
import { startApp, type TestApp } from "../../../test/support/app.js";
import { aCustomer } from "../../../test/support/customers.js";
import {
  aPerson,
  anIncident,
  join,
  type Person,
} from "../../../test/support/people.js";
import { portalPool, published } from "../../../test/support/published.js";

let app: TestApp;
let portal: pg.Pool;
let head: Person;
let lead: Person;
let incident: Incident;
let customer: string;
let neighbour: string;

beforeAll(async () => {
  app = await startApp();
  portal = portalPool(app);
  head = await aPerson(app);
  lead = await aPerson(app, { name: "窓口 花子" });
  incident = await anIncident(head);
  await join(head, incident.id, lead, "desk_lead");
  await head.post(`/api/incidents/${incident.id}/member-bases`, {
    code: "main",
    name: "会員",
  });
  customer = await aCustomer(app, incident.id, { customerNo: "A-1" });
  neighbour = await aCustomer(app, incident.id, { customerNo: "A-2" });
  await published(app, incident.id, "demo");
});
afterAll(async () => {
  await portal?.end();
  await app?.close();
});

const hash = (text: string) => createHash("sha256").update(text).digest();
let addresses = 0;
const anAddress = () => `198.51.${100 + (++addresses >> 8)}.${addresses & 255}`;

interface Asked {
  slug?: string;
  form?: object;
  key?: Buffer;
  code?: Buffer | null;
  session?: Buffer | null;
  address?: string;
}

async function inquire(more: Asked = {}) {
  const { rows } = await portal.query<{
    told: { outcome: string; receipt: string; isRepeated: boolean } | null;
  }>("select portal_inquire($1, $2, $3, $4, $5, $6) as told", [
    more.slug ?? "demo",
    {
      category: "affected",
      language: "ja",
      text: "対象かどうか知りたい",
      name: "見本 太郎",
      email: "taro@example.test",
      phone: "03-0000-0001",
      ...more.form,
    },
    more.key ?? randomBytes(32),
    more.code === undefined ? hash("code") : more.code,
    more.session ?? null,
    more.address ?? anAddress(),
  ]);
  return rows[0]!.told;
}

interface Told {
  receipt: string;
  status: string;
  category: string;
  receivedAt: string;
  messages: { by: string; text: string; at: string }[];
}

async function thread(
  receipt: string,
  code: Buffer,
  slug = "demo",
): Promise<{ outcome: string; thread?: Told } | null> {
  const { rows } = await portal.query<{
    told: { outcome: string; thread?: Told } | null;
  }>("select portal_thread($1, $2, $3, $4) as told", [
    slug,
    receipt,
    code,
    anAddress(),
  ]);
  return rows[0]!.told;
}

async function my(session: Buffer, slug = "demo") {
  const { rows } = await portal.query<{
    told: { inquiries: Told[]; endsAt: string } | null;
  }>("select portal_my($1, $2) as told", [slug, session]);
  return rows[0]!.told;
}

async function reply(
  receipt: string,
  words: string,
  by: { code?: Buffer; session?: Buffer; key?: Buffer },
) {
  const { rows } = await portal.query<{
    told: { outcome: string; isRepeated?: boolean } | null;
  }>("select portal_reply($1, $2, $3, $4, $5, $6, $7) as told", [
    "demo",
    receipt,
    words,
    by.key ?? randomBytes(32),
    by.code ?? null,
    by.session ?? null,
    anAddress(),
  ]);
  return rows[0]!.told;
}

/** As the function of a self-check begins one, once it made sure who asks. */
async function signedIn(customerId: string): Promise<Buffer> {
  const token = randomBytes(32);
  await app.sql(
    `insert into portal_session (hash, incident_id, base_no, customer_no, channel, created_at, expires_at)
     select $2, incident_id, base_no, customer_no, 'code', now(), now() + interval '1 hour' from customer where id = $1`,
    [customerId, token],
  );
  return token;
}

async function found(receipt: string): Promise<InquiryThread> {
  const [row] = await app.sql<{ id: string }>(
    "select id from inquiry where receipt = $1",
    [receipt],
  );
  return (
    await lead.get<InquiryThread>(
      `/api/incidents/${incident.id}/inquiries/${row!.id}`,
    )
  ).body;
}

async function answer(receipt: string, text: string, kind = "answer") {
  const { id, version } = await found(receipt);
  return lead.on<InquiryThread>(
    version,
    "POST",
    `/api/incidents/${incident.id}/inquiries/${id}/messages`,
    { kind, text },
  );
}

describe("portal_inquire", () => {
  test("takes an inquiry, answers a receipt that is no count, and leaves it new and nobody's", async () => {
    const told = await inquire({
      form: {
        category: "secondary_damage",
        text: "身に覚えのない請求がある",
        callBackFrom: "2016-09-20T10:00:00+09:00",
        callBackUntil: "2016-09-20T12:00:00+09:00",
      },
    });
    expect(told).toMatchObject({ outcome: "received", isRepeated: false });
    expect(inquiryReceipt(told!.receipt)).toBe(told!.receipt);
    expect(await found(told!.receipt)).toMatchObject({
      channel: "web",
      category: "secondary_damage",
      isSecondaryDamage: true,
      status: "new",
      assignee: null,
      customerId: null,
      language: "ja",
      name: "見＊＊＊",
      phone: "***-0001",
      email: "t***@e***.test",
      callBack: {
        from: "2016-09-20T01:00:00.000Z",
        until: "2016-09-20T03:00:00.000Z",
      },
      messages: [
        { no: 1, kind: "customer", text: "身に覚えのない請求がある", by: null },
      ],
    });
    const next = await inquire();
    expect(next!.receipt.slice(0, 6)).not.toBe(told!.receipt.slice(0, 6));
  });

  test("writes into the log as the portal, with what is personal kept apart", async () => {
    const { receipt } = (await inquire())!;
    const { id } = await found(receipt);
    const [entry] = await app.sql<{
      actor_kind: string;
      actor_name: string;
      after: Record<string, unknown>;
    }>(
      "select actor_kind, actor_name, after from audit_entry where table_name = 'inquiry' and row_id = $1",
      [id],
    );
    expect(entry).toMatchObject({
      actor_kind: "anonymous",
      actor_name: "portal",
      after: { name: { hash: expect.any(String) as string }, channel: "web" },
    });
    const log = await app.sql<{ text: string }>(
      "select e.after::text as text from audit_entry e where e.table_name = 'inquiry_message' order by id desc limit 1",
    );
    expect(log[0]!.text).not.toContain("対象かどうか");
    const [act] = await app.sql<{ setting: string }>(
      "select coalesce(current_setting('keii.actor', true), '') as setting",
    );
    expect(act!.setting).not.toContain("portal");
  });

  test("is one inquiry however often the same form arrives, also at once", async () => {
    const key = randomBytes(32);
    const told = await Promise.all(
      Array.from({ length: 8 }, () => inquire({ key })),
    );
    expect(new Set(told.map((t) => t!.receipt)).size).toBe(1);
    expect(told.filter((t) => !t!.isRepeated)).toHaveLength(1);
    expect((await inquire({ key }))!.receipt).toBe(told[0]!.receipt);
    const [count] = await app.sql<{ n: number }>(
      "select count(*)::int as n from inquiry_message where form_key = $1",
      [key],
    );
    expect(count!.n).toBe(1);
  });

  test("has no incident that is not published", async () => {
    const hidden = await anIncident(head);
    expect(await inquire({ slug: "nothing" })).toBeNull();
    expect(await inquire({ slug: hidden.id })).toBeNull();
  });

  test.each([
    ["no way to read the answer", { code: null }],
    ["a category nobody knows", { form: { category: "x" } }],
    ["no words", { form: { text: " " } }],
    ["more than anybody reads", { form: { text: "あ".repeat(10_001) } }],
    ["a language we do not speak", { form: { language: "fr" } }],
    ["a name without end", { form: { name: "あ".repeat(201) } }],
    [
      "a call wished for without a telephone",
      {
        form: {
          phone: "",
          callBackFrom: "2016-09-20T10:00:00+09:00",
          callBackUntil: "2016-09-20T12:00:00+09:00",
        },
      },
    ],
  ])("refuses %s, and keeps nothing", async (_, more: Asked) => {
    const count = async () =>
      (
        await app.sql<{ n: number }>(
          "select count(*)::int as n from inquiry_message",
        )
      )[0]!.n;
    const before = await count();
    await expect(inquire(more)).rejects.toMatchObject({
      code: expect.stringMatching(/^23/) as string,
    });
    expect(await count()).toBe(before);
  });

  test("lets a network ask 120 times an hour, says how long to wait then, and a repetition costs nothing", async () => {
    await perMinute(10_000);
    const address = "203.0.113.7";
    const key = randomBytes(32);
    for (let n = 0; n < 119; n++) await inquire({ address });
    const last = await inquire({ address, key });
    expect(last!.outcome).toBe("received");
    expect(await inquire({ address })).toEqual({
      outcome: "limited",
      retryAfterSeconds: expect.any(Number) as number,
    });
    expect((await inquire({ address, key }))!.receipt).toBe(last!.receipt);
    expect((await inquire({ address: "203.0.113.8" }))!.outcome).toBe(
      "received",
    );
    await app.sql("update portal_failure set hour = hour - 1");
    expect((await inquire({ address }))!.outcome).toBe("received");
  });

  test("counts with every other try of the network within a minute", async () => {
    await perMinute(2);
    const address = "203.0.113.9";
    await inquire({ address });
    await inquire({ address });
    expect((await inquire({ address }))!.outcome).toBe("limited");
    await perMinute(10_000);
  });
});

/** How many tries of one network are taken within a minute. */
const perMinute = (most: number) =>
  app.sql(
    `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
     update portal_limit set per_address = $1, per_wide_network = $1 from actor where set is not null`,
    [most],
  );

describe("portal_thread", () => {
  test("shows what was asked and answered: no notes, and no name but the desk's", async () => {
    const code = randomBytes(32);
    const { receipt } = (await inquire({ code }))!;
    await answer(receipt, "内部だけの話", "note");
    await answer(receipt, "対象ではありません");
    const told = await thread(receipt, code);
    expect(told).toMatchObject({
      outcome: "found",
      thread: {
        receipt,
        status: "answered",
        messages: [
          { by: "customer", text: "対象かどうか知りたい" },
          { by: "desk", text: "対象ではありません" },
        ],
      },
    });
    expect(told!.thread!.receivedAt).toMatch(/Z$/);
    for (const word of ["内部だけの話", "窓口 花子", lead.id, "見本 太郎"])
      expect(JSON.stringify(told)).not.toContain(word);
  });

  test("is nothing for a wrong code, another's code and a receipt of nobody alike", async () => {
    const [mine, other] = [randomBytes(32), randomBytes(32)];
    const { receipt } = (await inquire({ code: mine }))!;
    await inquire({ code: other });
    const none = { outcome: "none" };
    expect(await thread(receipt, other)).toEqual(none);
    expect(await thread(receipt, randomBytes(32))).toEqual(none);
    expect(await thread("Q-2345-678C", mine)).toEqual(none);
    expect(await thread(receipt, mine, "nothing")).toBeNull();
    const elsewhere = await anIncident(head);
    await published(app, elsewhere.id, "elsewhere");
    expect(await thread(receipt, mine, "elsewhere")).toEqual(none);
  });
});

describe("portal_my", () => {
  test("shows a signed-in customer all of theirs, newest first, and nobody else's", async () => {
    const [mine, theirs] = [
      await signedIn(customer),
      await signedIn(neighbour),
    ];
    const first = await inquire({ session: mine, code: null });
    const second = await inquire({ session: mine, code: null });
    const other = await inquire({ session: theirs, code: null });
    const told = await my(mine);
    expect(told!.inquiries.map(({ receipt }) => receipt)).toEqual([
      second!.receipt,
      first!.receipt,
    ]);
    expect((await found(first!.receipt)).customerId).toBe(customer);
    expect((await my(theirs))!.inquiries).toHaveLength(1);
    expect(await reply(other!.receipt, "乗っ取り", { session: mine })).toEqual({
      outcome: "none",
    });
    expect(await my(mine, "elsewhere")).toBeNull();
  });

  test("knows nobody by a token that was never given, is idle for thirty minutes, or two hours old", async () => {
    expect(await my(randomBytes(32))).toBeNull();
    const session = await signedIn(customer);
    const age = (column: "seen_at" | "created_at", minutes: number) =>
      app.sql(
        `update portal_session set ${column} = now() - $2 * interval '1 minute' where hash = $1`,
        [session, minutes],
      );
    await age("seen_at", 29);
    expect(await my(session)).not.toBeNull();
    await age("seen_at", 31);
    expect(await my(session)).toBeNull();
    expect(await inquire({ session, code: null })).toEqual({
      outcome: "signedOut",
    });
    await age("seen_at", 1);
    await age("created_at", 119);
    expect(await my(session)).not.toBeNull();
    await app.sql(
      "update portal_session set expires_at = created_at + interval '118 minutes' where hash = $1",
      [session],
    );
    expect(await my(session)).toBeNull();
  });

  test("ends with the sign-out", async () => {
    const session = await signedIn(customer);
    await portal.query("select portal_sign_out($1)", [session]);
    expect(await my(session)).toBeNull();
  });
});

describe("portal_reply", () => {
  test("adds to one's own thread by code or session, once however often it arrives", async () => {
    const code = randomBytes(32);
    const session = await signedIn(customer);
    const { receipt } = (await inquire({ code, session }))!;
    const key = randomBytes(32);
    expect(await reply(receipt, "追伸", { code, key })).toEqual({
      outcome: "received",
      isRepeated: false,
    });
    expect(await reply(receipt, "追伸", { code, key })).toEqual({
      outcome: "received",
      isRepeated: true,
    });
    await reply(receipt, "もう一つ", { session });
    expect((await found(receipt)).messages.map(({ text }) => text)).toEqual([
      "対象かどうか知りたい",
      "追伸",
      "もう一つ",
    ]);
    expect(await reply(receipt, "x", { code: randomBytes(32) })).toEqual({
      outcome: "none",
    });
  });

  test("makes an answered inquiry ours again, with whoever had it, and its waiting begins anew", async () => {
    const code = randomBytes(32);
    const { receipt } = (await inquire({ code }))!;
    const before = await found(receipt);
    await reply(receipt, "急いでいます", { code });
    expect(await found(receipt)).toMatchObject({
      status: "new",
      waitingSince: before.waitingSince,
    });
    await answer(receipt, "お答えします");
    await reply(receipt, "まだ分かりません", { code });
    const again = await found(receipt);
    expect(again).toMatchObject({
      status: "assigned",
      assignee: { id: lead.id },
    });
    expect(Date.parse(again.waitingSince)).toBeGreaterThan(
      Date.parse(before.waitingSince),
    );
  });
});

describe("the portal's role", () => {
  test.each([
    "select * from inquiry",
    "select * from inquiry_message",
    "select * from inquiry_reading_code",
    "select * from portal_session",
    "select * from publication",
    "delete from portal_session",
    "select portal_session_of('demo', '\\x00')",
    "select inquiry_customer('demo', '\\x00')",
    "select inquiry_wait('203.0.113.1')",
    "select inquiry_as_told(gen_random_uuid())",
    "select inquiry_opened('demo', '', '\\x00', null)",
    "select inquiry_acts_as_portal()",
  ])("cannot: %s", async (attempt) => {
    await expect(portal.query(attempt)).rejects.toMatchObject({
      code: "42501",
    });
  });
});
