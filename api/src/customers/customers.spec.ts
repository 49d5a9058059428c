import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as pathOf } from "node:path";
import { importsOf } from "@keii/api/operator/import-command";
import { systemActor } from "@keii/api/platform/database/actor";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {
  AuditEntry,
  Customer,
  CustomersFound,
  Incident,
  LinkedPerson,
  MemberBase,
  PersonSuggestion,
  Purchase,
  Site,
} from "@keii/shared";
import { startApp, type TestApp } from "../../../test/support/app.js";
import { refusal } from "../../../test/support/caller.js";
import { aCustomer } from "../../../test/support/customers.js";
import {
  aPerson,
  anIncident,
  join,
  type Person,
} from "../../../test/support/people.js";

let app: TestApp;
let head: Person;
let compliance: Person;
let auditor: Person;
let administrator: Person;
let desk: Person;
let incident: Incident;
let other: Incident;
let base: MemberBase;
let path: string;
let taro: string;
let sato: string;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  compliance = await aPerson(app);
  auditor = await aPerson(app, { right: "auditor" });
  administrator = await aPerson(app, { right: "administrator" });
  desk = await aPerson(app);
  incident = await anIncident(head);
  other = await anIncident(head);
  await join(head, incident.id, compliance, "compliance");
  await join(head, incident.id, desk, "support");
  path = `/api/incidents/${incident.id}`;
  base = (
    await head.post<MemberBase>(`${path}/member-bases`, {
      code: "main",
      name: "本店",
    })
  ).body;
  taro = await aCustomer(app, incident.id, {
    customerNo: "A-0001",
    name: "山田 太郎",
    kana: "ヤマダ タロウ",
    company: "株式会社サンプル",
    emails: ["taro.yamada@keii.test"],
    phone: "03-0000-1234",
    postalCode: "100-0001",
    address: "東京都千代田区千代田0-0",
  });
  sato = await aCustomer(app, incident.id, {
    customerNo: "A-0002",
    name: "佐藤花子",
    kana: "ｻﾄｳ ﾊﾅｺ",
    emails: ["hanako@keii.test"],
    phone: "0300005678",
    postalCode: "5300001",
    address: "大阪府大阪市北区",
  });
  await aCustomer(app, incident.id, {
    customerNo: "B-0009",
    name: "髙橋=一",
    kana: "タカハシ ハジメ",
  });
});
afterAll(() => app.close());

async function found(q: string, who: Person = head): Promise<string[]> {
  const { body } = await who.post<CustomersFound>(`${path}/customers/search`, {
    q,
  });
  return body.customers.map((one) => one.customerNo);
}

