import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as pathOf } from "node:path";
import { setTimeout } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { importsOf } from "@keii/api/operator/import-command";
import { systemActor } from "@keii/api/platform/database/actor";
import type { ImportBatch, ImportPreview, Incident } from "@keii/shared";
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "vitest";
import { startApp, type TestApp } from "../../../test/support/app.js";
import { refusal } from "../../../test/support/caller.js";
import {
  anIncident,
  aPerson,
  join,
  type Person,
} from "../../../test/support/people.js";
import type { LocalImport } from "@keii/api/imports/imports.service";

let app: TestApp;
let head: Person;
let reader: Person;
let incident: Incident;
let folder: string;
const log: string[] = [];

beforeAll(async () => {
  app = await startApp({ log, withWorker: true });
  head = await aPerson(app);
  reader = await aPerson(app);
  folder = await mkdtemp(pathOf(tmpdir(), "keii-import-"));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  incident = await anIncident(head);
});

const customerHeader =
  "会員ID,氏名,フリガナ,メールアドレス,電話番号,郵便番号,住所,会員登録日,会社名";
const purchaseHeader =
  "注文番号,会員ID,サイト,支払方法,決済日時,カード参照,下4桁";
const sites = [{ field: "site" as const, word: "03", means: "SHOP-3" }];
/** 髙﨑①～ as Windows-31J has them. */
const extended = [0xfb, 0xfc, 0xed, 0x95, 0x87, 0x40, 0x81, 0x60];

async function bring(
  kind: LocalImport["kind"],
  content: string | Buffer,
  more: Partial<LocalImport> = {},
): Promise<ImportBatch> {
  const path = pathOf(folder, `${kind}.csv`);
  await writeFile(path, content);
  return importsOf(app.foundation).importFile(systemActor(), incident.id, {
    kind,
    path,
    memberBase: null,
    words: sites,
    ...more,
  });
}

function counts(batch: ImportBatch): unknown[] {
  return [
    batch.state,
    batch.newRows,
    batch.changedRows,
    batch.sameRows,
    batch.rejectedRows,
  ];
}

async function rows(table: "customer" | "purchase"): Promise<object[]> {
  const found = await app.sql<{ row: Record<string, unknown> }>(
    `select to_jsonb(t) - '{id,incident_id}'::text[] as row from ${table} t where incident_id = $1 order by ${table === "customer" ? "customer_no" : "order_no"}`,
    [incident.id],
  );
  return found.map(({ row }) => row);
}

async function rejects(batch: ImportBatch): Promise<unknown[]> {
  const found = await app.sql<{
    line: number;
    reason: string;
    cells: string[];
  }>(
    "select line, reason, cells from import_reject where incident_id = $1 and batch_no = $2 and line > 0 order by line",
    [incident.id, batch.no],
  );
  return found.map(({ line, reason, cells }) => [line, reason, ...cells]);
}

