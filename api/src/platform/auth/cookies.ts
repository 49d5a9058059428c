import type { FastifyReply, FastifyRequest } from "fastify";
import { accessSeconds, sessionSeconds } from "./tokens.js";

/** The console's own names: cookies ignore ports, and one host may serve the portal as well. */
export const accessCookie = "keii_console_access";
export const refreshCookie = "keii_console_refresh";

export function setSessionCookies(
  reply: FastifyReply,
  accessToken: string,
  refreshToken: string,
  isSecure: boolean,
): void {
  const common = {
    httpOnly: true,
    sameSite: "strict",
    secure: isSecure,
  } as const;
  void reply.setCookie(accessCookie, accessToken, {
    ...common,
    path: "/api",
    maxAge: accessSeconds,
  });
  void reply.setCookie(refreshCookie, refreshToken, {
    ...common,
    path: "/api/auth",
    maxAge: sessionSeconds,
  });
}

export function clearSessionCookies(
  reply: FastifyReply,
  isSecure: boolean,
): void {
  const common = {
    httpOnly: true,
    sameSite: "strict",
    secure: isSecure,
  } as const;
  void reply.clearCookie(accessCookie, { ...common, path: "/api" });
  void reply.clearCookie(refreshCookie, { ...common, path: "/api/auth" });
}

/** Browser or client in two words, never the header itself. */
export function clientOf(request: FastifyRequest): string {
  const agent = request.headers["user-agent"] ?? "";
  const browser = ["Edg", "Firefox", "Chrome", "Safari"].find((name) =>
    agent.includes(`${name}/`),
  );
  const system = [
    "Windows",
    "Mac OS X",
    "Android",
    "iPhone",
    "iPad",
    "Linux",
  ].find((name) => agent.includes(name));
  const names: Record<string, string> = { Edg: "Edge", "Mac OS X": "macOS" };
  const parts = [browser, system]
    .filter((p) => p !== undefined)
    .map((p) => names[p] ?? p);
  return parts.length > 0 ? parts.join(", ") : "API";
}
