import { Agent, request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anybody, routes } from "./access.matrix.js";
import { startApp, type TestApp } from "./support/app.js";
import { aCase, addressIn, fill, type Case } from "./support/case.js";
import { Contracts } from "./support/contracts.js";
import { aPerson, type Person } from "./support/people.js";
import { stateOf } from "./support/state.js";

interface Spelling {
  method: string;
  path: string;
  headers?: Record<string, string>;
}

/** Ways to write an address that one layer may read otherwise than the next. */
const spellings: Record<
  string,
  (method: string, path: string, host: string) => Spelling
> = {
  HEAD: (_, path) => ({ method: "HEAD", path }),
  OPTIONS: (_, path) => ({ method: "OPTIONS", path }),
  "trailing slash": (method, path) => ({ method, path: `${path}/` }),
  "doubled slash": (method, path) => ({
    method,
    path: path.replace("/api/", "//api//"),
  }),
  "/./": (method, path) => ({ method, path: path.replace("/api/", "/api/./") }),
  "/x/../": (method, path) => ({
    method,
    path: path.replace("/api/", "/api/settings/../"),
  }),
  "%2F": (method, path) => ({
    method,
    path: path.replace(/\/(?=[^/]+$)/, "%2F"),
  }),
  "%61": (method, path) => ({ method, path: path.replaceAll("a", "%61") }),
  ";a=b": (method, path) => ({ method, path: `${path};a=b` }),
  "other case": (method, path) => ({
    method,
    path: path.replace("/api/", "/API/").toUpperCase(),
  }),
  "%00": (method, path) => ({ method, path: `${path}%00` }),
  backslash: (method, path) => ({
    method,
    path: path.replace("/api/", "/api\\"),
  }),
  "method override": (method, path) => ({
    method: method === "GET" ? "POST" : "GET",
    path,
    headers: {
      "x-http-method-override": method,
      "x-http-method": method,
      "x-method-override": method,
    },
  }),
  "absolute address": (method, path, host) => ({
    method,
    path: `http://${host}${path}`,
  }),
};

let app: TestApp;
let contracts: Contracts;
let one: Case;
let stranger: Person;
let sent = 0;
const answers = new Map<number, number>();
const agent = new Agent({ keepAlive: true, maxSockets: 8 });

beforeAll(async () => {
  app = await startApp();
  one = await aCase(app, "甲7f3a");
  stranger = await aPerson(app);
  contracts = await Contracts.of(stranger);
  for (const route of Object.keys(routes)) {
    const list = /:incidentId(\/[^:]+)\/:id/.exec(route)?.[1];
    if (list !== undefined) await fill(one, contracts, list);
  }
});

afterAll(async () => {
  console.log(
    `spellings: ${Object.keys(spellings).length} of ${protectedRoutes.length} protected routes, ${sent} requests, answered ${[...answers].map(([status, n]) => `${status}: ${n}`).join(", ")}`,
  );
  agent.destroy();
  await app.close();
});

const protectedRoutes = Object.keys(routes).filter(
  (route) => routes[route] !== anybody,
);

/** Sends the path exactly as it is spelt; a client that tidies addresses up would hide what is asked here. */
function sendAsSpelt(
  { method, path, headers }: Spelling,
  token: string | null,
  body: string | null,
): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(app.url);
  const isBodyless = method === "GET" || method === "HEAD";
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        agent,
        hostname,
        port,
        method,
        path,
        headers: {
          ...headers,
          ...(token !== null && { authorization: `Bearer ${token}` }),
          "if-match": '"v1"',
          ...(body !== null &&
            !isBodyless && { "content-type": "application/json" }),
        },
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("end", () =>
          resolve({
            status: answer.statusCode ?? 0,
            text: Buffer.concat(parts).toString("utf8"),
          }),
        );
      },
    );
    request.on("error", reject);
    request.end(isBodyless ? undefined : (body ?? undefined));
  });
}

describe.each(["signed out", "stranger"])("%s", (who) => {
  const asked = protectedRoutes.filter(
    (route) => who === "signed out" || route.includes(":incidentId"),
  );
  let before: Record<string, string>;
  beforeAll(async () => {
    before = await stateOf(app);
  });
  test.each(asked)("no spelling of %s opens it", async (route) => {
    const schema = contracts.body(route);
    const body = schema
      ? JSON.stringify(contracts.sample(schema, () => stranger.id))
      : null;
    const [method = ""] = route.split(" ");
    const path = await addressIn(one, route);
    const token = who === "stranger" ? stranger.token : null;
    const opened: string[] = [];
    await Promise.all(
      Object.entries(spellings).map(async ([name, spell]) => {
        const { status, text } = await sendAsSpelt(
          spell(method, path, new URL(app.url).host),
          token,
          body,
        );
        sent++;
        answers.set(status, (answers.get(status) ?? 0) + 1);
        if (status < 400 || status >= 500) opened.push(`${name}: ${status}`);
        if (text.includes(one.mark)) opened.push(`${name}: tells ${one.mark}`);
      }),
    );
    expect(opened).toEqual([]);
  });

  test("none of them wrote anything", async () => {
    expect(await stateOf(app)).toEqual(before);
  });
});

describe("HEAD", () => {
  test("answers like GET, without a body, to who may read", async () => {
    const answer = await sendAsSpelt(
      { method: "HEAD", path: `/api/incidents/${one.incident.id}` },
      one.head.token,
      null,
    );
    expect(answer).toEqual({ status: 200, text: "" });
  });

  test("of a stream ends, and takes nothing along", async () => {
    const before = await app.sql("select from audit_entry");
    for (const path of ["/api/live", "/api/incidents/export.csv"]) {
      const answer = await sendAsSpelt(
        { method: "HEAD", path },
        one.head.token,
        null,
      );
      expect(answer.status, path).toBe(405);
    }
    expect(await app.sql("select from audit_entry")).toHaveLength(
      before.length,
    );
  });
});