describe("POST /customers/search", () => {
  test.each([
    ["an id", "A-0001"],
    ["an id in full width", "Ａ－０００１"],
    ["an id in small letters", "a-0001"],
    ["a name", "山田太郎"],
    ["two characters of a name", "田太"],
    ["hiragana", "やまだ"],
    ["katakana", "ヤマダ"],
    ["half-width kana", "ﾔﾏﾀﾞ"],
    ["a company", "さんぷる"],
    ["a mail address", "taro.yamada@KEII.test"],
    ["a part of a mail address", "o.yam"],
    ["a long part of one", "aro.yamada@keii.tes"],
    ["a phone with hyphens", "03-0000-1234"],
    ["a phone without", "0300001234"],
    ["a phone in full width", "０３ー００００−１２３４"],
    ["a phone from abroad", "+81 3-0000-1234"],
    ["a postal code", "100-0001"],
    ["a postal code with its mark", "〒１０００００１"],
  ])("finds a customer by %s", async (_, q) => {
    expect(await found(q)).toEqual(["A-0001"]);
  });

  test("holds all of a long text against what the index finds of its parts", async () => {
    expect(await found("taro.yamada@keii.example")).toEqual([]);
    expect(await found("aro.yamada.keii")).toEqual([]);
    expect(await found("mataro.ya@keii.test")).toEqual([]);
  });

  test("finds a postal code whether it was imported with a hyphen or without", async () => {
    expect(await found("530-0001")).toEqual(["A-0002"]);
    expect(await found("5300001")).toEqual(["A-0002"]);
  });

  test("takes half-width kana of the import for the kana they are", async () => {
    expect(await found("さとう")).toEqual(["A-0002"]);
  });

  test("keeps different characters apart, and wildcards to the letter", async () => {
    expect(await found("高橋")).toEqual([]);
    expect(await found("髙橋")).toEqual(["B-0009"]);
    expect(await found("%%")).toEqual([]);
    expect(await found("A_0001")).toEqual([]);
  });

  test("finds nothing for a single character, and everybody for none", async () => {
    expect(await found("山")).toEqual([]);
    expect(await found("")).toEqual(["A-0001", "A-0002", "B-0009"]);
  });

  test("pages by a cursor, and counts up to a thousand", async () => {
    await app.sql(
      `insert into customer (id, incident_id, base_no, customer_no, search, first_batch, batch_no)
       select gen_random_uuid(), $1, 1, 'P-' || lpad(n::text, 5, '0'), '頁頁番番', 1, 1 from generate_series(1, 1005) n`,
      [incident.id],
    );
    const { body: first } = await head.post<CustomersFound>(
      `${path}/customers/search`,
      { q: "頁番" },
    );
    expect(first).toMatchObject({ total: 1000, isCapped: true });
    const seen = new Set(first.customers.map((one) => one.customerNo));
    for (let { cursor } = first; cursor !== null;) {
      const { body } = await head.post<CustomersFound>(
        `${path}/customers/search`,
        { q: "頁番", cursor },
      );
      body.customers.forEach((one) => seen.add(one.customerNo));
      expect(body.isCapped).toBe(true);
      cursor = body.cursor;
    }
    expect(seen.size).toBe(1005);
    await app.sql("delete from customer where search = '頁頁番番'");
  });

  test("refuses a cursor and a base that nobody gave", async () => {
    for (const body of [
      { cursor: "bm90aGluZw" },
      { cursor: Buffer.from('[1,1,"\\u0000"]').toString("base64url") },
      { memberBaseId: other.id },
    ])
      expect(
        refusal(await head.call("POST", `${path}/customers/search`, body)),
      ).toEqual([400, Object.keys(body)[0]]);
    const { body } = await head.post<CustomersFound>(
      `${path}/customers/search`,
      { memberBaseId: base.id },
    );
    expect(body.total).toBe(3);
  });

  test("shows masks to everybody who may look", async () => {
    for (const who of [head, compliance, auditor, administrator]) {
      const { body } = await who.post<CustomersFound>(
        `${path}/customers/search`,
        { q: "山田" },
      );
      expect(body.customers[0]).toMatchObject({
        name: "山＊＊＊",
        kana: "ヤ＊＊＊",
        company: "株＊＊＊",
        emails: ["t***@k***.test"],
        phone: "***-1234",
        postalCode: "100-****",
        address: "東京都＊＊＊",
        isMasked: true,
      });
    }
  });

  test("is not for the desk, and knows no customer of another incident", async () => {
    expect(
      (await desk.call("POST", `${path}/customers/search`, { q: "山田" }))
        .status,
    ).toBe(403);
    const elsewhere = `/api/incidents/${other.id}/customers`;
    const { body } = await head.post<CustomersFound>(`${elsewhere}/search`, {
      q: "山田",
    });
    expect(body.customers).toEqual([]);
    for (const tail of ["", "/purchases", "/accounts"]) {
      expect(
        (await head.call("GET", `${elsewhere}/${taro}${tail}`)).status,
      ).toBe(404);
      expect(
        (await desk.call("GET", `${path}/customers/${taro}${tail}`)).status,
      ).toBe(403);
    }
    expect((await desk.call("GET", `${path}/person-suggestions`)).status).toBe(
      403,
    );
    expect(
      (
        await compliance.call("POST", `${elsewhere}/${taro}/reveal`, {
          reason: "確認",
        })
      ).status,
    ).toBe(404);
  });
});

