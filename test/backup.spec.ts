import {
  appendFile,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "@keii/db";
import { backUp } from "@keii/api/operator/backup";
import {
  BackupRefused,
  readBackup,
  writeManifest,
} from "@keii/api/operator/backup-manifest";
import { loadDemo } from "@keii/api/operator/demo";
import {
  isInUse,
  refuseOtherSchema,
  restoreBackup,
} from "@keii/api/operator/restore";
import { sealEntries } from "@keii/api/platform/audit/sealer";
import { verifyAudit } from "@keii/api/platform/audit/verify";
import { operatorActor } from "@keii/api/platform/database/actor";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startApp, type TestApp } from "./support/app.js";
import { Caller } from "./support/caller.js";
import { digests, elsewhere, type Elsewhere } from "./support/copy.js";
import { aLine } from "./support/people.js";
import { Random } from "./support/random.js";

let app: TestApp;
let writer: Caller;
let incidentId: string;
let pool: pg.Pool;
let folder: string;
let quiet: string;
const places: Elsewhere[] = [];

const anywhere = async () => {
  const place = await elsewhere();
  places.push(place);
  return place;
};
const restore = async (place: Elsewhere, from: string) => {
  const manifest = await readBackup(from, null);
  return restoreBackup(
    place.config,
    place.ownerUrl,
    from,
    manifest,
    operatorActor("test"),
  );
};
const verify = async ({ sql, outside }: Elsewhere) => {
  const { key, checkpoints } = await outside();
  return verifyAudit({ query: sql as never }, key, checkpoints);
};
const seal = async () => {
  const { auditKey, checkpoints } = app.foundation;
  while ((await sealEntries(pool, auditKey, checkpoints)) > 0);
};

beforeAll(async () => {
  app = await startApp();
  await loadDemo(app.foundation, () => undefined);
  pool = new pg.Pool({ connectionString: app.urls.worker, max: 2 });
  folder = await mkdtemp(join(tmpdir(), "keii-backup-"));
  writer = new Caller(app.url);
  await writer.signIn("responder@keii.test", "keii-demo");
  incidentId = (
    await writer.post<{ incidentId: string }>("/api/intake", {
      text: "カード会社から\t「不正利用」の連絡\\N \\. 改行\n次の行",
      callerName: "架空 花子",
    })
  ).body.incidentId;
  await mkdir(join(app.dataDir, "evidence", "ab"), { recursive: true });
  await writeFile(join(app.dataDir, "evidence", "ab", "abcd"), "証拠");
  await mkdir(join(app.dataDir, "evidence", "incoming"), { recursive: true });
  await writeFile(join(app.dataDir, "evidence", "incoming", "half"), "");
  await seal();
  await aLine(writer, incidentId, { text: "封印を待つ一行" });
  quiet = join(folder, "quiet");
  await backUp(app.config, app.ownerUrl, quiet);
});

afterAll(async () => {
  for (const place of places) {
    await place.close();
    await rm(place.dataDir, { recursive: true, force: true });
  }
  await pool?.end();
  await app?.close();
  await rm(folder, { recursive: true, force: true });
});

