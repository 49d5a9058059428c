import { connect } from "node:net";
import type { SelfCheckAnswer } from "@keii/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApp, type TestApp } from "./support/app.js";
import { anIncident, aPerson } from "./support/people.js";
import { startPortal, type TestPortal } from "./support/portal.js";
import { deskPhone, publish } from "./support/publication.js";
import { Wire, type Reply } from "./support/wire.js";

let app: TestApp;
let portal: TestPortal;
/** Its database is not there. */
let lonely: TestPortal;
let proxied: TestPortal;

/** What the self-check answers next, or throws. */
let next: SelfCheckAnswer | Error = { outcome: "unconfirmed" };
const asked: string[] = [];
const check = async (_: string, __: string, address: string) => {
  asked.push(address);
  if (next instanceof Error) throw next;
  return { answer: next, session: null };
};

beforeAll(async () => {
  app = await startApp();
  app.clock.set("2016-07-20T12:00:00+09:00");
  const head = await aPerson(app);
  const { id } = await anIncident(head);
  await publish(app, id, "demo");
  portal = await startPortal(app, { check });
  lonely = await startPortal(app, {
    databaseUrl: "postgres://keii_portal@127.0.0.1:1/none",
  });
  proxied = await startPortal(app, {
    env: {
      KEII_TRUSTED_PROXIES: "127.0.0.1",
      KEII_PORTAL_URL: "https://portal.example",
    },
    check,
  });
});
afterAll(async () => {
  for (const one of [portal, lonely, proxied]) await one?.close();
  await app?.close();
});

/** As they have to be, written down here and not read from the code. */
const strict: Record<string, RegExp> = {
  "content-security-policy":
    /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
  "cross-origin-opener-policy": /^same-origin$/,
  "cross-origin-embedder-policy": /^require-corp$/,
  "cross-origin-resource-policy": /^same-origin$/,
  "permissions-policy": /^camera=\(\), microphone=\(\), geolocation=\(\)/,
  "referrer-policy": /^no-referrer$/,
  "x-content-type-options": /^nosniff$/,
  "x-frame-options": /^DENY$/,
  "x-dns-prefetch-control": /^off$/,
  "cache-control": /^no-store$/,
};
const forbidden = [
  "server",
  "x-powered-by",
  "via",
  "set-cookie",
  "clear-site-data",
  "access-control-allow-origin",
  "strict-transport-security",
];

function expectStrict({ headers }: Pick<Reply, "headers">): void {
  for (const [name, wanted] of Object.entries(strict))
    expect(headers[name], name).toMatch(wanted);
  for (const name of forbidden) expect(headers[name], name).toBeUndefined();
}

const form = { "content-type": "application/x-www-form-urlencoded" };
const fresh = () => portal.tokens().issue("check", "demo");
const tokenOf = (purpose: string) =>
  `token=${portal.tokens().issue(purpose, "demo")}`;
const filled = (code = "nonsense") => `token=${fresh()}&code=${code}`;

interface Kind {
  status: number;
  method?: string;
  path?: string;
  headers?: Record<string, string | string[]>;
  body?: () => string | Buffer;
  next?: SelfCheckAnswer | Error;
  of?: () => TestPortal;
}
const post = (status: number, more: Partial<Kind> = {}): Kind => ({
  status,
  method: "POST",
  path: "/demo/check",
  headers: form,
  body: () => filled(),
  ...more,
});

