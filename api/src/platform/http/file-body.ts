import {
  applyDecorators,
  createParamDecorator,
  SetMetadata,
  type ExecutionContext,
} from "@nestjs/common";
import { RouteConfig } from "@nestjs/platform-fastify";
import type { IncomingMessage, ServerResponse } from "node:http";
import { problems } from "@keii/shared";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Problem } from "./problem.js";

export const fileHandler = "keii:file";
/** The one type under which content comes in; what it is said to be is data beside it. */
export const fileType = "application/octet-stream";
const silence = 120_000;
const wholeBody = 30_000;

interface Taking {
  takesFile?: boolean;
}

/** A handler whose body is content, read by the handler itself once everything that may be refused has been. */
export const TakesFile = (): MethodDecorator =>
  applyDecorators(
    SetMetadata(fileHandler, true),
    RouteConfig({ takesFile: true } satisfies Taking),
  );

/** Content as it comes, and how much was announced. */
export interface IncomingFile {
  source: AsyncIterable<Buffer>;
  announced: number | null;
}

/** The body of a route that takes files; refused where it is sent as anything else. */
export const FileBody = createParamDecorator(
  (_: unknown, context: ExecutionContext): IncomingFile => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const type = request.headers["content-type"]?.split(";")[0]?.trim();
    if (type?.toLowerCase() !== fileType)
      throw new Problem(problems.unexpectedType);
    const length = request.headers["content-length"];
    return {
      // Whoever stops reading leaves the rest to be read past.
      source: request.raw.iterator({
        destroyOnReturn: false,
      }) as AsyncIterable<Buffer>,
      announced: length === undefined ? null : Number(length),
    };
  },
);

/** Leaves the bodies of routes that take files unread, and gives every other body half a minute to arrive. */
export function installFileBodies(
  server: FastifyInstance,
  refuseLate: (request: IncomingMessage) => void,
): void {
  server.addContentTypeParser(fileType, (request, _payload, done) => {
    if (takesFile(request)) done(null);
    else done(new Problem(problems.unexpectedType));
  });
  server.addHook("onRequest", (request, _reply, done) => {
    const { raw } = request;
    if (takesFile(request))
      raw.setTimeout(silence, () => raw.destroy(new Error("silent upload")));
    else if (hasBody(raw)) {
      const late = setTimeout(() => refuseLate(raw), wholeBody);
      raw.once("end", () => clearTimeout(late));
      raw.once("close", () => clearTimeout(late));
    }
    done();
  });
  server.addHook("onSend", (request, reply, _payload, done) => {
    if (takesFile(request) && !request.raw.complete) stayOpen(reply.raw);
    done();
  });
  server.addHook("onResponse", (request, _reply, done) => {
    if (takesFile(request) && !request.raw.complete) readPast(request.raw);
    done();
  });
}

/** A connection closed upon what is still being sent takes the answer along before it is read. */
function stayOpen(answer: ServerResponse): void {
  answer.shouldKeepAlive = true;
  answer.removeHeader("connection");
}

/** Reads what comes behind a refusal, so that the refusal is read: browsers send everything before they look. */
function readPast(request: IncomingMessage): void {
  const { socket } = request;
  const late = setTimeout(() => socket.destroy(), wholeBody);
  request.once("end", () => {
    clearTimeout(late);
    if (request.headers.connection?.toLowerCase() === "close") socket.end();
  });
  request.once("close", () => clearTimeout(late));
  request.resume();
}

function takesFile(request: FastifyRequest): boolean {
  return (
    (request.routeOptions.config as Taking | undefined)?.takesFile === true
  );
}

function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers["content-length"];
  return (
    headers["transfer-encoding"] !== undefined ||
    (length !== undefined && length !== "0")
  );
}
