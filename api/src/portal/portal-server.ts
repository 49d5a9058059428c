import type { Socket } from "node:net";
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from "fastify";
import type { Language } from "@keii/shared";
import type { Clock } from "../platform/clock/clock.js";
import type { Config } from "../platform/config/config.js";
import { uuidv7 } from "../platform/database/id.js";
import { isDatabaseAway } from "../platform/http/problem.filter.js";
import { languageOf } from "../platform/http/request.js";
import { passOverUpgrades } from "../platform/http/upgrade.js";
import type { Logger } from "../platform/log/logger.js";
import { phoneLink } from "./desk.js";
import { formLimit, isFormType, readForm } from "./form-body.js";
import type { FormTokens } from "./form-token.js";
import { blank } from "./form.js";
import { portalHeaders } from "./headers.js";
import { html } from "./html.js";
import { layout, type Place } from "./page.js";
import { sessionCookie, sessionOf } from "./portal-session.js";
import type { Company, Published } from "./published.js";
import { Refusal } from "./refusal.js";
import { methodsOf, pathPattern, type FormRoute, type Route } from "./route.js";
import type { Answer, Elsewhere, IncidentVisit, Visit } from "./visit.js";
import { portalWords } from "./words.js";

declare module "fastify" {
  interface FastifyRequest {
    /** Why this request failed, for its line in the log. */
    fault: unknown;
  }
}

interface Given {
  config: Config;
  logger: Logger;
  clock: Clock;
  published: Published;
  routes: readonly Route[];
  tokens: FormTokens;
  isReady: () => Promise<boolean>;
}

const slugShape = /^[a-z0-9][a-z0-9-]{1,40}$/;
const tokenField = "token";
const waitSeconds = 5;

/** Serves the table of pages: language, incident, token, refusals and headers are dealt with here, once for all. */
export function createPortalServer(given: Given): FastifyInstance {
  const { config, logger, routes } = given;
  const isOverTls = config.portalUrl.startsWith("https:");
  const server = Fastify({
    trustProxy:
      config.trustedProxies.length > 0 ? config.trustedProxies : false,
    genReqId: () => uuidv7(),
    bodyLimit: formLimit,
    requestTimeout: 15_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: true,
    return503OnClosing: false,
    exposeHeadRoutes: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    // A request without a host is refused below, with the headers of every other answer.
    http: { requireHostHeader: false, connectionsCheckingInterval: 5_000 },
    clientErrorHandler: (error, socket) =>
      refuseUnreadable(error.code, socket, isOverTls),
    frameworkErrors: (
      error: FastifyError,
      request: FastifyRequest,
      reply: FastifyReply,
    ) => {
      // Nothing was read of this request yet, not even what a proxy says of it.
      void reply.headers(portalHeaders(isOverTls ? "https" : "http"));
      void refuse(given, error, request, reply);
    },
  });
  // Asked to promise something we do not know, we take the request as if nothing had been asked.
  server.server.on("checkExpectation", (request, response) =>
    server.server.emit("request", request, response),
  );
  server.decorateRequest("fault", null);
  server.removeAllContentTypeParsers();
  server.addContentTypeParser<Buffer>(
    "application/x-www-form-urlencoded",
    { parseAs: "buffer" },
    (request, body, done) => {
      const { "content-type": type, "content-encoding": encoding } =
        request.headers;
      if (isFormType(type, encoding)) done(null, body);
      else done(new Refusal("malformed", 415), undefined);
    },
  );
  passOverUpgrades(server);
  const proxyNotice = noticeOfProxies(config, logger);
  server.addHook("onRequest", async (request, reply) => {
    void reply.headers(portalHeaders(request.protocol));
    proxyNotice(request);
    if (request.headers.host === undefined && request.raw.httpVersion !== "1.0")
      throw new Refusal("malformed");
  });
  server.addHook("onResponse", (request, reply, done) => {
    logTrouble(logger, request, reply);
    done();
  });
  server.setErrorHandler((error, request, reply) =>
    refuse(given, error, request, reply),
  );
  const patterns = routes.map((one) => ({
    pattern: pathPattern(one.path),
    methods: methodsOf(one),
  }));
  server.setNotFoundHandler((request, reply) => {
    const path = pathOf(request);
    const known = patterns.find(({ pattern }) => pattern.test(path));
    const methods =
      known?.methods ??
      (healthPaths.has(path) ? ["GET", "HEAD", "OPTIONS"] : null);
    if (
      !methods ||
      (methods.includes(request.method) && request.method !== "OPTIONS")
    )
      throw Refusal.notFound();
    void reply.header("Allow", methods.join(", "));
    if (request.method === "OPTIONS") return reply.code(204).send();
    throw new Refusal("method");
  });
  server.get("/health/live", () => ({ status: "ok" }));
  server.get("/health/ready", async (_, reply) => {
    const isReady = await given.isReady();
    if (!isReady) void reply.code(503).header("Retry-After", "2");
    return { status: isReady ? "ok" : "unavailable" };
  });
  for (const one of routes) {
    const url = one.path;
    server.get(url, async (request, reply) =>
      send(given, request, reply, await shown(given, one, request)),
    );
    if (one.kind === "form")
      server.post(
        url,
        { bodyLimit: one.bodyLimit ?? formLimit },
        async (request, reply) =>
          send(given, request, reply, await taken(given, one, request)),
      );
  }
  return server;
}