const kinds: Record<string, Kind> = {
  "list of incidents": { path: "/", status: 200 },
  report: { path: "/demo", status: 200 },
  "report with a slash behind it": { path: "/demo/", status: 200 },
  faq: { path: "/demo/faq", status: 200 },
  messages: { path: "/demo/messages", status: 200 },
  form: { path: "/demo/check", status: 200 },
  "form of questions": { path: "/demo/inquiry", status: 200 },
  "my page of nobody": { path: "/demo/my", status: 200 },
  "reply of nobody": { path: "/demo/my/reply", status: 200 },
  "sign-out of nobody": { path: "/demo/my/sign-out", status: 200 },
  HEAD: { method: "HEAD", path: "/demo", status: 200 },
  OPTIONS: { method: "OPTIONS", path: "/demo/check", status: 204 },
  "OPTIONS of nothing": { method: "OPTIONS", path: "/a/b/c", status: 404 },
  live: { path: "/health/live", status: 200 },
  ready: { path: "/health/ready", status: 200 },
  "not ready": { path: "/health/ready", status: 503, of: () => lonely },
  "incident that is not there": { path: "/nothing", status: 404 },
  "incident that cannot be": { path: "/NO%20SUCH/faq", status: 404 },
  "path that is not there": { path: "/demo/nowhere", status: 404 },
  "path that is very long": { path: `/${"a".repeat(4_000)}`, status: 414 },
  "HEAD of nothing": { method: "HEAD", path: "/nothing", status: 404 },
  "address that cannot be read": { path: "/demo/%zz", status: 400 },
  "address that is no text": { path: "/%ff%fe", status: 400 },
  "method of another page": { method: "POST", path: "/demo/faq", status: 405 },
  DELETE: { method: "DELETE", path: "/demo", status: 405 },
  TRACE: { method: "TRACE", path: "/", status: 405 },
  PROPFIND: { method: "PROPFIND", path: "/demo/check", status: 405 },
  "POST to health": { method: "POST", path: "/health/live", status: 405 },
  "upgrade that nobody wants": {
    path: "/demo",
    headers: { connection: "upgrade", upgrade: "websocket" },
    status: 200,
  },
  "expectation that nobody knows": {
    path: "/demo",
    headers: { expect: "a miracle" },
    status: 200,
  },
  "code that is not known": post(200),
  "question that says nothing": post(422, {
    path: "/demo/inquiry",
    body: () => `${tokenOf("inquiry")}&nonce=${"n".repeat(22)}`,
  }),
  "question of another form's token": post(403, {
    path: "/demo/inquiry",
    body: () => filled().replace(/&code=.*/, ""),
  }),
  "question that is too large": post(413, {
    path: "/demo/inquiry",
    body: () => `${tokenOf("inquiry")}&text=${"x".repeat(110_000)}`,
  }),
  "question of another site": post(403, {
    path: "/demo/inquiry",
    headers: { ...form, "sec-fetch-site": "cross-site" },
  }),
  "thread that is not there": post(200, {
    path: "/demo/my",
    body: () => `${tokenOf("my")}&receipt=Q-2345-678C&code=x`,
  }),
  "thread with a NUL": post(400, {
    path: "/demo/my",
    body: () => `${tokenOf("my")}&receipt=%00&code=x`,
  }),
  "reply to nothing": post(200, {
    path: "/demo/my/reply",
    body: () => `${tokenOf("my/reply")}&nonce=${"n".repeat(22)}&text=x`,
  }),
  "no body": post(400, { headers: {}, body: undefined }),
  "no fields": post(400, { body: () => "" }),
  "token that is missing": post(400, { body: () => "code=x" }),
  "token that is too old": post(400, {
    body: () =>
      `code=x&token=${portal.tokens(() => Date.now() - 3 * 3_600_000).issue("check", "demo")}`,
  }),
  "token of another form": post(403, {
    body: () => `code=x&token=${portal.tokens().issue("inquiry", "demo")}`,
  }),
  "token of another incident": post(403, {
    body: () => `code=x&token=${portal.tokens().issue("check", "other")}`,
  }),
  "token that was made up": post(403, { body: () => "code=x&token=made-up" }),
  "form of another site": post(403, {
    headers: { ...form, "sec-fetch-site": "cross-site" },
  }),
  "form of a neighbour": post(403, {
    headers: { ...form, "sec-fetch-site": "same-site" },
  }),
  "form of another origin": post(403, {
    headers: { ...form, origin: "https://other.example" },
  }),
  "field twice": post(400, { body: () => `${filled()}&code=y` }),
  "field that is not of the form": post(400, {
    body: () => `${filled()}&admin=1`,
  }),
  "field named as a prototype": post(400, {
    body: () => `${filled()}&__proto__=1`,
  }),
  "field that is no text": post(400, { body: () => filled("%ff%fe") }),
  "field with a half sign": post(400, { body: () => filled("%e3%81") }),
  "field with a NUL": post(400, { body: () => filled("a%00b") }),
  "bytes that are no text": post(400, {
    body: () =>
      Buffer.concat([Buffer.from(filled()), Buffer.from([0xff, 0xfe])]),
  }),
  "too many fields": post(400, {
    body: () => `${filled()}${"&a".repeat(100)}`,
  }),
  "body that is too large": post(413, {
    body: () => filled("x".repeat(17_000)),
  }),
  JSON: post(415, { headers: { "content-type": "application/json" } }),
  text: post(415, { headers: { "content-type": "text/plain" } }),
  multipart: post(415, {
    headers: { "content-type": "multipart/form-data; boundary=x" },
  }),
  "another charset": post(415, {
    headers: { "content-type": `${form["content-type"]}; charset=shift_jis` },
  }),
  "packed body": post(415, {
    headers: { ...form, "content-encoding": "gzip" },
  }),
  "too many tries": post(429, {
    next: { outcome: "limited", retryAfterSeconds: 37 },
  }),
  "too many people": post(503, {
    next: { outcome: "busy", retryAfterSeconds: 9 },
  }),
  "database that went": post(503, {
    next: Object.assign(new Error("gone"), { code: "57P01" }),
  }),
  "fault of ours": post(500, { next: new Error("a fault") }),
  "database that is not there": {
    path: "/demo",
    status: 503,
    of: () => lonely,
  },
  "list without a database": { path: "/", status: 503, of: () => lonely },
};

