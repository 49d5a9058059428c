import type { NestFastifyApplication } from "@nestjs/platform-fastify";
import { createConsole } from "./console.js";
import { createPortal } from "./portal/portal.js";
import {
  ConfigurationError,
  readConfig,
  type Config,
  type ProcessRole,
} from "./platform/config/config.js";
import { isDatabaseAway } from "./platform/http/problem.filter.js";
import { LiveService } from "./platform/live/live.service.js";
import { createLogger, type Logger } from "./platform/log/logger.js";
import type { Foundation } from "./platform/platform.module.js";
import { loadDemo } from "./operator/demo.js";
import { DemoCustomers } from "./operator/demo-customers.js";
import { demoUsers } from "./operator/demo-users.js";
import { layFoundation } from "./operator/foundation.js";
import { prepareDatabase, type Prepared } from "./operator/installation.js";
import { offerFirstAdministrator } from "./operator/first-administrator.js";
import { WaitingRoom, awaitDatabase } from "./operator/waiting-room.js";
import { Worker } from "./operator/worker.js";

type Closer = () => Promise<void>;

interface Stopping {
  asked: Promise<void>;
  isAsked: () => boolean;
}

const drainMilliseconds = 5_000;

/** Starts what `KEII_ROLES` names, says where it is, and ends it in the reverse order on a signal. */
export async function start(): Promise<void> {
  const config = readConfig();
  reportTheUnexpected(createLogger(config.logLevel));
  const tell = (line: string) => process.stdout.write(`${line}\n`);
  const closers: Closer[] = [];
  const stopAll = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  const stopping = onSignal(tell);
  const rooms = new Map<ProcessRole, WaitingRoom>();
  try {
    const prepared = await prepareWhenThere(config, rooms, stopping, tell);
    if (prepared) {
      closers.push(prepared.stop);
      await serve(config, prepared, rooms, closers, tell);
      await stopping.asked;
    }
  } finally {
    for (const room of rooms.values()) await room.close();
    await stopAll();
  }
  // A socket somebody else holds open must not keep the process.
  process.exit(process.exitCode ?? 0);
}

/** A fault nobody caught ends the process, which is started again; a promise nobody waited for is reported. */
function reportTheUnexpected(logger: Logger): void {
  process.on("uncaughtException", (error) => {
    logger.fatal({ error }, "an error that nobody caught; the process ends");
    process.exit(1);
  });
  process.on("unhandledRejection", (error) => {
    logger.error({ error }, "an error that nobody waited for");
  });
}

/** An outside database may come up after us or go while we start: until it is there we are alive, and not ready. */
async function prepareWhenThere(
  config: Config,
  rooms: Map<ProcessRole, WaitingRoom>,
  stopping: Stopping,
  tell: (line: string) => void,
): Promise<Prepared | null> {
  const url =
    config.ownerUrl ??
    Object.values(config.databaseUrls).find((given) => given !== null);
  if (!url) return prepareDatabase(config, tell);
  for (const [role, variable, port] of [
    ["console", "KEII_CONSOLE_PORT", config.consolePort],
    ["portal", "KEII_PORTAL_PORT", config.portalPort],
  ] as const)
    if (config.roles.includes(role)) {
      const room = new WaitingRoom(role);
      rooms.set(role, room);
      await listen(() => room.open(port, config.host), variable, port);
    }
  for (;;) {
    if (!(await awaitDatabase(url, tell, stopping.isAsked))) return null;
    try {
      return await prepareDatabase(config, tell);
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
    }
  }
}