describe("customers", () => {
  test.each(["\r\n", "\n", "\r"])(
    "are read, with lines ending in %j",
    async (end) => {
      const batch = await bring(
        "customers",
        [
          "\ufeff" + customerHeader,
          '００１,田中 太郎,タナカ タロウ,a..b@mail.example,０３-0000-0001,1000001,"東京都',
          '架空区1-1",2016/8/5,',
          "2,鈴木,,,,,,2016年8月5日,架空商事",
          "",
        ].join(end),
      );
      expect(counts(batch)).toEqual(["done", 2, 0, 0, 0]);
      expect(await rows("customer")).toMatchObject([
        {
          customer_no: "001",
          name: "田中 太郎",
          emails: ["a..b@mail.example"],
          has_odd_email: true,
          phone: "03-0000-0001",
          phone_digits: "0300000001",
          postal_code: "100-0001",
          address: "東京都 架空区1-1",
          registered_on: "2016-08-05",
          status: "active",
          first_batch: 1,
          batch_no: 1,
        },
        { customer_no: "2", registered_on: "2016-08-05", company: "架空商事" },
      ]);
    },
  );

  test("are read from Windows-31J, the extensions included, and from a gzip file", async () => {
    const header = Buffer.from("customer id\tname\n1\t");
    const batch = await bring(
      "customers",
      gzipSync(
        Buffer.concat([header, Buffer.from(extended), Buffer.from("\n")]),
      ),
    );
    expect(batch).toMatchObject({
      state: "done",
      encoding: "windows-31j",
      delimiter: "\t",
      isGzip: true,
    });
    expect(await rows("customer")).toMatchObject([{ name: "髙﨑①～" }]);
  });

  test("change nothing the second time", async () => {
    const file = `${customerHeader}\n1,田中,,,,,,,\n2,鈴木,,,,,,,\n`;
    await bring("customers", file);
    const before = await rows("customer");
    expect(counts(await bring("customers", file))).toEqual([
      "done",
      0,
      0,
      2,
      0,
    ]);
    expect(await rows("customer")).toEqual(before);
  });

  test("keep what a file has no column for, and are as before once it is undone", async () => {
    await bring(
      "customers",
      `${customerHeader}\n1,田中,タナカ,,,,住所,,\n2,鈴木,,,,,,,\n`,
    );
    const before = await rows("customer");
    const batch = await bring("customers", "会員ID,氏名\n1,中田\n3,佐藤\n");
    expect(counts(batch)).toEqual(["done", 1, 1, 0, 0]);
    expect(await rows("customer")).toMatchObject([
      {
        name: "中田",
        kana: "タナカ",
        address: "住所",
        search: "中中田田 たたななかか",
        first_batch: 1,
        batch_no: 2,
      },
      { name: "鈴木", batch_no: 1 },
      { name: "佐藤", first_batch: 2 },
    ]);
    await importsOf(app.foundation).undo(
      systemActor(),
      incident.id,
      batch.id,
      "試し",
    );
    expect(await rows("customer")).toEqual(before);
    expect(
      await app.sql("select from customer_past where incident_id = $1", [
        incident.id,
      ]),
    ).toEqual([]);
  });

  test("say in a dry run what would happen, and stay as they are", async () => {
    await bring("customers", "会員ID,氏名\n1,田中\n2,鈴木\n");
    const before = await rows("customer");
    const batch = await bring(
      "customers",
      "会員ID,氏名\n1,中田\n2,鈴木\n3,佐藤\n,無名\n",
      { isDryRun: true },
    );
    expect(counts(batch)).toEqual(["checked", 1, 1, 1, 1]);
    expect(await rejects(batch)).toEqual([[5, "needed", "", "無名"]]);
    expect(await rows("customer")).toEqual(before);
  });

  test("stand once where the file has them twice; what says something else is rejected", async () => {
    const batch = await bring(
      "customers",
      "会員ID,氏名\n1,田中\n1,田中\n1,中田\n2,鈴木\n",
    );
    expect(counts(batch)).toEqual(["done", 2, 0, 1, 1]);
    expect(await rejects(batch)).toEqual([[4, "twice", "1", "中田"]]);
  });

  test("with a card number in any cell are rejected, and the number is nowhere", async () => {
    const card = "4111 1111 1111 1111";
    const cells = customerHeader.split(",").map((_, at) =>
      customerHeader
        .split(",")
        .map((_header, column) => (column === at ? card : `${at}${column}`))
        .join(","),
    );
    const batch = await bring(
      "customers",
      `${customerHeader},備考\n${cells.map((row) => `${row},x`).join("\n")}\n1,,,,,,,,,4111111111111111\n`,
    );
    expect(counts(batch)).toEqual(["done", 0, 0, 0, 10]);
    const found = JSON.stringify([
      await rejects(batch),
      await rows("customer"),
      batch,
      log,
    ]);
    expect(found).toContain("[カード番号]");
    expect(found.replace(/\D/g, "")).not.toContain("4111111111111111");
  });
});