describe("restore", () => {
  test("brings every row back as it was, evidence, keys and checkpoints too; the log is whole", async () => {
    const place = await anywhere();
    const done = await restore(place, quiet);
    const before = await digests(app.sql);
    const after = await digests(place.sql);
    const grown = [
      "audit_entry",
      "audit_unsealed",
      "installation",
      "user_session",
    ];
    const emptied = [
      "refresh_token",
      "calendar_password",
      "one_time_link",
      "sign_in_throttle",
      "presence",
      "schema_migration",
    ];
    expect(Object.keys(after)).toEqual(Object.keys(before));
    for (const table of Object.keys(before))
      if (![...grown, ...emptied].includes(table))
        expect([table, after[table]]).toEqual([table, before[table]]);
    const entries = (sql: Elsewhere["sql"]) =>
      sql<{ e: string }>("select e::text from audit_entry e order by id");
    const kept = await entries(app.sql);
    expect((await entries(place.sql)).slice(0, kept.length)).toEqual(kept);
    expect(
      await readFile(join(place.dataDir, "evidence", "ab", "abcd"), "utf8"),
    ).toBe("証拠");
    expect(await verify(place)).toMatchObject({ valid: true, uncovered: 0 });
    expect((await stat(place.config.auditKeyFile)).mode & 0o777).toBe(0o600);
    expect(done.migrated).toEqual([]);
  });

  test("ends all sessions and links, begins a new epoch, and holds what goes out", async () => {
    const place = await anywhere();
    await restore(place, quiet);
    const [state] = await place.sql<{ epoch: string; is_held: boolean }>(
      `select epoch, outgoing_held_since is not null as is_held from installation`,
    );
    const [old] = await app.sql<{ epoch: string }>(
      "select epoch from installation",
    );
    expect(state?.is_held).toBe(true);
    expect(state?.epoch).not.toBe(old?.epoch);
    expect((await readFile(join(place.dataDir, "epoch"), "utf8")).trim()).toBe(
      state?.epoch,
    );
    expect(
      await place.sql(
        `select (select count(*) from user_session where revoked_at is null) + (select count(*) from refresh_token)
           + (select count(*) from one_time_link) as open`,
      ),
    ).toEqual([{ open: "0" }]);
    const acts = await place.sql<{ act: string; actor_name: string }>(
      "select act, actor_name from audit_entry order by id desc limit 2",
    );
    expect(acts).toContainEqual({ act: "restore", actor_name: "test" });
  });

  test("leaves triggers, references, counters and grants as the migrations made them", async () => {
    const place = await anywhere();
    await restore(place, quiet);
    const facts = `
      select 'constraint' as kind, conrelid::regclass::text as of, conname as name, pg_get_constraintdef(oid) as content from pg_constraint where connamespace = 'public'::regnamespace
      union all select 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) || tgenabled::text from pg_trigger where not tgisinternal
      union all select 'index', indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index join pg_class c on c.oid = indrelid where c.relnamespace = 'public'::regnamespace
      union all select 'grants', oid::regclass::text, relkind::text, (select string_agg(a::text, ',' order by a::text) from unnest(relacl) a) from pg_class where relnamespace = 'public'::regnamespace
      union all select 'routine', oid::regprocedure::text, '', coalesce(proacl::text, '') || coalesce(prosrc, '') from pg_proc where pronamespace = 'public'::regnamespace and proowner <> 10
      order by 1, 2, 3`;
    expect(await place.sql(facts)).toEqual(await app.sql(facts));
    const [counter] = await place.sql<{ ok: boolean }>(
      "select nextval('audit_entry_id_seq') > (select max(id) from audit_entry) as ok",
    );
    expect(counter?.ok).toBe(true);
    await expect(
      place.sql("delete from timeline_revision"),
    ).rejects.toMatchObject({ code: "KE002" });
  });

  test("goes over a database in use, whose checkpoints then tell what was given up", async () => {
    const place = await anywhere();
    await restore(place, quiet);
    expect(await isInUse(place.ownerUrl)).toBe(true);
    const { key, checkpoints } = await place.outside();
    const owner = new pg.Pool({ connectionString: place.ownerUrl, max: 1 });
    await sealEntries(owner, key, checkpoints);
    expect(await verify(place)).toMatchObject({ valid: true, unsealed: 0 });
    await restore(place, quiet);
    expect(await verify(place)).toMatchObject({ valid: true });
    await sealEntries(owner, key, checkpoints);
    await owner.end();
    const found = await verify(place);
    expect(found).toMatchObject({ valid: true, unsealed: 0, uncovered: 0 });
    const kinds = (await readFile(checkpoints.file, "utf8"))
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { kind: string }).kind);
    expect(kinds.slice(-4)).toEqual([
      "restored",
      "sealed",
      "restored",
      "sealed",
    ]);
  });

  test("under another key keeps that key, and can still check the seals of the first", async () => {
    const place = await anywhere();
    const { key } = await place.outside();
    await restore(place, quiet);
    const { key: after } = await place.outside();
    expect(after.id).toBe(key.id);
    expect(after.former.map(({ id }) => id)).toEqual([
      app.foundation.auditKey.id,
    ]);
    expect(await verify(place)).toMatchObject({ valid: true });
  });
});

