import { listMigrations, migrate, readLevel } from "@keii/db";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApp, type TestApp } from "./support/app.js";
import { elsewhere } from "./support/copy.js";

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
});

afterAll(() => app?.close());

interface Grant {
  role: string;
  object: string;
  privilege: string;
}

const plain = ({ role, object, privilege }: Grant) =>
  `${role} ${privilege} ${object}`;

/** What the migrations say, read from their text: `grant … on … to …`. */
async function grantsInMigrations(): Promise<{
  tables: string[];
  routines: string[];
}> {
  const tables = new Set<string>();
  const routines = new Set<string>();
  for (const { sql } of await listMigrations())
    for (const [, privileges = "", what = "", roles = ""] of sql.matchAll(
      /^grant\s+([\w\s,]+?)\s+on\s+([^;]+?)\s+to\s+([\w\s,]+);/gm,
    )) {
      if (what.startsWith("schema ")) continue;
      const isRoutine = /^function\s/.test(what);
      const objects = isRoutine
        ? [...what.matchAll(/([a-z_]+)\s*\([^)]*\)/g)].map(
            ([, name = ""]) => name,
          )
        : what.split(",").map((name) => name.trim());
      for (const role of roles.split(",").map((name) => name.trim()))
        for (const privilege of privileges.split(","))
          for (const object of objects)
            (isRoutine ? routines : tables).add(
              plain({ role, object, privilege: privilege.trim() }),
            );
    }
  return { tables: [...tables].sort(), routines: [...routines].sort() };
}

describe("entities", () => {
  test("have the columns of their tables, by name, type and whether they may be empty", async () => {
    const { entityMetadatas } = app.foundation.database.manager.connection;
    expect(entityMetadatas.length).toBeGreaterThan(5);
    for (const entity of entityMetadatas) {
      const columns = await app.sql<{
        name: string;
        type: string;
        nullable: boolean;
      }>(
        `select attname as name, format_type(atttypid, atttypmod) as type, not attnotnull as nullable from pg_attribute
         where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
        [entity.tableName],
      );
      const inTable = new Map(columns.map((c) => [c.name, c]));
      for (const column of entity.columns) {
        const type = String(column.type) + (column.isArray ? "[]" : "");
        expect({
          ...inTable.get(column.databaseName),
          of: entity.tableName,
        }).toEqual({
          of: entity.tableName,
          name: column.databaseName,
          type: type.replace("timestamptz", "timestamp with time zone"),
          nullable: column.isNullable,
        });
      }
    }
  });
});

describe("the database", () => {
  test("has a class for every column and a trigger on every audited table", async () => {
    expect(await app.sql("select * from check_column_classes()")).toEqual([]);
    const bare = await app.sql(
      `select distinct table_name from column_class k where table_name not in (select table_name from unaudited_table) and not exists (
         select from pg_trigger t where t.tgrelid = k.table_name::regclass and t.tgname = 'audit' and t.tgenabled = 'O')`,
    );
    expect(bare).toEqual([]);
  });

  test("grants each role what the migrations say, and nothing else", async () => {
    const expected = await grantsInMigrations();
    const tables = await app.sql<Grant>(
      `select a.grantee::regrole::text as role, c.relname as object, lower(a.privilege_type) as privilege
       from pg_class c cross join aclexplode(c.relacl) a
       where c.relnamespace = 'public'::regnamespace and a.grantee <> c.relowner`,
    );
    const routines = await app.sql<Grant>(
      `select case a.grantee when 0 then 'public' else a.grantee::regrole::text end as role, p.proname as object, lower(a.privilege_type) as privilege
       from pg_proc p cross join aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
       where p.pronamespace = 'public'::regnamespace and a.grantee <> p.proowner
         and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
    );
    expect([...new Set(tables.map(plain))].sort()).toEqual(expected.tables);
    expect([...new Set(routines.map(plain))].sort()).toEqual(expected.routines);
    const columns = await app.sql(
      "select attrelid::regclass, attname from pg_attribute a join pg_class c on c.oid = attrelid where attacl is not null and relnamespace = 'public'::regnamespace",
    );
    expect(columns).toEqual([]);
  });

  test("lets no serving role change what is written once, or own anything", async () => {
    const writable = await app.sql(
      `select r.rolname, c.relname from pg_class c cross join pg_roles r
       where r.rolname ~ '^keii_(console|portal|worker)$' and c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
         and (exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'append_only') or c.relname = 'timeline_current')
         and has_table_privilege(r.oid, c.oid, 'update, delete, truncate')`,
    );
    expect(writable).toEqual([]);
    const roles = await app.sql(
      `select rolname from pg_roles r where rolname ~ '^keii_(console|portal|worker)$'
         and (rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication
           or exists (select from pg_auth_members m where m.member = r.oid)
           or exists (select from pg_class c where c.relowner = r.oid) or exists (select from pg_proc p where p.proowner = r.oid)
           or has_schema_privilege(r.oid, 'public', 'create') or has_database_privilege(r.oid, current_database(), 'create'))`,
    );
    expect(roles).toEqual([]);
    for (const url of Object.values(app.urls)) {
      const client = new pg.Client({ connectionString: url });
      client.on("error", () => undefined);
      await client.connect();
      for (const attempt of [
        "create table mine (id integer)",
        "update audit_entry set note = 'x'",
        "delete from timeline_revision",
        "insert into timeline_current (id) select gen_random_uuid()",
        "set session_replication_role = replica",
        "alter table audit_entry disable trigger append_only",
      ])
        await expect(client.query(attempt), attempt).rejects.toMatchObject({
          code: "42501",
        });
      await client.end();
    }
  });
});

describe("migrations", () => {
  test("are refused when an applied one was edited, or the database is newer", async () => {
    const place = await elsewhere();
    const known = await listMigrations();
    await migrate(place.ownerUrl, 3);
    const edited = known.map((m) =>
      m.no === 2 ? { ...m, sha256: "0".repeat(64) } : m,
    );
    await expect(migrate(place.ownerUrl, undefined, edited)).rejects.toThrow(
      "Migration 0002_people.sql was changed",
    );
    await expect(
      migrate(place.ownerUrl, undefined, known.slice(0, 2)),
    ).rejects.toThrow("at least as new as the data");
    const broken = known.map((m) =>
      m.no === 5 ? { ...m, sql: `${m.sql}; select 1 / 0` } : m,
    );
    await expect(migrate(place.ownerUrl, undefined, broken)).rejects.toThrow(
      "0005_portal.sql failed",
    );
    const client = new pg.Client({ connectionString: place.ownerUrl });
    await client.connect();
    expect(await readLevel(client, known)).toEqual({
      applied: 4,
      known: known.length,
    });
    await client.end();
    const both = await Promise.all([
      migrate(place.ownerUrl),
      migrate(place.ownerUrl),
    ]);
    expect(both.flat()).toEqual(known.slice(4).map((m) => m.name));
    await place.close();
  });
});
