import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { constants, createGzip } from "node:zlib";
import type { ImportBatch } from "@keii/shared";
import { consoleSilence } from "@keii/api/platform/database/silence";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPerson, anIncident, type Person } from "../support/people.js";
import { Program } from "../support/program.js";
import { OwnServer } from "../support/server.js";
import { mountSmall, unmount } from "../support/small-disk.js";
import { until } from "../support/stage.js";

const rounds = Number(process.env.KEII_IMPORT_KILLS ?? 20);
const rows = Number(process.env.KEII_IMPORT_ROWS ?? 30_000);
const keii = fileURLToPath(
  new URL("../../api/dist/operator/keii.js", import.meta.url),
);

let folder: string;
let dataDir: string;
let server: OwnServer;
let program: Program;
let head: Person;
let incident: { id: string; code: string };
let path: string;
const bases: Record<"fresh" | "kept", string> = { fresh: "", kept: "" };
let diskReason: string | null;

/** `older` is what the base holds before; the file changes a third of it, and adds a third. */
const file = (isOlder: boolean) =>
  Buffer.from(
    `会員ID,氏名,フリガナ,電話番号,住所\n${Array.from(
      { length: isOlder ? Math.floor((rows * 2) / 3) : rows },
      (_, at) =>
        `${at},田中 ${isOlder || at % 2 === 0 ? "太郎" : "次郎"},タナカ,03-0000-${String(at % 10_000).padStart(4, "0")},東京都千代田区架空町${at}`,
    ).join("\n")}\n`,
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keii-import-faults-"));
  dataDir = join(folder, "data");
  await mkdir(join(dataDir, "imports"), { recursive: true, mode: 0o700 });
  diskReason = mountSmall(join(dataDir, "imports"), 24);
  server = new OwnServer(dataDir);
  program = await Program.start({ KEII_DATA_DIR: dataDir });
  await server.start();
  const app = { url: program.url, sql: server.sql.bind(server) };
  head = await aPerson(app);
  incident = await anIncident(head);
  path = `/api/incidents/${incident.id}/import-batches`;
  for (const code of ["fresh", "kept"] as const) {
    const { body } = await head.post<{ id: string }>(
      `/api/incidents/${incident.id}/member-bases`,
      { code, name: code },
    );
    bases[code] = body.id;
  }
  const older = await sent("kept", file(true));
  expect(await brought(older.id)).toMatchObject({ state: "done" });
}, 180_000);
afterAll(async () => {
  await program.end();
  await server.close();
  if (diskReason === null) unmount(join(dataDir, "imports"));
  await rm(folder, { recursive: true, force: true });
});

async function again(): Promise<void> {
  if (program.isRunning) await program.end();
  program = await Program.start({ KEII_DATA_DIR: dataDir });
  head = Object.assign(Object.create(head) as Person, {
    url: program.url,
    token: null,
  });
  await head.signIn(head.email, head.password);
}

const batchOf = async (id: string) =>
  (await head.get<ImportBatch>(`${path}/${id}`)).body;

/** Sends a file and starts its import. */
async function sent(base: keyof typeof bases, content: Buffer) {
  const { body } = await head.post<ImportBatch>(path, {
    kind: "customers",
    memberBaseId: bases[base],
    fileName: "customers.csv",
  });
  const there = await head.post<ImportBatch>(
    `${path}/${body.id}/content`,
    content,
  );
  const started = await head.on<ImportBatch>(
    there.body.version,
    "POST",
    `${path}/${body.id}/start`,
    { isDryRun: false },
  );
  expect(started.status).toBe(200);
  return started.body;
}

const ended = new Set(["done", "refused", "cancelled", "undone"]);

async function brought(id: string, limit = 60_000): Promise<ImportBatch> {
  await until(async () => ended.has((await batchOf(id)).state), limit);
  return batchOf(id);
}

async function undone(id: string): Promise<void> {
  const { version } = await batchOf(id);
  const { status } = await head.on(version, "POST", `${path}/${id}/undo`, {
    reason: "試し",
  });
  expect(status).toBe(200);
}

/** All that the shops said, whatever it stands under. */
async function hash(): Promise<string> {
  const [found] = await server.sql<{ hash: string }>(
    `select md5(string_agg((to_jsonb(c) - '{id,first_batch,batch_no}'::text[])::text, '|' order by base_no, customer_no))
       || ' ' || count(*) || ' ' || (select count(*) from customer_past) as hash from customer c`,
  );
  return found!.hash;
}

const stateOf = async (id: string) =>
  (
    await server.sql<{ state: string }>(
      "select state from import_batch where id = $1",
      [id],
    )
  )[0]!.state;