describe("purchases", () => {
  const file = [
    purchaseHeader,
    "A-1,1,03,クレカ,2016/8/5 9:03,ref-1,1234",
    "A-2,2,03,ポイント＋カード併用,2016-08-05T09:03:00+09:00,,0042",
    "A-3,9,03,代引,2016年8月5日,,",
  ].join("\n");

  test("are read in the zone of the incident, whoever bought", async () => {
    const batch = await bring("purchases", file);
    expect(counts(batch)).toEqual(["done", 3, 0, 0, 0]);
    expect(await rows("purchase")).toMatchObject([
      {
        order_no: "A-1",
        method: "card",
        paid_at: "2016-08-05T00:03:00+00:00",
        card_ref: "ref-1",
        last4: "1234",
        status: "completed",
      },
      {
        order_no: "A-2",
        method: "card",
        paid_at: "2016-08-05T00:03:00+00:00",
        last4: "0042",
      },
      {
        order_no: "A-3",
        method: "cash_on_delivery",
        paid_at: "2016-08-04T15:00:00+00:00",
      },
    ]);
    expect(counts(await bring("purchases", file))).toEqual([
      "done",
      0,
      0,
      3,
      0,
    ]);
  });

  test("are as before once a change is undone, and a later import of the same file brings it again", async () => {
    await bring("purchases", file);
    const before = await rows("purchase");
    const changed = await bring(
      "purchases",
      `${file.replace("クレカ", "銀行振込")}\nA-4,1,03,クレカ,2016/8/6,,\n`,
    );
    expect(counts(changed)).toEqual(["done", 1, 1, 2, 0]);
    await importsOf(app.foundation).undo(
      systemActor(),
      incident.id,
      changed.id,
      "試し",
    );
    expect(await rows("purchase")).toEqual(before);
  });

  test("with a word nobody gave a meaning to refuse the file, and change nothing", async () => {
    const batch = await bring(
      "purchases",
      `${purchaseHeader}\n1,1,03,謎払い,2016/8/5,,\n2,1,03,謎払い,2016/8/5,,\n3,1,04,クレカ,2016/8/5,,\n`,
    );
    expect(batch).toMatchObject({
      state: "refused",
      outcome: {
        problem: "wordsUnknown",
        words: [
          { field: "method", word: "謎払い", count: 2 },
          { field: "site", word: "04", count: 1 },
        ],
      },
    });
    expect(await rows("purchase")).toEqual([]);
    const words = [
      ...sites,
      { field: "method" as const, word: "謎払い", means: "wallet" },
      { field: "site" as const, word: "04", means: "SHOP-4" },
    ];
    const again = `${purchaseHeader}\n1,1,03,謎払い,2016/8/5,,\n2,1,04,クレカ,2016/13/5,,\n`;
    expect(counts(await bring("purchases", again, { words }))).toEqual([
      "done",
      1,
      0,
      0,
      1,
    ]);
    expect(counts(await bring("purchases", again, { words: [] }))).toEqual([
      "done",
      0,
      0,
      1,
      1,
    ]);
  });

  test("without a needed column refuse the file", async () => {
    expect(
      await bring(
        "purchases",
        "注文番号,会員ID,サイト,支払方法\n1,1,03,クレカ\n",
      ),
    ).toMatchObject({
      state: "refused",
      outcome: { problem: "columnsNeeded", fields: ["paidAt"] },
    });
  });
});

const ids = "会員ID,氏名\n";
const malformed: [string, () => string | Buffer, string][] = [
  ["nothing", () => "", "noRows"],
  ["a header alone", () => ids, "noRows"],
  ["blank lines", () => "\n\n\n", "noRows"],
  ["a workbook", () => Buffer.from("PK\u0003\u0004xl/workbook.xml"), "notText"],
  [
    "an old workbook",
    () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3, 4]),
    "notText",
  ],
  [
    "a page",
    () => "<!DOCTYPE html><table><tr><td>1</td></tr></table>",
    "notText",
  ],
  ["UTF-16", () => Buffer.from("\ufeff" + ids + "1,a\n", "utf16le"), "notText"],
  ["NULs at the head", () => ids + "\0\0\0\n", "notText"],
  [
    "a character cut off",
    () => Buffer.from(ids + "1,田中").subarray(0, -1),
    "encoding",
  ],
  [
    "mixed encodings",
    () =>
      Buffer.concat([
        Buffer.from(ids + "1,"),
        Buffer.from(extended),
        Buffer.from("\n"),
      ]),
    "encoding",
  ],
  ["a quote never closed", () => ids + '1,"田中\n2,鈴木\n', "quote"],
  ["something behind a quote", () => ids + '1,"田中"太郎\n', "quote"],
  [
    "a line of 50 MB",
    () => ids + "1," + "a".repeat(50_000_000) + "\n",
    "lineTooLong",
  ],
  ["a header of 5 MB", () => "a".repeat(5_000_000), "lineTooLong"],
  [
    "10,000 columns",
    () => "会員ID," + "x,".repeat(10_000) + "\n1\n",
    "tooManyColumns",
  ],
  [
    "a gzip that unfolds a thousandfold",
    () => gzipSync(Buffer.alloc(50_000_000, 0x61)),
    "unfoldsTooFar",
  ],
  [
    "a gzip cut off",
    () => gzipSync(Buffer.from(ids + "1,a\n".repeat(1000))).subarray(0, -20),
    "archive",
  ],
  ["a gzip in a gzip", () => gzipSync(gzipSync(ids + "1,a\n")), "notText"],
  ["two columns of one header", () => "氏名,名前\n1,2\n", "columnsNeeded"],
  ["no delimiter", () => "今日は良い天気です\nそうですね\n", "columnsNeeded"],
];

