import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { listMigrations } from "@keii/db";
import { loadDemo } from "@keii/api/operator/demo";
import { restoreBackup } from "@keii/api/operator/restore";
import { sealEntries } from "@keii/api/platform/audit/sealer";
import { verifyAudit } from "@keii/api/platform/audit/verify";
import { operatorActor } from "@keii/api/platform/database/actor";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { startApp } from "./support/app.js";
import { Caller } from "./support/caller.js";
import { elsewhere, type Elsewhere } from "./support/copy.js";
import { aLine } from "./support/people.js";
import { asBackup, keep, type KeptState } from "./upgrade/keep.js";

const states = fileURLToPath(new URL("upgrade", import.meta.url));
const files = (await readdir(states)).filter((f) => f.endsWith(".json"));

/** The log goes on, and nobody stays signed in; everything else has to be there as it was. */
const changing = new Set(["audit_unsealed", "installation", "user_session"]);

/** Rows as COPY would write them, of columns that were there then and are there now. */
async function rowsNow(
  { sql }: Elsewhere,
  table: string,
  columns: string[],
): Promise<string[]> {
  const rows = await sql<Record<string, string | null>>(
    `select ${columns
      .map(
        (c) => `case when ${c} is not null then format('%s', ${c}) end as ${c}`,
      )
      .join(", ")} from ${table}`,
  );
  return rows.map((row) =>
    columns.map((c) => written(row[c] ?? null)).join("\t"),
  );
}

function written(value: string | null): string {
  const escapes: Record<string, string> = {
    "\\": "\\\\",
    "\t": "\\t",
    "\n": "\\n",
    "\r": "\\r",
    "\b": "\\b",
    "\f": "\\f",
    "\v": "\\v",
  };
  return value === null
    ? "\\N"
    : value.replaceAll(/[\\\t\n\r\b\f\v]/g, (c) => escapes[c] ?? c);
}

describe("a landed state", () => {
  test("is kept for each one", () => {
    expect(files.length).toBeGreaterThan(0);
  });

  for (const file of files)
    test(`${file} comes forward with every row, and its log is whole`, async () => {
      const state = JSON.parse(
        await readFile(join(states, file), "utf8"),
      ) as KeptState;
      const folder = await mkdtemp(join(tmpdir(), "keii-upgrade-"));
      const place = await elsewhere();
      const manifest = await asBackup(state, folder);
      const { migrated } = await restoreBackup(
        place.config,
        place.ownerUrl,
        folder,
        manifest,
        operatorActor("test"),
      );
      const known = await listMigrations();
      expect(migrated).toEqual(
        known.slice(manifest.migrations.length).map((m) => m.name),
      );

      const { key, checkpoints } = await place.outside();
      const owner = new pg.Pool({ connectionString: place.ownerUrl, max: 1 });
      const query = async <R>(text: string, values?: unknown[]) =>
        (await owner.query(text, values)).rows as R[];
      await owner.query("set timezone to 'UTC'");
      for (const { name, columns } of manifest.tables) {
        if (changing.has(name)) continue;
        const now = new Set(
          await rowsNow({ ...place, sql: query }, name, columns),
        );
        for (const row of state.rows[name] ?? [])
          expect(now.has(row), `${name}: ${row}`).toBe(true);
        if (name !== "audit_entry")
          expect([name, now.size]).toEqual([name, state.rows[name]?.length]);
      }
      expect(state.rows.timeline_revision?.length).toBeGreaterThan(30);
      expect(state.rows.audit_seal?.length).toBeGreaterThan(100);
      expect(await verifyAudit({ query }, key, checkpoints)).toMatchObject({
        valid: true,
        breaks: [],
      });
      await sealEntries(owner, key, checkpoints);
      expect(await verifyAudit({ query }, key, checkpoints)).toMatchObject({
        valid: true,
        unsealed: 0,
      });
      await owner.end();
      await place.close();
      await rm(place.dataDir, { recursive: true });
      await rm(folder, { recursive: true });
    }, 60_000);
});

const { KEII_KEEP_STATE: name } = process.env;
if (name !== undefined)
  test("keeps a new landed state", async () => {
    const app = await startApp();
    await loadDemo(app.foundation, () => undefined);
    const writer = new Caller(app.url);
    await writer.signIn("responder@keii.test", "keii-demo");
    const { body } = await writer.post<{ incidentId: string }>("/api/intake", {
      text: "カード会社から電話。\n不正利用の疑い\t三件",
      callerName: "架空 花子",
      callerOrganisation: "架空カード",
      callBackNumber: "03-0000-0001",
      takenBy: "佐藤 亮",
    });
    const path = `/api/incidents/${body.incidentId}/timeline`;
    const { id } = await aLine(writer, body.incidentId);
    await writer.on(1, "PUT", `${path}/${id}`, {
      text: "大阪府南警察署に相談",
      reason: "報告ではない",
    });
    await writer.on(2, "POST", `${path}/${id}/retract`, { reason: "別の事案" });
    await writer.on(3, "POST", `${path}/${id}/restore`, {
      reason: "この事案だった",
    });
    const pool = new pg.Pool({ connectionString: app.urls.worker, max: 1 });
    const { auditKey, checkpoints } = app.foundation;
    while ((await sealEntries(pool, auditKey, checkpoints)) > 0);
    await aLine(writer, body.incidentId, { text: "封印を待つ一行" });
    await keep(app, join(states, `${name}.json`));
    await pool.end();
    await app.close();
  });
