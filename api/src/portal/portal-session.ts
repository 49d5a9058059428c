/** Cookies ignore ports: the portal's has a name of its own, and over https one that no neighbour can set. */
const secureName = "__Host-keii_portal";
const loopbackName = "keii_portal_session";

const secretShape = /^[\w-]{16,200}$/;

/** The secret of the visitor's session, where there is a cookie of ours with one. */
export function sessionOf(
  cookies: string | undefined,
  isSecure: boolean,
): string | null {
  if (cookies === undefined) return null;
  const wanted = `${isSecure ? secureName : loopbackName}=`;
  const found = cookies
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(wanted))
    .map((pair) => pair.slice(wanted.length));
  // Two of one name: somebody else has set one of them.
  if (found.length !== 1) return null;
  return secretShape.test(found[0]!) ? found[0]! : null;
}

export function sessionCookie(
  session: { secret: string; seconds: number } | "ended",
  isSecure: boolean,
): string {
  const { secret, seconds } =
    session === "ended" ? { secret: "", seconds: 0 } : session;
  return `${isSecure ? secureName : loopbackName}=${secret}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
}
