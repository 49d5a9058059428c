import {
  inquiryReceipt,
  isCode,
  normalCode,
  type InquiryThread,
} from "@keii/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApp, type TestApp } from "./support/app.js";
import { anIncident, aPerson, join, type Person } from "./support/people.js";
import { startPortal, type TestPortal } from "./support/portal.js";
import { openDesk } from "./support/publication.js";
import {
  aVerificationCase,
  type VerificationCase,
} from "./support/verification.js";
import { Wire, type Reply } from "./support/wire.js";

let app: TestApp;
let portal: TestPortal;
let world: VerificationCase;
let lead: Person;
let wire: Wire;
let visitors = 0;

beforeAll(async () => {
  app = await startApp();
  app.clock.set("2016-07-20T12:00:00+09:00");
  const head = await aPerson(app);
  lead = await aPerson(app, { name: "窓口 花子" });
  const { id } = await anIncident(head);
  await join(head, id, lead, "desk_lead");
  world = await aVerificationCase(app, head, id, "demo");
  await openDesk(app, id);
  portal = await startPortal(app, {
    env: { KEII_TRUSTED_PROXIES: "127.0.0.1" },
  });
  wire = new Wire(portal.url);
});
afterAll(async () => {
  wire?.close();
  await portal?.close();
  await app?.close();
});

type Typed = Record<string, string>;
const planted = {
  text: "身に覚えのない\r\n請求 PLANTED <b>&amp;",
  name: "見本 PLANTED",
  email: "planted@example.test",
  phone: "03-0000-0042",
};

/** Sends a form of the portal, from a network of its own unless somebody is given. */
async function sent(
  path: string,
  typed: Typed,
  more: { cookie?: string; token?: string; of?: Wire; from?: string } = {},
): Promise<Reply> {
  const purpose = path.replace("/demo/", "").split("?")[0]!;
  return (more.of ?? wire).send(
    "POST",
    path,
    {
      "content-type": "application/x-www-form-urlencoded",
      "x-forwarded-for":
        more.from ?? `198.51.${100 + (++visitors >> 8)}.${visitors & 255}`,
      ...(more.cookie !== undefined && { cookie: more.cookie }),
    },
    new URLSearchParams({
      token: more.token ?? portal.tokens().issue(purpose, "demo"),
      ...typed,
    }).toString(),
  );
}

function valueOf({ text }: Reply, name: string): string {
  const [, value = ""] =
    new RegExp(`name="${name}"\\s+value="([^"]*)"`).exec(text) ?? [];
  return value;
}

async function aNonce(cookie?: string): Promise<string> {
  const page = await wire.send(
    "GET",
    "/demo/inquiry",
    cookie === undefined ? {} : { cookie },
  );
  return valueOf(page, "nonce");
}

async function asked(typed: Typed = {}, cookie?: string): Promise<Reply> {
  return sent(
    "/demo/inquiry",
    {
      nonce: await aNonce(cookie),
      category: "affected",
      text: "質問",
      ...typed,
    },
    cookie === undefined ? {} : { cookie },
  );
}

const numbersOf = ({ text }: Reply): string[] =>
  [...text.matchAll(/class="number">([^<]+)</g)].map(([, number]) => number!);

/** Signed in by the code of the letter. */
async function signedIn(customerNo: string): Promise<string> {
  const { headers } = await sent("/demo/check", {
    code: world.codes.get(customerNo)!,
  });
  return headers["set-cookie"]![0]!.split(";")[0]!;
}

async function countOf(nonceText: string): Promise<number> {
  const [row] = await app.sql<{ n: number }>(
    "select count(*)::int as n from inquiry_message where text = $1",
    [nonceText],
  );
  return row!.n;
}

async function answered(receipt: string, text: string, kind = "answer") {
  const [row] = await app.sql<{ id: string }>(
    "select id from inquiry where receipt = $1",
    [receipt],
  );
  const path = `/api/incidents/${world.incidentId}/inquiries/${row!.id}`;
  const { version } = (await lead.get<InquiryThread>(path)).body;
  await lead.on(version, "POST", `${path}/messages`, { kind, text });
}

const notFound =
  "番号を確認できませんでした。受付番号と閲覧番号をもう一度ご覧ください。お電話でもお調べします";
const withoutHidden = ({ text }: Reply): string =>
  text.replaceAll(/type="hidden"[^>]*>/g, "");

