import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";

declare module "fastify" {
  interface FastifyReply {
    /** For this answer's styles; the page hands it to its style engine. */
    nonce: string;
  }
}

/** The strict set on every answer, errors and files included. */
export function installSecurityHeaders(server: FastifyInstance): void {
  server.decorateReply("nonce", "");
  server.addHook("onRequest", async (request, reply) => {
    reply.nonce = randomBytes(16).toString("base64");
    void reply.headers(securityHeaders(reply.nonce, request.protocol));
  });
}

/** The strict set, also for answers that no hook sees. */
export function securityHeaders(
  nonce: string,
  protocol: "http" | "https",
): Record<string, string> {
  return {
    "Content-Security-Policy": [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "style-src-attr 'unsafe-inline'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join("; "),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy":
      "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), interest-cohort=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-DNS-Prefetch-Control": "off",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
    ...(protocol === "https" && {
      "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    }),
  };
}
