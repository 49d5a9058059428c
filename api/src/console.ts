import cookie from "@fastify/cookie";
import { NestFactory } from "@nestjs/core";
import {
  FastifyAdapter,
  type NestFastifyApplication,
} from "@nestjs/platform-fastify";
import type { Socket } from "node:net";
import { problems, secretsOf } from "@keii/shared";
import type {
  ConnectionError,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
} from "fastify";
import { Problem } from "./platform/http/problem.js";
import {
  problemDocument,
  sendProblem,
} from "./platform/http/problem.filter.js";
import { AppModule } from "./app.module.js";
import { installAuthentication } from "./platform/auth/authentication.js";
import { CalendarPasswords } from "./platform/auth/calendar-passwords.js";
import { Sessions } from "./platform/auth/sessions.js";
import { Tokens } from "./platform/auth/tokens.js";
import { uuidv7 } from "./platform/database/id.js";
import { Routes } from "./platform/http/routes.js";
import {
  installSecurityHeaders,
  securityHeaders,
} from "./platform/http/security-headers.js";
import { liveResources } from "./platform/live/live.service.js";
import { NestLogger } from "./platform/log/logger.js";
import type { Foundation } from "./platform/platform.module.js";
import { installInbound } from "./platform/http/inbound.js";
import { installFileBodies } from "./platform/http/file-body.js";
import { installJsonBody } from "./platform/http/json-body.js";
import { installSite } from "./platform/http/site.js";
import { passOverUpgrades } from "./platform/http/upgrade.js";

const bodyLimit = 1024 * 1024;
/** Files that come as text in a body. */
const fileBodyLimit = 32 * 1024 * 1024;

/** The console's API and its static pages, ready to listen. */
export async function createConsole(
  foundation: Foundation,
): Promise<NestFastifyApplication> {
  const { config, logger } = foundation;
  const adapter = new FastifyAdapter({
    bodyLimit,
    trustProxy:
      config.trustedProxies.length > 0 ? config.trustedProxies : false,
    genReqId: () => uuidv7(),
    // What is under way when we stop is answered; see `drain`.
    forceCloseConnections: "idle",
    return503OnClosing: false,
    // A file may take as long as it comes; every other body has half a minute (installFileBodies).
    requestTimeout: 0,
    connectionTimeout: 0,
    keepAliveTimeout: 65_000,
    routerOptions: { maxParamLength: 300 },
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (
      error: Error,
      request: FastifyRequest,
      reply: FastifyReply,
    ) => {
      void reply.headers(securityHeaders("", request.protocol));
      sendProblem(error, request, reply, logger);
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.on(foundation),
    adapter,
    {
      logger: new NestLogger(logger),
      abortOnError: false,
      bodyParser: false,
    },
  );
  const server = adapter.getInstance() as unknown as FastifyInstance;
  server.removeContentTypeParser("text/plain");
  installJsonBody(server);
  installFileBodies(server, ({ socket }) =>
    refuseUnreadable({ code: "ERR_HTTP_REQUEST_TIMEOUT" }, socket),
  );
  // Asked to promise something we do not know, we take the request as if nothing had been asked.
  server.server.on("checkExpectation", (request, response) =>
    server.server.emit("request", request, response),
  );
  server.addHook("onRoute", (route) => {
    if (/\/(file|given-lists)$/.test(route.url))
      route.bodyLimit = fileBodyLimit;
  });
  await server.register(cookie);
  installSecurityHeaders(server);
  passOverUpgrades(server);
  installRequestLog(server, foundation);
  app.setGlobalPrefix("api");

  const open = { isPublic: new Set<string>(), isFeed: new Set<string>() };
  const among = (routes: Set<string>) => (method: string, path: string) =>
    routes.has(`${method === "HEAD" ? "GET" : method} ${path}`);
  const secrets = new Map<string, ReadonlySet<string>>();
  installInbound(
    server,
    (method, path) => secrets.get(`${method} ${path}`) ?? new Set(),
  );
  installAuthentication(
    server,
    app.get(Tokens),
    app.get(Sessions),
    app.get(CalendarPasswords),
    { isPublic: among(open.isPublic), isFeed: among(open.isFeed) },
  );
  await installSite(server);
  for (const [resource, permission] of Object.entries({
    users: "users.read",
    organisation: "organisation.read",
    incidents: "incidents.read",
    members: "members.read",
    approvals: "approvals.read",
    timeline: "timeline.readPublic",
    milestones: "milestones.read",
    tasks: "tasks.read",
    meetings: "meetings.read",
    playbooks: "playbooks.read",
    parties: "parties.read",
    evidence: "evidence.read",
    authorities: "authorities.read",
    "authority-dues": "authorities.read",
    "authority-replies": "authorities.read",
    partners: "partners.read",
    "payment-stops": "partners.read",
    "resume-conditions": "partners.read",
    intake: "timeline.read",
    forensics: "forensics.read",
    forensic_reports: "forensics.read",
    forensic_findings: "forensics.read",
    forensic_handovers: "forensics.read",
    remediation: "remediation.read",
    customers: "customers.read",
    inquiries: "inquiries.readOwn",
    "import-batches": "scope.read",
    "member-bases": "scope.read",
    sites: "scope.read",
    exposures: "scope.read",
    "given-lists": "scope.read",
    "scope-runs": "scope.figures",
    "given-figures": "scope.figures",
    "desk-lines": "desk.read",
    "desk-schedules": "desk.read",
    "desk-days": "desk.read",
    passages: "disclosure.read",
    faq: "disclosure.read",
    publication: "disclosure.read",
    "sent-messages": "disclosure.read",
  } as const))
    liveResources.set(resource, permission);
  await app.init();
  for (const { method, path, isPublic, isFeed, body } of app
    .get(Routes)
    .all()) {
    if (isPublic) open.isPublic.add(`${method} ${path}`);
    if (isFeed) open.isFeed.add(`${method} ${path}`);
    if (body) secrets.set(`${method} ${path}`, secretsOf(body));
  }
  await server.ready();
  return app;
}

/** What is not HTTP, or carries what an address may not: refused before there is a request. */
function refuseUnreadable(
  error: Pick<ConnectionError, "code">,
  socket: Socket,
): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  const isTooLong = error.code === "HPE_HEADER_OVERFLOW";
  const problem = new Problem(
    isTooLong ? problems.tooLarge : problems.malformed,
  );
  const body = JSON.stringify(problemDocument(problem, "ja", uuidv7()));
  socket.end(
    `HTTP/1.1 ${problem.kind.status} Refused\r\nContent-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n${body}`,
  );
}

/** One line a request: route, never the address's values; no query, no body. */
function installRequestLog(
  server: FastifyInstance,
  { logger }: Foundation,
): void {
  server.addHook("onResponse", (request, reply, done) => {
    logger.info(
      {
        request: request.id,
        method: request.method,
        route: request.routeOptions.url ?? "unknown",
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        user: request.actor?.id ?? undefined,
      },
      "request",
    );
    done();
  });
}
