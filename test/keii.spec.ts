import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startEmbedded } from "@keii/db";
import { commandLine } from "@keii/api/operator/command-line";
import { AuditKey, isSignedBy } from "@keii/api/platform/audit/audit-key";
import {
  successionText,
  type PublicKeyRecord,
} from "@keii/api/platform/audit/checkpoint";
import { sealEntries } from "@keii/api/platform/audit/sealer";
import type { AuditVerification, Member } from "@keii/shared";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApp, type TestApp } from "./support/app.js";
import { Caller } from "./support/caller.js";
import { aLine, anIncident, aPerson, type Person } from "./support/people.js";
import { dataFolder } from "./support/folder.js";

const program = fileURLToPath(
  new URL("../api/dist/operator/keii.js", import.meta.url),
);

let app: TestApp;
let head: Person;
let incident: { id: string; code: string };
let pool: pg.Pool;

interface Outcome {
  code: number;
  out: string;
  said: string;
}

/** The command as the operator runs it, in this process. */
async function keii(
  args: string[],
  env: Record<string, string> = {
    DATABASE_URL: app.ownerUrl,
    KEII_DATA_DIR: app.dataDir,
    KEII_CONSOLE_URL: app.url,
    KEII_LOG_LEVEL: "silent",
  },
): Promise<Outcome> {
  const out: string[] = [];
  const said: string[] = [];
  const code = await commandLine(args, {
    env,
    say: (line) => out.push(line),
    tell: (line) => said.push(line),
  });
  return { code, out: out.join("\n"), said: said.join("\n") };
}

/** The same as a process of its own. */
function keiiProcess(args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], (error, out, said) => {
      resolve({ code: error ? Number(error.code) : 0, out, said });
    });
  });
}

