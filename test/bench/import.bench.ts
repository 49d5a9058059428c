import { execFile, type ChildProcess } from "node:child_process";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, open, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { StrictDecoder } from "@keii/api/imports/encoding";
import { rowColumns } from "@keii/api/imports/row-reading";
import { importsOf } from "@keii/api/operator/import-command";
import { generate } from "@keii/api/operator/generator/generator";
import { bases, wordMeanings } from "@keii/api/operator/generator/shops";
import { systemActor } from "@keii/api/platform/database/actor";
import {
  wordFields,
  type ImportBatch,
  type ImportKind,
  type Incident,
  type WordMeaning,
} from "@keii/shared";
import { startApp, type TestApp } from "../support/app.js";
import { aPerson, anIncident, type Person } from "../support/people.js";
import { median, report, type Measured } from "./report.js";

const isShort = process.env.KEII_BENCH === "short";
const size = isShort
  ? { customers: 100_000, purchases: 1_000_000 }
  : { customers: 1_000_000, purchases: 10_000_000 };
const rounds = Number(process.env.KEII_BENCH_ROUNDS ?? 3);

/**
 * Shares of the rate of what each is compared with, at full size. A short run is over before the machine is at its speed,
 * and shares it with others: it is held to half of them.
 */
const slack = isShort ? 0.5 : 1;
const limits = {
  customers: 0.6 * slack,
  purchases: 0.45 * slack,
  update: 0.3 * slack,
};
const mostMemory = 150;

const keii = fileURLToPath(
  new URL("../../api/dist/operator/keii.js", import.meta.url),
);

let app: TestApp;
let head: Person;
let incident: Incident;
let folder: string;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  folder = await mkdtemp(join(tmpdir(), "keii-bench-import-"));
  await generate({ seed: 1, ...size, encoding: "windows-31j" }, folder);
  for (const base of bases) await writeUpdates(base);
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(empty);

const fileOf = (kind: string, base: string) =>
  join(folder, `${kind}-${base}.csv`);

const words: WordMeaning[] = wordFields.flatMap((field) =>
  Object.entries(wordMeanings()[field] ?? {}).map(([word, means]) => ({
    field,
    word,
    means,
  })),
);

/** The purchases again, every tenth of them paid at another minute; and those alone. */
async function writeUpdates(base: string): Promise<void> {
  const whole = await open(fileOf("updated", base), "w");
  const alone = await open(fileOf("tenth", base), "w");
  let rest = "";
  let row = -1;
  try {
    // As bytes: no second byte of a character of two looks like a digit or a colon.
    for await (const piece of createReadStream(fileOf("purchases", base), {
      encoding: "latin1",
      highWaterMark: 4 * 1024 * 1024,
    }) as AsyncIterable<string>) {
      const lines = (rest + piece).split("\r\n");
      rest = lines.pop()!;
      let all = "";
      let some = "";
      for (const line of lines) {
        if (++row % 10 !== 1) {
          all += `${line}\r\n`;
          if (row === 0) some += `${line}\r\n`;
          continue;
        }
        const changed = line.replace(
          /(\d):(\d\d)/,
          (_, hour: string, minute: string) =>
            `${hour}:${String((Number(minute) + 1) % 60).padStart(2, "0")}`,
        );
        all += `${changed}\r\n`;
        some += `${changed}\r\n`;
      }
      await whole.write(all, null, "latin1");
      await alone.write(some, null, "latin1");
    }
  } finally {
    await whole.close();
    await alone.close();
  }
}

/** Tables without rows, and an incident that never had any. */
async function empty(): Promise<void> {
  await withClient(async (client) => {
    // What rests on customers may not be emptied otherwise; here nothing does.
    await client.query("set session_replication_role = replica");
    await client.query(
      "truncate customer, customer_past, purchase, purchase_past, import_reject cascade",
    );
    await client.query("checkpoint");
  });
  incident = await anIncident(head);
}

async function bring(kind: ImportKind, name: string): Promise<ImportBatch[]> {
  const batches: ImportBatch[] = [];
  for (const base of bases)
    batches.push(
      await importsOf(app.foundation).importFile(systemActor(), incident.id, {
        kind,
        path: fileOf(name, base),
        memberBase: base,
        words,
      }),
    );
  for (const batch of batches) expect(batch.state).toBe("done");
  return batches;
}

const sum = (
  batches: ImportBatch[],
  count: "rows" | "newRows" | "changedRows" | "sameRows" | "rejectedRows",
) => batches.reduce((all, batch) => all + batch[count], 0);

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

