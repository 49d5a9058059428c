import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";

const roleNames = ["console", "portal", "worker"] as const;
export type ProcessRole = (typeof roleNames)[number];

const port = (fallback: number) =>
  z.coerce.number().int().min(0).max(65_535).default(fallback);

const environment = z.object({
  DATABASE_URL: z.string().optional(),
  KEII_CONSOLE_DATABASE_URL: z.string().optional(),
  KEII_PORTAL_DATABASE_URL: z.string().optional(),
  KEII_WORKER_DATABASE_URL: z.string().optional(),
  KEII_DATA_DIR: z.string().default(".data"),
  KEII_ROLES: z
    .string()
    .default("console,portal,worker")
    .transform((text) => text.split(",").map((r) => r.trim()))
    .pipe(z.array(z.enum(roleNames)).min(1)),
  KEII_HOST: z.string().default("127.0.0.1"),
  KEII_CONSOLE_PORT: port(3000),
  KEII_PORTAL_PORT: port(3001),
  KEII_CONSOLE_URL: z.url().optional(),
  KEII_PORTAL_URL: z.url().optional(),
  KEII_TRUSTED_PROXIES: z
    .string()
    .default("")
    .transform((text) =>
      text
        .split(",")
        .map((p) => p.trim())
        .filter(Boolean),
    ),
  KEII_TOKEN_SECRET: z.string().min(32).optional(),
  KEII_PORTAL_SECRET: z.string().min(32).optional(),
  KEII_AUDIT_KEY_FILE: z.string().optional(),
  KEII_CODE_KEY: z.string().min(32).optional(),
  KEII_CHECKPOINT_DIR: z.string().optional(),
  KEII_DEMO: z.enum(["on", "off"]).optional(),
  KEII_DEMO_CLOCK: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
  KEII_DEMO_CUSTOMERS: z.coerce
    .number()
    .int()
    .refine((n) => n === 0 || n >= 100, "0, or at least 100")
    .default(60_000),
  KEII_LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "silent"])
    .default("info"),
  KEII_FILE_LIMIT_MB: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(20_480),
  SMTP_URL: z.string().optional(),
});

/** What was said wrongly in the environment, as sentences for the operator; values are never repeated. */
export class ConfigurationError extends Error {}

export interface Config {
  /** Owner of the database: migrations only. */
  ownerUrl: string | null;
  databaseUrls: Record<ProcessRole, string | null>;
  dataDir: string;
  roles: ProcessRole[];
  host: string;
  consolePort: number;
  portalPort: number;
  consoleUrl: string;
  portalUrl: string;
  trustedProxies: string[];
  tokenSecret: string | null;
  /** Signs the portal's forms; every portal process needs the same. */
  portalSecret: string | null;
  auditKeyFile: string;
  /** The key of the codes where it is given; else it lies in the file. */
  codeKey: string | null;
  codeKeyFile: string;
  checkpointDir: string;
  /** The demo case and its users; only with the embedded server unless asked for. */
  isDemo: boolean;
  demoClock: string | null;
  /** How many customers the demo case gets; 0: none. */
  demoCustomers: number;
  logLevel: string;
  /** The largest file that is taken in, in bytes. */
  fileLimit: number;
  hasMail: boolean;
}

/** Reads and checks the environment once; `NAME_FILE` gives the content of a file for any secret `NAME`. */
export function readConfig(
  env: Record<string, string | undefined> = process.env,
  root: string = process.cwd(),
): Config {
  const values: Record<string, string | undefined> = {};
  for (const name of Object.keys(environment.shape)) {
    const file = env[`${name}_FILE`];
    if (file !== undefined && name !== "KEII_AUDIT_KEY") {
      if (!existsSync(file))
        throw new ConfigurationError(
          `${name}_FILE names a file that does not exist.`,
        );
      values[name] = readFileSync(file, "utf8").trim();
    } else if (env[name] !== undefined && env[name] !== "") {
      values[name] = env[name];
    }
  }
  const parsed = environment.safeParse(values);
  if (!parsed.success)
    throw new ConfigurationError(
      parsed.error.issues
        .map((i) => `${i.path.join(".")}: ${i.message}`)
        .join("\n"),
    );
  const e = parsed.data;
  const dataDir = resolve(root, e.KEII_DATA_DIR);
  const hasOwnDatabase =
    e.DATABASE_URL ??
    e.KEII_CONSOLE_DATABASE_URL ??
    e.KEII_PORTAL_DATABASE_URL ??
    e.KEII_WORKER_DATABASE_URL;
  const isDemo = e.KEII_DEMO ? e.KEII_DEMO === "on" : !hasOwnDatabase;
  const isLoopback = ["127.0.0.1", "::1", "localhost"].includes(e.KEII_HOST);
  if (isDemo && !isLoopback)
    throw new ConfigurationError(
      "KEII_HOST: the demo, whose passwords are public, serves only on this machine (127.0.0.1). Set DATABASE_URL for a real installation.",
    );
  if (e.KEII_DEMO_CLOCK && !isDemo)
    throw new ConfigurationError("KEII_DEMO_CLOCK: only for the demo.");
  const local = (p: number) => `http://127.0.0.1:${p}`;
  return {
    ownerUrl: e.DATABASE_URL ?? null,
    databaseUrls: {
      console: e.KEII_CONSOLE_DATABASE_URL ?? null,
      portal: e.KEII_PORTAL_DATABASE_URL ?? null,
      worker: e.KEII_WORKER_DATABASE_URL ?? null,
    },
    dataDir,
    roles: e.KEII_ROLES,
    host: e.KEII_HOST,
    consolePort: e.KEII_CONSOLE_PORT,
    portalPort: e.KEII_PORTAL_PORT,
    consoleUrl: (e.KEII_CONSOLE_URL ?? local(e.KEII_CONSOLE_PORT)).replace(
      /\/$/,
      "",
    ),
    portalUrl: (e.KEII_PORTAL_URL ?? local(e.KEII_PORTAL_PORT)).replace(
      /\/$/,
      "",
    ),
    trustedProxies: e.KEII_TRUSTED_PROXIES,
    tokenSecret: e.KEII_TOKEN_SECRET ?? null,
    portalSecret: e.KEII_PORTAL_SECRET ?? null,
    auditKeyFile:
      e.KEII_AUDIT_KEY_FILE ?? join(dataDir, "keys", "audit-ed25519.pem"),
    codeKey: e.KEII_CODE_KEY ?? null,
    codeKeyFile: join(dataDir, "keys", "code-key"),
    checkpointDir: e.KEII_CHECKPOINT_DIR ?? join(dataDir, "audit"),
    isDemo,
    demoClock: e.KEII_DEMO_CLOCK ? demoInstant(e.KEII_DEMO_CLOCK) : null,
    demoCustomers: e.KEII_DEMO_CUSTOMERS,
    logLevel: e.KEII_LOG_LEVEL,
    fileLimit: e.KEII_FILE_LIMIT_MB * 1024 * 1024,
    hasMail: e.SMTP_URL !== undefined,
  };
}

/** A day of the demo clock starts at nine in the morning, Japanese time. */
function demoInstant(text: string): string {
  return text.includes("T") ? text : `${text}T09:00:00+09:00`;
}