/** Nobody is at work in the database any more. */
const isQuiet = async () =>
  (
    await server.sql(
      "select from pg_stat_activity where application_name like 'keii %' and state <> 'idle'",
    )
  ).length === 0;

/** Nothing is laid out, and no file lies about that nobody will read. */
async function isSwept(): Promise<boolean> {
  const tables = await server.sql(
    "select from pg_class where relname like 'import\\_%' and relpersistence = 't'",
  );
  const open = await server.sql<{ id: string }>(
    "select id from import_batch where state in ('uploading', 'uploaded', 'checked', 'refused', 'queued', 'running')",
  );
  const files = await readdir(join(dataDir, "imports"));
  return (
    tables.length === 0 &&
    files.every((name) => open.some(({ id }) => id === name))
  );
}

describe(`kill -9 at a random moment of an import of ${rows} rows, ${rounds} rounds`, () => {
  it(
    "leaves the whole batch or nothing, no staging, and the file can be imported again",
    { timeout: 1_200_000 },
    async () => {
      const content = file(false);
      const before = await hash();
      const after: Record<string, string> = {};
      const takes: Record<string, number> = {};
      for (const base of ["fresh", "kept"] as const) {
        const begun = performance.now();
        const { id } = await sent(base, content);
        expect(await brought(id)).toMatchObject({
          state: "done",
          rejectedRows: 0,
        });
        takes[base] = performance.now() - begun;
        after[base] = await hash();
        await undone(id);
        expect(await hash()).toBe(before);
      }
      const told = { done: 0, nothing: 0 };
      for (let round = 1; round <= rounds; round++) {
        const base = round % 2 === 0 ? "kept" : "fresh";
        const { id } = await sent(base, content);
        await sleep(Math.random() * takes[base]! * 1.1);
        program.kill();
        await program.ended;
        await until(isQuiet);
        const state = await stateOf(id);
        expect(await hash(), `${round} ${state}`).toBe(
          state === "done" ? after[base] : before,
        );
        await again();
        if (state === "done") {
          told.done++;
          await undone(id);
        } else {
          told.nothing++;
          const left = await batchOf(id);
          if (!ended.has(left.state))
            expect(
              (await head.on(left.version, "POST", `${path}/${id}/cancel`))
                .status,
            ).toBe(200);
          const anew = await sent(base, content);
          expect(await brought(anew.id)).toMatchObject({ state: "done" });
          expect(await hash()).toBe(after[base]);
          await undone(anew.id);
        }
        expect(await hash()).toBe(before);
        await until(isSwept);
      }
      process.stdout.write(
        `kill: rounds=${rounds} whole=${told.done} nothing=${told.nothing}\n`,
      );
    },
  );

  it(
    "a batch whose process died is taken up again by the next one",
    { timeout: 180_000 },
    async () => {
      const before = await hash();
      const { id } = await sent("kept", file(false));
      await until(async () => (await stateOf(id)) === "running");
      program.kill();
      await program.ended;
      await until(isQuiet);
      expect(await hash()).toBe(before);
      await again();
      expect(await brought(id, 90_000)).toMatchObject({ state: "done" });
      await undone(id);
      expect(await hash()).toBe(before);
      await until(isSwept);
    },
  );
});