const healthPaths = new Set(["/health/live", "/health/ready"]);

/** What a GET answers. */
async function shown(
  given: Given,
  one: Route,
  request: FastifyRequest,
): Promise<Answer | Elsewhere> {
  if (one.kind === "site") return one.page(await visitOf(given, request));
  const visit = await incidentVisitOf(given, request);
  return one.kind === "form"
    ? one.show(visit, blank(one.fields))
    : one.page(visit);
}

/** What a POST answers: the form again with what was typed wherever it is not taken. */
async function taken(
  given: Given,
  one: FormRoute,
  request: FastifyRequest,
): Promise<Answer | Elsewhere> {
  refuseForeign(given, request);
  const { visit, isAway } = await incidentVisitOf(given, request).then(
    (asked) => ({ visit: asked, isAway: null }),
    (error: unknown) => ({
      visit: rememberedVisitOf(given, request, error),
      isAway: error,
    }),
  );
  const { body } = request;
  const sent = readForm(Buffer.isBuffer(body) ? body : Buffer.alloc(0), [
    ...one.fields,
    tokenField,
  ]);
  const { [tokenField]: token = "", ...typed } = sent;
  const again = async (notice: string, status: number): Promise<Answer> => {
    const kept = { ...typed };
    for (const secret of one.secrets) kept[secret] = "";
    const answer = await one.show(visit, {
      typed: kept,
      problems: {},
      notice,
    });
    return { ...answer, status };
  };
  const { words } = visit;
  const refused = async (error: unknown): Promise<Answer> => {
    const { kind, status, retryAfterSeconds } = refusalOf(error);
    if (kind !== "unavailable" && kind !== "tooMany" && kind !== "fault")
      throw error;
    request.fault = error;
    if (kind === "fault") return again(words.fault, status);
    const seconds = retryAfterSeconds ?? waitSeconds;
    const answer = await again(words[kind](seconds), status);
    return { ...answer, retryAfterSeconds: seconds };
  };
  if (isAway !== null) return refused(isAway);
  const state = given.tokens.judge(token, one.purpose, visit.slug);
  if (state !== "valid")
    return again(
      one.secrets.length > 0 ? words.expiredSecret : words.expired,
      state === "foreign" ? 403 : 400,
    );
  try {
    return await one.take(visit, typed);
  } catch (error) {
    return refused(error);
  }
}

/**
 * A form of ours is sent from our own page. Browsers that say where a request comes from are believed; one that follows
 * our `no-referrer` says nothing (`null`), and so do text browsers.
 */
function refuseForeign({ config }: Given, request: FastifyRequest): void {
  const { origin, "sec-fetch-site": site } = request.headers;
  const isForeignSite =
    site !== undefined && site !== "same-origin" && site !== "none";
  const isForeignOrigin =
    origin !== undefined &&
    origin !== "null" &&
    origin !== config.portalUrl &&
    origin !== `${request.protocol}://${request.host}`;
  if (isForeignSite || isForeignOrigin) throw new Refusal("foreign");
}

