import { readdirSync } from "node:fs";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApp, type TestApp } from "./support/app.js";
import { aLine, anIncident, aPerson, type Person } from "./support/people.js";

const assets = fileURLToPath(
  new URL("../admin-ui/dist/site/assets/", import.meta.url),
);

let app: TestApp;
let head: Person;
let incidentId: string;
let script: string;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  ({ id: incidentId } = await anIncident(head));
  await aLine(head, incidentId);
  script = readdirSync(assets).find((name) => name.endsWith(".js"))!;
});
afterAll(() => app.close());

/** As they have to be, written down here and not read from the code. */
const strict: Record<string, string> = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "x-dns-prefetch-control": "off",
  "x-robots-tag": "noindex",
};

const policy: Record<string, RegExp> = {
  "default-src": /^'none'$/,
  "script-src": /^'self'$/,
  "style-src": /^'self' 'nonce-[A-Za-z0-9+/]{22}=='$/,
  "connect-src": /^'self'$/,
  "base-uri": /^'none'$/,
  "form-action": /^'self'$/,
  "frame-ancestors": /^'none'$/,
};

interface Kind {
  method?: string;
  path: () => string;
  status: number;
  isSignedIn?: boolean;
  headers?: Record<string, string>;
  body?: string;
}

const json = { "content-type": "application/json" };
const kinds: Record<string, Kind> = {
  page: { path: () => "/", status: 200 },
  "page asked for by HEAD": { method: "HEAD", path: () => "/", status: 200 },
  asset: { path: () => `/assets/${script}`, status: 200 },
  "compressed asset": {
    path: () => `/assets/${script}`,
    status: 200,
    headers: { "accept-encoding": "br" },
  },
  "asset that is not there": { path: () => "/assets/none.js", status: 404 },
  icon: { path: () => "/icon.svg", status: 200 },
  "page that is not there": { path: () => "/nowhere", status: 404 },
  "health of the process": { path: () => "/api/health/live", status: 200 },
  settings: { path: () => "/api/settings", status: 200 },
  "list of the API": {
    path: () => `/api/incidents/${incidentId}/timeline`,
    status: 200,
    isSignedIn: true,
  },
  "not signed in": { path: () => "/api/home", status: 401 },
  "not allowed": { path: () => "/api/users", status: 403, isSignedIn: true },
  "route that is not there": {
    path: () => "/api/nowhere",
    status: 404,
    isSignedIn: true,
  },
  "record that is not there": {
    path: () => "/api/incidents/01890000-0000-7000-8000-000000000000",
    status: 404,
    isSignedIn: true,
  },
  "body that cannot be read": {
    method: "POST",
    path: () => "/api/incidents",
    status: 400,
    isSignedIn: true,
    headers: json,
    body: "{",
  },
  "contract not kept": {
    method: "POST",
    path: () => "/api/incidents",
    status: 400,
    isSignedIn: true,
    headers: json,
    body: "{}",
  },
  "type not expected": {
    method: "POST",
    path: () => "/api/incidents",
    status: 415,
    isSignedIn: true,
    headers: { "content-type": "text/xml" },
    body: "<a/>",
  },
  "wrong password": {
    method: "POST",
    path: () => "/api/auth/login",
    status: 401,
    headers: json,
    body: JSON.stringify({ email: "nobody@example.test", password: "wrong" }),
  },
  "exported CSV": {
    path: () => `/api/incidents/${incidentId}/timeline/export.csv`,
    status: 200,
    isSignedIn: true,
  },
  "exported XLSX": {
    path: () => `/api/incidents/${incidentId}/timeline/export.xlsx`,
    status: 200,
    isSignedIn: true,
  },
  "stream of changes": {
    path: () => "/api/live",
    status: 200,
    isSignedIn: true,
  },
};

async function answerOf(kind: Kind): Promise<Headers> {
  const stop = new AbortController();
  const answer = await fetch(app.url + kind.path(), {
    method: kind.method ?? "GET",
    headers: {
      ...(kind.isSignedIn && { authorization: `Bearer ${head.token!}` }),
      ...kind.headers,
    },
    body: kind.body,
    signal: stop.signal,
  });
  expect(answer.status).toBe(kind.status);
  // The stream never ends by itself.
  stop.abort();
  return answer.headers;
}

function directivesOf(header: string): Map<string, string> {
  return new Map(
    header.split(";").map((directive) => {
      const [name = "", ...values] = directive.trim().split(" ");
      return [name, values.join(" ")];
    }),
  );
}

describe.each(Object.entries(kinds))("%s", (_, kind) => {
  it("carries the strict set", async () => {
    const headers = await answerOf(kind);
    const got = Object.fromEntries(
      Object.keys(strict).map((name) => [name, headers.get(name)]),
    );
    expect(got).toEqual(strict);
    const directives = directivesOf(
      headers.get("content-security-policy") ?? "",
    );
    for (const [name, wanted] of Object.entries(policy))
      expect(directives.get(name), name).toMatch(wanted);
    expect(directives.get("script-src")).not.toMatch(/unsafe|\*|data:|https?:/);
    expect(headers.get("permissions-policy")).toMatch(
      /camera=\(\), microphone=\(\), geolocation=\(\)/,
    );
    expect(headers.get("server")).toBeNull();
    expect(headers.get("x-powered-by")).toBeNull();
  });
});

describe("caching", () => {
  it("keeps nothing but assets, whose names change with their content", async () => {
    for (const [name, kind] of Object.entries(kinds)) {
      const headers = await answerOf(kind);
      const isAsset = kind.path().startsWith("/assets/") && kind.status === 200;
      expect(headers.get("cache-control"), name).toMatch(
        isAsset ? /immutable/ : /^no-store$/,
      );
    }
  });
});

describe("nonce", () => {
  it("is another one for every page, and the one the page hands on", async () => {
    const nonces = new Set<string>();
    for (let round = 0; round < 20; round++) {
      const answer = await fetch(app.url);
      const header = answer.headers.get("content-security-policy") ?? "";
      const nonce = /'nonce-([^']+)'/.exec(header)?.[1] ?? "";
      expect(await answer.text()).toContain(
        `<meta name="csp-nonce" content="${nonce}"`,
      );
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(20);
  });
});

describe("what is not HTTP", () => {
  it("is refused as a problem that nobody keeps", async () => {
    const { hostname, port } = new URL(app.url);
    const text = await new Promise<string>((resolve, reject) => {
      let said = "";
      const socket = connect(Number(port), hostname, () =>
        socket.write("NONSENSE\r\n\r\n"),
      );
      socket.on("data", (chunk: Buffer) => (said += chunk.toString()));
      socket.on("end", () => resolve(said));
      socket.on("error", reject);
    });
    expect(text).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(text).toMatch(/content-type: application\/problem\+json/i);
    expect(text).toMatch(/cache-control: no-store/i);
    expect(text).toMatch(/x-content-type-options: nosniff/i);
  });
});

describe("cookies", () => {
  it("cannot be read by scripts, nor sent from other sites", async () => {
    const answer = await fetch(`${app.url}/api/auth/login`, {
      method: "POST",
      headers: json,
      body: JSON.stringify({ email: head.email, password: head.password }),
    });
    const cookies = answer.headers.getSetCookie();
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; HttpOnly/i);
      expect(cookie).toMatch(/; SameSite=Strict/i);
      expect(cookie).toMatch(/; Path=\/api/i);
    }
  });
});
