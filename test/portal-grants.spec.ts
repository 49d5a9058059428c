import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApp, type TestApp } from "./support/app.js";
import { anIncident, aPerson } from "./support/people.js";
import { publish } from "./support/publication.js";

/** Everything the public's side may ask of the database. Whoever adds a line here opens a door. */
const mayExecute = [
  "portal_check_code(text,bytea,bytea,inet,bytea)",
  "portal_check_password(text,text,text,bytea,bytea,inet,bytea)",
  "portal_code_key()",
  "portal_company()",
  "portal_desk(text)",
  "portal_faq(text,timestamp with time zone)",
  "portal_incidents()",
  "portal_inquire(text,jsonb,bytea,bytea,bytea,inet)",
  "portal_my(text,bytea)",
  "portal_my_verdict(text,bytea)",
  "portal_name()",
  "portal_page(text)",
  "portal_password_setting(text,text,text,inet)",
  "portal_reply(text,text,text,bytea,bytea,bytea,inet)",
  "portal_sent_messages(text)",
  "portal_sign_out(bytea)",
  "portal_take_lease()",
  "portal_thread(text,text,bytea,inet)",
  "portal_upgrade_password(text,text,text,bytea,text,bytea)",
  "portal_verdict_facts(text)",
  "portal_waiting(text,timestamp with time zone)",
];

let app: TestApp;
let portal: pg.Client;

beforeAll(async () => {
  app = await startApp();
  const head = await aPerson(app);
  await publish(app, (await anIncident(head)).id, "demo");
  await anIncident(head);
  portal = new pg.Client({ connectionString: app.urls.portal });
  await portal.connect();
});
afterAll(async () => {
  await portal?.end();
  await app?.close();
});

/** What the portal's role is refused with; null where it is let. */
async function refusalOf(statement: string): Promise<string | null> {
  try {
    await portal.query(statement);
    return null;
  } catch (error) {
    return (error as { code?: string }).code ?? "no code";
  }
}

const denied = "42501";

describe("the portal's role", () => {
  it("may execute these functions, and no other of ours", async () => {
    const granted = await app.sql<{ name: string }>(
      `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname not in ('pg_catalog', 'information_schema') and has_schema_privilege('keii_portal', n.oid, 'usage')
         and has_function_privilege('keii_portal', p.oid, 'execute')
         and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by 1`,
    );
    expect(granted.map(({ name }) => name)).toEqual(mayExecute);
  });

  it("has each of them run with the owner's rights, on a search path of its own", async () => {
    const unsafe = await app.sql(
      `select p.oid::regprocedure from pg_proc p where p.oid::regprocedure::text = any ($1)
         and (not p.prosecdef or p.proconfig is null or not 'search_path=pg_catalog, public, pg_temp' = any (p.proconfig)
           or has_function_privilege('public', p.oid, 'execute'))`,
      [mayExecute.filter((name) => name !== "portal_name()")],
    );
    expect(unsafe).toEqual([]);
  });

  it("reads and writes no table, view or sequence, not one column", async () => {
    const relations = await app.sql<{ name: string; kind: string }>(
      `select c.oid::regclass::text as name, c.relkind::text as kind from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('public', 'pgboss') and c.relkind in ('r', 'p', 'v', 'm', 'S') order by 1`,
    );
    expect(relations.length).toBeGreaterThan(50);
    for (const { name, kind } of relations) {
      const attempts =
        kind === "S"
          ? [`select nextval('${name}')`, `select last_value from ${name}`]
          : [
              `select 1 from ${name} limit 1`,
              `select count(*) from ${name}`,
              `insert into ${name} default values`,
              `update ${name} set ctid = ctid`,
              `delete from ${name}`,
              `truncate ${name}`,
              `copy ${name} to stdout`,
            ];
      for (const attempt of attempts) {
        const code = await refusalOf(attempt);
        // A system column, or a view, is refused before anybody asks who wants it.
        if (attempt.startsWith("update"))
          expect([denied, "0A000", "42P10", "55000"], attempt).toContain(code);
        else expect([denied, "42809", "55000"], attempt).toContain(code);
      }
    }
    const columns = await app.sql(
      `select c.oid::regclass, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
         and has_column_privilege('keii_portal', c.oid, a.attnum, 'select, insert, update, references')`,
    );
    expect(columns).toEqual([]);
  });

  it("is refused every function outside the list", async () => {
    // Arguments that are known only when it runs: a strict function of a null is answered without being called.
    const others = await app.sql<{ call: string }>(
      `select format('%I(%s)', p.proname, (
           select string_agg('(select null::' || case when t.typtype = 'p' then 'text' else format_type(t.oid, null) end || ')', ', ' order by place)
           from unnest(p.proargtypes) with ordinality as given (oid, place) join pg_type t on t.oid = given.oid)) as call
       from pg_proc p
       where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and p.prorettype <> 'trigger'::regtype
         and p.oid::regprocedure::text <> all ($1)
         and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by 1`,
      [mayExecute],
    );
    expect(others.length).toBeGreaterThan(5);
    for (const { call } of others)
      expect(await refusalOf(`select ${call}`), call).toBe(denied);
  });

  it("makes nothing, becomes nobody and sets nothing that lasts", async () => {
    for (const attempt of [
      "create table mine (id integer)",
      "create schema mine",
      "create function mine() returns integer language sql as 'select 1'",
      "set role keii_console",
      "set session authorization keii_worker",
      "alter role keii_portal superuser",
      "select pg_read_file('/etc/passwd')",
      "copy (select 1) to program 'true'",
      "select lo_import('/etc/passwd')",
      "select pg_ls_dir('.')",
      "create extension dblink",
      "do language plpythonu $$ $$",
    ])
      expect(await refusalOf(attempt), attempt).not.toBeNull();
  });

  it("learns nothing of an incident that is not published, whatever it is asked by", async () => {
    for (const slug of ["nothing", "", "DEMO", "demo ", "%", "' or true --"])
      for (const call of [
        "portal_page($1)",
        "portal_desk($1)",
        "portal_faq($1, now())",
        "portal_sent_messages($1)",
        "portal_waiting($1, now())",
        "portal_my($1, '\\x00')",
        "portal_thread($1, '', '\\x00', '192.0.2.1')",
      ]) {
        const { rows } = await portal.query<{ answer: unknown }>(
          `select ${call} as answer`,
          [slug],
        );
        expect(rows, `${call} of ${slug}`).toEqual([{ answer: null }]);
      }
    const { rows } = await portal.query<{ answer: { slug: string }[] }>(
      "select portal_incidents() as answer",
    );
    expect(rows[0]!.answer.map(({ slug }) => slug)).toEqual(["demo"]);
  });
});