describe("a question of somebody without an account", () => {
  it("is taken with a receipt number and a code by which the answer is read and replied to", async () => {
    const page = await asked({ ...planted, category: "secondary_damage" });
    expect(page.status).toBe(200);
    expect(page.headers["set-cookie"]).toBeUndefined();
    const [receipt = "", code = ""] = numbersOf(page);
    expect(inquiryReceipt(receipt)).toBe(receipt);
    expect(isCode(normalCode(code))).toBe(true);
    await answered(receipt, "内部だけの話", "note");
    await answered(receipt, "カード会社へお電話ください。");
    const thread = await sent("/demo/my", {
      receipt: ` ${receipt.toLowerCase()}`,
      code: code.replaceAll("-", " "),
    });
    expect(thread.text).toContain("カード会社へお電話ください。");
    expect(thread.text).toContain(
      "身に覚えのない\n請求 PLANTED &#60;b&#62;&#38;amp;",
    );
    expect(thread.text).not.toMatch(/内部だけの話|窓口 花子|見本/);
    const reply = {
      nonce: valueOf(thread, "nonce"),
      receipt: valueOf(thread, "receipt"),
      code: valueOf(thread, "code"),
      text: "ありがとうございます",
    };
    for (let n = 0; n < 3; n++) {
      const again = await sent("/demo/my/reply", reply);
      expect(again.text).toContain("返信を受け付けました。");
      expect(again.text).toContain("ありがとうございます");
    }
    expect(await countOf(reply.text)).toBe(1);
  });

  it("is one inquiry with one code however often its form arrives, also at once, and another when it says something else", async () => {
    const typed = {
      nonce: await aNonce(),
      category: "other",
      text: "二度送られる質問",
    };
    const pages = await Promise.all(
      Array.from({ length: 4 }, () => sent("/demo/inquiry", typed)),
    );
    expect(new Set(pages.map((one) => numbersOf(one).join())).size).toBe(1);
    expect(await countOf(typed.text)).toBe(1);
    const other = await sent("/demo/inquiry", {
      ...typed,
      phone: "03-0000-0001",
    });
    expect(numbersOf(other)).not.toEqual(numbersOf(pages[0]!));
    await app.sql(
      `with actor as materialized (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
       update inquiry set received_at = received_at - interval '16 minutes' from actor where receipt = $1 and set is not null`,
      [numbersOf(pages[0]!)[0]],
    );
    const late = await sent("/demo/inquiry", typed);
    expect(numbersOf(late)).toEqual([numbersOf(pages[0]!)[0]]);
    expect(late.text).toContain("すでに受け付けています");
  });

  it("is read by nobody with numbers that are of nobody, wrong, another's or too old: one page, letter for letter", async () => {
    const [receipt = "", code = ""] = numbersOf(await asked());
    const [old = "", oldCode = ""] = numbersOf(await asked());
    const [, others = ""] = numbersOf(await asked());
    await app.sql("alter table inquiry_message disable trigger all");
    await app.sql(
      `update inquiry_message set at = at - interval '91 days' where inquiry_id = (select id from inquiry where receipt = $1)`,
      [old],
    );
    await app.sql("alter table inquiry_message enable trigger all");
    const pages = [
      await sent("/demo/my", { receipt: "Q-2345-678C", code }),
      await sent("/demo/my", { receipt, code: others }),
      await sent("/demo/my", { receipt, code: "x" }),
      await sent("/demo/my", { receipt: old, code: oldCode }),
      await sent("/demo/my", { receipt: "", code: "" }),
    ];
    for (const page of pages) {
      expect(page.status).toBe(200);
      expect(page.text).toContain(notFound);
      expect(withoutHidden(page)).toBe(withoutHidden(pages[0]!));
      expect(Object.keys(page.headers)).toEqual(Object.keys(pages[0]!.headers));
    }
    const reply = await sent("/demo/my/reply", {
      nonce: await aNonce(),
      receipt,
      code: others,
      text: "のっとり",
    });
    expect(reply.text).toContain(notFound);
    expect(reply.text).toContain("のっとり");
    expect(await countOf("のっとり")).toBe(0);
  });

  it("may wish a call while the desk is open, with a number to call", async () => {
    const page = await wire.send("GET", "/demo/inquiry");
    const [, slot = ""] = /option\s+value="(2016[^"]+)"/.exec(page.text) ?? [];
    // At noon of a Wednesday, with the desk open from ten to six.
    expect(slot).toBe("2016-07-20T05:00:00.000Z/2016-07-20T07:00:00.000Z");
    expect(page.text).toContain("7月20日(水) 14:00〜16:00");
    expect(page.text).not.toMatch(/\((土|日)\)/);
    const without = await asked({ callBack: slot });
    expect(without.status).toBe(422);
    expect(without.text).toContain("電話番号を入力してください");
    expect(without.text).toMatch(/value="2016-07-20T05[^"]*"\s+selected/);
    const past = await asked({
      callBack: "2016-07-20T01:00:00.000Z/2016-07-20T03:00:00.000Z",
      phone: planted.phone,
    });
    expect(past.text).toContain("受け付けられなくなりました");
    const taken = await asked({ callBack: slot, phone: planted.phone });
    expect(taken.text).toContain("折り返しのご希望：7月20日(水) 14:00〜16:00");
  });

  it("keeps no card number", async () => {
    const [receipt = ""] = numbersOf(
      await asked({ text: "カードは 4111 1111 1111 1111 です" }),
    );
    const [row] = await app.sql<{ text: string }>(
      "select m.text from inquiry_message m join inquiry i on i.id = m.inquiry_id where i.receipt = $1",
      [receipt],
    );
    expect(row!.text).toContain("****1111");
    expect(row!.text).not.toContain("4111 1111");
  });
});

