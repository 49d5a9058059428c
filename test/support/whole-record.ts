import type { TestApp } from "./app.js";

type Row = Record<string, unknown>;
type Reader = Pick<TestApp, "sql">;

/** Tables that say how it was written down, not what the case is. */
const beside = /^(audit_|draft$|evidence_upload$|incident_counter$|presence$)/;
/** Everything recorded of an incident, table by table, with labels in place of ids, so that two can be compared. */
export async function recordsOf(
  app: Reader,
  incidentId: string,
): Promise<Record<string, Row[]>> {
  const labels = await labelsOf(app, incidentId);
  const records: Record<string, Row[]> = {};
  for (const table of await tablesOf(app)) {
    const rows = (await rowsOf(app, table, incidentId)).map((row) =>
      labelled(row, labels),
    );
    if (rows.length > 0)
      records[table] = rows.sort((a, b) =>
        JSON.stringify(a) < JSON.stringify(b) ? -1 : 1,
      );
  }
  return records;
}

/** What each id of an incident's records is: the how manieth of its kind, or the name of who it is. */
export async function labelsOf(
  app: Reader,
  incidentId: string,
): Promise<Map<string, string>> {
  const labels = new Map([[incidentId, "the incident"]]);
  const named = await app.sql<{ id: string; name: string }>(
    "select id, official_name ->> 'ja' as name from party union all select id, name from app_user",
  );
  for (const { id, name } of named) labels.set(id, name);
  for (const table of await tablesOf(app))
    for (const [at, { id }] of (await rowsOf(app, table, incidentId)).entries())
      if (typeof id === "string" && !labels.has(id))
        labels.set(id, `${table} ${at + 1}`);
  return labels;
}

async function tablesOf(app: Reader): Promise<string[]> {
  const rows = await app.sql<{ name: string }>(
    `select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and c.column_name = 'incident_id' and t.table_type = 'BASE TABLE' order by 1`,
  );
  return rows.map(({ name }) => name).filter((name) => !beside.test(name));
}

/** In the order in which they were made. */
async function rowsOf(
  app: Reader,
  table: string,
  incidentId: string,
): Promise<Row[]> {
  const rows = await app.sql<{ row: Row }>(
    `select to_jsonb(t) as row from ${table} t where incident_id = $1 order by to_jsonb(t) ->> 'id'`,
    [incidentId],
  );
  return rows.map(({ row }) => row);
}

function labelled(row: Row, labels: ReadonlyMap<string, string>): Row {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      typeof value === "string" ? (labels.get(value) ?? value) : value,
    ]),
  );
}
