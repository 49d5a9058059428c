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
  const marks = tables.map(({ name }) =>
    // Only ever added to, and the longest of all: how many there are says enough.
    name === "audit_entry"
      ? `select '${name}' as name, count(*)::text as mark from audit_entry t where t.act not in ${acts}`
      : // The sum of the rows' 64-bit hashes: in any order, without sorting them.
        `select '${name}' as name, count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as mark from "${name}" t`,
  );
  const rows = await app.sql<{ name: string; mark: string }>(
    marks.join(" union all "),
  );
  return Object.fromEntries(rows.map(({ name, mark }) => [name, mark]));
}

/** Watches over many acts that nothing was written: what was seen after one is what has to stand after the next. */
export class Unwritten {
  private seen: Record<string, string> | null = null;

  constructor(private readonly app: () => TestApp) {}

  async begin(): Promise<void> {
    this.seen ??= await stateOf(this.app());
  }

  /** What stood before, and what stands now. */
  async end(): Promise<{ now: object; before: object }> {
    const before = this.seen!;
    this.seen = await stateOf(this.app());
    return { now: this.seen, before };
  }
}
