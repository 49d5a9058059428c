import type { FastifyReply } from "fastify";

/** A record with its version as `ETag`, for the next `If-Match`. */
export function sendVersion<T extends { version: number }>(
  reply: FastifyReply,
  record: T,
): T {
  void reply.header("ETag", `"v${record.version}"`);
  return record;
}