describe("POST /customers/:id/reveal", () => {
  test("shows one customer to compliance, and the log says why without his name", async () => {
    const { body } = await compliance.post<Customer>(
      `${path}/customers/${taro}/reveal`,
      { reason: "警察からの照会" },
    );
    expect(body).toMatchObject({
      name: "山田 太郎",
      emails: ["taro.yamada@keii.test"],
      phone: "03-0000-1234",
      isMasked: false,
    });
    const { body: log } = await auditor.get<AuditEntry[]>(
      `/api/audit?filter=${encodeURIComponent(JSON.stringify({ act: "reveal", resource: "customers" }))}`,
    );
    expect(log).toHaveLength(1);
    expect(log[0]).toMatchObject({ recordId: taro });
    expect(JSON.stringify(log)).toContain("警察からの照会");
    expect(JSON.stringify(log)).not.toMatch(/山田|0000-1234|taro/);
  });

  test("is refused to all others, and without a reason", async () => {
    for (const who of [head, auditor, administrator, desk])
      expect(
        (
          await who.call("POST", `${path}/customers/${taro}/reveal`, {
            reason: "見たい",
          })
        ).status,
      ).toBe(403);
    expect(
      refusal(
        await compliance.call("POST", `${path}/customers/${taro}/reveal`, {
          reason: " ",
        }),
      ),
    ).toEqual([400, "reason"]);
  });
});

