import { hash as argon2 } from "@node-rs/argon2";
import { hash as bcrypt } from "@node-rs/bcrypt";
import { SlowWork } from "@keii/api/verification/slow-work";
import type { Exposure, Incident, PasswordCheck } from "@keii/shared";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApp, type TestApp } from "./support/app.js";
import { refusal } from "./support/caller.js";
import { keiiPortal, sendCheck, switchPasswords } from "./support/passwords.js";
import { anIncident, aPerson, join, type Person } from "./support/people.js";
import { startPortal, type TestPortal } from "./support/portal.js";
import {
  asOperator,
  aVerificationCase,
  type VerificationCase,
} from "./support/verification.js";
import { Wire, type Reply } from "./support/wire.js";

let app: TestApp;
let portal: TestPortal;
let world: VerificationCase;
let incident: Incident;
let head: Person;
let compliance: Person;
let wire: Wire;
let path: string;
let visitors = 0;

const source = "調査会社の最終報告書 4.2：認証の表は読み出されていない";
const password = "ひみつの合い言葉 7";
const env = { KEII_TRUSTED_PROXIES: "127.0.0.1" };

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  incident = await anIncident(head);
  world = await aVerificationCase(app, head, incident.id, "demo");
  compliance = await aPerson(app);
  await join(head, incident.id, compliance, "compliance");
  path = `/api/incidents/${incident.id}`;
  portal = await startPortal(app, { env });
  wire = new Wire(portal.url, 20);
});
afterAll(async () => {
  wire?.close();
  await portal?.close();
  await app?.close();
});

const freshAddress = () => `198.51.100.${++visitors}`;

async function typed(
  fields: Record<string, string>,
  address = freshAddress(),
  over = wire,
): Promise<Reply> {
  const token = portal.tokens().issue("check", "demo");
  const answer = await sendCheck(over, token, fields, address);
  return {
    ...answer,
    text: answer.text.replaceAll(/(?<=name="token" value=")[^"]*/g, ""),
  };
}

async function csv(rows: [string, string][]): Promise<string> {
  const lines = rows.map(([id, hash]) => `${id},${hash}`);
  return Promise.resolve(["会員ID,パスワードハッシュ", ...lines].join("\n"));
}

const kept = (customerNo: string) =>
  app.sql<{ setting: string; upgraded_at: Date | null }>(
    "select setting, upgraded_at from customer_password where customer_no = $1 order by base_no",
    [customerNo],
  );

async function current(): Promise<PasswordCheck> {
  return (await compliance.get<PasswordCheck>(`${path}/password-check`)).body;
}

const affected = "お客様の情報は、今回の対象に含まれています。";
const unconfirmed =
  "番号を確認できませんでした。お手紙の番号をもう一度ご覧ください。お電話でもお調べします";

describe("hashes of the shop", () => {
  it("are brought in; what is no such hash is left out, with its line and reason, and none is ever said", async () => {
    const own = await bcrypt(password, { cost: 4 });
    const { exit, json, said } = await keiiPortal(app, incident.code, {
      file: await csv([
        ["K0001", own],
        ["K0002", await argon2(password, { memoryCost: 4_096 })],
        ["K0021", "5f4dcc3b5aa765d61d8327deb882cf99"],
        ["", own],
        ["K0001", own],
        ["Ｋ００３１", own],
        ["Z9999", await bcrypt(password, { cost: 4, version: "2y" })],
        ["K0005", `$2b$20$${"C".repeat(53)}`],
      ]),
      more: ["--member-base", "kaiin"],
    });
    expect([exit, said]).toEqual([0, ""]);
    expect(json).toEqual({
      imported: 4,
      rejected: 4,
      notCustomers: 1,
      lines: [
        { line: 4, reason: "unknownHash" },
        { line: 5, reason: "noId" },
        { line: 6, reason: "twice" },
        { line: 9, reason: "costlyHash" },
      ],
    });
    expect(await kept("K0031")).toHaveLength(1);
    const log = await app.sql(
      "select 1 from audit_entry e where strpos(to_jsonb(e)::text, $1) > 0",
      [own.slice(7, 29)],
    );
    expect(log).toEqual([]);
  });

  it("are of a member base that there is, in a file with a header", async () => {
    const wrong = [
      [{ file: "会員ID,パスワードハッシュ" }, "Say --member-base CODE."],
      [
        { file: "会員ID,パスワードハッシュ", more: ["--member-base", "x"] },
        "There is no such member base.",
      ],
      [
        { file: "a,b", more: ["--member-base", "kaiin"] },
        "The first line has to name the columns: customer id (会員ID) and hash (パスワードハッシュ).",
      ],
      [{ file: "", more: ["--member-base", "kaiin"] }, "The file is empty."],
    ] as const;
    for (const [given, says] of wrong) {
      const { exit, said } = await keiiPortal(app, incident.code, {
        file: given.file,
        ...("more" in given && { more: [...given.more] }),
      });
      expect([exit, said]).toEqual([1, says]);
    }
  });

  it("are erased, of one customer or of all", async () => {
    await keiiPortal(app, incident.code, {
      file: await csv([
        ["B1", await bcrypt(password, { cost: 4 })],
        ["B2", await bcrypt(password, { cost: 4 })],
        ["B3", await bcrypt(password, { cost: 4 })],
      ]),
      more: ["--member-base", "hojin"],
    });
    const one = await keiiPortal(app, incident.code, {
      erase: "hojin",
      more: ["--customer", "B1"],
    });
    expect(one.json.erased).toBe(1);
    const rest = await keiiPortal(app, incident.code, { erase: "hojin" });
    expect(rest.json.erased).toBe(2);
  });
});