async function replyOf(kind: Kind, path = kind.path): Promise<Reply> {
  next = kind.next ?? { outcome: "unconfirmed" };
  const wire = new Wire((kind.of?.() ?? portal).url);
  try {
    return await wire.send(
      kind.method ?? "GET",
      path ?? "/",
      kind.headers,
      kind.body?.(),
    );
  } finally {
    wire.close();
  }
}

describe.each(Object.entries(kinds))("%s", (_, kind) => {
  it(`answers ${kind.status} with the strict set`, async () => {
    const reply = await replyOf(kind);
    expect(reply.status).toBe(kind.status);
    expectStrict(reply);
    const type = String(reply.headers["content-type"]);
    if (kind.method === "HEAD" || kind.status === 204)
      expect(reply.text).toBe("");
    else if (kind.path?.startsWith("/health/") && kind.status !== 405)
      expect(type).toBe("application/json; charset=utf-8");
    else {
      expect(type).toBe("text/html; charset=utf-8");
      expect(reply.text).toMatch(/^<!DOCTYPE html>\n<html lang="ja">/);
      expect(reply.text).toMatch(/<title>[^<]+<\/title>/);
    }
    // Nothing of how it is made.
    expect(reply.text).not.toMatch(/\bat .*\.js:|node_modules|fastify|FST_/i);
  });
});

/** Bytes as they are, and all that comes back. */
async function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(portal.url);
  return new Promise((resolve, reject) => {
    let said = "";
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on("data", (chunk: Buffer) => (said += chunk.toString()));
    socket.on("close", () => resolve(said));
    socket.on("error", reject);
    socket.setTimeout(10_000, () => socket.destroy());
  });
}

function parsed(said: string): Reply {
  const [head = "", ...body] = said.split("\r\n\r\n");
  const [first = "", ...lines] = head.split("\r\n");
  return {
    status: Number(first.split(" ")[1]),
    headers: Object.fromEntries(
      lines.map((line) => {
        const at = line.indexOf(": ");
        return [line.slice(0, at).toLowerCase(), line.slice(at + 2)];
      }),
    ),
    text: body.join("\r\n\r\n"),
  };
}