describe("a backup", () => {
  test("taken while people write and workers seal is of one moment", async () => {
    const written: string[] = [];
    for (const n of [1, 2, 3]) {
      let isOver = false;
      const load = [1, 2, 3].map(async () => {
        while (!isOver) written.push((await aLine(writer, incidentId)).id);
      });
      const sealing = (async () => {
        while (!isOver) await seal();
      })();
      await vi.waitUntil(() => written.length >= 10 * n, { timeout: 30_000 });
      const acknowledged = [...written];
      const target = join(folder, `busy${n}`);
      await backUp(app.config, app.ownerUrl, target);
      isOver = true;
      await Promise.all([...load, sealing]);
      const place = await anywhere();
      await restore(place, target);
      const found = await verify(place);
      expect(found.breaks).toEqual([]);
      const [missing] = await place.sql<{ count: string }>(
        "select count(*) from unnest($1::uuid[]) id where not exists (select from timeline_current c where c.id = id)",
        [acknowledged],
      );
      expect(missing?.count).toBe("0");
    }
    expect(written.length).toBeGreaterThan(20);
  }, 120_000);

  test("is refused when any byte of it was changed, or any file cut off or taken away", async () => {
    const random = new Random(34);
    const manifest = await readBackup(quiet, null);
    const files = [...manifest.tables, ...manifest.files].map((f) => f.path);
    const damaged = join(folder, "damaged");
    await cp(quiet, damaged, { recursive: true });
    for (const path of ["manifest.json", "manifest.signature.json", ...files]) {
      const file = join(damaged, path);
      const content = await readFile(file);
      const way = random.of(["flip", "cut", "longer", "gone"]);
      if (way === "gone" || content.length === 0) await rm(file);
      else if (way === "cut")
        await truncate(file, random.below(content.length));
      else if (way === "longer") await appendFile(file, "x");
      else {
        const at = random.below(content.length);
        content[at] = (content[at] ?? 0) ^ 1;
        await writeFile(file, content);
      }
      await expect(readBackup(damaged, null), `${way} ${path}`).rejects.toThrow(
        BackupRefused,
      );
      await cp(join(quiet, path), file);
    }
    expect(await readBackup(damaged, null)).toEqual(manifest);
  });

  test("of a newer program, of another history, or by another key is refused", async () => {
    const manifest = await readBackup(quiet, null);
    const { auditKey } = app.foundation;
    await expect(readBackup(quiet, "0123456789abcdef")).rejects.toThrow(
      "signed by",
    );
    expect(await readBackup(quiet, auditKey.id)).toEqual(manifest);
    const next = manifest.migrations.length + 1;
    const newer = {
      ...manifest,
      migrations: [
        ...manifest.migrations,
        { no: next, name: "9999_later.sql", sha256: "0".repeat(64) },
      ],
    };
    await expect(refuseOtherSchema(newer)).rejects.toThrow(
      "at least as new as the data",
    );
    const other = {
      ...manifest,
      migrations: manifest.migrations.map((m) => ({
        ...m,
        sha256: "0".repeat(64),
      })),
    };
    await expect(refuseOtherSchema(other)).rejects.toThrow("was changed");
    await expect(backUp(app.config, app.ownerUrl, quiet)).rejects.toThrow(
      "not empty",
    );
  });

  test("that fails on the way in leaves everything as it was", async () => {
    const place = await anywhere();
    await restore(place, quiet);
    const before = await digests(place.sql);
    const lying = join(folder, "lying");
    await cp(quiet, lying, { recursive: true });
    const manifest = await readBackup(quiet, null);
    await writeManifest(
      lying,
      {
        ...manifest,
        tables: manifest.tables.map((t) => ({ ...t, rows: t.rows + 1 })),
      },
      app.foundation.auditKey,
    );
    await expect(restore(place, lying)).rejects.toThrow(BackupRefused);
    expect(await digests(place.sql)).toEqual(before);
    expect(await verify(place)).toMatchObject({ valid: true });
  });

  test("of an older Keii comes back at its level and is brought forward", async () => {
    const old = await anywhere();
    await migrate(old.ownerUrl, 5);
    await old.sql(
      `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set),
         installed as (insert into installation (epoch, created_at) select gen_random_uuid(), now() from actor where set is not null)
       insert into app_user (id, name, email, created_at) select gen_random_uuid(), '旧 太郎', 'old@example.test', now() from actor where set is not null`,
    );
    const target = join(folder, "old");
    await backUp(old.config, old.ownerUrl, target);
    const place = await anywhere();
    const done = await restore(place, target);
    expect(done.migrated[0]).toBe("0006_audit_marks.sql");
    expect(await place.sql("select name from app_user")).toEqual([
      { name: "旧 太郎" },
    ]);
    expect(await verify(place)).toMatchObject({ valid: true });
  });
});