async function visitOf(given: Given, request: FastifyRequest): Promise<Visit> {
  return visitAt(given, request, await given.published.company());
}

function visitAt(
  { clock }: Given,
  request: FastifyRequest,
  company: Company,
): Visit {
  const { language, isChosen } = chosenLanguage(request);
  return {
    language,
    words: portalWords[language],
    now: clock.now(),
    address: request.ip,
    company,
    params: request.params as Record<string, string>,
    session: sessionOf(request.headers.cookie, request.protocol === "https"),
    href: hrefIn(language, isChosen),
  };
}

async function incidentVisitOf(
  given: Given,
  request: FastifyRequest,
): Promise<IncidentVisit> {
  const { slug = "" } = request.params as { slug?: string };
  if (!slugShape.test(slug)) throw Refusal.notFound();
  const { published, tokens } = given;
  const incident = await published.page(slug);
  if (!incident) throw Refusal.notFound();
  return {
    ...(await visitOf(given, request)),
    slug,
    incident,
    desk: await published.desk(slug),
    token: (purpose) => tokens.issue(purpose, slug),
  };
}

/**
 * While the database is away, the page of a form as it was last read: what was typed into it is shown again. Throws the
 * error where there is no such page, or the database is not what is wrong.
 */
function rememberedVisitOf(
  given: Given,
  request: FastifyRequest,
  error: unknown,
): IncidentVisit {
  const { slug = "" } = request.params as { slug?: string };
  const page = given.published.lastPage(slug);
  if (!page || refusalOf(error).kind !== "unavailable") throw error;
  return {
    ...visitAt(given, request, page.company),
    slug,
    incident: page.incident,
    desk: page.desk,
    token: (purpose) => given.tokens.issue(purpose, slug),
  };
}

async function send(
  given: Given,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer | Elsewhere,
): Promise<FastifyReply> {
  const isSecure = request.protocol === "https";
  if (answer.session !== undefined && (isSecure || isLoopback(request)))
    void reply.header("Set-Cookie", sessionCookie(answer.session, isSecure));
  if ("goTo" in answer) {
    const { language, isChosen } = chosenLanguage(request);
    return reply
      .code(303)
      .header("Location", hrefIn(language, isChosen)(answer.goTo))
      .send();
  }
  if (answer.retryAfterSeconds !== undefined)
    void reply.header("Retry-After", String(answer.retryAfterSeconds));
  const place = await placeOf(given, request);
  return reply
    .code(answer.status ?? 200)
    .type("text/html; charset=utf-8")
    .send(layout(place, answer.title, answer.body));
}

/** Without https a session goes no further than this machine. */
function isLoopback({ hostname }: FastifyRequest): boolean {
  return ["127.0.0.1", "localhost", "[::1]", "::1"].includes(hostname);
}

/** The page that says why there is not the one asked for; the desk's number stands on it where it was ever read. */
async function refuse(
  given: Given,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { kind, status, retryAfterSeconds } = refusalOf(error);
  if (status >= 500 || status === 429) request.fault = error;
  const seconds = retryAfterSeconds ?? waitSeconds;
  if (kind === "unavailable" || kind === "tooMany")
    void reply.header("Retry-After", String(seconds));
  const place = await placeOf(given, request);
  const words = portalWords[place.language];
  const said = words[kind];
  const body = html`<p>
      ${typeof said === "string" ? said : said(seconds)}
      ${phoneLink(place.desk)}
    </p>
    <p><a href="${place.href("/")}">${words.toStart}</a></p>`;
  return reply
    .code(status)
    .type("text/html; charset=utf-8")
    .send(layout(place, words[`${kind}Title`], body));
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  // 57014: the statement ran into its limit; 55P03: it could not have its lock.
  if (isDatabaseAway(error) || code === "57014" || code === "55P03")
    return Refusal.unavailable(waitSeconds);
  if (statusCode === 404) return Refusal.notFound();
  if (statusCode === 413 || statusCode === 414)
    return new Refusal("tooLarge", statusCode);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new Refusal("malformed", statusCode);
  return new Refusal("fault");
}

