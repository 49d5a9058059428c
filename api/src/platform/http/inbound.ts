import { problems } from "@keii/shared";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { guardBody, hasCardNumber, maskedText } from "./body.js";
import { fieldProblem } from "./problem.js";

/**
 * Every door for what people send, before anything reads it. In a body and in a query card numbers are masked, so that
 * nothing else of what was typed is lost; what names something and is kept as it came is refused where it holds one.
 */
export function installInbound(
  server: FastifyInstance,
  secretsAt: (method: string, path: string) => ReadonlySet<string>,
): void {
  server.decorateRequest("maskedCount", 0);
  server.addHook("preHandler", async (request, reply) => {
    refuseNames(request);
    const { method, routeOptions } = request;
    request.maskedCount = maskQuery(request.query as Record<string, unknown>);
    if (request.body !== undefined && request.body !== null)
      request.maskedCount += guardBody(
        request.body,
        secretsAt(method, routeOptions.url ?? ""),
      );
    if (request.maskedCount > 0)
      void reply.header(
        "Keii-Card-Numbers-Masked",
        String(request.maskedCount),
      );
  });
}

function refuseNames({ params, headers }: FastifyRequest): void {
  const key = headers["idempotency-key"];
  const names = {
    ...(params as Record<string, string> | undefined),
    "Idempotency-Key": typeof key === "string" ? key : "",
  };
  for (const [name, value] of Object.entries(names))
    // A wildcard is the rest of an address that leads nowhere, or to a file of the console's.
    if (name !== "*" && hasCardNumber(value))
      throw fieldProblem(problems.invalid, name, "hasCardNumber");
}

/** A search finds what was masked when it was stored. */
function maskQuery(query: Record<string, unknown>): number {
  let masked = 0;
  for (const [name, value] of Object.entries(query)) {
    if (typeof value !== "string") continue;
    const found = maskedText(value);
    query[name] = found.text;
    masked += found.maskedCount;
  }
  return masked;
}