describe("a malformed file", () => {
  test.each(malformed)(
    "of %s is refused in plain words, and changes nothing",
    async (_name, make, problem) => {
      const batch = await bring("customers", make());
      expect(batch).toMatchObject({ state: "refused", outcome: { problem } });
      expect(await rows("customer")).toEqual([]);
    },
  );

  test("of rows with more or fewer cells, or with what is not text, loses only these", async () => {
    const batch = await bring(
      "customers",
      `${ids}1,田中\n2\n3,鈴木,x\n4,佐藤,\n5,a\u0001b\n,\n6,${"長".repeat(300)}\n`,
    );
    expect(counts(batch)).toEqual(["done", 2, 0, 0, 5]);
    expect((await rejects(batch)).map((row) => (row as unknown[])[1])).toEqual([
      "columns",
      "columns",
      "control",
      "empty",
      "tooLong",
    ]);
  });
});

describe("POST /import-batches/:id/undo", () => {
  test("is refused to who only reads, for another incident, an old version, a batch that is not the newest", async () => {
    await join(head, incident.id, reader, "communications");
    const first = await bring("customers", ids + "1,田中\n");
    const second = await bring("customers", ids + "2,鈴木\n");
    const path = `/api/incidents/${incident.id}/import-batches`;
    const undo = (
      who: Person,
      batch: ImportBatch,
      version = batch.version,
      at = path,
    ) =>
      who.call(
        "POST",
        `${at}/${batch.id}/undo`,
        { reason: "誤り" },
        { "if-match": `"v${version}"` },
      );
    expect(refusal(await undo(reader, second))[0]).toBe(403);
    const other = await anIncident(head);
    expect(
      refusal(
        await undo(
          head,
          second,
          second.version,
          `/api/incidents/${other.id}/import-batches`,
        ),
      )[0],
    ).toBe(404);
    expect(refusal(await undo(head, second, 1))[0]).toBe(412);
    expect(await undo(head, first)).toMatchObject({
      status: 409,
      body: {
        errors: {
          "root.serverError": expect.stringContaining("もっと新しい") as string,
        },
      },
    });
    expect(await undo(head, second)).toMatchObject({
      status: 200,
      body: { state: "undone", undoReason: "誤り" },
    });
    expect(refusal(await undo(head, second, second.version + 1))[0]).toBe(409);
    expect(
      (await head.get<ImportBatch[]>(path)).body.map(({ no, state }) => [
        no,
        state,
      ]),
    ).toEqual([
      [2, "undone"],
      [1, "done"],
    ]);
  });
});