describe("what Node refuses by itself", () => {
  it.each([
    ["no HTTP", "NONSENSE\r\n\r\n", 400],
    ["unknown method", "FROB / HTTP/1.1\r\nHost: x\r\n\r\n", 400],
    ["control character", "GET /\u0001 HTTP/1.1\r\nHost: x\r\n\r\n", 400],
    ["header without a name", "GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n", 400],
    [
      "two lengths",
      "POST /demo/check HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
      400,
    ],
    [
      "length and chunks",
      "POST /demo/check HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      400,
    ],
    [
      "headers that are too long",
      `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${"a".repeat(40_000)}\r\n\r\n`,
      431,
    ],
    ["no host", "GET /demo HTTP/1.1\r\nConnection: close\r\n\r\n", 400],
    ["version of the future", "GET / HTTP/9.9\r\nHost: x\r\n\r\n", 400],
  ])("%s", async (_, text, status) => {
    const reply = parsed(await raw(text));
    expect(reply.status).toBe(status);
    expectStrict(reply);
    expect(reply.text).toContain("読み取れませんでした");
  });
});

describe("what is shed or refused", () => {
  it("says how long to wait, keeps the form, and names the desk", async () => {
    for (const [name, seconds] of [
      ["too many tries", "37"],
      ["too many people", "9"],
    ] as const) {
      const reply = await replyOf(kinds[name]!);
      expect(reply.headers["retry-after"]).toBe(seconds);
      expect(reply.text).toContain(`${seconds}秒`);
      expect(reply.text).toContain('name="code"');
      expect(reply.text).toContain(
        `href="tel:${deskPhone.replaceAll("-", "")}"`,
      );
    }
    const away = await replyOf(kinds["database that is not there"]!);
    expect(Number(away.headers["retry-after"])).toBeGreaterThan(0);
  });

  it("remembers the desk's number when the database goes", async () => {
    const own = await startPortal(app);
    const wire = new Wire(own.url);
    expect((await wire.send("GET", "/demo")).status).toBe(200);
    await app.sql(
      "alter function portal_incidents() rename to portal_incidents_gone",
    );
    try {
      await app.sql(
        `create function portal_incidents() returns jsonb language plpgsql as $$ begin raise exception using errcode = '57P03'; end $$`,
      );
      await app.sql(
        "grant execute on function portal_incidents() to keii_portal",
      );
      await new Promise((done) => setTimeout(done, 1_100));
      const reply = await wire.send("GET", "/demo");
      expect(reply.status).toBe(503);
      expectStrict(reply);
      expect(reply.headers["retry-after"]).toBe("5");
      expect(reply.text).toContain(`tel:${deskPhone.replaceAll("-", "")}`);
      expect(reply.text).toContain("お急ぎの方はお電話でも");
    } finally {
      await app.sql("drop function portal_incidents()");
      await app.sql(
        "alter function portal_incidents_gone() rename to portal_incidents",
      );
      wire.close();
      await own.close();
    }
  });

  it("is one line in the log each, without address, query or anything typed", async () => {
    portal.log.length = 0;
    for (const name of [
      "too many tries",
      "too many people",
      "fault of ours",
    ] as const)
      await replyOf(
        {
          ...kinds[name]!,
          body: () => filled("PLANTED-CODE"),
        },
        "/demo/check?lang=en&secret=PLANTED-QUERY",
      );
    await replyOf(kinds["token that was made up"]!);
    await replyOf(kinds["incident that is not there"]!);
    const lines = portal.log.map(
      (line) => JSON.parse(line) as Record<string, unknown>,
    );
    expect(lines.map(({ status, route }) => [status, route])).toEqual([
      [429, "/:slug/check"],
      [503, "/:slug/check"],
      [500, "/:slug/check"],
    ]);
    expect(portal.log.join("")).not.toMatch(/PLANTED|127\.0\.0\.1|lang=/);
  });

  it("never shows a secret again, and keeps anything else", async () => {
    const reply = await replyOf({
      ...kinds["token that is missing"]!,
      body: () => "code=PLANTED-CODE",
    });
    expect(reply.text).not.toContain("PLANTED");
    expect(reply.text).toContain("もう一度入力して送信してください");
  });
});

