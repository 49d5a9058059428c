import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type {
  AuditEntry,
  AuthorityDue,
  AuthorityReport,
  Incident,
  NewCalendarPassword,
  CalendarPassword,
  Task,
} from "@keii/shared";
import { startApp, type TestApp } from "../../../test/support/app.js";
import { aParty } from "../../../test/support/forensics.js";
import {
  aPerson,
  anIncident,
  join,
  type Person,
} from "../../../test/support/people.js";
import { aMeasure } from "../../../test/support/remediation.js";

let app: TestApp;
let head: Person;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app, { name: "見本 責任者" });
});
afterEach(() => app.clock.set(null));
afterAll(() => app.close());

const own = "/api/auth/calendar-password";

interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

async function fetched(path: string, headers: object = {}): Promise<Answer> {
  const answer = await fetch(app.url + path, { headers: { ...headers } });
  return {
    status: answer.status,
    headers: answer.headers,
    text: await answer.text(),
  };
}

const basic = (email: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${email}:${password}`).toString("base64")}`,
});
const feed = ({ email }: Person, password: string) =>
  fetched("/api/calendar.ics", basic(email, password));
const file = (person: Person, path = "/api/calendar.ics") =>
  fetched(path, { authorization: `Bearer ${person.token}` });
const makePassword = async (person: Person) =>
  (await person.post<NewCalendarPassword>(own, undefined)).body.password;

/** The properties of every event: unfolded, one object each. */
function events(text: string): Record<string, string>[] {
  return text
    .replaceAll("\r\n ", "")
    .split("BEGIN:VEVENT\r\n")
    .slice(1)
    .map((part) =>
      Object.fromEntries(
        part
          .split("END:VEVENT")[0]!
          .split("\r\n")
          .filter(Boolean)
          .map((line) => [
            line.slice(0, line.indexOf(":")),
            line.slice(line.indexOf(":") + 1),
          ]),
      ),
    );
}

const summaries = ({ text }: Answer) =>
  events(text)
    .map(({ SUMMARY }) => SUMMARY)
    .sort();

/** A case with one of everything that is due. */
async function aCase(): Promise<{ incident: Incident; base: string }> {
  const incident = await anIncident(head);
  const base = `/api/incidents/${incident.id}`;
  await join(head, incident.id, await compliance(), "compliance");
  const { id: recipientId } = await aParty(head, incident.id, "見本委員会");
  await (
    await compliance()
  ).post<AuthorityDue>(`${base}/authority-dues`, {
    recipientId,
    stage: "preliminary",
    what: "速報",
    dueFromOn: "2016-08-14",
    dueOn: "2016-08-16",
  });
  const report = (
    await (
      await compliance()
    ).post<AuthorityReport>(`${base}/authorities`, {
      recipientId,
      stage: "preliminary",
      basis: "statutory",
      method: "web_form",
      content: "速報の内容",
    })
  ).body;
  await (
    await compliance()
  ).on(1, "POST", `${base}/authorities/${report.id}/filing`, {
    occurred: { on: "2016-08-16" },
  });
  await (
    await compliance()
  ).post(`${base}/authority-replies`, {
    authorityReportId: report.id,
    kind: "question",
    occurred: { on: "2016-08-17" },
    method: "telephone",
    text: "見本 花子様の件を詳しく",
    dueAt: "2016-08-26T17:00:00+09:00",
  });
  await aMeasure(head, incident.id, {
    title: "カード決済の停止",
    kind: "temporary",
    occurred: { on: "2016-08-12" },
    dueOn: "2016-10-01",
  });
  await head.post<Task>(`${base}/tasks`, {
    title: "ログ; 保全, \\確認",
    dueOn: "2016-08-20",
  });
  return { incident, base };
}

let second: Promise<Person> | null = null;
const compliance = () => (second ??= aPerson(app));

