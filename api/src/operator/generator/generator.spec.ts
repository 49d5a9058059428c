import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findCardNumbers } from "@keii/shared";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commandLine } from "@keii/api/operator/command-line";
import { demoWorld, generate, type Manifest } from "./generator.js";

/*
 * The exports read and counted again without anything of the generator: the files as a shop would hand them over, the
 * exposures as they are written down, row by row.
 */
type Row = Record<string, string>;
type Values = Record<"site" | "method" | "status", Record<string, string>>;
interface ExposureFile {
  fromOn: string;
  untilOn: string;
  sites: string[];
  methods: string[];
  statuses: string[];
  givenList?: { ids: string[] };
}

const made: string[] = [];
const folders: Record<string, string> = {};
const manifests: Record<string, Manifest> = {};

async function world(
  name: string,
  size: { customers: number; purchases: number; seed?: number },
  encoding: "windows-31j" | "utf-8" = "windows-31j",
) {
  const folder = await mkdtemp(join(tmpdir(), "keii-world-"));
  made.push(folder);
  folders[name] = folder;
  manifests[name] = await generate(
    { seed: demoWorld.seed, ...size, encoding },
    folder,
  );
}

beforeAll(async () => {
  await world("demo", demoWorld);
  await world("small", { customers: 600, purchases: 1500 });
  await world("smallUtf8", { customers: 600, purchases: 1500 }, "utf-8");
  await world("again", { customers: 600, purchases: 1500 });
  await world("other", { customers: 600, purchases: 1500, seed: 7 });
  await world("smallest", { customers: 100, purchases: 200 });
  await world("crowded", { customers: 150, purchases: 20_000 });
  await world("lone", { customers: 1000, purchases: 0 });
}, 60_000);
afterAll(() =>
  Promise.all(made.map((folder) => rm(folder, { recursive: true }))),
);

const json = async <T>(name: string, file: string) =>
  JSON.parse(await readFile(join(folders[name]!, file), "utf8")) as T;

const tables = new Map<string, Row[]>();

async function table(name: string, file: string): Promise<Row[]> {
  const key = `${name} ${file}`;
  const kept = tables.get(key);
  if (kept) return kept;
  const bytes = await readFile(join(folders[name]!, file));
  const text = new TextDecoder(manifests[name]!.encoding, {
    fatal: true,
  }).decode(bytes);
  const rows: Row[] = parse(text, { columns: true });
  tables.set(key, rows);
  return rows;
}

/** `2016/8/5 9:03` and `2016-08-05 09:03:00` as one spelling that sorts. */
function moment(written: string): string {
  const parts = written.split(/[-/ :]/).map((part) => part.padStart(2, "0"));
  return `${parts.slice(0, 3).join("-")} ${[parts[3], parts[4], parts[5] ?? "00"].join(":")}`;
}

async function naive(name: string, files: string[]) {
  const values = await json<Values>(name, "values.json");
  const exposures = await Promise.all(
    files.map((file) => json<ExposureFile>(name, file)),
  );
  const cards = new Set<string>();
  const accounts = new Set<string>();
  const unlisted = new Set<string>();
  const each = exposures.map(() => ({
    cards: new Set<string>(),
    accounts: new Set<string>(),
    purchases: 0,
  }));
  let purchases = 0;
  for (const base of ["print", "goods"])
    for (const row of await table(name, `purchases-${base}.csv`)) {
      const at = moment(row["決済日時"]!);
      const account = `${base} ${row["会員ID"]!.normalize("NFKC")}`;
      const card = `${account} ${row["カード参照"] || row["注文番号"]!}`;
      let isChosen = false;
      exposures.forEach((exposure, no) => {
        if (
          at < `${exposure.fromOn} 00:00:00` ||
          at > `${exposure.untilOn} 23:59:59` ||
          !exposure.sites.includes(values.site[row["サイト"]!]!) ||
          !exposure.methods.includes(values.method[row["支払方法"]!]!) ||
          !exposure.statuses.includes(values.status[row["注文状態"]!]!)
        )
          return;
        if (
          exposure.givenList &&
          !exposure.givenList.ids.includes(row["注文番号"]!)
        ) {
          unlisted.add(account);
          return;
        }
        isChosen = true;
        each[no]!.cards.add(card);
        each[no]!.accounts.add(account);
        each[no]!.purchases++;
      });
      if (!isChosen) continue;
      purchases++;
      cards.add(card);
      accounts.add(account);
    }
  const customers = new Set<string>();
  for (const base of ["print", "goods"])
    for (const row of await table(name, `customers-${base}.csv`))
      customers.add(`${base} ${row["会員ID"]!}`);
  return {
    cards: cards.size,
    purchases,
    accounts: accounts.size,
    unlisted: [...unlisted].filter((one) => !accounts.has(one)).length,
    unknownCustomers: [...accounts].filter((one) => !customers.has(one)).length,
    customers: customers.size,
    notAffected: [...customers].filter((one) => !accounts.has(one)).length,
    each: each.map((one) => ({
      cards: one.cards.size,
      purchases: one.purchases,
      accounts: one.accounts.size,
    })),
  };
}

