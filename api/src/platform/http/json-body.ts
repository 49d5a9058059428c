import { isUtf8 } from "node:buffer";
import { problems } from "@keii/shared";
import type { FastifyInstance } from "fastify";
import { Problem } from "./problem.js";

/**
 * JSON bodies, in UTF-8 and nothing else: bytes that are no text would otherwise become a replacement character, and
 * what is kept would not be what was sent.
 */
export function installJsonBody(server: FastifyInstance): void {
  // Names like __proto__ pass: the guard of bodies refuses them by name, where the parser could only say "unreadable".
  const parse = server.getDefaultJsonParser("ignore", "ignore");
  server.addContentTypeParser(
    "application/json",
    { parseAs: "buffer" },
    (request, body: Buffer, done) => {
      if (!isUtf8(body)) done(new Problem(problems.malformed));
      else void parse(request, body.toString("utf8"), done);
    },
  );
}