describe("a proxy", () => {
  it("that is trusted says whether it was https, and nobody else does", async () => {
    const claim = {
      "x-forwarded-proto": "https",
      "x-forwarded-for": "192.0.2.1",
    };
    for (const [of, wanted] of [
      [portal, undefined],
      [proxied, "max-age=31536000; includeSubDomains"],
    ] as const)
      for (const path of ["/demo", "/nothing", "/demo/%zz", "/health/live"]) {
        const wire = new Wire(of.url);
        const { headers } = await wire.send("GET", path, claim);
        expect(headers["strict-transport-security"], path).toBe(wanted);
        wire.close();
      }
  });

  it("that is trusted names the visitor, and the visitor cannot: SEC-20", async () => {
    const addressOf = async (
      of: TestPortal,
      headers: Record<string, string>,
    ) => {
      asked.length = 0;
      next = { outcome: "unconfirmed" };
      const wire = new Wire(of.url);
      await wire.send("POST", "/demo/check", { ...form, ...headers }, filled());
      wire.close();
      return asked[0];
    };
    for (const name of [
      "x-forwarded-for",
      "x-real-ip",
      "cf-connecting-ip",
      "true-client-ip",
      "forwarded",
      "x-client-ip",
    ]) {
      const claim = { [name]: "203.0.113.9" };
      expect(await addressOf(portal, claim), name).toBe("127.0.0.1");
      expect(await addressOf(proxied, claim), name).toBe(
        name === "x-forwarded-for" ? "203.0.113.9" : "127.0.0.1",
      );
    }
    // What the visitor wrote itself stands before what the proxy added.
    expect(
      await addressOf(proxied, {
        "x-forwarded-for": "198.51.100.1, 203.0.113.9",
      }),
    ).toBe("203.0.113.9");
  });

  it("that nobody trusts is said once", async () => {
    const own = await startPortal(app);
    const wire = new Wire(own.url);
    for (let time = 0; time < 5; time++)
      await wire.send("GET", "/", { "x-forwarded-for": "192.0.2.77" });
    wire.close();
    await own.close();
    expect(
      own.log.filter((line) => line.includes("X-Forwarded-For")),
    ).toHaveLength(1);
    expect(own.log.join("")).not.toContain("192.0.2.77");
  });
});

describe("a secret that was not given", () => {
  it("is a warning where the portal serves alone, because a second one would not know it", async () => {
    const own = await startPortal(app, { env: { KEII_PORTAL_SECRET: "" } });
    expect(own.log.join("")).toContain("KEII_PORTAL_SECRET");
    await own.close();
    const beside = await startPortal(app, {
      env: { KEII_PORTAL_SECRET: "", KEII_ROLES: "console,portal" },
    });
    expect(beside.log).toEqual([]);
    await beside.close();
  });
});

describe("the language", () => {
  it("is what the link says, else what the browser asks for, and links carry it", async () => {
    const wire = new Wire(portal.url);
    const langOf = async (path: string, accepted?: string) => {
      const { text } = await wire.send("GET", path, {
        ...(accepted !== undefined && { "accept-language": accepted }),
      });
      return /<html lang="(\w+)"/.exec(text)?.[1];
    };
    expect(await langOf("/demo")).toBe("ja");
    expect(await langOf("/demo", "fr, en-GB;q=0.8")).toBe("en");
    expect(await langOf("/demo?lang=ja", "en")).toBe("ja");
    expect(await langOf("/demo?lang=en", "ja")).toBe("en");
    expect(await langOf("/demo?lang=en&lang=ja", "en")).toBe("en");
    expect(await langOf("/demo?lang=fr", "ja")).toBe("ja");
    const { text } = await wire.send("GET", "/demo/check?a=%3C%22&lang=en");
    expect(text).toContain('href="/demo/faq?lang=en"');
    expect(text).toContain('action="/demo/check?lang=en"');
    expect(text).toContain('href="?a=%3C%22&#38;lang=ja"');
    wire.close();
  });
});