/** Rows of a table as a COPY takes them, in the order they were brought in. */
async function dump(kind: ImportKind): Promise<string> {
  const table = kind === "customers" ? "customer" : "purchase";
  const path = join(folder, "rows.copy");
  await withClient((client) =>
    pipeline(
      client.query(
        copyTo(
          `copy (select ${columnsOf(kind)} from ${table} order by first_batch, id) to stdout`,
        ),
      ),
      createWriteStream(path),
    ),
  );
  return path;
}

function columnsOf(kind: ImportKind): string {
  const id = kind === "customers" ? ["id"] : [];
  return [
    ...id,
    "incident_id",
    "base_no",
    ...rowColumns[kind],
    "first_batch",
    "batch_no",
  ].join(", ");
}

async function bareCopy(kind: ImportKind, path: string): Promise<void> {
  const table = kind === "customers" ? "customer" : "purchase";
  await withClient((client) =>
    pipeline(
      createReadStream(path, { highWaterMark: 1024 * 1024 }),
      client.query(copyFrom(`copy ${table} (${columnsOf(kind)}) from stdin`)),
    ),
  );
}

async function withClient(
  work: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client({ connectionString: app.superuserUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** The decoder and the parser by themselves: rows are taken and thrown away. */
async function parseAlone(path: string): Promise<number> {
  let rows = -1;
  const decoder = new StrictDecoder("windows-31j");
  const parser = parse({
    bom: true,
    delimiter: ",",
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    on_record: () => {
      rows++;
      return null;
    },
  });
  parser.resume();
  const put = (text: string) =>
    new Promise<void>((done, failed) =>
      parser.write(text, (error) => (error ? failed(error) : done())),
    );
  for await (const piece of createReadStream(path, {
    highWaterMark: 256 * 1024,
  }) as AsyncIterable<Buffer>)
    await put(decoder.decode(piece));
  await put(decoder.end());
  await new Promise<void>((done) => parser.end(done));
  return rows;
}

function told(what: string, values: number[], limit: number): Measured {
  return {
    what,
    value: median(values),
    limit,
    unit: "×",
    note: values.map((value) => value.toFixed(2)).join(" "),
  };
}

const measured: Measured[] = [];

test("the first load of customers holds its own against a bare COPY of their rows", async () => {
  const ratios: number[] = [];
  const times: string[] = [];
  for (let round = 0; round < rounds; round++) {
    await empty();
    const taken = await seconds(async () => {
      const batches = await bring("customers", "customers");
      expect(sum(batches, "newRows")).toBe(size.customers);
    });
    const path = await dump("customers");
    await empty();
    const bare = await seconds(() => bareCopy("customers", path));
    await rm(path);
    ratios.push(bare / taken);
    times.push(`${taken.toFixed(1)}/${bare.toFixed(1)}`);
  }
  const row = told(
    `first load of ${size.customers} customers / bare COPY`,
    ratios,
    limits.customers,
  );
  row.note += ` (${times.join(" ")} s)`;
  measured.push(row);
  report("import", measured);
  expect(row.value).toBeGreaterThanOrEqual(limits.customers);
});

test("purchases and changes of a tenth of them hold their own against their parser", async () => {
  const loads: number[] = [];
  const updates: number[] = [];
  const tenths: number[] = [];
  const copies: number[] = [];
  const times: string[] = [];
  for (let round = 0; round < rounds; round++) {
    await empty();
    let rows = 0;
    const parsing = await seconds(async () => {
      for (const base of bases)
        rows += await parseAlone(fileOf("purchases", base));
    });
    expect(rows).toBe(size.purchases);
    const loading = await seconds(async () => {
      const batches = await bring("purchases", "purchases");
      expect(sum(batches, "newRows")).toBe(size.purchases);
    });
    let changed = 0;
    const updating = await seconds(async () => {
      const batches = await bring("purchases", "updated");
      changed = sum(batches, "changedRows");
      expect(sum(batches, "sameRows") + changed).toBe(size.purchases);
      expect(Math.abs(changed - size.purchases / 10)).toBeLessThan(10);
    });
    await undoNewest();
    const alone = await seconds(async () => {
      expect(sum(await bring("purchases", "tenth"), "changedRows")).toBe(
        changed,
      );
    });
    loads.push(parsing / loading);
    updates.push(parsing / updating);
    tenths.push((parsing * changed) / size.purchases / alone);
    times.push(
      `${parsing.toFixed(1)}/${loading.toFixed(1)}/${updating.toFixed(1)}/${alone.toFixed(1)}`,
    );
    if (round === 0) {
      const path = await dump("purchases");
      await empty();
      const bare = await seconds(() => bareCopy("purchases", path));
      await rm(path);
      copies.push(bare / loading);
    }
  }
  const rows = [
    told(
      `first load of ${size.purchases} purchases / decoder and parser alone`,
      loads,
      limits.purchases,
    ),
    told("the same file, a tenth changed / alone", updates, limits.update),
  ];
  rows[0]!.note += ` (alone/load/changed file/tenth ${times.join(" ")} s)`;
  measured.push(
    ...rows,
    told("a file of the changed tenth alone / its share", tenths, Number.NaN),
    told("first load of the purchases / bare COPY", copies, Number.NaN),
  );
  report("import", measured);
  for (const row of rows)
    expect(row.value, row.what).toBeGreaterThanOrEqual(row.limit);
});

async function undoNewest(): Promise<void> {
  const newest = await app.sql<{ id: string }>(
    "select id from import_batch where incident_id = $1 and state = 'done' and kind = 'purchases' order by no desc limit $2",
    [incident.id, bases.length],
  );
  for (const { id } of newest)
    await importsOf(app.foundation).undo(
      systemActor(),
      incident.id,
      id,
      "bench",
    );
  await app.sql("vacuum purchase, purchase_past");
}

/** Resident memory of a process in megabytes: the most so far. */
async function mostOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

/** Imports a file in a process of its own; its peaks of memory as time went on. */
async function peaks(kind: ImportKind, path: string): Promise<number[]> {
  const seen: number[] = [];
  await app.sql("select 1");
  const child: ChildProcess = execFile(
    process.execPath,
    [
      keii,
      "import",
      kind,
      path,
      "--incident",
      incident.code,
      "--member-base",
      "print",
      "--values",
      join(folder, "values.json"),
      "--json",
    ],
    {
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: app.ownerUrl,
        KEII_DATA_DIR: app.dataDir,
        KEII_CONSOLE_URL: app.url,
        KEII_LOG_LEVEL: "silent",
      },
    },
  );
  const ended = new Promise<number | null>((done) =>
    child.once("exit", (code) => done(code)),
  );
  let isOver = false;
  void ended.then(() => (isOver = true));
  while (!isOver) {
    try {
      seen.push(await mostOf(child.pid!));
    } catch (error) {
      if (!["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code!))
        throw error;
      break;
    }
    await sleep(50);
  }
  expect(await ended).toBe(0);
  return seen.filter((megabytes) => megabytes > 0);
}

test.runIf(process.platform === "linux")(
  "memory stays flat, whatever the size of the file",
  async () => {
    await empty();
    const small = join(folder, "small.csv");
    const head = await open(fileOf("purchases", "print"));
    const { buffer, bytesRead } = await head.read(Buffer.alloc(4096), 0, 4096);
    await head.close();
    await writeHead(small, buffer.subarray(0, bytesRead));
    const rest = Math.max(...(await peaks("purchases", small)));
    await empty();
    const seen = await peaks("purchases", fileOf("purchases", "print"));
    const most = Math.max(...seen);
    const half = seen[Math.floor(seen.length / 2)]!;
    const { size: bytes } = await stat(fileOf("purchases", "print"));
    const updated = Math.max(
      ...(await peaks("purchases", fileOf("updated", "print"))),
    );
    measured.push(
      {
        what: `memory above rest, ${Math.round(bytes / 1e6)} MB of purchases`,
        value: most - rest,
        limit: mostMemory,
        unit: "MB",
        note: `rest ${rest.toFixed(0)}, half way ${half.toFixed(0)}, end ${most.toFixed(0)}`,
      },
      {
        what: "memory above rest, the file with a tenth changed",
        value: updated - rest,
        limit: mostMemory,
        unit: "MB",
      },
      {
        what: "memory, end / half way",
        value: most / half,
        limit: 1.15,
        unit: "×",
      },
    );
    report("import", measured);
    expect(most - rest).toBeLessThanOrEqual(mostMemory);
    expect(updated - rest).toBeLessThanOrEqual(mostMemory);
    expect(most / half).toBeLessThanOrEqual(1.15);
  },
);

/** The whole lines of the beginning of a file. */
async function writeHead(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, "w");
  await file.write(bytes.subarray(0, bytes.lastIndexOf("\n") + 1));
  await file.close();
}
