import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import pg from "pg";

/** The three log-ins that serve; none of them owns anything. */
export const servingRoles = ["console", "portal", "worker"] as const;
export type ServingRole = (typeof servingRoles)[number];

export type ServingUrls = Record<ServingRole, string>;

const connectionLimits: Record<ServingRole, string> = {
  console: "statement_timeout = '30s'",
  portal: "statement_timeout = '5s'",
  worker: "statement_timeout = '15min'",
};

/** What to run by hand where the owner may not create roles; passwords are left for the reader to choose. */
export function roleSql(): string {
  return servingRoles
    .map(
      (role) =>
        `create role keii_${role} login nosuperuser nocreatedb nocreaterole password '…';\nalter role keii_${role} set ${connectionLimits[role]};`,
    )
    .join("\n");
}

/** Thrown where the owner may not create the serving roles and no addresses for them were given. */
export class RolesMissing extends Error {
  constructor(readonly sql: string) {
    super("The serving roles are missing and the owner may not create them.");
  }
}

/**
 * Makes the serving roles of the server, with random passwords kept in `passwordFile` (mode 0600), and answers their
 * addresses for the owner's database. Roles belong to the whole server: several databases share them and the file.
 */
export async function ensureServingRoles(
  ownerUrl: string,
  passwordFile: string,
): Promise<ServingUrls> {
  const passwords = await readPasswords(passwordFile);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(4911201610)");
    const { rows } = await client.query<{ rolname: string }>(
      "select rolname from pg_roles where rolname = any($1)",
      [servingRoles.map((r) => `keii_${r}`)],
    );
    const present = new Set(rows.map((r) => r.rolname));
    const { rows: own } = await client.query<{ allowed: boolean }>(
      "select rolcreaterole or rolsuper as allowed from pg_roles where rolname = current_user",
    );
    const isAllowed = own[0]?.allowed === true;
    const urls: Partial<ServingUrls> = {};
    for (const role of servingRoles) {
      const name = `keii_${role}`;
      const password = passwords[role];
      const works =
        present.has(name) && (await canConnect(ownerUrl, name, password));
      if (!works) {
        if (!isAllowed) throw new RolesMissing(roleSql());
        const verb = present.has(name) ? "alter" : "create";
        await client.query(`${verb} role ${name} login password '${password}'`);
        await client.query(`alter role ${name} set ${connectionLimits[role]}`);
        await client.query(
          `alter role ${name} set idle_in_transaction_session_timeout = '60s'`,
        );
        await client.query(`alter role ${name} set lock_timeout = '10s'`);
      }
      urls[role] = withUser(ownerUrl, name, password);
    }
    return urls as ServingUrls;
  } finally {
    await client.end();
  }
}

async function readPasswords(
  file: string,
): Promise<Record<ServingRole, string>> {
  if (!existsSync(file)) {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const passwords = Object.fromEntries(
      servingRoles.map((r) => [r, randomBytes(24).toString("hex")]),
    );
    const unfinished = `${file}.${process.pid}`;
    await writeFile(unfinished, JSON.stringify(passwords), { mode: 0o600 });
    await rename(unfinished, file);
  }
  return JSON.parse(await readFile(file, "utf8")) as Record<
    ServingRole,
    string
  >;
}

function withUser(ownerUrl: string, user: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = user;
  url.password = password;
  return url.href;
}

async function canConnect(
  ownerUrl: string,
  user: string,
  password: string,
): Promise<boolean> {
  const client = new pg.Client({
    connectionString: withUser(ownerUrl, user, password),
  });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    // 28P01, 28000: the password is not this one. Anything else is a fault of the server.
    const code = (error as { code?: string }).code;
    if (code === "28P01" || code === "28000") return false;
    throw error;
  }
}

/** Why a log-in must not serve: superuser, or owner of a table; null where it may. */
export async function reasonNotToServe(url: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{
      name: string;
      rolsuper: boolean;
      owned: string;
    }>(
      `select current_user as name, rolsuper,
              (select count(*) from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p', 'v', 'm'))::text as owned
       from pg_roles r where rolname = current_user`,
    );
    const row = rows[0];
    if (!row) return "its role is not known";
    if (row.rolsuper) return `role ${row.name} is superuser`;
    if (row.owned !== "0") return `role ${row.name} owns tables`;
    return null;
  } finally {
    await client.end();
  }
}
