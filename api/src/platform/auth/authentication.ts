import { createHash } from "node:crypto";
import { problems } from "@keii/shared";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { systemActor, type Actor } from "../database/actor.js";
import { isStorable } from "../http/body.js";
import { Problem, fieldProblem } from "../http/problem.js";
import { languageOf } from "../http/request.js";
import {
  basicCredentials,
  type CalendarPasswords,
} from "./calendar-passwords.js";
import { accessCookie } from "./cookies.js";
import type { Sessions, SessionUser } from "./sessions.js";
import type { Tokens } from "./tokens.js";

/** Whoever has not signed in. */
export function anonymousActor(request: FastifyRequest): Actor {
  return {
    ...systemActor("–"),
    kind: "anonymous",
    requestId: request.id,
    language: languageOf(request),
  };
}

/** Which routes are open to anybody, and which to a program that keeps a calendar password. */
export interface Doors {
  isPublic: (method: string, path: string) => boolean;
  isFeed: (method: string, path: string) => boolean;
}

/**
 * Knows who calls before a body is read: every path under `/api` but those named public needs a session
 * (the feed of a calendar: that, or its own password). Also refuses
 * changes that pages of other sites ask for, signing in among them: a cookie call has to say where it comes from, any
 * other must not say that it comes from elsewhere. Deciding what a caller may do is the guard's.
 */
export function installAuthentication(
  server: FastifyInstance,
  tokens: Tokens,
  sessions: Sessions,
  calendar: CalendarPasswords,
  { isPublic, isFeed }: Doors,
): void {
  server.decorateRequest("actor", null);
  server.decorateRequest("permission", null);

  server.addHook("onRequest", async (request, reply) => {
    request.actor = null;
    const path = request.routeOptions.url;
    if (!request.url.toLowerCase().startsWith("/api") && path === undefined)
      return;
    if (isChange(request) && isSaidToBeForeign(request))
      throw new Problem(problems.foreignOrigin);
    if (
      path !== undefined &&
      (!path.startsWith("/api") || isPublic(request.method, path))
    )
      return;
    if (path !== undefined && isFeed(request.method, path)) {
      challenge(request, reply);
      const credentials = basicCredentials(request.headers.authorization);
      if (credentials) {
        const user = await calendar.signIn(
          credentials,
          request.ip,
          anonymousActor(request),
        );
        request.actor = userActor({ ...user, sessionId: null }, request);
      }
    }
    request.actor ??= await sessionActor(request);
    void reply.removeHeader(challengeHeader);
  });

  const sessionActor = async (request: FastifyRequest): Promise<Actor> => {
    const { token, isCookie } = presented(request);
    const sessionId = token === null ? null : tokens.verify(token);
    const user = sessionId === null ? null : await sessions.find(sessionId);
    if (!user)
      throw new Problem(
        token === null ? problems.notSignedIn : problems.sessionEnded,
      );
    if (isCookie && isChange(request) && !isSameOrigin(request))
      throw new Problem(problems.foreignOrigin);
    return userActor(user, request);
  };

  server.addHook("preHandler", async (request) => {
    const key = request.headers["idempotency-key"];
    if (request.method !== "POST" || key === undefined || !request.actor)
      return;
    if (
      typeof key !== "string" ||
      !/^[\x21-\x7e]{1,200}$/.test(key) ||
      !isStorable(key)
    )
      throw fieldProblem(problems.malformed, "Idempotency-Key", "unknownValue");
    request.actor.idempotency = {
      route: new URL(request.url, "http://localhost").pathname,
      key,
      bodyHash: createHash("sha256")
        .update(JSON.stringify(request.body ?? null))
        .digest(),
    };
  });
}

function presented(request: FastifyRequest): {
  token: string | null;
  isCookie: boolean;
} {
  const bearer = /^Bearer ([\w.-]{1,2000})$/i.exec(
    request.headers.authorization ?? "",
  )?.[1];
  if (bearer !== undefined) return { token: bearer, isCookie: false };
  return { token: request.cookies[accessCookie] ?? null, isCookie: true };
}

const challengeHeader = "WWW-Authenticate";

/** Tells a program how to ask again; not a page, whose browser would come up with a question of its own. */
function challenge({ headers }: FastifyRequest, reply: FastifyReply): void {
  if (headers["sec-fetch-dest"] === "empty") return;
  void reply.header(challengeHeader, 'Basic realm="Keii", charset="UTF-8"');
}

function isChange({ method }: FastifyRequest): boolean {
  return method !== "GET" && method !== "HEAD";
}

/** Whether a browser names another page than the console's own; a client that is none names nothing. */
function isSaidToBeForeign(request: FastifyRequest): boolean {
  const { origin, "sec-fetch-site": site } = request.headers;
  return (origin ?? site) !== undefined && !isSameOrigin(request);
}

/** Whether the page that made this request is the console's own; browsers say so in one of two headers. */
export function isSameOrigin(request: FastifyRequest): boolean {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin";
  const { origin, host } = request.headers;
  if (origin === undefined || host === undefined) return false;
  return URL.canParse(origin) && new URL(origin).host === host;
}

function userActor(
  user: Omit<SessionUser, "sessionId"> & { sessionId: string | null },
  request: FastifyRequest,
): Actor {
  return {
    kind: "user",
    id: user.userId,
    name: user.name,
    account: user.account,
    sessionId: user.sessionId,
    requestId: request.id,
    language: user.language,
    held: new Set(),
    incident: null,
    membership: null,
    idempotency: null,
  };
}