describe("what was typed", () => {
  const typed = { category: "compensation", ...planted };
  function expectKept(page: Reply): void {
    expect(page.text).toContain("請求 PLANTED &#60;b&#62;&#38;amp;</textarea>");
    expect(page.text).toMatch(/value="compensation"\s+checked/);
    for (const value of [planted.name, planted.email, planted.phone])
      expect(page.text).toContain(`value="${value}"`);
    expect(numbersOf(page)).toEqual([]);
  }

  it("is there again after a token that is too old or missing, and what is not right", async () => {
    const nonce = await aNonce();
    const old = portal.tokens(() => Date.now() - 3 * 3_600_000);
    for (const token of [old.issue("inquiry", "demo"), ""]) {
      const page = await sent("/demo/inquiry", { ...typed, nonce }, { token });
      expect(page.status).toBe(400);
      expectKept(page);
      expect(valueOf(page, "nonce")).toBe(nonce);
    }
    expectKept(await sent("/demo/inquiry", { ...typed, nonce: "made up" }));
    const wrong = await asked({ ...typed, category: "x" });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('href="#field-category"');
    expect(wrong.text).toContain("<title>エラー：");
    for (const [field, value] of [
      ["text", "　 \u200b"],
      ["email", "no address"],
      ["phone", "call me"],
      ["name", "x".repeat(201)],
    ] as const) {
      const page = await asked({ ...typed, [field]: value });
      expect(page.status, field).toBe(422);
      expect(page.text, field).toContain(`href="#field-${field}"`);
    }
    const longest = await asked({ text: "長".repeat(10_000) });
    expect(longest.status).toBe(200);
    expect((await asked({ text: "長".repeat(10_001) })).status).toBe(422);
  });

  it("is there again after too many tries, with how long to wait", async () => {
    await app.sql(
      `with actor as materialized (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
       update portal_limit set per_address = 1 from actor where set is not null`,
    );
    try {
      const form = { ...typed, nonce: await aNonce() };
      const from = "203.0.113.5";
      await sent("/demo/my", { receipt: "", code: "" }, { from });
      const page = await sent("/demo/inquiry", form, { from });
      expect(page.status).toBe(429);
      expect(Number(page.headers["retry-after"])).toBeGreaterThan(0);
      expectKept(page);
    } finally {
      await app.sql(
        `with actor as materialized (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
         update portal_limit set per_address = 60 from actor where set is not null`,
      );
    }
  });

  it.each([
    ["57P03", 503, "portal_incidents()"],
    ["57P03", 503, "portal_inquire(text, jsonb, bytea, bytea, bytea, inet)"],
    ["XX000", 500, "portal_inquire(text, jsonb, bytea, bytea, bytea, inet)"],
  ])(
    "is there again when the database answers %s (%i, %s)",
    async (code, status, name) => {
      const form = { ...typed, nonce: await aNonce() };
      portal.log.length = 0;
      await app.sql(`alter function ${name} rename to put_aside`);
      await app.sql(
        `create function ${name} returns jsonb language plpgsql as $$ begin raise exception 'PLANTED' using errcode = '${code}'; end $$`,
      );
      await app.sql(`grant execute on function ${name} to keii_portal`);
      try {
        await new Promise((done) => setTimeout(done, 1_100));
        const page = await sent("/demo/inquiry", form);
        expect(page.status).toBe(status);
        expectKept(page);
        expect(page.text).toContain('href="tel:');
      } finally {
        await app.sql(`drop function ${name}`);
        await app.sql(
          `alter function ${name.replace(/^\w+/, "put_aside")} rename to ${name.split("(")[0]!}`,
        );
      }
      expect(portal.log).toHaveLength(1);
      expect(portal.log[0]).not.toMatch(/PLANTED|planted|0042/);
      await new Promise((done) => setTimeout(done, 1_100));
      const taken = await sent("/demo/inquiry", form);
      expect(numbersOf(taken)).toHaveLength(2);
    },
  );
});

