/** For a container's health check: succeeds when every role of this container answers and reaches the database. */
const { env } = process;
const roles = (env.KEII_ROLES || "console,portal,worker")
  .split(",")
  .map((role) => role.trim());

const probes = {
  console: () => answers(env.KEII_CONSOLE_PORT || 3000, "/api/health/ready"),
  portal: () => answers(env.KEII_PORTAL_PORT || 3001, "/health/ready"),
  worker: reachesDatabase,
};

async function answers(port, path) {
  const signal = AbortSignal.timeout(3000);
  const url = `http://127.0.0.1:${port}${path}`;
  const { ok, status } = await fetch(url, { signal });
  if (!ok) throw new Error(`${url} answers ${status}.`);
}

/** The worker listens to nobody. */
async function reachesDatabase() {
  const { readFile } = await import("node:fs/promises");
  const { default: pg } = await import("pg");
  const file = env.KEII_WORKER_DATABASE_URL_FILE;
  const connectionString = file
    ? (await readFile(file, "utf8")).trim()
    : env.KEII_WORKER_DATABASE_URL;
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 3000,
  });
  await client.connect();
  await client.query("select 1");
  await client.end();
}

try {
  await Promise.all(roles.map((role) => probes[role]()));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
