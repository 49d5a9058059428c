import type { AddressInfo } from "node:net";
import { readConfig } from "@keii/api/platform/config/config";
import { createLogger } from "@keii/api/platform/log/logger";
import type { CodeCheck } from "@keii/api/portal/check.page";
import { createPortal } from "@keii/api/portal/portal";
import { FormTokens } from "@keii/api/portal/form-token";
import type { SlowWork } from "@keii/api/verification/slow-work";
import type { TestApp } from "./app.js";
import { personalShapes } from "./sweep.js";

export const portalSecret = "a secret of the forms in these specs, long enough";

export interface TestPortal {
  url: string;
  log: string[];
  /** Makes the hidden tokens of forms as the portal does; another time is another age. */
  tokens: (now?: () => number) => FormTokens;
  close: () => Promise<void>;
}

/** The portal on a test's database, as the portal's own role, beside the console or without it. */
export async function startPortal(
  app: Pick<TestApp, "urls" | "dataDir" | "clock">,
  given: {
    env?: Record<string, string>;
    check?: CodeCheck;
    slowWork?: SlowWork;
    databaseUrl?: string;
  } = {},
): Promise<TestPortal> {
  const log: string[] = [];
  const config = readConfig({
    KEII_PORTAL_DATABASE_URL: app.urls.portal,
    KEII_DATA_DIR: app.dataDir,
    KEII_ROLES: "portal",
    KEII_PORTAL_SECRET: portalSecret,
    ...given.env,
  });
  const portal = await createPortal(
    config,
    given.databaseUrl ?? app.urls.portal,
    createLogger("info", { write: (line) => log.push(line) }),
    {
      clock: app.clock,
      ...(given.check && { check: given.check }),
      ...(given.slowWork && { slowWork: given.slowWork }),
    },
  );
  await portal.server.listen({ port: 0, host: "127.0.0.1" });
  const { port } = portal.server.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    log,
    tokens: (now) => new FormTokens(portalSecret, now),
    close: async () => {
      await portal.close();
      // Whatever the spec did: nothing of a customer may stand in what was logged meanwhile.
      const finds = log.flatMap(personalShapes);
      if (finds.length > 0)
        throw new Error(`the portal logged ${[...new Set(finds)].join(", ")}`);
    },
  };
}
