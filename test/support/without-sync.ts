import pg from "pg";
import type { TestProject } from "vitest/node";
import "./cluster.js";

/**
 * What is committed need not outlive a crash of the machine: this server is thrown away with what is in it, and the
 * suites that kill servers or measure begin their own or leave this out. An outside server stays as it is.
 */
export async function setup(project: TestProject): Promise<void> {
  if (process.env.KEII_TEST_DATABASE_URL) return;
  const client = new pg.Client({
    connectionString: project.getProvidedContext().superuserUrl,
  });
  await client.connect();
  for (const setting of ["fsync", "synchronous_commit", "full_page_writes"])
    await client.query(`alter system set ${setting} = off`);
  await client.query("select pg_reload_conf()");
  await client.end();
}
