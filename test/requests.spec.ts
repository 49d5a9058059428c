import { connect } from "node:net";
import type { Incident, ProblemDocument } from "@keii/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApp, type TestApp } from "./support/app.js";
import { aPerson, anIncident, type Person } from "./support/people.js";
import { Wire } from "./support/wire.js";

let app: TestApp;
let wire: Wire;
let head: Person;
let administrator: Person;
let incident: Incident;

beforeAll(async () => {
  app = await startApp();
  wire = new Wire(app.url);
  head = await aPerson(app);
  administrator = await aPerson(app, { right: "administrator" });
  incident = await anIncident(head);
});
afterAll(async () => {
  wire.close();
  await app.close();
});

function as(person: Person, type = "application/json") {
  return { authorization: `Bearer ${person.token}`, "content-type": type };
}

describe("a request that cannot be read", () => {
  it.each([
    ["an address that is no UTF-8", "/api/incidents/%ff"],
    ["an address cut short", "/api/incidents/%e3%8"],
    ["an id as long as a letter", `/api/incidents/${"a".repeat(400)}`],
  ])("%s is refused in the usual form", async (_, path) => {
    const answer = await wire.send("GET", path, as(head));
    expect(answer.status).toBe(400);
    expect(answer.headers["content-type"]).toBe(
      "application/problem+json; charset=utf-8",
    );
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
    expect(JSON.parse(answer.text)).toMatchObject({
      type: "urn:keii:problem:malformed",
      status: 400,
    });
    expect(answer.text).not.toContain("FST_ERR");
  });

  it("bytes that are no text are refused, not replaced", async () => {
    const answer = await wire.send(
      "POST",
      `/api/incidents/${incident.id}/timeline`,
      as(head),
      Buffer.from('{"occurred":{"on":"2016-08-18"},"text":"\xff"}', "latin1"),
    );
    expect(answer.status).toBe(400);
  });

  it("an expectation nobody knows is passed over", async () => {
    const answer = await wire.send("GET", "/api/auth/me", {
      ...as(head),
      expect: "200-ok",
    });
    expect(answer.status).toBe(200);
  });

  it("an offer to speak another protocol is passed over, and the next request is answered", async () => {
    const impatient = new Wire(app.url, 1, 5000);
    const offered = await impatient.send(
      "GET",
      "/api/auth/me",
      { ...as(head), upgrade: "websocket", connection: "Upgrade" },
      "[".repeat(900_000),
    );
    expect(offered.status).toBe(200);
    const next = await impatient.send("GET", "/api/auth/me", as(head));
    expect(next.status).toBe(200);
    impatient.close();
  });

  it.each([
    "application/x-www-form-urlencoded",
    "text/plain",
    "multipart/form-data; boundary=x",
    "application/json5",
  ])("%s is no content type for a body", async (type) => {
    const answer = await wire.send(
      "POST",
      `/api/incidents/${incident.id}/timeline`,
      as(head, type),
      '{"occurred":{"on":"2016-08-18"},"text":"a"}',
    );
    expect(answer.status).toBe(415);
  });

  it.each(["hasOwnProperty", "toString", "__proto__", "constructor"])(
    "a property %s is refused, not passed over",
    async (name) => {
      const answer = await wire.send(
        "POST",
        `/api/incidents/${incident.id}/timeline`,
        as(head),
        `{"occurred":{"on":"2016-08-18"},"text":"a","${name}":1}`,
      );
      expect(answer.status).toBe(400);
      expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    },
  );
});

describe("a list", () => {
  it("names the cursor when it is none of ours", async () => {
    const cursor = Buffer.from(
      JSON.stringify(["occurred ASC", 3, "x", "a0", "x"]),
    ).toString("base64url");
    const { status, body } = await head.call<ProblemDocument>(
      "GET",
      `/api/incidents/${incident.id}/timeline?cursor=${cursor}`,
    );
    expect(status).toBe(400);
    expect(Object.keys(body.errors ?? {})).toEqual(["cursor"]);
  });

  it("that is exported under a filter there is not leaves nothing in the log", async () => {
    const filter = encodeURIComponent('{"u.password_hash":"x"}');
    const { status } = await head.call(
      "GET",
      `/api/incidents/${incident.id}/members/export.csv?filter=${filter}`,
    );
    expect(status).toBe(400);
    const entries = await app.sql(
      "select from audit_entry where act = 'export' and incident_id = $1",
      [incident.id],
    );
    expect(entries).toEqual([]);
  });
});

it("a file may name people as it likes", async () => {
  const { body } = await administrator.post<{
    rows: { state: string; user: { name: string } }[];
  }>("/api/users/file", {
    csv: "氏名,メールアドレス,__proto__\r\n__proto__,a@example.test,x\r\nconstructor,b@example.test,x",
  });
  expect(body.rows.map(({ state, user }) => [state, user.name])).toEqual([
    ["new", "__proto__"],
    ["new", "constructor"],
  ]);
});

describe("what is not there", () => {
  it.each([
    "/docs",
    "/api/docs",
    "/api/docs-json",
    "/swagger",
    "/metrics",
    "/api/metrics",
    "/setup",
    "/api/setup",
    "/api/debug",
    "/.git/config",
    "/.env",
    "/package.json",
    "/assets/",
    "/assets/..%2f..%2f..%2fpackage.json",
    "/server-status",
    "/graphql",
    "/__devtools__",
  ])("%s", async (path) => {
    const answer = await wire.send("GET", path, as(administrator));
    expect(answer.status, answer.text.slice(0, 200)).toBeGreaterThanOrEqual(
      400,
    );
    expect(answer.headers["server"]).toBeUndefined();
    expect(answer.headers["x-powered-by"]).toBeUndefined();
    expect(answer.text).not.toMatch(/\d+\.\d+\.\d+/);
  });

  it.each(["TRACE", "TRACK", "OPTIONS", "PROPFIND"])(
    "the method %s",
    async (method) => {
      const socket = connect(Number(new URL(app.url).port), "127.0.0.1");
      socket.write(
        `${method} /api/auth/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${head.token}\r\nConnection: close\r\n\r\n`,
      );
      let text = "";
      for await (const chunk of socket) text += String(chunk);
      expect(text).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(text).not.toContain("Authorization: Bearer");
    },
  );
});