async function serve(
  config: Config,
  prepared: Prepared,
  rooms: ReadonlyMap<ProcessRole, WaitingRoom>,
  closers: Closer[],
  tell: (line: string) => void,
): Promise<void> {
  const { urls } = prepared;
  const consoleUrl = urls.console ?? urls.worker;
  let foundation: Foundation | null = null;
  if (
    consoleUrl !== undefined &&
    (config.roles.includes("console") || config.roles.includes("worker"))
  ) {
    foundation = await layFoundation(
      config,
      config.roles.includes("console")
        ? need(urls.console, "console")
        : consoleUrl,
    );
    const { database } = foundation;
    closers.push(() => database.close());
    if (config.isDemo) await loadDemo(foundation, tell);
  }
  if (config.roles.includes("worker") && foundation) {
    const worker = new Worker(foundation, need(urls.worker, "worker"));
    closers.push(() => worker.stop());
    await worker.start();
  }
  if (config.roles.includes("console") && foundation) {
    const app = await createConsole(foundation);
    const live = app.get(LiveService);
    closers.push(() => drain(app));
    closers.push(() => live.stop());
    await live.start(need(urls.console, "console"));
    await rooms.get("console")?.close();
    await listen(
      () => app.listen(config.consolePort, config.host),
      "KEII_CONSOLE_PORT",
      config.consolePort,
    );
    tell(`Console  ${config.consoleUrl}`);
  }
  if (config.roles.includes("portal")) {
    const portal = await createPortal(
      config,
      need(urls.portal, "portal"),
      foundation?.logger ?? createLogger(config.logLevel),
      foundation ? { clock: foundation.clock } : {},
    );
    closers.push(portal.close);
    await rooms.get("portal")?.close();
    await listen(
      () =>
        portal.server.listen({ port: config.portalPort, host: config.host }),
      "KEII_PORTAL_PORT",
      config.portalPort,
    );
    tell(`Portal   ${config.portalUrl}`);
  }
  if (foundation && config.roles.includes("console")) {
    if (config.isDemo) {
      tell(`Demo     ${demoUsers.map((u) => u.email).join(", ")}`);
      tell(`         password ${demoUsers[0]!.password}`);
    } else {
      const link = await offerFirstAdministrator(foundation);
      if (link !== null)
        tell(
          `Set-up   ${link}\n         This link makes the first administrator. It works once, within a day.`,
        );
    }
  }
  tell("ready");
  if (foundation && config.isDemo && config.demoCustomers > 0)
    closers.push(loadCustomers(foundation, tell));
}

/** The customers of the demo come while people work; a stop breaks a file off that is being read, and the next start goes on. */
function loadCustomers(
  foundation: Foundation,
  tell: (line: string) => void,
): Closer {
  const stopping = new AbortController();
  const loading = new DemoCustomers(
    foundation,
    foundation.config.demoCustomers,
    stopping.signal,
  )
    .load()
    .then((isNew) => isNew && tell("Demo customers loaded"))
    .catch((error: unknown) =>
      foundation.logger.error(
        { error },
        "the demo's customers were not loaded",
      ),
    );
  return async () => {
    stopping.abort();
    await loading;
  };
}

/** Requests under way are answered; what takes longer than we may wait is cut. */
async function drain(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpServer();
  const cut = setTimeout(() => server.closeAllConnections(), drainMilliseconds);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
  }
}

function need(url: string | undefined, role: string): string {
  if (url === undefined)
    throw new ConfigurationError(
      `KEII_${role.toUpperCase()}_DATABASE_URL is needed to serve the ${role}.`,
    );
  return url;
}

async function listen(
  work: () => Promise<unknown>,
  variable: string,
  port: number,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === "EADDRINUSE")
      throw new ConfigurationError(
        `Port ${port} is taken by another program. Set ${variable} to a free one.`,
      );
    if (code === "EACCES")
      throw new ConfigurationError(
        `Port ${port} may not be used by this user. Set ${variable} to another one.`,
      );
    throw error;
  }
}

function onSignal(tell: (line: string) => void): Stopping {
  let isAsked = false;
  const asked = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.on(signal, () => {
        if (isAsked) return;
        isAsked = true;
        tell("Stopping …");
        resolve();
      });
  });
  return { asked, isAsked: () => isAsked };
}