describe("my page", () => {
  it("shows who is signed in their answer and threads, nobody else's, until they leave", async () => {
    const [mine, theirs] = [await signedIn("K0001"), await signedIn("K0021")];
    const page = await asked({ text: "私の質問" }, mine);
    expect(page.text).toContain("お答えはマイページに表示します");
    const [receipt = "", ...code] = numbersOf(page);
    expect(code).toEqual([]);
    await answered(receipt, "私への答え");
    await asked({ text: "ほかの方の質問" }, theirs);
    const my = await wire.send("GET", "/demo/my", { cookie: mine });
    for (const said of [
      "お客様の情報は、今回の対象に含まれています。",
      receipt,
      "私の質問",
      "私への答え",
    ])
      expect(my.text).toContain(said);
    expect(my.text).not.toContain("ほかの方の質問");
    const reply = {
      nonce: valueOf(my, "nonce"),
      receipt,
      code: "",
      text: "追伸です",
    };
    for (let n = 0; n < 2; n++) {
      const done = await sent("/demo/my/reply?lang=en", reply, {
        cookie: mine,
      });
      expect([done.status, done.headers.location]).toEqual([
        303,
        "/demo/my?lang=en",
      ]);
    }
    expect(await countOf("追伸です")).toBe(1);
    const stolen = await sent(
      "/demo/my/reply",
      { ...reply, nonce: await aNonce(), text: "横取り" },
      { cookie: theirs },
    );
    expect(stolen.text).toContain(notFound);
    expect(await countOf("横取り")).toBe(0);
    const left = await sent("/demo/my/sign-out", {}, { cookie: mine });
    expect(left.status).toBe(303);
    expect(left.headers["set-cookie"]).toEqual([
      "keii_portal_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax",
    ]);
    const after = await wire.send("GET", "/demo/my", { cookie: mine });
    expect(after.text).not.toContain("私の質問");
    expect(after.text).toContain("受付番号で読む");
  });

  it("is nobody's with a made-up session; a question of one that ended is kept and sent without it", async () => {
    const cookie = `keii_portal_session=${"A".repeat(43)}`;
    const my = await wire.send("GET", "/demo/my", { cookie });
    expect(my.status).toBe(200);
    expect(my.text).toContain("受付番号で読む");
    const form = { nonce: await aNonce(), category: "other", text: "残る質問" };
    const page = await sent("/demo/inquiry", form, { cookie });
    expect(page.status).toBe(400);
    expect(page.text).toContain("残る質問</textarea>");
    expect(page.text).toContain('name="email"');
    expect(page.headers["set-cookie"]).toEqual([
      expect.stringContaining("Max-Age=0"),
    ]);
    expect(numbersOf(await sent("/demo/inquiry", form))).toHaveLength(2);
  });

  it("is opened by a cookie that only https takes, for this host alone, and never by script", async () => {
    const { headers } = await wire.send(
      "POST",
      "/demo/check",
      {
        "content-type": "application/x-www-form-urlencoded",
        "x-forwarded-for": "198.51.100.250",
        "x-forwarded-proto": "https",
        host: "portal.example",
      },
      new URLSearchParams({
        token: portal.tokens().issue("check", "demo"),
        code: world.codes.get("K0002")!,
      }).toString(),
    );
    expect(headers["set-cookie"]).toEqual([
      expect.stringMatching(
        /^__Host-keii_portal=[\w-]{43}; Path=\/; Max-Age=7200; HttpOnly; SameSite=Lax; Secure$/,
      ),
    ]);
  });
});

describe("how long an answer takes", () => {
  it("is said as it was within the week, or not promised", async () => {
    const waiting = async (at: string): Promise<unknown> => {
      const [row] = await app.sql<{ answer: unknown }>(
        "select portal_waiting('demo', $1) as answer",
        [at],
      );
      return row!.answer;
    };
    const now = new Date().toISOString();
    expect(await waiting(now)).toBeNull();
    const page = await wire.send("GET", "/demo/inquiry");
    expect(page.text).toContain("お答えまでの時間は、まだお約束できません");
    const later = new Date(Date.now() + 3 * 86_400_000).toISOString();
    expect(Number(await waiting(later))).toBeGreaterThan(2.9 * 86_400);
  });
});

describe("the log of all this", () => {
  it("has no name, address, number or word of anybody", () => {
    expect(portal.log.join("")).not.toMatch(
      /PLANTED|planted|0000-0042|Q-[2-9A-Z]{4}|198\.51|質問/,
    );
  });
});
