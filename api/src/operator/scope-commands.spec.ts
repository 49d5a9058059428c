import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commandLine } from "@keii/api/operator/command-line";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startApp, type TestApp } from "../../../test/support/app.js";
import { anIncident, aPerson } from "../../../test/support/people.js";

let app: TestApp;
let code: string;
let folder: string;

beforeAll(async () => {
  app = await startApp();
  ({ code } = await anIncident(await aPerson(app)));
  folder = await mkdtemp(join(tmpdir(), "keii-scope-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await app.close();
});

async function keii(...args: string[]) {
  const out: string[] = [];
  const said: string[] = [];
  const exit = await commandLine([...args, "--incident", code, "--json"], {
    env: {
      DATABASE_URL: app.ownerUrl,
      KEII_DATA_DIR: app.dataDir,
      KEII_LOG_LEVEL: "silent",
    },
    say: (line) => out.push(line),
    tell: (line) => said.push(line),
  });
  const json = (exit === 0 ? JSON.parse(out.join("")) : null) as unknown;
  return { exit, json, said: said.join("\n") };
}

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const exposure = {
  name: "経路1",
  subject: "purchases",
  fromOn: "2014-08-25",
  untilOn: "2015-09-23",
  sites: ["print"],
  methods: ["card"],
  dataItems: ["card_number"],
  givenList: {
    name: "注文",
    kind: "orders",
    giver: "みなと決済サービス株式会社",
    receivedOn: "2016-09-01",
    ids: ["o1", "o4"],
  },
};

test("files, an exposure and a run on the command line say who is affected, and why", async () => {
  const purchases = await file(
    "purchases.csv",
    [
      "注文番号,会員ID,サイト,支払方法,決済日時",
      "o1,1,print,クレカ,2015/9/23 23:59:59",
      "o2,1,print,クレカ,2015/9/24 0:00:00",
      "o3,2,print,銀行振込,2015/9/1 9:00",
      "o4,3,print,クレカ,2015/9/1 9:00",
      "o5,4,print,クレカ,2015/9/1 9:00",
    ].join("\n"),
  );
  const customers = await file(
    "customers.csv",
    "会員ID,氏名\n1,山田太郎\n2,田中花子\n4,佐藤次郎",
  );
  const values = await file(
    "values.json",
    JSON.stringify({
      method: { クレカ: "card", 銀行振込: "bank_transfer" },
      site: { print: "print" },
    }),
  );
  await keii("import", "customers", customers);
  const batch = await keii(
    "import",
    "purchases",
    purchases,
    "--values",
    values,
  );
  expect(batch).toMatchObject({ exit: 0, json: { new: 5, rejected: 0 } });

  expect((await keii("scope", "run")).exit).not.toBe(0);
  const path = await file("exposure.json", JSON.stringify(exposure));
  expect(await keii("exposure", "add", "--file", path)).toMatchObject({
    exit: 0,
    json: { exposure: 1, name: "経路1" },
  });
  expect(await keii("scope", "run")).toMatchObject({
    exit: 0,
    json: {
      run: 1,
      state: "done",
      batchNo: 2,
      affected: { cards: 2, purchases: 2, accounts: 2, persons: 2 },
      unlisted: { accounts: 1 },
      notAffected: { accounts: 1 },
      unknownCustomers: 1,
    },
  });
  const explain = (id: string) => keii("scope", "explain", "--customer", id);
  expect((await explain("１")).json).toMatchObject({
    verdict: "affected",
    exposures: [{ standing: "affected", purchases: [{ orderNo: "o1" }] }],
    others: [{ orderNo: "o2", because: ["after", "list"] }],
  });
  expect((await explain("2")).json).toMatchObject({
    verdict: "not_affected",
    others: [{ because: ["method", "list"] }],
  });
  expect((await explain("3")).json).toMatchObject({
    customerId: null,
    verdict: "affected",
  });
  expect((await explain("4")).json).toMatchObject({
    verdict: "unlisted",
    exposures: [{ standing: "unlisted", purchases: [{ orderNo: "o5" }] }],
  });
});

test("what cannot be meant is refused in words", async () => {
  expect(await keii("scope", "explain", "--customer", "nobody")).toMatchObject({
    exit: 1,
    said: "There is no such customer.",
  });
  expect((await keii("scope", "count")).said).toBe("Say run or explain.");
  const broken = await file("broken.json", "{");
  expect((await keii("exposure", "add", "--file", broken)).said).toBe(
    "The file of --file has to be JSON.",
  );
  const strange = await file(
    "strange.json",
    JSON.stringify({ ...exposure, methods: ["クレカ"] }),
  );
  expect((await keii("exposure", "add", "--file", strange)).said).toContain(
    "methods",
  );
});