const official = ["EXPOSURE-1.json", "EXPOSURE-2.json"];

describe("the answer is known beforehand", () => {
  test("the demo's two exposures give 14,627 cards and fewer accounts", async () => {
    const { cards, accounts, notAffected } = await naive("demo", official);
    expect({ cards, accounts, notAffected }).toEqual({
      cards: 14_627,
      accounts: manifests.demo!.expected.accounts,
      notAffected: manifests.demo!.expected.notAffected,
    });
    expect(accounts).toBeLessThan(14_627);
    expect(manifests.demo!.expected.personsOnceLinked).toBeLessThan(accounts);
  });

  test.each(["demo", "small", "smallUtf8", "other", "smallest", "crowded"])(
    "%s: a count of every row agrees with the manifest",
    async (name) => {
      const counted = await naive(name, official);
      const { expected, customers } = manifests[name]!;
      expect({ ...counted, unlisted: 0 }).toEqual({
        cards: expected.cards,
        purchases: expected.purchases,
        accounts: expected.accounts,
        unlisted: 0,
        unknownCustomers: expected.unknownCustomers,
        customers,
        notAffected: expected.notAffected,
        each: expected.exposures.map(({ cards, purchases, accounts }) => ({
          cards,
          purchases,
          accounts,
        })),
      });
      const { withExample } = expected;
      const more = await naive(name, [...official, withExample.file]);
      expect({
        cards: more.cards,
        accounts: more.accounts,
        unlisted: more.unlisted,
      }).toEqual({
        cards: withExample.cards,
        accounts: withExample.accounts,
        unlisted: withExample.unlistedAccounts,
      });
    },
  );

  test("there are as many rows as were asked for", async () => {
    for (const [name, { customers, purchases }] of Object.entries(manifests)) {
      let rows = 0;
      for (const base of ["print", "goods"])
        rows += (await table(name, `purchases-${base}.csv`)).length;
      expect([name, rows]).toEqual([name, purchases]);
      expect(
        manifests[name]!.memberBases.reduce((n, b) => n + b.customers.rows, 0),
      ).toBe(customers);
    }
  });
});

