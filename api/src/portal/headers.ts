import { styleHash } from "./style.js";

const policy = [
  "default-src 'none'",
  `style-src ${styleHash}`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const always = {
  "Content-Security-Policy": policy,
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy":
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), interest-cohort=()",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "X-DNS-Prefetch-Control": "off",
  "Cache-Control": "no-store",
};

const overTls = {
  ...always,
  "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
};

/** The strict set, for every answer: pages, errors, health, and what is refused before there is a request. */
export function portalHeaders(
  protocol: "http" | "https",
): Readonly<Record<string, string>> {
  return protocol === "https" ? overTls : always;
}
