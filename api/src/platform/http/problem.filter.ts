import {
  Catch,
  HttpException,
  type ArgumentsHost,
  type ExceptionFilter,
} from "@nestjs/common";
import {
  fillMessage,
  maskCardNumbers,
  problems,
  ruleMessages,
  type Language,
  type ProblemDocument,
  type ProblemKind,
} from "@keii/shared";
import type { FastifyReply, FastifyRequest } from "fastify";
import { AnsweredBefore } from "../database/database.js";
import type { Logger } from "../log/logger.js";
import type { Refusals } from "../permissions/refusals.js";
import { Problem, type FieldErrors } from "./problem.js";
import { languageOf } from "./request.js";

/** Named constraints of the database → the refusal a user understands. Domains add theirs at start. */
const constraintProblems = new Map<string, () => Problem>();

/** Says what a refusal by the named constraint means to the user. */
export function onConstraint(name: string, problem: () => Problem): void {
  constraintProblems.set(name, problem);
}

// 08P01 is a statement of ours that the server cannot read.
const awayCodes =
  /^((?!08P01)08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
const awayMessages =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|Cannot use a pool after|not queryable|Client was closed|Driver not Connected/;

/** Whether an error says that the database cannot be reached at present, and nothing about what was asked. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, message } = error as Error & { code?: string };
  return awayCodes.test(code ?? "") || awayMessages.test(message);
}

/** Turns whatever was thrown into a refusal; null where it is a fault of ours. */
export function toProblem(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (error instanceof HttpException) return ofStatus(error.getStatus());
  if (!(error instanceof Error)) return null;
  const { code, constraint, statusCode } = error as Error & {
    code?: string;
    constraint?: string;
    statusCode?: number;
  };
  if (constraint !== undefined) {
    const known = constraintProblems.get(constraint);
    if (known) return known();
  }
  if (code === "53100" || code === "ENOSPC")
    return new Problem(problems.diskFull);
  // 57014: the statement ran into its limit.
  if (isDatabaseAway(error) || code === "57014")
    return new Problem(problems.unavailable, { retryAfterSeconds: 2 });
  if (code === "23505") return new Problem(problems.alreadyExists);
  if (code === "23503")
    return new Problem(problems.invalid, {
      fields: { "root.serverError": { key: "rule.unknownReference" } },
    });
  if (code === "55P03")
    return new Problem(problems.unavailable, { retryAfterSeconds: 1 });
  if (code !== undefined && /^22/.test(code))
    return new Problem(problems.invalid);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return ofStatus(statusCode);
  return null;
}

/** A refusal of something that is part of what was sent: its fields are named from there. A fault stays as it is. */
export function inField(place: string, error: unknown): unknown {
  const problem = toProblem(error);
  if (!problem?.fields) return error;
  return new Problem(problem.kind, {
    ...problem,
    fields: Object.fromEntries(
      Object.entries(problem.fields).map(([field, rule]) => [
        `${place}.${field}`,
        rule,
      ]),
    ),
  });
}

function ofStatus(status: number): Problem {
  const kinds: Record<number, ProblemKind> = {
    401: problems.notSignedIn,
    403: problems.notAllowed,
    404: problems.notFound,
    405: problems.methodNotAllowed,
    412: problems.changedMeanwhile,
    413: problems.tooLarge,
    415: problems.unexpectedType,
    429: problems.tooMany,
  };
  return new Problem(kinds[status] ?? problems.malformed);
}

/** The refusal as it leaves, in the reader's language. */
export function problemDocument(
  problem: Problem,
  language: Language,
  requestId: string,
): ProblemDocument {
  const errors = problem.fields && inWords(problem.fields, language);
  return {
    type: `urn:keii:problem:${problem.kind.code}`,
    title: problem.kind.title[language],
    status: problem.kind.status,
    instance: requestId,
    ...(errors && { errors }),
    ...(problem.current !== undefined && { current: problem.current }),
  };
}

/** Fields are named as they were sent, and a card number may have been sent as one. */
function inWords(
  fields: FieldErrors,
  language: Language,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, { key, values = [] }]) => [
      maskCardNumbers(field).text,
      fillMessage(
        ruleMessages[language][key] ??
          ruleMessages[language]["rule.unknownValue"] ??
          key,
        Object.fromEntries(values.entries()),
      ),
    ]),
  );
}

/** The answer of the first time, under the status its route has. */
function sendAgain(answer: unknown, reply: FastifyReply): void {
  const { version } = (answer ?? {}) as { version?: unknown };
  if (typeof version === "number" && reply.statusCode === 200)
    void reply.header("ETag", `"v${version}"`);
  void reply.send(answer ?? undefined);
}

/** Writes the refusal or, for a fault, logs it whole and says one polite sentence with the request's id. */
export function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  logger: Logger,
): void {
  if (reply.sent || reply.raw.headersSent) return;
  if (error instanceof AnsweredBefore) {
    sendAgain(error.response, reply);
    return;
  }
  let problem = toProblem(error);
  if (!problem) {
    logger.error({ request: request.id, error }, "fault");
    problem = new Problem(problems.fault);
  } else if (problem.kind.status >= 500) {
    logger.warn({ request: request.id, error }, problem.kind.code);
  }
  if (problem.retryAfterSeconds !== undefined)
    void reply.header("Retry-After", String(problem.retryAfterSeconds));
  void reply
    .code(problem.kind.status)
    .header("Content-Type", "application/problem+json; charset=utf-8")
    .header("Cache-Control", "no-store")
    .send(
      JSON.stringify(problemDocument(problem, languageOf(request), request.id)),
    );
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    private readonly refusals: Refusals,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    if (error instanceof Problem && error.isRefusal)
      void this.refusals.record(request);
    sendProblem(error, request, http.getResponse<FastifyReply>(), this.logger);
  }
}
