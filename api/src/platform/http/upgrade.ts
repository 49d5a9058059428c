import type { FastifyInstance } from "fastify";

/**
 * Nothing here speaks another protocol, and an offer to change it may be passed over (RFC 9110, section 7.8). The
 * connection ends with the answer: Node reads nothing more from one whose offered body it did not have to read.
 */
export function passOverUpgrades(server: FastifyInstance): void {
  server.addHook("onRequest", async ({ headers }, reply) => {
    if (headers.upgrade !== undefined) void reply.header("Connection", "close");
  });
}
