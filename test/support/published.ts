import pg from "pg";
import type { TestApp } from "./app.js";

const asTest = `select set_config('keii.actor', '{"kind":"operator","name":"test"}', false)`;

/** Makes an incident public under a name, with the least that a page needs. */
export async function published(
  app: Pick<TestApp, "superuserUrl">,
  incidentId: string,
  slug: string,
): Promise<void> {
  const client = new pg.Client({ connectionString: app.superuserUrl });
  await client.connect();
  try {
    await client.query(asTest);
    await client.query("begin");
    const empty = JSON.stringify({ ja: "", en: "" });
    await client.query(
      `insert into publication (incident_id, slug, title, report, impostor_advice, created_at, updated_at)
       values ($1, $2, $3, $3, $3, now(), now())`,
      [incidentId, slug, empty],
    );
    await client.query(
      `insert into publication_edition (id, incident_id, no, title, text, impostor_advice, template, drawn, sha256, published_at)
       values (gen_random_uuid(), $1, 1, $2, $2, $2, '{}', '{}', repeat('0', 64), now())`,
      [incidentId, empty],
    );
    await client.query(
      "update publication set edition_no = 1, published_at = now() where incident_id = $1",
      [incidentId],
    );
    await client.query("commit");
  } finally {
    await client.end();
  }
}

/** The portal's own log-in, which may execute a listed few functions. */
export function portalPool(app: Pick<TestApp, "urls">): pg.Pool {
  const pool = new pg.Pool({ connectionString: app.urls.portal, max: 8 });
  pool.on("error", () => undefined);
  return pool;
}
