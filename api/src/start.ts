import { createConsole } from "./console.js";
import { createPortal } from "./portal/portal.js";
import {
  ConfigurationError,
  readConfig,
  type Config,
} from "./platform/config/config.js";
import { LiveService } from "./platform/live/live.service.js";
import type { Foundation } from "./platform/platform.module.js";
import { loadDemo } from "./operator/demo.js";
import { demoUsers } from "./operator/demo-users.js";
import { layFoundation } from "./operator/foundation.js";
import { prepareDatabase, type Prepared } from "./operator/installation.js";
import { offerFirstAdministrator } from "./operator/first-administrator.js";
import { Worker } from "./operator/worker.js";

type Closer = () => Promise<void>;

/** Starts what `KEII_ROLES` names, says where it is, and ends it in the reverse order on a signal. */
export async function start(): Promise<void> {
  const config = readConfig();
  const tell = (line: string) => process.stdout.write(`${line}\n`);
  const closers: Closer[] = [];
  const stopAll = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  const stopping = onSignal(tell);
  try {
    const prepared = await prepareDatabase(config, tell);
    closers.push(prepared.stop);
    await serve(config, prepared, closers, tell);
    await stopping;
  } finally {
    await stopAll();
  }
  // A socket somebody else holds open must not keep the process.
  process.exit(process.exitCode ?? 0);
}

async function serve(
  config: Config,
  prepared: Prepared,
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
    closers.push(() => app.close());
    closers.push(() => live.stop());
    await live.start(need(urls.console, "console"));
    await listen(
      () => app.listen(config.consolePort, config.host),
      "KEII_CONSOLE_PORT",
      config.consolePort,
    );
    tell(`Console  ${config.consoleUrl}`);
  }
  if (config.roles.includes("portal")) {
    const portal = createPortal(
      config,
      need(urls.portal, "portal"),
      foundation?.logger ?? (await silent()),
    );
    closers.push(portal.close);
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
}

async function silent(): Promise<Foundation["logger"]> {
  const { createLogger } = await import("./platform/log/logger.js");
  return createLogger("warn");
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

function onSignal(tell: (line: string) => void): Promise<void> {
  return new Promise((resolve) => {
    let isStopping = false;
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.on(signal, () => {
        if (isStopping) return;
        isStopping = true;
        tell("Stopping …");
        resolve();
      });
  });
}