describe("PUT /customers/:id/correction", () => {
  test("lies over the import, survives the next one, and is found", async () => {
    const { body } = await head.on<Customer>(
      0,
      "PUT",
      `${path}/customers/${sato}/correction`,
      {
        name: "鈴木花子",
        kana: "スズキ ハナコ",
        phone: "06-0000-4321",
        postalCode: "150-0002",
        reason: "本人からの申し出",
      },
    );
    expect(body).toMatchObject({
      version: 1,
      name: "鈴＊＊＊",
      phone: "***-4321",
      corrected: ["name", "kana", "phone", "postalCode"],
      imported: {
        name: "佐＊＊＊",
        kana: "ｻ＊＊＊",
        phone: "***-5678",
        postalCode: "530-****",
      },
      correction: { reason: "本人からの申し出", by: { id: head.id } },
    });
    // The next import brings the old name again, with a new address.
    await app.sql(
      "update customer set name = '佐藤 花子', address = '京都府京都市', batch_no = 2 where id = $1",
      [sato],
    );
    expect(
      (await head.get<Customer>(`${path}/customers/${sato}`)).body,
    ).toMatchObject({ name: "鈴＊＊＊", address: "京都府＊＊＊", batchNo: 2 });
    for (const q of ["鈴木", "すずき", "0600004321", "150-0002", "佐藤"])
      expect(await found(q)).toEqual(["A-0002"]);
  });

  test("is taken away by null, and the imported value shows again", async () => {
    const { body } = await head.on<Customer>(
      1,
      "PUT",
      `${path}/customers/${sato}/correction`,
      { name: null, kana: null, reason: "誤り" },
    );
    expect(body).toMatchObject({
      version: 2,
      name: "佐＊＊＊",
      corrected: ["phone", "postalCode"],
    });
    expect(await found("鈴木")).toEqual([]);
  });

  test("stays over what a later file brings, and both values are found", async () => {
    const incident = await anIncident(head);
    const customers = `/api/incidents/${incident.id}/customers`;
    const folder = await mkdtemp(pathOf(tmpdir(), "keii-corrections-"));
    const bring = async (...rows: string[]) => {
      const path = pathOf(folder, "customers.csv");
      const header = "会員ID,氏名,フリガナ,メールアドレス,電話番号,住所";
      await writeFile(path, [header, ...rows].join("\n"));
      const { state } = await importsOf(app.foundation).importFile(
        systemActor(),
        incident.id,
        { kind: "customers", path, memberBase: null, words: [] },
      );
      expect(state).toBe("done");
    };
    const search = async (q: string) =>
      (await head.post<CustomersFound>(`${customers}/search`, { q })).body
        .customers;
    await bring("R-1,青木 一,アオキ ハジメ,aoki@keii.test,03-0000-0001,東京都");
    const id = (await search("青木"))[0]!.id;
    await head.on(0, "PUT", `${customers}/${id}/correction`, {
      name: "青山 一",
      kana: "アオヤマ ハジメ",
      email: "aoyama@keii.test",
      reason: "改姓",
    });
    await bring("R-1,青木 初,アオキ ハジメ,aoki@keii.test,03-0000-0002,大阪府");
    await rm(folder, { recursive: true });
    for (const q of [
      "青山",
      "あおやま",
      "aoyama@",
      "青木 初",
      "aoki@",
      "0300000002",
    ])
      expect(await search(q)).toMatchObject([
        {
          id,
          name: "青＊＊＊",
          kana: "ア＊＊＊",
          emails: ["a***@k***.test"],
          phone: "***-0002",
          address: "大阪府＊＊＊",
          batchNo: 2,
          corrected: ["name", "kana", "email"],
          imported: {
            name: "青＊＊＊",
            kana: "ア＊＊＊",
            email: "a***@k***.test",
          },
        },
      ]);
    expect(await search("青木 一")).toEqual([]);
    await join(head, incident.id, compliance, "compliance");
    const { body: revealed } = await compliance.post<Customer>(
      `${customers}/${id}/reveal`,
      { reason: "照会" },
    );
    expect(revealed).toMatchObject({
      name: "青山 一",
      imported: { name: "青木 初", email: "aoki@keii.test" },
    });
  });

  test("keeps what was typed out of the log, and says who corrected and why", async () => {
    const { body: log } = await auditor.get<AuditEntry[]>(
      `/api/audit?filter=${encodeURIComponent(JSON.stringify({ resource: "customer_correction", recordId: sato }))}`,
    );
    expect(log.map(({ act }) => act)).toEqual(["update", "insert"]);
    expect(JSON.stringify(log)).toContain("本人からの申し出");
    expect(JSON.stringify(log)).not.toMatch(/鈴木|スズキ|4321|0002"/);
  });

  test("is refused on a version that is past, and to who may not write", async () => {
    const correct = (who: Person, version: string) =>
      who.call(
        "PUT",
        `${path}/customers/${sato}/correction`,
        { address: "東京都", reason: "転居" },
        { "if-match": version },
      );
    for (const version of ['"v0"', '"v1"'])
      expect((await correct(head, version)).status).toBe(412);
    for (const who of [compliance, auditor, desk])
      expect((await correct(who, '"v2"')).status).toBe(403);
  });
});

describe("persons", () => {
  test("accounts that share a name and an address are suggested, linked, and taken apart again", async () => {
    const twin = await aCustomer(app, incident.id, {
      customerNo: "C-0001",
      name: "山田太郎",
      kana: "やまだたろう",
      emails: ["TARO.yamada@keii.test"],
      phone: "0300001234",
    });
    await aCustomer(app, incident.id, {
      customerNo: "C-0002",
      name: "山田太郎",
      kana: "ヤマダタロウ",
      phone: "0300009999",
    });
    const { body: suggested } = await head.get<PersonSuggestion[]>(
      `${path}/person-suggestions`,
    );
    expect(
      suggested.map((one) => [
        one.customers.map((c) => c.customerNo),
        one.shares,
      ]),
    ).toEqual([
      [
        ["A-0001", "C-0001"],
        ["name", "kana", "email", "phone"],
      ],
    ]);
    const { body: person } = await head.post<LinkedPerson>(
      `${path}/person-links`,
      { customerIds: [taro, twin], reason: "同じ電話番号" },
    );
    expect(person.customers.map((c) => c.personId)).toEqual([
      person.personId,
      person.personId,
    ]);
    expect(
      (await head.get<PersonSuggestion[]>(`${path}/person-suggestions`)).body,
    ).toEqual([]);
    expect(
      (await head.get<Customer[]>(`${path}/customers/${twin}/accounts`)).body,
    ).toHaveLength(2);
    const { body: alone } = await head.post<Customer>(
      `${path}/customers/${twin}/unlink`,
      { reason: "別人と判明" },
    );
    expect(alone.personId).toBeNull();
    expect(
      (await head.get<Customer>(`${path}/customers/${taro}`)).body.personId,
    ).toBeNull();
    expect(
      (
        await head.call("POST", `${path}/customers/${twin}/unlink`, {
          reason: "もう一度",
        })
      ).status,
    ).toBe(409);
  });

  test("linking joins persons that were two, and refuses one alone, a stranger and who may not", async () => {
    const ids = await Promise.all(
      [1, 2, 3, 4].map((n) =>
        aCustomer(app, incident.id, { customerNo: `D-${n}` }),
      ),
    );
    const link = (who: Person, ...customerIds: string[]) =>
      who.call<LinkedPerson>("POST", `${path}/person-links`, {
        customerIds,
        reason: "同居の本人",
      });
    await link(head, ids[0]!, ids[1]!);
    await link(head, ids[2]!, ids[3]!);
    expect((await link(head, ids[1]!, ids[2]!)).body.customers).toHaveLength(4);
    expect(refusal(await link(head, ids[0]!))).toEqual([400, "customerIds"]);
    expect(refusal(await link(head, ids[0]!, incident.id))).toEqual([
      400,
      "customerIds",
    ]);
    expect((await link(compliance, ids[0]!, ids[1]!)).status).toBe(403);
    for (const id of ids)
      await head.call("POST", `${path}/customers/${id}/unlink`, {
        reason: "試験の終わり",
      });
  });
});

describe("the code of a member base and of a site", () => {
  test.each(["member-bases", "sites"])(
    "is kept without blanks around it, when it is given and when it is changed: %s",
    async (resource) => {
      const { body: made } = await head.post<Site>(`${path}/${resource}`, {
        code: " trimmed ",
        name: "店",
      });
      expect(made.code).toBe("trimmed");
      const changed = await head.on<Site>(
        made.version,
        "PUT",
        `${path}/${resource}/${made.id}`,
        { code: " again " },
      );
      expect(changed.body.code).toBe("again");
    },
  );
});

describe("GET /customers/:id/purchases", () => {
  test("lists what the customer bought, newest first", async () => {
    const { body: site } = await head.post<Site>(`${path}/sites`, {
      code: "03",
      name: "第三店",
    });
    await app.sql(
      `insert into purchase (incident_id, paid_at, base_no, site_no, method, customer_no, order_no, last4, first_batch, batch_no)
       select $1, '2016-08-05T09:03:00+09:00'::timestamptz + n * interval '1 day', 1, s.no, 'card', 'A-0001', 'O-' || n, '1111', 1, 1
       from generate_series(1, 3) n, site s where s.id = $2`,
      [incident.id, site.id],
    );
    const { body } = await auditor.get<Purchase[]>(
      `${path}/customers/${taro}/purchases`,
    );
    expect(body.map((one) => one.orderNo)).toEqual(["O-3", "O-2", "O-1"]);
    expect(body[0]).toMatchObject({
      site: { code: "03" },
      method: "card",
      paidAt: "2016-08-08T00:03:00.000Z",
      last4: "1111",
    });
  });
});

describe("POST /customers/export", () => {
  test("hands compliance a file that no spreadsheet runs, and the log its count and reason", async () => {
    await aCustomer(app, incident.id, {
      customerNo: "E-0001",
      name: "=HYPERLINK(1)",
      phone: "+81 3 0000 1234",
    });
    const { status, headers, body } = await compliance.call<string>(
      "POST",
      `${path}/customers/export`,
      { memberBaseId: base.id, reason: "警察への提出" },
    );
    expect(status).toBe(200);
    expect(headers.get("content-type")).toContain("text/csv");
    expect(body).toContain("山田 太郎,ヤマダ タロウ");
    expect(body).toContain("'=HYPERLINK(1)");
    expect(body).toContain("+81 3 0000 1234");
    const lines = body.trim().split("\r\n").length - 1;
    const { body: log } = await auditor.get<AuditEntry[]>(
      `/api/audit?filter=${encodeURIComponent(JSON.stringify({ act: "export", resource: "customers" }))}`,
    );
    expect(log[0]!.changes).toContainEqual(
      expect.objectContaining({ field: "count", after: lines }),
    );
    expect(JSON.stringify(log)).toContain("警察への提出");
    expect(JSON.stringify(log)).not.toContain("山田");
  });

  test("is refused to all others, and without a reason", async () => {
    for (const who of [head, auditor, administrator, desk])
      expect(
        (
          await who.call("POST", `${path}/customers/export`, {
            reason: "控え",
          })
        ).status,
      ).toBe(403);
    expect(
      refusal(await compliance.call("POST", `${path}/customers/export`, {})),
    ).toEqual([400, "reason"]);
  });
});