describe("GET /incidents/:id/calendar.ics", () => {
  test("is all that is due: days as whole days, minutes in UTC, nothing but duty and code", async () => {
    app.clock.set("2016-08-15T12:00:00+09:00");
    const { incident, base } = await aCase();
    const answer = await file(head, `${base}/calendar.ics`);
    expect(answer.headers.get("content-type")).toBe(
      "text/calendar; charset=utf-8",
    );
    expect(answer.text).toMatch(
      /^BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-\/\/Keii\/\/Keii\/\/JA\r\n/,
    );
    expect(answer.text.endsWith("END:VCALENDAR\r\n")).toBe(true);
    for (const line of answer.text.split("\r\n"))
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const bySummary = Object.fromEntries(
      events(answer.text).map((event) => [event.SUMMARY ?? "", event]),
    );
    const code = `[${incident.code}]`;
    expect(bySummary).toEqual({
      [`${code} 当局への提出: 見本委員会 速報`]: expect.objectContaining({
        "DTSTART;VALUE=DATE": "20160814",
        "DTEND;VALUE=DATE": "20160817",
        DTSTAMP: "20160815T030000Z",
        STATUS: "CONFIRMED",
        TRANSP: "TRANSPARENT",
        SEQUENCE: "0",
      }) as unknown,
      [`${code} 当局への回答: 見本委員会`]: expect.objectContaining({
        DTSTART: "20160826T080000Z",
      }) as unknown,
      [`${code} 一時的な措置の終了予定: カード決済の停止`]:
        expect.objectContaining({
          "DTSTART;VALUE=DATE": "20161001",
          "DTEND;VALUE=DATE": "20161002",
        }) as unknown,
      [`${code} やること: ログ\\; 保全\\, \\\\確認`]: expect.objectContaining({
        "DTSTART;VALUE=DATE": "20160820",
        "DTEND;VALUE=DATE": "20160821",
        "URL;VALUE=URI": expect.stringMatching(
          new RegExp(`/#/incidents/${incident.id}/tasks$`),
        ) as unknown,
      }) as unknown,
    });
    expect(answer.text).not.toContain("花子");
    expect(answer.text).not.toContain("責任者");
  });

  test("keeps the identity of what is moved, counts its versions, and strikes what is closed", async () => {
    app.clock.set("2016-08-15T12:00:00+09:00");
    const incident = await anIncident(head);
    const base = `/api/incidents/${incident.id}`;
    const { body: task } = await head.post<Task>(`${base}/tasks`, {
      title: "電話",
      dueOn: "2016-08-20",
    });
    const read = async () =>
      events((await file(head, `${base}/calendar.ics`)).text).map((event) => [
        event.UID,
        event.SEQUENCE,
        event["DTSTART;VALUE=DATE"],
        event.STATUS,
      ]);
    const uid = `${task.id}@keii`;
    await head.on(1, "PUT", `${base}/tasks/${task.id}`, {
      dueOn: "2016-08-22",
    });
    expect(await read()).toEqual([[uid, "1", "20160822", "CONFIRMED"]]);
    await head.on(2, "PUT", `${base}/tasks/${task.id}`, { state: "done" });
    expect(await read()).toEqual([[uid, "2", "20160822", "CANCELLED"]]);
    app.clock.set("2016-10-15T12:00:00+09:00");
    expect(await read()).toEqual([]);
  });

  test("tells nobody what they may not read", async () => {
    const { incident, base } = await aCase();
    const support = await aPerson(app);
    const stranger = await aPerson(app);
    await join(head, incident.id, support, "support");
    expect(summaries(await file(support, `${base}/calendar.ics`))).toEqual([]);
    expect((await file(stranger, `${base}/calendar.ics`)).status).toBe(404);
    expect((await fetched(`${base}/calendar.ics`)).status).toBe(401);
  });
});