describe("the switch", () => {
  it("is off, needs a source to go on, and the form is there only while it is on", async () => {
    expect(await current()).toMatchObject({
      version: 0,
      isOn: false,
      source: "",
      isLoginDataLeaked: false,
      passwords: [{ memberBase: "kaiin", count: 4, outdated: 4 }],
    });
    expect((await wire.send("GET", "/demo/check")).text).not.toContain(
      'name="password"',
    );
    expect(
      refusal(await switchPasswords(compliance, incident.id, { isOn: true })),
    ).toEqual([400, "source"]);
    const { status } = await switchPasswords(compliance, incident.id, {
      isOn: true,
      source,
    });
    expect(status).toBe(200);
    const old = await compliance.call(
      "PUT",
      `${path}/password-check`,
      { isOn: false },
      {
        "if-match": '"0"',
      },
    );
    expect(old.status).toBe(412);
    await expect
      .poll(async () => (await wire.send("GET", "/demo/check")).text)
      .toMatch(
        /<input type="password" id="field-password" name="password"\s+autocomplete="current-password"/,
      );
    expect((await wire.send("GET", "/demo/check")).text).not.toContain(
      'name="shop"',
    );
  });
});

describe("id and password", () => {
  it("tell the official verdict, open a session, leave a receipt, and what is weak is stored anew", async () => {
    for (const id of ["K0001", "K0002", " ｋ0001 ".toUpperCase()]) {
      const { status, text, headers } = await typed({ id, password });
      expect([status, text.includes(affected)]).toEqual([200, true]);
      expect(text).not.toContain("合い言葉");
      expect(headers["set-cookie"]).toEqual([
        expect.stringMatching(/^keii_portal_session=[\w-]{43};/),
      ]);
    }
    expect((await typed({ id: "K0031", password })).text).toContain(
      "時点の調査では、今回の対象に含まれていません。",
    );
    for (const id of ["K0001", "K0002", "K0031"]) {
      const [row] = await kept(id);
      expect(row!.setting).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
      expect(row!.upgraded_at).not.toBeNull();
    }
    expect((await typed({ id: "K0001", password })).text).toContain(affected);
    const receipts = await app.sql<{ id: string }>(
      "select customer_no as id from verdict_receipt where channel = 'password' order by 1",
    );
    expect(receipts.map(({ id }) => id)).toEqual(["K0001", "K0002", "K0031"]);
  });

  it("that are unknown, wrong, locked or of no customer are answered the same, letter for letter, at the same beat", async () => {
    const locked = freshAddress();
    for (let tries = 0; tries < 10; tries++)
      await typed({ id: "K0002", password: "wrong" }, locked);
    const tries: [string, Record<string, string>, string?][] = [
      ["unknown", { id: "K9999", password }],
      ["wrong", { id: "K0001", password: "wrong" }],
      ["locked", { id: "K0002", password }, locked],
      ["not a customer", { id: "Z9999", password }],
      ["nothing", { id: "", password }],
      ["no password", { id: "K0001", password: "" }],
      ["of another kind", { id: "' or true --", password: "x".repeat(5_000) }],
    ];
    const first = await typed({ id: "nobody", password: "nothing" });
    for (let round = 0; round < 2; round++)
      for (const [name, fields, address] of tries) {
        const began = performance.now();
        const reply = await typed(fields, address);
        const took = performance.now() - began;
        expect([name, reply.status, reply.text]).toEqual([
          name,
          200,
          first.text,
        ]);
        expect(Object.keys(reply.headers)).toEqual(Object.keys(first.headers));
        expect(reply.headers["set-cookie"]).toBeUndefined();
        expect(took % 500, name).toBeLessThan(120);
        expect(took, name).toBeGreaterThan(499);
      }
    expect(first.text).toContain(unconfirmed);
    // The id alone is never locked, and neither is the network alone.
    expect((await typed({ id: "K0002", password })).text).toContain(affected);
    expect((await typed({ id: "K0001", password }, locked)).text).toContain(
      affected,
    );
  });

  it("are counted by address like codes, and the code path goes on", async () => {
    await asOperator(app, async (client) => {
      await client.query("update portal_limit set per_address = 3");
    });
    try {
      const address = freshAddress();
      for (let tries = 0; tries < 3; tries++)
        expect((await typed({ id: "K0001", password }, address)).status).toBe(
          200,
        );
      const refused = await typed({ id: "K0001", password }, address);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
      expect(refused.text).not.toContain("K0001");
      const elsewhere = await typed({ code: world.codes.get("K0001")! });
      expect(elsewhere.text).toContain(affected);
    } finally {
      await asOperator(app, async (client) => {
        await client.query("update portal_limit set per_address = 60");
      });
    }
  });

  it("ask for the shop where there are several, and tell nothing of where the id is", async () => {
    await keiiPortal(app, incident.code, {
      file: await csv([
        ["B1", await bcrypt(password, { cost: 4 })],
        ["K0001", await bcrypt("another one", { cost: 4 })],
      ]),
      more: ["--member-base", "hojin"],
    });
    await expect
      .poll(async () => (await wire.send("GET", "/demo/check")).text)
      .toContain('<select id="field-shop"');
    const without = [
      await typed({ id: "K0001", password }),
      await typed({ id: "B1", password }),
      await typed({ id: "K9999", password, shop: "none" }),
    ];
    expect(new Set(without.map(({ text }) => text)).size).toBe(1);
    expect(without[0]!.text).toContain("入力してください。");
    expect(
      (await typed({ id: "K0001", password, shop: "kaiin" })).text,
    ).toContain(affected);
    expect(
      (await typed({ id: "K0001", password, shop: "hojin" })).text,
    ).toContain(unconfirmed);
    await keiiPortal(app, incident.code, { erase: "hojin" });
    await expect
      .poll(async () => (await wire.send("GET", "/demo/check")).text)
      .not.toContain('name="shop"');
  });

  it("wait in a queue with an end: 503 with a time to come back, while codes are answered", async () => {
    const crowded = await startPortal(app, {
      env,
      slowWork: new SlowWork(1, 2),
    });
    const many = new Wire(crowded.url, 30);
    try {
      const replies = await Promise.all([
        ...Array.from({ length: 12 }, () =>
          typed({ id: "K0001", password }, freshAddress(), many),
        ),
        typed({ code: world.codes.get("K0002")! }, freshAddress(), many),
      ]);
      const code = replies.pop()!;
      expect([code.status, code.text.includes(affected)]).toEqual([200, true]);
      const shed = replies.filter(({ status }) => status === 503);
      expect(shed.length).toBeGreaterThan(5);
      for (const { headers, text } of shed) {
        expect(Number(headers["retry-after"])).toBeGreaterThan(0);
        expect(text).toContain("もう一度お試しください");
        expect(text).not.toContain("K0001");
      }
      for (const { status, text } of replies)
        if (status !== 503)
          expect([status, text.includes(affected)]).toEqual([200, true]);
      expect(
        (await typed({ id: "K0001", password }, freshAddress(), many)).status,
      ).toBe(200);
    } finally {
      many.close();
      await crowded.close();
    }
  });

  it("leave no trace in the log or the audit log", async () => {
    expect(portal.log.join("")).not.toMatch(/K0001|合い言葉|argon2/);
    const found = await app.sql(
      "select 1 from audit_entry e where to_jsonb(e)::text like '%合い言葉%'",
    );
    expect(found).toEqual([]);
  });
});