/** Where a page stands, without asking the database: what was read for it is in memory, or it is away. */
async function placeOf(
  { published, clock }: Given,
  request: FastifyRequest,
): Promise<Place> {
  const { slug: named = "" } = (request.params ?? {}) as { slug?: string };
  const path = pathOf(request);
  const { company, desk, isPublished } = await published.remembered(named);
  const { language, isChosen } = chosenLanguage(request);
  return {
    language,
    now: clock.now(),
    company,
    slug: isPublished ? named : null,
    desk,
    path,
    query: request.method === "GET" ? otherQuery(request.url) : "",
    href: hrefIn(language, isChosen),
  };
}

function pathOf({ url }: FastifyRequest): string {
  const path = url.split("?", 1)[0]!;
  return path.length > 1 ? path.replace(/\/$/, "") : path;
}

/** The query as it came, without the language. */
function otherQuery(url: string): string {
  const at = url.indexOf("?");
  if (at === -1) return "";
  const rest = url
    .slice(at + 1)
    .split("&")
    .filter((pair) => pair !== "" && !/^lang(=|$)/.test(pair))
    .join("&");
  return rest.length <= 500 ? rest : "";
}

/** By `?lang=`, which links then carry on; else by what the browser asks for. */
function chosenLanguage(request: FastifyRequest): {
  language: Language;
  isChosen: boolean;
} {
  const { lang } = (request.query ?? {}) as { lang?: unknown };
  if (lang === "ja" || lang === "en") return { language: lang, isChosen: true };
  const { headers } = request;
  return { language: languageOf({ headers, actor: null }), isChosen: false };
}

function hrefIn(
  language: Language,
  isChosen: boolean,
): (path: string) => string {
  if (!isChosen) return (path) => path;
  return (path) => {
    const [whole = "", fragment] = path.split("#");
    const joined = `${whole}${whole.includes("?") ? "&" : "?"}lang=${language}`;
    return fragment === undefined ? joined : `${joined}#${fragment}`;
  };
}

/** One line for what was shed or went wrong: no address, no query, nothing of what was typed. */
function logTrouble(
  logger: Logger,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const { statusCode: status } = reply;
  if (status !== 429 && status !== 503 && status !== 500) return;
  const { fault } = request;
  const line = {
    request: request.id,
    method: request.method,
    route: request.routeOptions.url ?? "unknown",
    status,
    ...(fault instanceof Error &&
      !(fault instanceof Refusal) && { error: fault }),
  };
  if (status === 500) logger.error(line, "portal");
  else logger.warn(line, "portal");
}

/** Behind a proxy nobody named, every visitor has the proxy's address, and limits hit all of them: said once. */
function noticeOfProxies(
  config: Config,
  logger: Logger,
): (request: FastifyRequest) => void {
  let isSaid = config.trustedProxies.length > 0;
  return ({ headers }) => {
    if (isSaid || headers["x-forwarded-for"] === undefined) return;
    isSaid = true;
    logger.warn(
      "portal: X-Forwarded-For arrives, but KEII_TRUSTED_PROXIES names no proxy; every visitor counts as one address",
    );
  };
}

/** What is not HTTP: refused before there is a request, in both languages, with the same headers. */
function refuseUnreadable(
  code: string | undefined,
  socket: Socket,
  isOverTls: boolean,
): void {
  if (code === "ECONNRESET" || socket.destroyed || !socket.writable) return;
  const [status, reason] =
    code === "HPE_HEADER_OVERFLOW"
      ? [431, "Request Header Fields Too Large"]
      : code === "ERR_HTTP_REQUEST_TIMEOUT"
        ? [408, "Request Timeout"]
        : [400, "Bad Request"];
  const { ja, en } = portalWords;
  const body = html`<!DOCTYPE html>
    <html lang="ja">
      <head>
        <meta charset="utf-8" />
        <title>${ja.malformedTitle}</title>
      </head>
      <body>
        <p>${ja.malformed}</p>
        <p lang="en">${en.malformed}</p>
      </body>
    </html> `.text;
  const headers = {
    ...portalHeaders(isOverTls ? "https" : "http"),
    "Content-Type": "text/html; charset=utf-8",
    "Content-Length": String(Buffer.byteLength(body)),
    Connection: "close",
  };
  const lines = Object.entries(headers).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  socket.end(`HTTP/1.1 ${status} ${reason}\r\n${lines.join("")}\r\n${body}`);
}
