import type { FastifyRequest } from "fastify";
import { createParamDecorator, type ExecutionContext } from "@nestjs/common";
import { problems, type Language, type Permission } from "@keii/shared";
import type { Actor } from "../database/actor.js";
import { Problem, fieldProblem } from "./problem.js";

declare module "fastify" {
  interface FastifyRequest {
    /** Set by the authentication hook; null on public routes without a session. */
    actor: Actor | null;
    /** How many card numbers were masked in what was sent. */
    maskedCount: number;
    /** What its route asks for, once the guard has looked. */
    permission: Permission | null;
  }
}

/** Who makes this request. Only on routes that are not public. */
export const CurrentActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Actor => {
    const { actor } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!actor) throw new Problem(problems.notSignedIn);
    return actor;
  },
);

/** The version a change is based on, from `If-Match: "v3"` (or `"3"`); 428 where it is missing. */
export const BaseVersion = createParamDecorator(function baseVersion(
  _: unknown,
  context: ExecutionContext,
): number {
  const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
  const match = headers["if-match"];
  if (match === undefined) throw new Problem(problems.versionMissing);
  const version = /^"v?(\d{1,9})"$/.exec(match)?.[1];
  if (version === undefined)
    throw fieldProblem(problems.malformed, "If-Match", "unknownValue");
  return Number(version);
});

/** The id of a record from the path; what has not the form of one does not exist. */
export const RecordId = createParamDecorator(
  (name: string | undefined, context: ExecutionContext): string => {
    const { params } = context.switchToHttp().getRequest<FastifyRequest>();
    const id = (params as Record<string, string>)[name ?? "id"] ?? "";
    if (!isRecordId(id)) throw new Problem(problems.notFound);
    return id.toLowerCase();
  },
);

export function isRecordId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(
    text,
  );
}

/** The language to answer in: the first of `Accept-Language` that we speak, else the user's own, else Japanese. */
export function languageOf(
  request: Pick<FastifyRequest, "headers" | "actor">,
): Language {
  const accepted = request.headers["accept-language"] ?? "";
  for (const part of accepted.split(",")) {
    const tag = part.trim().slice(0, 2).toLowerCase();
    if (tag === "ja" || tag === "en") return tag;
  }
  return request.actor?.language ?? "ja";
}