describe("the portal's role", () => {
  it("is never told a hash, and cannot claim to have seen a password", async () => {
    const client = new pg.Client({ connectionString: app.urls.portal });
    await client.connect();
    try {
      const answer = async (text: string, values: unknown[]) =>
        (await client.query<{ answer: unknown }>(text, values)).rows[0]!.answer;
      const setting = (id: string) =>
        answer(
          "select portal_password_setting('demo', '', $1, '203.0.113.1') as answer",
          [id],
        );
      const known = (await setting("K0001")) as { setting: string };
      expect(Object.keys(known).sort()).toEqual(["outcome", "setting"]);
      expect(known.setting.split("$")).toHaveLength(5);
      const decoy = (await setting("K9999")) as { setting: string };
      expect(await setting("K9999")).toEqual(decoy);
      expect(decoy.setting).not.toBe(
        ((await setting("K9998")) as { setting: string }).setting,
      );
      expect(decoy.setting).toMatch(/^\$(argon2id|2b)\$/);
      expect(
        await answer(
          "select portal_check_password('demo', '', 'K0001', $1, $2, '203.0.113.1') as answer",
          [Buffer.alloc(32), Buffer.alloc(16)],
        ),
      ).toEqual({ outcome: "unconfirmed" });
      expect(
        await answer(
          "select portal_upgrade_password('demo', '', 'K0001', $1, $2, $3) as answer",
          [
            Buffer.alloc(32),
            `$argon2id$v=19$m=19456,t=2,p=1$${"A".repeat(22)}`,
            Buffer.alloc(32),
          ],
        ),
      ).toBe(false);
    } finally {
      await client.end();
    }
  });
});

