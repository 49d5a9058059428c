import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { Clock, ShiftedClock } from "../platform/clock/clock.js";
import type { Config } from "../platform/config/config.js";
import { keptSecret } from "../platform/config/kept-secret.js";
import type { Logger } from "../platform/log/logger.js";
import { SelfCheck } from "../verification/self-check.js";
import type { SlowWork } from "../verification/slow-work.js";
import {
  checkRoute,
  type CodeCheck,
  type PasswordCheck,
} from "./check.page.js";
import { faqRoute } from "./faq.page.js";
import { FormTokens } from "./form-token.js";
import { incidentsRoute } from "./incidents.page.js";
import { inquiryRoute } from "./inquiry.page.js";
import { messagesRoute } from "./messages.page.js";
import { myRoutes } from "./my.page.js";
import { PortalDatabase } from "./portal-database.js";
import { PortalInquiries } from "./portal-inquiries.js";
import { createPortalServer } from "./portal-server.js";
import { Published } from "./published.js";
import { reportRoute } from "./report.page.js";
import type { Route } from "./route.js";

export interface Portal {
  server: FastifyInstance;
  close: () => Promise<void>;
}

/** The public's side: HTML without script, its own port, pool and role. */
export async function createPortal(
  config: Config,
  databaseUrl: string,
  logger: Logger,
  given: { clock?: Clock; check?: CodeCheck; slowWork?: SlowWork } = {},
): Promise<Portal> {
  const clock =
    given.clock ??
    (config.demoClock
      ? new ShiftedClock(new Date(config.demoClock))
      : new Clock());
  const secret =
    config.portalSecret ??
    (await keptSecret(join(config.dataDir, "keys", "portal-secret")));
  if (config.portalSecret === null && config.roles.join() === "portal")
    logger.warn(
      "portal: KEII_PORTAL_SECRET is not set; a second portal process would refuse the forms of this one",
    );
  const database = new PortalDatabase(databaseUrl, logger);
  const published = new Published(database);
  const selfCheck = new SelfCheck(database.pool, config, given.slowWork);
  const byCode: CodeCheck = async (slug, typed, address) => {
    database.admit();
    return selfCheck.byCode(slug, typed, address);
  };
  const byPassword: PasswordCheck = async (slug, typed, address) => {
    database.admit();
    return selfCheck.byPassword(slug, typed, address);
  };
  const inquiries = new PortalInquiries(database, selfCheck);
  const routes: Route[] = [
    incidentsRoute(published),
    reportRoute(),
    faqRoute(published),
    messagesRoute(published),
    checkRoute({ byCode: given.check ?? byCode, byPassword }),
    inquiryRoute(inquiries, published),
    ...myRoutes(inquiries),
  ];
  // With another key than the codes were made with nobody could be confirmed: said once, and not ready until it is there.
  let isWrongKeySaid = false;
  const isReady = async (): Promise<boolean> => {
    if (!(await database.isReady())) return false;
    try {
      await selfCheck.checkKey();
      return true;
    } catch (error) {
      if (!isWrongKeySaid) logger.error({ error }, "portal: not ready");
      isWrongKeySaid = true;
      return false;
    }
  };
  const server = createPortalServer({
    config,
    logger,
    clock,
    published,
    routes,
    tokens: new FormTokens(secret),
    isReady: () => isReady(),
  });
  return {
    server,
    close: async () => {
      await server.close();
      await database.close();
    },
  };
}