async function answered<T>(args: string[]): Promise<T> {
  const { code, out, said } = await keii([...args, "--json"]);
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}: ${said}`);
  return JSON.parse(out) as T;
}

const seal = async () => {
  const { auditKey, checkpoints } = app.foundation;
  while ((await sealEntries(pool, auditKey, checkpoints)) > 0);
};

beforeAll(async () => {
  app = await startApp();
  pool = new pg.Pool({ connectionString: app.urls.worker, max: 1 });
  head = await aPerson(app);
  incident = await anIncident(head);
});

afterAll(async () => {
  await pool?.end();
  await app?.close();
});

describe("keii", () => {
  test("lists its commands, explains each, and refuses what it does not know", async () => {
    const help = await keii(["--help"], {});
    expect(help.code).toBe(0);
    const named = [
      "migrate",
      "verify-audit",
      "backup",
      "restore",
      "release-outgoing",
      "first-administrator",
      "appoint-head",
      "rotate-audit-key",
      "accept-restore",
    ];
    for (const name of named)
      expect(help.out).toMatch(new RegExp(`^ {2}${name}\\b.* {2}\\S`, "m"));
    expect(await keii(["restore", "--help"], {})).toMatchObject({
      code: 0,
      out: expect.stringContaining("--signed-by") as string,
    });
    expect(await keii(["publish"], {})).toMatchObject({
      code: 2,
      out: "",
      said: expect.stringContaining("verify-audit") as string,
    });
    expect(await keii(["backup"], {})).toMatchObject({ code: 2 });
    expect(await keii(["verify-audit", "--deep"], {})).toMatchObject({
      code: 2,
    });
    expect((await keii([], {})).code).toBe(2);
    const unknown = await keiiProcess(["publish"]);
    expect(unknown).toMatchObject({ code: 2, out: "" });
    expect(unknown.said).toContain('There is no command "publish".');
  });

  test("verify-audit ends with 0 for a whole log and 1 for another, and names what is broken", async () => {
    await seal();
    const whole = await answered<AuditVerification>(["verify-audit"]);
    expect(whole).toMatchObject({ valid: true, firstBroken: null });
    expect(whole.sealed).toBe(whole.entries);
    const change = (to: string) =>
      app.sql(
        `with off as (select set_config('session_replication_role', 'replica', true) as off)
         update audit_entry set request_id = nullif($1, '') from off where id = (select min(id) from audit_entry) and off is not null`,
        [to],
      );
    await change("x");
    const { code, out } = await keii(["verify-audit", "--json"]);
    await change("");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      valid: false,
      firstBroken: { kind: "entry_changed", sealNo: "1" },
    });
    expect((await keii(["verify-audit"])).out).toContain("is whole");
  });

  test("rotate-audit-key: the new key is signed by the old one, whose seals stay checkable up to that point", async () => {
    const { auditKey } = app.foundation;
    const before = await AuditKey.open(auditKey.file);
    const done = await answered<{
      keyId: string;
      replaced: string;
      sealNo: number;
    }>(["rotate-audit-key"]);
    expect(done.replaced).toBe(before.id);
    await aLine(head, incident.id);
    await seal();
    const keys = await app.sql<{ key_id: string }>(
      "select distinct key_id from audit_seal order by 1",
    );
    expect(keys.map((k) => k.key_id)).toEqual(
      [done.replaced, done.keyId].sort(),
    );
    expect(await answered(["verify-audit"])).toMatchObject({ valid: true });

    const records = JSON.parse(
      await readFile(app.foundation.checkpoints.keyFile, "utf8"),
    ) as PublicKeyRecord[];
    const [old, next] = records;
    const text = successionText(
      next?.id ?? "",
      next?.publicKey ?? "",
      old?.id ?? "",
    );
    expect(
      isSignedBy(old?.publicKey ?? "", text, next?.signedByReplaced ?? ""),
    ).toBe(true);
    expect(
      isSignedBy(next?.publicKey ?? "", text, next?.signedByItself ?? ""),
    ).toBe(true);

    const forge = async (
      where: string,
      mark: (s: { no: string; id: string; hash: Buffer }) => Buffer,
      keyId: string,
    ) => {
      const [s] = await app.sql<{
        no: string;
        id: string;
        hash: Buffer;
        mac: Buffer;
        key_id: string;
      }>(
        `select seal_no::text as no, entry_id::text as id, hash, mac, key_id from audit_seal where ${where} order by seal_no desc limit 1`,
      );
      const set = (mac: Buffer, id: string) =>
        app.sql(
          `with off as (select set_config('session_replication_role', 'replica', true) as off)
           update audit_seal set mac = $2, key_id = $3 from off where seal_no = $1 and off is not null`,
          [s!.no, mac, id],
        );
      await set(mark(s!), keyId);
      const found = await keii(["verify-audit", "--json"]);
      await set(s!.mac, s!.key_id);
      expect(JSON.parse(found.out)).toMatchObject({
        valid: false,
        firstBroken: { kind: "seal_not_ours", sealNo: s!.no },
      });
    };
    await forge(
      `key_id = '${done.replaced}'`,
      () => Buffer.alloc(32),
      done.replaced,
    );
    await forge(
      `key_id = '${done.keyId}'`,
      (s) => before.mark(s.no, s.id, s.hash),
      done.replaced,
    );
    expect(await answered(["verify-audit"])).toMatchObject({ valid: true });
  });

  test("appoint-head: only where no head can act, and the log says who did it", async () => {
    const other = await aPerson(app);
    const args = [
      "appoint-head",
      "--incident",
      incident.code,
      "--email",
      other.email,
    ];
    expect(await keii(args)).toMatchObject({
      code: 1,
      said: expect.stringContaining(head.email) as string,
    });
    await app.sql(
      `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', true) as set)
       update app_user set disabled_at = now() from actor where id = $1 and set is not null`,
      [head.id],
    );
    expect(
      (await keii([...args.slice(0, -1), "nobody@example.test"])).code,
    ).toBe(1);
    expect(await answered(args)).toMatchObject({
      incident: incident.code,
      role: "responder",
    });
    const { body: members } = await other.get<Member[]>(
      `/api/incidents/${incident.id}/members`,
    );
    expect(members.find((m) => m.userId === other.id)?.isHead).toBe(true);
    const [entry] = await app.sql<{ actor_kind: string }>(
      "select actor_kind from audit_entry where table_name = 'membership' order by id desc limit 1",
    );
    expect(entry?.actor_kind).toBe("operator");
    expect((await keii(args)).code).toBe(1);
  });

  test("release-outgoing: what a restore holds goes out once a person says so", async () => {
    expect(await answered(["release-outgoing"])).toMatchObject({
      released: false,
    });
    await app.sql(
      `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', true) as set)
       update installation set outgoing_held_since = now() from actor where set is not null`,
    );
    expect(await answered(["release-outgoing"])).toMatchObject({
      released: true,
    });
    expect(
      await app.sql(
        "select outgoing_held_since as held, (select act from audit_entry where table_name = 'installation' order by id desc limit 1) as act from installation",
      ),
    ).toEqual([{ held: null, act: "release" }]);
  });

  test("accept-restore: a database set back by other means is found, held, and goes on once that is said", async () => {
    await seal();
    const [{ from } = { from: "" }] = await app.sql<{ from: string }>(
      "select (max(seal_no) - 1)::text as from from audit_seal",
    );
    await app.sql(
      `with off as (select set_config('session_replication_role', 'replica', true) as off),
         cut as (delete from audit_seal using off where seal_no >= ${from} and off is not null returning entry_id)
       insert into audit_unsealed select e.id, audit_mark(e) from audit_entry e join cut on cut.entry_id = e.id`,
    );
    const found = await keii(["verify-audit", "--json"]);
    expect(JSON.parse(found.out)).toMatchObject({
      valid: false,
      firstBroken: { kind: "tail_cut", sealNo: from },
    });
    const migrated = await keii(["migrate"]);
    expect(migrated.said).toContain("comes from a copy");
    expect(await answered(["accept-restore"])).toMatchObject({ givenUp: 1 });
    await seal();
    expect(await answered(["verify-audit"])).toMatchObject({
      valid: true,
      unsealed: 0,
      uncovered: 0,
    });
    expect(await answered(["release-outgoing"])).toMatchObject({
      released: true,
    });
  });
});

describe("the first administrator", () => {
  test("is made by a link that works once, and only where nobody can administrate", async () => {
    const { link } = await answered<{ link: string }>(["first-administrator"]);
    expect(link.startsWith(`${app.url}/#/link/`)).toBe(true);
    const use = {
      token: link.split("/").at(-1),
      password: "a long enough pass phrase",
      name: "初代 管理者",
    };
    const caller = new Caller(app.url);
    const [first, ...more] = (
      await Promise.all(
        [1, 2, 3].map(() =>
          caller.call("POST", "/api/auth/links/use", use, { origin: app.url }),
        ),
      )
    ).sort((a, b) => a.status - b.status);
    expect(first).toMatchObject({
      status: 200,
      body: { user: { account: "administrator" } },
    });
    expect(more.map((answer) => answer.status)).toEqual([404, 404]);
    expect(await keii(["first-administrator"])).toMatchObject({
      code: 1,
      said: expect.stringContaining("can administrate already") as string,
    });
  });
});

describe("with the embedded server", () => {
  let folder: string;
  const run = (...args: string[]) =>
    keii(args, { KEII_DATA_DIR: join(folder, "data") });

  beforeAll(async () => {
    folder = await dataFolder("keii embedded ");
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("commands start it where it is down, and leave it alone where somebody uses it", async () => {
    expect(await run("verify-audit")).toMatchObject({
      code: 1,
      said: expect.stringContaining("no database") as string,
    });
    expect((await run("migrate")).code).toBe(0);
    expect((await run("backup", join(folder, "b1"))).code).toBe(0);
    const server = await startEmbedded({
      dataDir: join(folder, "data"),
      tell: () => undefined,
    });
    expect(server.adopted).toBe(false);
    expect((await run("verify-audit")).code).toBe(0);
    expect((await run("restore", join(folder, "b1"))).code).toBe(0);
    const client = new pg.Client({ connectionString: server.ownerUrl });
    await client.connect();
    await client.query("select from installation");
    await client.end();
    await server.stop();
    expect((await run("verify-audit")).code).toBe(0);
  }, 120_000);
});