describe("the switch goes off by itself", () => {
  const isOn = async () => (await current()).isOn;

  async function sessions(): Promise<number> {
    const rows = await app.sql(
      "select 1 from portal_session where channel = 'password'",
    );
    return rows.length;
  }

  it("with the case: when log-in data are among the data that leaked", async () => {
    expect([await isOn(), (await sessions()) > 0]).toEqual([true, true]);
    const { body: before } = await head.get<Incident>(path);
    const changed = await head.call(
      "PUT",
      path,
      { dataItems: ["card_number", "password"] },
      { "if-match": `"${before.version}"` },
    );
    expect(changed.status).toBe(200);
    const now = await current();
    expect(now).toMatchObject({ isOn: false, isLoginDataLeaked: true, source });
    expect(now.endedAt).not.toBeNull();
    expect(await sessions()).toBe(0);
    expect((await typed({ id: "K0001", password })).text).not.toContain(
      affected,
    );
    expect(
      refusal(
        await switchPasswords(compliance, incident.id, { isOn: true, source }),
      ),
    ).toEqual([409, "isOn"]);
    await head.call(
      "PUT",
      path,
      { dataItems: ["card_number"] },
      { "if-match": `"${before.version + 1}"` },
    );
    expect(await isOn()).toBe(false);
    expect(
      (await switchPasswords(compliance, incident.id, { isOn: true })).status,
    ).toBe(200);
    expect(await current()).toMatchObject({ isOn: true, endedAt: null });
  });

  it("with an exposure, as long as it is not withdrawn", async () => {
    const { body: exposure } = await head.post<Exposure>(`${path}/exposures`, {
      name: "会員の表",
      subject: "customers",
      dataItems: ["login_id"],
    });
    expect(await isOn()).toBe(false);
    await head.call(
      "POST",
      `${path}/exposures/${exposure.id}/withdraw`,
      { reason: "別の事案のものだった" },
      { "if-match": `"${exposure.version}"` },
    );
    expect((await current()).isLoginDataLeaked).toBe(false);
    expect(
      (await switchPasswords(compliance, incident.id, { isOn: true })).status,
    ).toBe(200);
    // Whatever became of the switch, each try looks for itself.
    await asOperator(app, async (client) => {
      await client.query(
        "alter table exposure disable trigger password_check_ends",
      );
      await client.query(
        "update exposure set data_items = '{password}' where id = $1",
        [world.exposure.id],
      );
      await client.query(
        "alter table exposure enable trigger password_check_ends",
      );
    });
    expect(await isOn()).toBe(false);
    expect((await typed({ id: "K0001", password })).text).not.toContain(
      affected,
    );
  });

  it("is for compliance alone", async () => {
    const responder = await aPerson(app);
    await join(head, incident.id, responder, "responder");
    const { status } = await responder.call(
      "PUT",
      `${path}/password-check`,
      { isOn: false },
      { "if-match": '"1"' },
    );
    expect(status).toBe(403);
  });
});
