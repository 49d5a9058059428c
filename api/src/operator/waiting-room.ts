import { createServer, type Server } from "node:http";
import { problems } from "@keii/shared";
import pg from "pg";
import type { ProcessRole } from "../platform/config/config.js";
import { uuidv7 } from "../platform/database/id.js";
import {
  isDatabaseAway,
  problemDocument,
} from "../platform/http/problem.filter.js";
import { Problem } from "../platform/http/problem.js";
import { securityHeaders } from "../platform/http/security-headers.js";
import { portalHeaders } from "../portal/headers.js";
import { waitingPage } from "../portal/page.js";

const waitSeconds = 2;

/** Answers at a port until the application can: alive, not ready, come back. The public is told so by a page. */
export class WaitingRoom {
  constructor(private readonly role: ProcessRole) {}

  private readonly server: Server = createServer((request, response) => {
    const path = (request.url ?? "").split("?")[0]!;
    const isLive = /^(\/api)?\/health\/live$/.test(path);
    const isReadyAsked = path.endsWith("/health/ready");
    const language = /^en/i.test(request.headers["accept-language"] ?? "")
      ? "en"
      : "ja";
    const isPage = this.role === "portal" && !isLive && !isReadyAsked;
    const body = isLive
      ? JSON.stringify({ status: "ok" })
      : isPage
        ? waitingPage(language, waitSeconds)
        : JSON.stringify(
            problemDocument(
              new Problem(problems.unavailable),
              language,
              uuidv7(),
            ),
          );
    const type = isLive ? "application/json" : "application/problem+json";
    response.writeHead(isLive ? 200 : 503, {
      ...(this.role === "portal"
        ? portalHeaders("http")
        : securityHeaders("", "http")),
      "Content-Type": `${isPage ? "text/html" : type}; charset=utf-8`,
      ...(!isLive && { "Retry-After": String(waitSeconds) }),
      Connection: "close",
    });
    response.end(body);
  });

  async open(port: number, host: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(port, host, resolve);
    });
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    await new Promise((done) => {
      this.server.close(done);
      this.server.closeAllConnections();
    });
  }
}

const retryMilliseconds = 500;
const tellEveryMilliseconds = 10_000;

/** Waits until the database answers, however long; false where `isOver` says so before. */
export async function awaitDatabase(
  url: string,
  tell: (line: string) => void,
  isOver: () => boolean,
): Promise<boolean> {
  let toldAt = -Infinity;
  while (!isOver()) {
    if (await answers(url)) return true;
    if (performance.now() - toldAt > tellEveryMilliseconds) {
      toldAt = performance.now();
      tell(`Waiting for the database at ${new URL(url).host} …`);
    }
    await new Promise((done) => setTimeout(done, retryMilliseconds));
  }
  return false;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 3_000,
    query_timeout: 3_000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch (error) {
    // A wrong password or a missing database will not mend itself: whoever needs it says so.
    return !isDatabaseAway(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}
