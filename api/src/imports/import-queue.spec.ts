import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ImportQueue } from "@keii/api/imports/import-queue";
import { importsOf } from "@keii/api/operator/import-command";
import { systemActor } from "@keii/api/platform/database/actor";
import type { ImportBatch, Incident } from "@keii/shared";
import pg from "pg";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  expect,
  test,
} from "vitest";
import { startApp, type TestApp } from "../../../test/support/app.js";
import { connectAnew } from "../../../test/support/connections.js";
import {
  anIncident,
  aPerson,
  type Person,
} from "../../../test/support/people.js";
import { until } from "../../../test/support/stage.js";

let app: TestApp;
let head: Person;
let incident: Incident;
let path: string;
let folder: string;
/** Somebody else at work in the database. */
let other: pg.Client;
let listener: pg.Client;
const heard: { resource: string; id: string }[] = [];

const customers = `会員ID,氏名\n${Array.from({ length: 40_000 }, (_, at) => `${at},田中 太郎`).join("\n")}\n`;
const elsewhere = {
  "in the middle of its rows": "lock table customer in exclusive mode",
  "while another file of the incident is read":
    "select pg_advisory_xact_lock(hashtextextended('imports ' || $1, 1))",
};

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  folder = await mkdtemp(join(tmpdir(), "keii-import-queue-"));
  other = new pg.Client({ connectionString: app.superuserUrl });
  await other.connect();
  // Within a unit of work nothing is heard.
  listener = new pg.Client({ connectionString: app.superuserUrl });
  await listener.connect();
  await listener.query("listen keii_live");
  listener.on("notification", ({ payload }) =>
    heard.push(JSON.parse(payload!) as (typeof heard)[number]),
  );
});
// What a test left held must not hold up the next one.
afterEach(() => other.query("rollback"));
afterAll(async () => {
  await other.end();
  await listener.end();
  await app.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  incident = await anIncident(head);
  path = `/api/incidents/${incident.id}/import-batches`;
});

const batchOf = async (id: string) =>
  (await head.get<ImportBatch>(`${path}/${id}`)).body;

const hold = async (statement: string) => {
  await other.query("begin");
  await other.query(statement, statement.includes("$1") ? [incident.id] : []);
};

/** A file that waits to be read. */
async function waiting(): Promise<ImportBatch> {
  const { body: base } = await head.post<{ id: string }>(
    `/api/incidents/${incident.id}/member-bases`,
    { code: "shop", name: "本店" },
  );
  const { body } = await head.post<ImportBatch>(path, {
    kind: "customers",
    memberBaseId: base.id,
    fileName: "customers.csv",
  });
  const at = `${path}/${body.id}`;
  const sent = await head.post<ImportBatch>(
    `${at}/content`,
    Buffer.from(customers),
  );
  const started = await head.on<ImportBatch>(
    sent.body.version,
    "POST",
    `${at}/start`,
    { isDryRun: false },
  );
  expect(started.status).toBe(200);
  return started.body;
}

test("how far a file is, is told while it is read; the log has what began and what came of it", async () => {
  const { id } = await waiting();
  await hold(elsewhere["in the middle of its rows"]);
  const reading = new ImportQueue(app.foundation).next();
  await until(async () => (await batchOf(id)).rows > 0);
  const { state, bytesRead, size } = await batchOf(id);
  expect(state).toBe("running");
  expect(bytesRead).toBeGreaterThan(0);
  expect(bytesRead).toBeLessThanOrEqual(size);
  heard.length = 0;
  await until(() =>
    heard.some((one) => one.resource === "import-batches" && one.id === id),
  );
  await other.query("commit");
  expect(await reading).toBe(true);
  expect(await batchOf(id)).toMatchObject({
    state: "done",
    bytesRead: size,
    rows: 40_000,
    newRows: 40_000,
  });
  const log = await app.sql<{ act: string; state: string | null }>(
    "select act, after ->> 'state' as state from audit_entry where table_name = 'import_batch' and row_id = $1 order by id",
    [id],
  );
  expect(log.map(({ act, state: became }) => `${act} ${became}`)).toEqual([
    "insert uploading",
    "update uploaded",
    "update queued",
    "update running",
    "update done",
  ]);
});

test.each(Object.entries(elsewhere))(
  "a file that is stopped %s is laid aside at once, with nothing of it there, and is brought in by the next start",
  async (_when, statement) => {
    const { id } = await waiting();
    await hold(statement);
    const queue = new ImportQueue(app.foundation);
    const reading = queue.next();
    await until(async () => (await batchOf(id)).state === "running");
    const begun = performance.now();
    queue.stop();
    await reading;
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(await batchOf(id)).toMatchObject({ state: "queued", outcome: null });
    await other.query("commit");
    const rows = () =>
      app.sql("select from customer where incident_id = $1", [incident.id]);
    expect(await rows()).toEqual([]);
    expect(await queue.next()).toBe(false);
    expect(await new ImportQueue(app.foundation).next()).toBe(true);
    expect(await batchOf(id)).toMatchObject({ state: "done", newRows: 40_000 });
    expect(await rows()).toHaveLength(40_000);
  },
);

test("a file waits for another one of its incident, longer than anybody waits for a lock", async () => {
  const { id } = await waiting();
  const [{ name } = { name: "" }] = await app.sql<{ name: string }>(
    "select current_database() as name",
  );
  await app.sql(
    `alter role keii_console in database ${name} set lock_timeout = '200ms'`,
  );
  await connectAnew(app);
  await hold(elsewhere["while another file of the incident is read"]);
  const reading = new ImportQueue(app.foundation).next();
  await Promise.race([
    reading,
    until(async () =>
      Boolean(
        (
          await app.sql(
            "select from pg_stat_activity where wait_event = 'advisory' and datname = current_database() and query_start < now() - interval '500 milliseconds'",
          )
        ).length,
      ),
    ),
  ]);
  await other.query("commit");
  await reading;
  expect(await batchOf(id)).toMatchObject({ state: "done", newRows: 40_000 });
});

test("a file of this machine that is stopped midway is cancelled", async () => {
  const file = join(folder, "customers.csv");
  await writeFile(file, customers);
  await head.post(`/api/incidents/${incident.id}/member-bases`, {
    code: "shop",
    name: "本店",
  });
  await hold(elsewhere["in the middle of its rows"]);
  const stopping = new AbortController();
  const bringing = importsOf(app.foundation).importFile(
    systemActor(),
    incident.id,
    {
      kind: "customers",
      memberBase: null,
      path: file,
      stopping: stopping.signal,
    },
  );
  await until(
    async () =>
      (await head.get<ImportBatch[]>(path)).body[0]?.state === "running",
  );
  stopping.abort();
  expect(await bringing).toMatchObject({ state: "cancelled" });
  await other.query("commit");
});
