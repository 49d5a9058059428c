import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {
  Incident,
  OneTimeLink,
  ProblemDocument,
  TimelineEvent,
} from "@keii/shared";
import { startApp, type TestApp } from "../../../../test/support/app.js";
import {
  aLine,
  aPerson,
  anIncident,
  type Person,
} from "../../../../test/support/people.js";

let app: TestApp;
let head: Person;
let incident: Incident;
let path: string;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  incident = await anIncident(head);
  path = `/api/incidents/${incident.id}`;
});
afterAll(() => app.close());

const line = { occurred: { on: "2016-08-18" }, text: "一度だけ" };

describe("Idempotency-Key", () => {
  test("200 at once with one key make one record and answer it to all", async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, () =>
        head.insist<TimelineEvent>(`${path}/timeline`, line, "many"),
      ),
    );
    expect(new Set(answers.map((a) => a.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((a) => JSON.stringify(a.body))).size).toBe(1);
    const kept = await app.sql(
      "select from timeline_revision where text = $1",
      [line.text],
    );
    expect(kept).toHaveLength(1);
  });

  test("who could not be answered for want of a connection asks again and gets the one record", async () => {
    const { pool } = app.foundation.database;
    const once = { ...line, text: "混み合っていても一度だけ" };
    const send = () =>
      head.call<TimelineEvent>("POST", `${path}/timeline`, once, {
        "idempotency-key": "busy",
      });
    const held = await Promise.all(
      Array.from({ length: pool.options.max }, () => pool.connect()),
    );
    const turnedAway = await Promise.all([send(), send(), send()]);
    held.forEach((client) => client.release());
    expect(turnedAway.map(({ status }) => status)).toEqual([503, 503, 503]);
    expect(turnedAway[0]!.headers.get("retry-after")).toBe("2");
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(
      await app.sql("select from timeline_revision where text = $1", [
        once.text,
      ]),
    ).toHaveLength(1);
  });

  test("an act answers its repetition as it answered the first time", async () => {
    const { id } = await aLine(head, incident.id);
    const retract = () =>
      head.call<TimelineEvent>(
        "POST",
        `${path}/timeline/${id}/retract`,
        { reason: "誤記" },
        { "idempotency-key": "act", "if-match": '"v1"' },
      );
    const first = await retract();
    const second = await retract();
    expect(first.status).toBe(200);
    expect(second.status).toBe(200);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get("etag")).toBe(first.headers.get("etag"));
  });

  test("an act that answers nothing answers nothing again", async () => {
    const person = await aPerson(app);
    const seen = () =>
      person.call("POST", "/api/home/seen", undefined, {
        "idempotency-key": "seen",
      });
    expect((await seen()).status).toBe(204);
    expect((await seen()).status).toBe(204);
  });

  test("what was refused may be tried again with the same key", async () => {
    const send = (text: string) =>
      head.call(
        "POST",
        `${path}/timeline`,
        { ...line, text },
        { "idempotency-key": "again" },
      );
    expect((await send("")).status).toBe(400);
    expect((await send("直した")).status).toBe(201);
  });

  test("another body under the same key is refused with 422", async () => {
    const { status } = await head.call(
      "POST",
      `${path}/timeline`,
      { ...line, text: "別のもの" },
      { "idempotency-key": "many" },
    );
    expect(status).toBe(422);
  });

  test("keys of different people and of different routes do not meet", async () => {
    const other = await aPerson(app);
    const own = await anIncident(other);
    const theirs = await other.call<TimelineEvent>(
      "POST",
      `/api/incidents/${own.id}/timeline`,
      line,
      { "idempotency-key": "many" },
    );
    expect(theirs.status).toBe(201);
    const milestone = await head.call(
      "POST",
      `${path}/milestones`,
      { kind: "aware", occurred: { on: "2016-08-18" } },
      { "idempotency-key": "many" },
    );
    expect(milestone.status).toBe(201);
  });

  test("a key with what a header should not hold is refused, naming it", async () => {
    const { status, body } = await head.call<ProblemDocument>(
      "POST",
      `${path}/timeline`,
      line,
      { "idempotency-key": "x".repeat(201) },
    );
    expect(status).toBe(400);
    expect(Object.keys(body.errors ?? {})).toEqual(["Idempotency-Key"]);
  });

  test("no one-time link lies readable in what is kept of the answer, and the repetition still gives it", async () => {
    const administrator = await aPerson(app, { right: "administrator" });
    const person = await aPerson(app);
    const link = () =>
      administrator.post<OneTimeLink>(
        `/api/users/${person.id}/link`,
        undefined,
        { "idempotency-key": "link" },
      );
    const { body } = await link();
    const secret = body.url.split("/").at(-1)!;
    const kept = await app.sql<{ row: string }>(
      "select encode(k::text::bytea, 'escape') as row from idempotency_key k",
    );
    expect(kept.filter(({ row }) => row.includes(secret))).toEqual([]);
    expect((await link()).body).toEqual(body);
  });
});