describe("a file sent to the API", () => {
  const sent = async (): Promise<[string, ImportBatch]> => {
    const { body: base } = await head.post<{ id: string }>(
      `/api/incidents/${incident.id}/member-bases`,
      { code: "shop", name: "本店" },
    );
    const path = `/api/incidents/${incident.id}/import-batches`;
    const { body } = await head.post<ImportBatch>(path, {
      kind: "customers",
      memberBaseId: base.id,
      fileName: "顧客.csv",
    });
    return [path, body];
  };
  const spooled = async (id: string) =>
    (await readdir(pathOf(app.dataDir, "imports"))).filter((name) =>
      name.startsWith(id),
    ).length;
  const ended = async (path: string): Promise<ImportBatch> => {
    for (;;) {
      const { body } = await head.get<ImportBatch>(path);
      if (body.state !== "queued" && body.state !== "running") return body;
      await setTimeout(50);
    }
  };

  test("is looked through, brought in, and leaves only its hash; rejected rows are told with line and reason", async () => {
    const [path, { id, version }] = await sent();
    const at = `${path}/${id}`;
    expect(
      refusal(
        await head.call(
          "POST",
          `${at}/start`,
          { isDryRun: true },
          { "if-match": `"v${version}"` },
        ),
      )[0],
    ).toBe(409);
    const content = Buffer.from(ids + "1,田中\n,=1+1\n,4111111111111111\n");
    const { body: there } = await head.post<ImportBatch>(
      `${at}/content`,
      content,
    );
    expect(there).toMatchObject({ state: "uploaded", size: content.length });
    expect((await head.get(`${at}/preview`)).body).toMatchObject({
      encoding: "utf-8",
      headers: ["会員ID", "氏名"],
      columns: [{ field: "customerNo" }, { field: "name" }],
      rows: [
        { line: 2, cells: ["1", "田＊＊＊"], rejected: null },
        { line: 3, rejected: "needed" },
        { line: 4, cells: ["", "[カード番号]"], rejected: "cardNumber" },
      ],
      outcome: null,
    });
    await head.on(there.version, "POST", `${at}/start`, { isDryRun: true });
    const checked = await ended(at);
    expect(counts(checked)).toEqual(["checked", 1, 0, 0, 2]);
    expect(await rows("customer")).toEqual([]);
    await head.on(checked.version, "POST", `${at}/start`, { isDryRun: false });
    expect(counts(await ended(at))).toEqual(["done", 1, 0, 0, 2]);
    await expect.poll(() => spooled(id)).toBe(0);
    const { body } = await head.get<string>(`${at}/rejects.csv`);
    expect(body.replace("\ufeff", "").trim().split("\r\n")).toEqual([
      "会員ID,氏名,行,理由",
      ",'=1+1,3,必要な値がありません",
      ",[カード番号],4,カード番号とみなされる数字があります（印のある列）",
    ]);
  });

  test("is shown as it would be read, without what tells who somebody is", async () => {
    const [path, { id }] = await sent();
    const at = `${path}/${id}`;
    const cells = [
      "会員ID,お客さま,郵便番号,住所,電話番号,メールアドレス,備考",
      "1,田中太郎,100-0001,東京都千代田区1,03-0000-0001,taro@mail.example,田中様",
    ].join("\n");
    await head.post(`${at}/content`, Buffer.from(cells));
    const as = async (reading: object) =>
      (await head.post<ImportPreview>(`${at}/preview`, reading)).body;
    expect((await as({})).rows[0]?.cells).toEqual([
      "1",
      "田＊＊＊",
      "100-****",
      "東京都＊＊＊",
      "***-0001",
      "t***@m***.example",
      "田＊＊＊",
    ]);
    const columns = [
      { column: 0, field: "customerNo" },
      { column: 1, field: "name" },
    ];
    expect(await as({ columns })).toMatchObject({ columns, outcome: null });
    expect(await as({ columns: columns.slice(1) })).toMatchObject({
      outcome: { problem: "columnsNeeded", fields: ["customerNo"] },
    });
    expect((await as({ delimiter: ";" })).headers).toHaveLength(1);
    expect(refusal(await reader.call("POST", `${at}/preview`, {}))[0]).toBe(
      404,
    );
  });

  test("says why rows were rejected, how often and where first", async () => {
    const [path, { id }] = await sent();
    const at = `${path}/${id}`;
    const { body: there } = await head.post<ImportBatch>(
      `${at}/content`,
      Buffer.from(ids + "1,田中\n,佐藤\n,鈴木\n2,4111111111111111\n"),
    );
    await head.on(there.version, "POST", `${at}/start`, { isDryRun: true });
    await ended(at);
    expect((await head.get(`${at}/rejects`)).body).toEqual([
      { reason: "needed", field: "customerNo", count: 2, firstLine: 3 },
      { reason: "cardNumber", field: null, count: 1, firstLine: 5 },
    ]);
    expect(refusal(await reader.call("GET", `${at}/rejects`))[0]).toBe(404);
  });

  test("is whole although two send one for the same batch", async () => {
    const [path, { id }] = await sent();
    const at = `${path}/${id}`;
    const contents = ["1,田中\n", "2,佐藤\n3,鈴木\n"].map((text) =>
      Buffer.from(ids + text),
    );
    const answers = await Promise.all(
      contents.map((content) =>
        head.call<ImportBatch>("POST", `${at}/content`, content),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const taken = answers.find(({ status }) => status === 200)!.body;
    await head.on(taken.version, "POST", `${at}/start`, { isDryRun: true });
    const { rows: read } = await ended(at);
    expect([taken.size, read]).toEqual(
      contents
        .map(({ length }, no) => [length, no + 1])
        .find(([length]) => length === taken.size),
    );
    expect(await spooled(id)).toBe(1);
  });

  test("is gone once it is cancelled, and cannot be started again", async () => {
    const [path, { id }] = await sent();
    const at = `${path}/${id}`;
    const { body } = await head.post<ImportBatch>(
      `${at}/content`,
      Buffer.from(ids + "1,田中\n"),
    );
    const cancelled = await head.on<ImportBatch>(
      body.version,
      "POST",
      `${at}/cancel`,
    );
    expect(cancelled.body.state).toBe("cancelled");
    expect(await spooled(id)).toBe(0);
    expect(
      refusal(
        await head.call(
          "POST",
          `${at}/start`,
          { isDryRun: false },
          { "if-match": `"v${cancelled.body.version}"` },
        ),
      )[0],
    ).toBe(409);
  });
});
