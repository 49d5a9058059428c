import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as pathOf } from "node:path";
import { gzipSync } from "node:zlib";
import { commandLine } from "@keii/api/operator/command-line";
import type { ImportBatch, ImportKind, Incident } from "@keii/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApp, type TestApp } from "./support/app.js";
import { cardDigits, spelledCard } from "./support/card-spellings.js";
import { anIncident, aPerson, type Person } from "./support/people.js";
import { Random } from "./support/random.js";
import {
  Planted,
  sweepDatabase,
  sweepFolder,
  sweepLines,
} from "./support/sweep.js";

const seed = Number(process.env.KEII_SPEC_SEED ?? 20160812);
const random = new Random(seed);
/** Every number that stood in a file where nothing of it may stay. */
const planted = new Planted();
const log: string[] = [];
/** Everything that was answered. */
const answers: string[] = [];

let app: TestApp;
let head: Person;
let incident: Incident;
let baseId: string;
let folder: string;
let path: string;

beforeAll(async () => {
  app = await startApp({ withWorker: true, log });
  head = await aPerson(app);
  incident = await anIncident(head);
  path = `/api/incidents/${incident.id}/import-batches`;
  folder = await mkdtemp(pathOf(tmpdir(), "keii-cards-"));
  const { body } = await head.post<{ id: string }>(
    `/api/incidents/${incident.id}/member-bases`,
    { code: "main", name: "main" },
  );
  baseId = body.id;
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

function heard<T>(body: T): T {
  answers.push(JSON.stringify(body) ?? "");
  return body;
}

/** A new number in one of the ways in which people write them in a cell. */
function aCard(): string {
  const { digits, text } = spelledCard(random, "line");
  planted.add(digits);
  return text;
}

/** The same as digits alone. */
function someDigits(): string {
  const digits = cardDigits(random);
  planted.add(digits);
  return digits;
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const table = (...rows: string[][]) =>
  `${rows.map((row) => row.map(quoted).join(",")).join("\n")}\n`;

const columns: Record<ImportKind, string[]> = {
  customers: [
    "会員ID",
    "氏名",
    "フリガナ",
    "会社名",
    "部署",
    "メールアドレス",
    "携帯メール",
    "電話番号",
    "郵便番号",
    "住所",
    "言語",
    "会員登録日",
    "状態",
    "備考",
  ],
  purchases: [
    "注文番号",
    "会員ID",
    "サイト",
    "支払方法",
    "決済日時",
    "状態",
    "ブランド",
    "下4桁",
    "カード参照",
    "決済番号",
    "備考",
  ],
};
const sound: Record<ImportKind, (no: string) => string[]> = {
  customers: (no) => [no, "田中", ...Array<string>(12).fill("")],
  purchases: (no) => [
    no,
    "1",
    "A",
    "クレカ",
    "2016/8/5 9:03:05",
    ...Array<string>(6).fill(""),
  ],
};

/** Sends a file as the console does, looks at its head, and has it read; answers the batch as it ended. */
async function send(
  kind: ImportKind,
  content: string | Buffer,
  fileName = "file.csv",
  isDryRun = false,
  reading: object = {},
): Promise<ImportBatch> {
  const announced = heard(
    (
      await head.post<ImportBatch>(path, {
        kind,
        memberBaseId: baseId,
        fileName,
      })
    ).body,
  );
  const at = `${path}/${announced.id}`;
  const there = heard(
    (await head.post<ImportBatch>(`${at}/content`, Buffer.from(content))).body,
  );
  heard((await head.get(`${at}/preview`)).body);
  const started = heard(
    (
      await head.on<ImportBatch>(there.version, "POST", `${at}/start`, {
        isDryRun,
        reading,
      })
    ).body,
  );
  if (started.state !== "queued") return started;
  for (;;) {
    const { body } = await head.get<ImportBatch>(at);
    if (body.state === "queued" || body.state === "running") {
      await new Promise((done) => setTimeout(done, 30));
      continue;
    }
    heard(body);
    heard((await head.get<string>(`${at}/rejects.csv`)).body);
    heard((await head.call("GET", `${at}/preview`)).body);
    // What is refused or looked through keeps its file until somebody decides.
    if (body.state === "refused" || body.state === "checked")
      heard((await head.on(body.version, "POST", `${at}/cancel`)).body);
    return body;
  }
}

describe("a card number in a file", () => {
  test.each(["customers", "purchases"] as const)(
    "of %s, in any column, however it is written, rejects its row and is nowhere",
    async (kind) => {
      await app.sql(
        `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
         insert into site (id, incident_id, no, code, name, created_at) select gen_random_uuid(), $1, 1, 'A', '{"ja":"A"}', now() from actor where set is not null
         on conflict do nothing`,
        [incident.id],
      );
      const rows: string[][] = [columns[kind]];
      columns[kind].forEach((_, column) => {
        for (let spelling = 0; spelling < 4; spelling++) {
          const row = sound[kind](`r${column}${spelling}`);
          row[column] = [
            aCard(),
            `番号は${aCard()}です`,
            aCard(),
            `${aCard()} `,
          ][spelling]!;
          rows.push(row);
        }
      });
      rows.push(sound[kind]("good"));
      for (const isDryRun of [true, false]) {
        const batch = await send(kind, table(...rows), "file.csv", isDryRun);
        expect(batch).toMatchObject({
          state: isDryRun ? "checked" : "done",
          newRows: 1,
          rejectedRows: rows.length - 2,
        });
      }
      const reasons = await app.sql<{ reason: string }>(
        "select distinct reason from import_reject where incident_id = $1 and line > 0",
        [incident.id],
      );
      expect(reasons).toEqual([{ reason: "cardNumber" }]);
    },
  );

  test("in rows that are rejected for another reason is nowhere", async () => {
    const rows = [
      ["会員ID", "氏名", "会員登録日"],
      ["", aCard(), ""],
      ["1", aCard()],
      ["2", "a", "b", aCard()],
      ["3", `a\u0001${aCard()}`, ""],
      ["4", "x".repeat(300) + aCard(), ""],
      ["5", "a", `きのう ${aCard()}`],
    ];
    expect(await send("customers", table(...rows))).toMatchObject({
      newRows: 0,
      rejectedRows: 6,
    });
  });

  test("in the name of the file, in a header, in words, or in a packed file is nowhere", async () => {
    const named = await send(
      "customers",
      "会員ID,氏名\nn1,a\n",
      `顧客 ${someDigits()}.csv`,
    );
    expect(named).toMatchObject({ state: "done" });
    expect(named.fileName).toContain("カード番号");
    expect(
      await send(
        "customers",
        table(
          ["会員ID", "氏名", aCard()],
          ["n2", "a", "b"],
          ["", aCard(), "c"],
        ),
      ),
    ).toMatchObject({ newRows: 1, rejectedRows: 1 });
    expect(
      await send(
        "purchases",
        gzipSync(
          table(
            columns.purchases,
            sound.purchases("w1").with(3, aCard()),
            sound.purchases("w2").with(2, aCard()),
            sound.purchases("w3").with(3, "謎払い"),
          ),
        ),
      ),
    ).toMatchObject({
      state: "refused",
      outcome: { words: [{ word: "謎払い", count: 1 }] },
    });
    for (const [word, means] of [
      [aCard(), "card"],
      ["クレカ", aCard()],
    ] as const)
      await send(
        "purchases",
        table(columns.purchases, sound.purchases("w4")),
        "f.csv",
        true,
        {
          words: [{ field: "method", word, means }],
        },
      );
    // A file that breaks off before anybody could look at its cells.
    for (const broken of [
      `会員ID,"氏名\n1,${aCard()}\n`,
      `会員ID,氏名\n1,"${aCard()}\n`,
      `${aCard()}\n1\n`,
      `<html>${aCard()}</html>`,
    ])
      expect(await send("customers", broken)).toMatchObject({
        state: "refused",
      });
  });

  test("on the command line, in the name of the file, its words and its sites is nowhere", async () => {
    const run = async (...args: string[]) => {
      const said: string[] = [];
      const code = await commandLine(
        ["import", ...args, "--incident", incident.code],
        {
          env: {
            DATABASE_URL: app.ownerUrl,
            KEII_DATA_DIR: app.dataDir,
            KEII_CONSOLE_URL: app.url,
            KEII_LOG_LEVEL: "silent",
          },
          say: (line) => said.push(line),
          tell: (line) => said.push(line),
        },
      );
      answers.push(...said);
      return code;
    };
    const file = pathOf(folder, `${someDigits()}.csv`);
    await writeFile(file, table(columns.purchases, sound.purchases("c1")));
    const values = pathOf(folder, "values.json");
    expect(await run("purchases", file)).toBe(0);
    expect(
      await run("purchases", file, "--member-base", someDigits()),
    ).not.toBe(0);
    for (const meanings of [
      { site: { A: aCard() } },
      { site: { [aCard()]: "A" } },
      { method: { クレカ: aCard() } },
      { method: { [aCard()]: "card" } },
    ]) {
      await writeFile(values, JSON.stringify(meanings));
      expect(await run("purchases", file, "--values", values)).not.toBe(0);
    }
  });

  test("that is an order number by chance rejects only its row, which says in which column and why", async () => {
    const orders = ["4539578763621486", "4539578763621487", "2016080500000001"];
    const batch = await send(
      "purchases",
      table(columns.purchases, ...orders.map((no) => sound.purchases(no))),
    );
    expect(batch).toMatchObject({ newRows: 2, rejectedRows: 1 });
    const { body } = await head.get<string>(`${path}/${batch.id}/rejects.csv`);
    expect(body.split("\r\n")[1]).toBe(
      "[カード番号],1,A,クレカ,2016/8/5 9:03:05,,,,,,,2,カード番号とみなされる数字があります（印のある列）",
    );
  });

  test("is in no column of the database, no file, no log, no answer", async () => {
    await expect
      .poll(async () => (await app.sql("select from audit_unsealed")).length, {
        timeout: 10_000,
      })
      .toBe(0);
    const swept = await sweepDatabase(app, planted);
    expect(planted.count).toBeGreaterThan(100);
    expect(swept.values).toBeGreaterThan(1_000);
    expect([
      ...swept.finds,
      ...(await sweepFolder(app.dataDir, planted)),
      ...sweepLines("log", log, planted),
      ...sweepLines("answers", answers, planted),
    ]).toEqual([]);
  });
});