describe("an import", () => {
  it(
    "that is under way when the program is told to end holds it up by no more than a moment, and begins anew with the next start",
    { timeout: 240_000 },
    async () => {
      const before = await hash();
      for (const base of ["fresh", "kept"] as const) {
        const { id } = await sent(base, file(false));
        await until(async () => (await stateOf(id)) === "running");
        await sleep(Math.random() * 800);
        const begun = performance.now();
        expect(await program.end()).toEqual({ code: 0, signal: null });
        expect(performance.now() - begun).toBeLessThan(5_000);
        await until(isQuiet);
        const state = await stateOf(id);
        expect(["queued", "done"]).toContain(state);
        if (state === "queued") expect(await hash()).toBe(before);
        await again();
        expect(await brought(id, 20_000)).toMatchObject({ state: "done" });
        await undone(id);
        expect(await hash()).toBe(before);
      }
      await until(isSwept);
    },
  );

  it(
    "that loses its database midway is brought in once that is back",
    { timeout: 240_000 },
    async () => {
      const before = await hash();
      const { id } = await sent("kept", file(false));
      await until(async () => (await stateOf(id)) === "running");
      await sleep(Math.random() * 500);
      await server.stop("SIGQUIT");
      await sleep(500);
      await server.start();
      await until(
        async () =>
          (await head.get("/api/auth/me").catch(() => ({ status: 0 })))
            .status === 200,
        60_000,
      );
      const batch = await brought(id, 120_000);
      expect(["done", "refused"]).toContain(batch.state);
      if (batch.state === "refused") {
        expect(await hash()).toBe(before);
        expect(batch.outcome?.problem).toBe("failed");
        await head.on(batch.version, "POST", `${path}/${id}/start`, {
          isDryRun: false,
        });
        expect(await brought(id)).toMatchObject({ state: "done" });
      }
      await undone(id);
      expect(await hash()).toBe(before);
    },
  );

  it(
    "that is cancelled midway leaves nothing, and its file can be imported again",
    { timeout: 120_000 },
    async () => {
      const before = await hash();
      for (const base of ["fresh", "kept"] as const) {
        const { id } = await sent(base, file(false));
        await until(async () => (await stateOf(id)) === "running");
        await sleep(Math.random() * 800);
        const { version, state } = await batchOf(id);
        if (state === "running")
          expect(
            (await head.on(version, "POST", `${path}/${id}/cancel`)).status,
          ).toBe(200);
        else await undone(id);
        await until(isQuiet);
        expect(await hash()).toBe(before);
        const anew = await sent(base, file(false));
        expect(await brought(anew.id)).toMatchObject({ state: "done" });
        await undone(anew.id);
        expect(await hash()).toBe(before);
      }
      await until(isSwept);
    },
  );

  it(
    "of one file by two processes at once brings each row once",
    { timeout: 120_000 },
    async () => {
      const before = await hash();
      const one = join(folder, "one.csv");
      await writeFile(one, file(false));
      const answers = await Promise.all(
        [1, 2].map(() => command("customers", one, "--member-base", "fresh")),
      );
      expect(answers.map(({ code }) => code)).toEqual([0, 0]);
      const counts = answers.map(
        ({ said }) => JSON.parse(said) as Record<string, unknown>,
      );
      expect(
        counts.map(({ new: added, same }) => [added, same]).sort(),
      ).toEqual([
        [0, rows],
        [rows, 0],
      ]);
      for (const { id } of counts.sort(
        (a, b) => Number(b.batch) - Number(a.batch),
      ))
        await undone(String(id));
      expect(await hash()).toBe(before);
    },
  );

  it(
    "whose file does not fit on the disk is told so, and leaves nothing there",
    { timeout: 60_000 },
    async ({ skip }) => {
      if (diskReason !== null) skip(`no disk of our own: ${diskReason}`);
      const announced = await head.post<ImportBatch>(path, {
        kind: "customers",
        memberBaseId: bases.fresh,
        fileName: "large.csv",
      });
      const { status } = await head.call(
        "POST",
        `${path}/${announced.body.id}/content`,
        Buffer.alloc(40 * 1024 * 1024, "1,a\n"),
      );
      expect(status).toBe(507);
      expect(await readdir(join(dataDir, "imports"))).toEqual([]);
      const { id } = await sent("fresh", Buffer.from("会員ID,氏名\nx,a\n"));
      expect(await brought(id)).toMatchObject({ state: "done", newRows: 1 });
      await undone(id);
    },
  );

  it(
    "is taken back however long that takes: a database at work is not one that is silent",
    { timeout: 60_000 },
    async () => {
      const before = await hash();
      const { id } = await sent("fresh", file(false));
      await brought(id);
      const holder = new pg.Client({ connectionString: server.superuserUrl });
      await holder.connect();
      try {
        await holder.query("begin; lock table customer in share mode");
        const taking = undone(id);
        await sleep(consoleSilence + 1_500);
        await holder.query("rollback");
        await taking;
      } finally {
        await holder.end();
      }
      expect(await hash()).toBe(before);
    },
  );
});

interface Ran {
  code: number | null;
  said: string;
  /** The most memory it had, in megabytes. */
  peak: number;
  seconds: number;
}

/** The import as a process of its own, with the most memory it took. */
async function command(...args: string[]): Promise<Ran> {
  const begun = performance.now();
  const child = spawn(
    process.execPath,
    [keii, "import", ...args, "--incident", incident.code, "--json"],
    {
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        DATABASE_URL: server.ownerUrl,
        KEII_DATA_DIR: dataDir,
        KEII_CONSOLE_URL: program.url,
        KEII_LOG_LEVEL: "silent",
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  let isOver = false;
  const code = new Promise<number | null>((done) =>
    child.once("close", (exit) => {
      isOver = true;
      done(exit);
    }),
  );
  let peak = 0;
  while (!isOver) {
    peak = Math.max(peak, await residentOf(child.pid!));
    await sleep(25);
  }
  return {
    code: await code,
    said,
    peak,
    seconds: (performance.now() - begun) / 1000,
  };
}

async function residentOf(pid: number): Promise<number> {
  try {
    const status = await readFile(`/proc/${pid}/status`, "utf8");
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code!))
      return 0;
    throw error;
  }
}