describe("the files are what shops export", () => {
  const bytesOf = async (name: string) => {
    const hashes: Record<string, string> = {};
    for (const file of await readdir(folders[name]!))
      hashes[file] = createHash("sha256")
        .update(await readFile(join(folders[name]!, file)))
        .digest("hex");
    return hashes;
  };

  test("the same seed gives the same bytes, another seed others", async () => {
    expect(await bytesOf("again")).toEqual(await bytesOf("small"));
    const other = await bytesOf("other");
    expect(other["purchases-print.csv"]).not.toBe(
      (await bytesOf("small"))["purchases-print.csv"],
    );
  });

  test("both encodings hold the same rows", async () => {
    for (const file of ["customers-print.csv", "purchases-goods.csv"])
      expect(await table("smallUtf8", file)).toEqual(
        await table("small", file),
      );
  });

  test("they have the habits that make imports fail", async () => {
    const customers = await table("demo", "customers-print.csv");
    const text = JSON.stringify(customers);
    for (const habit of ["髙", "﨑", "①", "\uff10", "\\r\\n", "\u3000"])
      expect(text).toContain(habit);
    expect(
      customers.some((row) => /\.\.|\.@/.test(row["メールアドレス"]!)),
    ).toBe(true);
    const goods = await table("demo", "purchases-goods.csv");
    expect(
      goods.some((row) => /^\d{4}\/\d\/\d \d:\d\d$/.test(row["決済日時"]!)),
    ).toBe(true);
    expect(goods.some((row) => /^[\uff10-\uff19]+$/.test(row["会員ID"]!))).toBe(
      true,
    );
  });

  test("purchases stand in the order of time, none by card after the stop, and every order number once", async () => {
    for (const base of ["print", "goods"]) {
      const rows = await table("demo", `purchases-${base}.csv`);
      const moments = rows.map((row) => moment(row["決済日時"]!));
      expect(moments).toEqual(moments.toSorted());
      expect(new Set(rows.map((row) => row["注文番号"])).size).toBe(
        rows.length,
      );
      const late = rows.filter(
        (row) =>
          row["カードブランド"] !== "" &&
          moment(row["決済日時"]!) > "2016-08-13 10:30:00",
      );
      expect(late).toEqual([]);
    }
  });

  test("one id is two people in the two bases, and one person has several accounts", async () => {
    const people = async (base: string) =>
      new Map(
        (await table("demo", `customers-${base}.csv`)).map((row) => [
          row["会員ID"]!,
          row,
        ]),
      );
    const [print, goods] = await Promise.all([
      people("print"),
      people("goods"),
    ]);
    const who = (row: Row | undefined) =>
      [row?.["氏名"], row?.["電話番号"], row?.["住所"]].join();
    expect(who(print.get("100009"))).not.toBe(who(goods.get("100009")));
    expect(who(print.get("100014"))).toBe(who(goods.get("100014")));
    const persons = await json<{ base: string; no: string }[][]>(
      "demo",
      "persons.json",
    );
    expect(persons.length).toBeGreaterThan(50);
    for (const accounts of persons) {
      const rows = accounts.map(({ base, no }) =>
        (base === "print" ? print : goods).get(no),
      );
      expect(new Set(rows.map(who)).size).toBe(1);
    }
  });

  test("no cell is a card number", async () => {
    for (const file of await readdir(folders.demo!)) {
      if (!file.endsWith(".csv")) continue;
      const cells = new Set(
        (await table("demo", file)).flatMap((row) =>
          Object.values(row).filter(
            (cell) => cell.replace(/\P{Nd}/gu, "").length > 12,
          ),
        ),
      );
      for (const cell of cells) expect(findCardNumbers(cell)).toEqual([]);
    }
  }, 60_000);
});

describe("keii generate", () => {
  const keii = async (...args: string[]) => {
    const out: string[] = [];
    const said: string[] = [];
    const code = await commandLine(["generate", ...args], {
      env: {},
      say: (line) => out.push(line),
      tell: (line) => said.push(line),
    });
    return { code, out: out.join("\n"), said: said.join("\n") };
  };

  test("writes what was asked for and answers with the manifest", async () => {
    const folder = await mkdtemp(join(tmpdir(), "keii-world-"));
    made.push(folder);
    const { code, out } = await keii(
      ...["--customers", "600", "--purchases", "1500"],
      ...["--encoding", "utf-8", "--out", join(folder, "deep"), "--json"],
    );
    expect(code).toBe(0);
    const expected = { ...manifests.smallUtf8 };
    expect(JSON.parse(out)).toEqual({
      folder: join(folder, "deep"),
      ...expected,
    });
    expect((await keii("--help")).out).toContain("MANIFEST.json");
  });

  test("refuses what it cannot make, and makes nothing", async () => {
    const out = join(folders.small!, "refused");
    for (const [args, why] of [
      [["--customers", "99"], "no room"],
      [["--purchases", "199"], "no room"],
      [["--customers", "many"], "is not a number"],
      [["--encoding", "utf-16"], "utf-8"],
    ] as const) {
      const { code, said } = await keii(...args, "--out", out);
      expect([code, said]).toEqual([1, expect.stringContaining(why)]);
    }
    expect(await keii("--customers", "600")).toMatchObject({
      code: 1,
      said: expect.stringContaining("--out DIR") as string,
    });
    expect(await readdir(folders.small!)).not.toContain("refused");
  });
});
