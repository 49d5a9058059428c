import type { TestApp } from "./app.js";

/** Acts that a refusal or a read may leave in the log. */
const acts = "('refused', 'export', 'open')";

/**
 * All that is in the database, as one mark per table: two that are alike mean that nothing was written. Entries that
 * say that somebody was refused or took a list along do not count, nor does their way into the chain.
 */
export async function stateOf(app: TestApp): Promise<Record<string, string>> {
  const tables = await app.sql<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and relname not in ('audit_unsealed', 'audit_seal', 'sign_in_throttle') order by 1`,
  );
  const marks = tables.map(({ name }) => {
    const where = name === "audit_entry" ? `where t.act not in ${acts}` : "";
    return `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(t::text, '' order by t::text)), '') as mark from "${name}" t ${where}`;
  });
  const rows = await app.sql<{ name: string; mark: string }>(
    marks.join(" union all "),
  );
  return Object.fromEntries(rows.map(({ name, mark }) => [name, mark]));
}