/** Writes a file of pieces, packed where its name says so. */
async function written(
  name: string,
  pieces: Iterable<string | Buffer>,
): Promise<string> {
  const place = join(folder, name);
  const file = createWriteStream(place);
  const into = name.endsWith(".gz")
    ? createGzip({ level: constants.Z_BEST_SPEED })
    : file;
  if (into !== file) into.pipe(file);
  const closed = new Promise<void>((done) => file.once("close", () => done()));
  for (const piece of pieces)
    if (!into.write(piece))
      await new Promise<void>((done) => into.once("drain", () => done()));
  into.end();
  await closed;
  return place;
}

function* times(count: number, piece: string | Buffer, ...before: string[]) {
  yield* before;
  for (let at = 0; at < count; at++) yield piece;
}

const megabyte = 1024 * 1024;
/** Above what a file of one row takes: rows without anything in them are the dearest. */
const mostMemory = 250;
const header = "会員ID,氏名\n";
const heavy: [string, string, () => Iterable<string | Buffer>, string][] = [
  [
    "a line of 50 MB",
    "line.csv",
    () => times(50, "a".repeat(megabyte), header, "1,"),
    "lineTooLong 2",
  ],
  [
    "a quoted cell of 50 MB",
    "cell.csv",
    () => times(50, "a\n".repeat(megabyte / 2), header, '1,"'),
    "lineTooLong 2",
  ],
  [
    "a header of 50 MB",
    "header.csv",
    () => times(50, "a,".repeat(megabyte / 2)),
    "lineTooLong 1",
  ],
  [
    "three million blank lines",
    "blank.csv",
    () => times(3, "\n".repeat(megabyte), header, "1,a\n"),
    "done 1",
  ],
  [
    "three million line ends of old machines",
    "returns.csv",
    () => times(3, "\r".repeat(megabyte), header, "1,a\n"),
    "done 1",
  ],
  [
    "rows of another width each, 10 MB",
    "ragged.csv",
    () => times(10, "1,a,b,c\n2\n".repeat(megabyte / 10), header, "1,a\n"),
    "done 1",
  ],
  [
    "50 MB of zeros",
    "zeros.csv",
    () => times(50, Buffer.alloc(megabyte)),
    "notText null",
  ],
  [
    "10 MB of commas",
    "commas.csv",
    () => times(10, `${",".repeat(1023)}\n`.repeat(1024), header, "1,a\n"),
    "done 1",
  ],
  [
    "a gzip of one letter, 512 MB",
    "letters.csv.gz",
    () => times(512, "a".repeat(megabyte)),
    "unfoldsTooFar null",
  ],
  [
    "a gzip of zeros, 512 MB",
    "zeros.csv.gz",
    () => times(512, Buffer.alloc(megabyte)),
    "notText null",
  ],
  [
    "a gzip of one row, 512 MB",
    "rows.csv.gz",
    () => times(512, "1,a\n".repeat(megabyte / 4), header),
    "unfoldsTooFar null",
  ],
  [
    "a million words nobody knows",
    "words.csv",
    function* () {
      yield "会員ID,状態\n";
      for (let at = 0; at < 1_000_000; at += 1000)
        yield Array.from(
          { length: 1000 },
          (_, more) => `${at + more},謎${at + more}\n`,
        ).join("");
    },
    "wordsUnknown null",
  ],
  [
    "a million rows that are refused",
    "refused.csv",
    () => times(1_000, `,${"長".repeat(150)}\n`.repeat(1_000), header, "1,a\n"),
    "done 1",
  ],
];

describe.runIf(process.platform === "linux")(
  "a file that is made to do harm",
  () => {
    it.each(heavy)(
      "%s: is refused or brought in, in bounded time and memory",
      { timeout: 300_000 },
      async (_what, name, pieces, expected) => {
        const small = await written("small.csv", [header, "1,a\n"]);
        const rest = await command(
          "customers",
          small,
          "--member-base",
          "fresh",
          "--dry-run",
        );
        expect(rest.code).toBe(0);
        const place = await written(name, pieces());
        const ran = await command("customers", place, "--member-base", "fresh");
        await rm(place);
        const answer = JSON.parse(ran.said) as {
          id: string;
          state: string;
          new: number;
          outcome: ImportBatch["outcome"];
        };
        process.stdout.write(
          `${name}: ${ran.seconds.toFixed(1)} s, ${(ran.peak - rest.peak).toFixed(0)} MB above rest\n`,
        );
        if (answer.state === "done") await undone(answer.id);
        expect(
          answer.state === "done"
            ? `done ${answer.new}`
            : `${answer.outcome?.problem} ${answer.outcome?.line}`,
        ).toBe(expected);
        expect(ran.peak - rest.peak).toBeLessThan(mostMemory);
        expect(ran.seconds).toBeLessThan(120);
      },
    );
  },
);