describe("GET /calendar.ics", () => {
  test("is what is due across my incidents: of tasks mine and nobody's, and all that authorities wait for", async () => {
    app.clock.set("2016-08-15T12:00:00+09:00");
    const person = await aPerson(app);
    const { incident, base } = await aCase();
    await aCase();
    const task = (title: string, assigneeId: string) =>
      head.post<Task>(`${base}/tasks`, {
        title,
        assigneeId,
        dueOn: "2016-08-21",
      });
    await join(head, incident.id, person, "communications");
    await task("わたしの件", person.id);
    await task("責任者の件", head.id);
    const code = `[${incident.code}]`;
    expect(summaries(await file(person))).toEqual(
      [
        `${code} やること: わたしの件`,
        `${code} やること: ログ\\; 保全\\, \\\\確認`,
        `${code} 一時的な措置の終了予定: カード決済の停止`,
        `${code} 当局への回答: 見本委員会`,
        `${code} 当局への提出: 見本委員会 速報`,
      ].sort(),
    );
  });

  test("opens to a calendar password, in its user's language, and takes it for nothing else", async () => {
    const person = await aPerson(app);
    const { incident, base } = await aCase();
    await join(head, incident.id, person, "responder");
    await person.call("PUT", "/api/auth/preferences", { language: "en" });
    const password = await makePassword(person);
    const answer = await feed(person, password);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("www-authenticate")).toBeNull();
    expect(answer.text).toContain("[INC-");
    expect(answer.text).toContain("Task: ");
    for (const path of [
      "/api/home",
      `${base}/calendar.ics`,
      base,
      own,
      "/api/auth/me",
    ])
      expect(
        (await fetched(path, basic(person.email, password))).status,
        path,
      ).toBe(401);
    expect(
      (
        await person.call("POST", "/api/auth/login", {
          email: person.email,
          password,
        })
      ).status,
    ).toBe(401);
    // Nor does the password of the account open the feed.
    expect((await feed(person, person.password)).status).toBe(401);
    // Typed from a screen: case and dashes do not matter.
    expect(
      (await feed(person, password.replaceAll("-", "").toUpperCase())).status,
    ).toBe(200);
  });

  test("asks for a password whoever shows none, but not through a page", async () => {
    const challenge = async (headers: object) =>
      (await fetched("/api/calendar.ics", headers)).headers.get(
        "www-authenticate",
      );
    expect(await challenge({})).toBe('Basic realm="Keii", charset="UTF-8"');
    expect(await challenge(basic("nobody@example.test", "x"))).not.toBeNull();
    expect(await challenge({ authorization: "Basic ???" })).not.toBeNull();
    expect(await challenge({ "sec-fetch-dest": "empty" })).toBeNull();
  });

  test("ends at once with the account, and with the membership", async () => {
    const person = await aPerson(app);
    const { incident } = await aCase();
    await join(head, incident.id, person, "responder");
    const password = await makePassword(person);
    expect(summaries(await feed(person, password)).length).toBe(4);
    await app.sql(
      `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
       update membership set ended_at = now() from actor where user_id = $1 and set is not null`,
      [person.id],
    );
    expect(summaries(await feed(person, password))).toEqual([]);
    const set = (change: string) =>
      app.sql(
        `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
         update app_user set ${change} from actor where id = $1 and set is not null`,
        [person.id],
      );
    await set("expires_on = current_date - 2");
    expect((await feed(person, password)).status).toBe(401);
    await set("expires_on = null");
    expect((await feed(person, password)).status).toBe(200);
    await set("disabled_at = now()");
    expect((await feed(person, password)).status).toBe(401);
  });

  test("slows guessing down without keeping anybody from signing in", async () => {
    const person = await aPerson(app);
    const password = await makePassword(person);
    let last = 0;
    for (let i = 0; i < 7; i++) last = (await feed(person, "wrong")).status;
    expect(last).toBe(429);
    const refused = await feed(person, password);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    await person.signIn(person.email, person.password);
  });
});

describe("one's calendar password", () => {
  test("is shown once, kept as a hash, known by its use, replaced and revoked", async () => {
    const person = await aPerson(app);
    const state = async () =>
      (await person.get<CalendarPassword | "">(own)).body || null;
    expect(await state()).toBeNull();
    const first = await makePassword(person);
    expect(first).toMatch(/^([a-z2-9]{6}-){3}[a-z2-9]{6}$/);
    expect(await state()).toMatchObject({ lastUsedAt: null });
    await feed(person, first);
    expect((await state())?.lastUsedAt).not.toBeNull();
    const next = await makePassword(person);
    expect(await state()).toMatchObject({ lastUsedAt: null });
    expect((await feed(person, first)).status).toBe(401);
    expect((await feed(person, next)).status).toBe(200);
    const [kept] = await app.sql<{ all: string }>(
      `select (select string_agg(to_jsonb(c)::text, '') from calendar_password c) || (select coalesce(string_agg(to_jsonb(k)::text, ''), '') from idempotency_key k) as all`,
    );
    for (const text of [first, next, next.replaceAll("-", "")])
      expect(kept!.all).not.toContain(text);
    expect((await person.call("DELETE", own)).status).toBe(204);
    expect((await person.call("DELETE", own)).status).toBe(404);
    expect((await feed(person, next)).status).toBe(401);
  });

  test("ends when its user's own password changes", async () => {
    const person = await aPerson(app);
    const password = await makePassword(person);
    await person.post("/api/auth/password", {
      current: person.password,
      next: "another long pass phrase",
    });
    expect((await feed(person, password)).status).toBe(401);
  });

  test("is made, refused and revoked in the log, without itself", async () => {
    const [person, auditor] = [
      await aPerson(app),
      await aPerson(app, { right: "auditor" }),
    ];
    const password = await makePassword(person);
    await feed(person, "wrong");
    await person.call("DELETE", own);
    const { body } = await auditor.get<AuditEntry[]>(
      `/api/audit?filter=${encodeURIComponent(JSON.stringify({ recordId: person.id }))}&sort=["at","ASC"]`,
    );
    expect(
      body.map(({ act }) => act).filter((act) => act.startsWith("calendar")),
    ).toEqual(["calendar_opened", "calendar_failed", "calendar_closed"]);
    expect(JSON.stringify(body)).not.toContain(password);
  });
});
