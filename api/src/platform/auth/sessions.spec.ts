import type { AuditEntry, User } from "@keii/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  besides,
  startApp,
  type TestApp,
} from "../../../../test/support/app.js";
import { aPerson, type Person } from "../../../../test/support/people.js";

let app: TestApp;
/** Another process on the same database. */
let other: Awaited<ReturnType<typeof besides>>;
let admin: Person;

beforeAll(async () => {
  app = await startApp();
  other = await besides(app);
  admin = await aPerson(app, { right: "administrator" });
});
afterAll(async () => {
  await other.close();
  await app.close();
});

/** What a browser holds of a session. */
interface Jar {
  access: string;
  refresh: string;
}

function jarOf(answer: Response): Jar {
  const cookies = new Map(
    answer.headers
      .getSetCookie()
      .map((line) => line.split(";")[0]!.split("=") as [string, string]),
  );
  return {
    access: cookies.get("keii_console_access")!,
    refresh: cookies.get("keii_console_refresh")!,
  };
}

async function signedIn({ email, password }: Person): Promise<Jar> {
  return jarOf(
    await fetch(`${app.url}/api/auth/login`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "sec-fetch-site": "same-origin",
      },
      body: JSON.stringify({ email, password }),
    }),
  );
}

function refresh(
  token: string,
  headers: Record<string, string> = { "sec-fetch-site": "same-origin" },
  url = app.url,
): Promise<Response> {
  return fetch(`${url}/api/auth/refresh`, {
    method: "POST",
    headers: { cookie: `keii_console_refresh=${token}`, ...headers },
  });
}

async function isIn({ access }: Jar, url = app.url): Promise<boolean> {
  const answer = await fetch(`${url}/api/auth/me`, {
    headers: { cookie: `keii_console_access=${access}` },
  });
  return answer.status === 200;
}

/** As if a second tab could not have been meant any more. */
async function afterTheGrace(): Promise<void> {
  await app.sql(
    "update refresh_token set used_at = used_at - interval '11 seconds' where used_at is not null",
  );
}

describe("POST /auth/refresh", () => {
  test("trades a token for another one, session after session the same", async () => {
    const person = await aPerson(app);
    let jar = await signedIn(person);
    const seen = new Set([jar.refresh]);
    for (let at = 0; at < 3; at++) {
      const answer = await refresh(jar.refresh);
      expect(answer.status).toBe(200);
      jar = jarOf(answer);
      seen.add(jar.refresh);
      expect(await isIn(jar)).toBe(true);
    }
    expect(seen.size).toBe(4);
    const [{ n } = { n: 0 }] = await app.sql<{ n: number }>(
      "select count(*)::int as n from user_session where user_id = $1 and revoked_at is null",
      [person.id],
    );
    // The person's own and this one.
    expect(n).toBe(2);
  });

  test("lets two tabs in that wake up at the same moment", async () => {
    const jar = await signedIn(await aPerson(app));
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => refresh(jar.refresh)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200));
    for (const answer of answers) expect(await isIn(jarOf(answer))).toBe(true);
  });

  test("ends the session of a token that is used again, whoever holds what by then, and says so in the log", async () => {
    const person = await aPerson(app);
    const stolen = await signedIn(person);
    const next = jarOf(await refresh(stolen.refresh));
    await afterTheGrace();
    expect((await refresh(stolen.refresh)).status).toBe(401);
    expect(await isIn(stolen)).toBe(false);
    expect(await isIn(next)).toBe(false);
    expect((await refresh(next.refresh)).status).toBe(401);
    // Another session of the same person goes on.
    expect((await person.call("GET", "/api/auth/me")).status).toBe(200);
    const { body } = await admin.get<AuditEntry[]>(
      `/api/audit?filter=${encodeURIComponent('{"act":"refused"}')}`,
    );
    expect(body[0]).toMatchObject({
      resource: "session",
      note: "refresh token used twice",
    });
  });

  test("ends it at every process", async () => {
    const stolen = await signedIn(await aPerson(app));
    const next = jarOf(await refresh(stolen.refresh));
    expect(await isIn(next, other.url)).toBe(true);
    await afterTheGrace();
    await refresh(stolen.refresh);
    await expect
      .poll(() => isIn(next, other.url), { timeout: 600, interval: 20 })
      .toBe(false);
  });

  test("knows no token that never was, none at all, and none of a page of another site", async () => {
    const jar = await signedIn(await aPerson(app));
    expect((await refresh("x".repeat(43))).status).toBe(401);
    expect(
      (
        await fetch(`${app.url}/api/auth/refresh`, {
          method: "POST",
          headers: { "sec-fetch-site": "same-origin" },
        })
      ).status,
    ).toBe(401);
    for (const headers of [
      { "sec-fetch-site": "cross-site" },
      { origin: "https://elsewhere.example" },
      {},
    ] as Record<string, string>[])
      expect((await refresh(jar.refresh, headers)).status).toBe(403);
    expect((await refresh(jar.refresh)).status).toBe(200);
  });

  test("brings no session back that was left, has run out, or whose user is out", async () => {
    const left = await signedIn(await aPerson(app));
    await fetch(`${app.url}/api/auth/logout`, {
      method: "POST",
      headers: {
        cookie: `keii_console_access=${left.access}`,
        "sec-fetch-site": "same-origin",
      },
    });
    expect((await refresh(left.refresh)).status).toBe(401);

    const past = await aPerson(app);
    const over = await signedIn(past);
    await app.sql(
      "update user_session set expires_at = now() - interval '1 second' where user_id = $1",
      [past.id],
    );
    expect((await refresh(over.refresh)).status).toBe(401);

    const out = await aPerson(app);
    const jar = await signedIn(out);
    await admin.on(1, "PUT", `/api/users/${out.id}`, { isDisabled: true });
    expect((await refresh(jar.refresh)).status).toBe(401);
  });
});

describe("what an administrator changes of an account", () => {
  async function openAtBoth(person: Person): Promise<Jar> {
    const jar = await signedIn(person);
    expect(await isIn(jar)).toBe(true);
    expect(await isIn(jar, other.url)).toBe(true);
    return jar;
  }

  /** Sooner than what a process remembers would be forgotten. */
  async function endsEverywhere(jar: Jar): Promise<void> {
    expect(await isIn(jar)).toBe(false);
    await expect
      .poll(() => isIn(jar, other.url), { timeout: 600, interval: 20 })
      .toBe(false);
    expect((await refresh(jar.refresh, undefined, other.url)).status).toBe(401);
  }

  test.each([
    [{ right: "administrator" } as const, { right: "none" }],
    [{ right: "auditor" } as const, { right: "none" }],
    [{}, { right: "auditor" }],
    [{}, { employer: "委託先(架空)" }],
    [{ employer: "委託先(架空)" }, { employer: null }],
    [{ employer: "委託先(架空)" }, { employer: "別の委託先(架空)" }],
    [{}, { isDisabled: true }],
    [{}, { expiresOn: "2016-01-01" }],
  ])(
    "takes hold at once at every process, by ending the sessions: %j, %j",
    async (before, change) => {
      const person = await aPerson(app, before);
      const jar = await openAtBoth(person);
      await admin.on<User>(1, "PUT", `/api/users/${person.id}`, change);
      await endsEverywhere(jar);
    },
  );

  test("ends no session where it is a name, an address, a language or the day it stays open to", async () => {
    const person = await aPerson(app, { employer: "委託先(架空)" });
    const jar = await openAtBoth(person);
    await admin.on<User>(1, "PUT", `/api/users/${person.id}`, {
      name: "見本 改",
      email: `renamed.${person.id}@example.test`,
      language: "en",
      expiresOn: "2099-12-31",
      employer: "委託先(架空)",
      right: "none",
    });
    expect(await isIn(jar)).toBe(true);
    expect(await isIn(jar, other.url)).toBe(true);
  });

  test("shuts out a whole employer at every process", async () => {
    const employer = "一斉停止(架空)";
    const jars = await Promise.all(
      [1, 2, 3].map(async () => openAtBoth(await aPerson(app, { employer }))),
    );
    await admin.post("/api/users/employers/disable", { employer });
    for (const jar of jars) await endsEverywhere(jar);
  });

  test("closes the stream of live updates of whoever lost a right", async () => {
    const person = await aPerson(app, { right: "administrator" });
    const jar = await signedIn(person);
    const stream = await fetch(`${other.url}/api/live`, {
      headers: { cookie: `keii_console_access=${jar.access}` },
    });
    const ended = stream.text();
    await admin.on<User>(1, "PUT", `/api/users/${person.id}`, {
      right: "none",
    });
    const begun = performance.now();
    expect(await ended).toContain("event: hello");
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});

describe("DELETE /auth/sessions/:id", () => {
  test("ends one's own at every process, and never somebody else's", async () => {
    const person = await aPerson(app);
    const jar = await signedIn(person);
    expect(await isIn(jar, other.url)).toBe(true);
    const [session] = await app.sql<{ id: string }>(
      "select id from user_session where user_id = $1 order by started_at desc limit 1",
      [person.id],
    );
    const path = `/api/auth/sessions/${session!.id}`;
    expect((await admin.call("DELETE", path)).status).toBe(404);
    expect(await isIn(jar)).toBe(true);
    expect((await person.call("DELETE", path)).status).toBe(204);
    expect((await person.call("DELETE", path)).status).toBe(404);
    await expect
      .poll(() => isIn(jar, other.url), { timeout: 600, interval: 20 })
      .toBe(false);
    expect((await person.call("GET", "/api/auth/me")).status).toBe(200);
  });
});

describe("POST /auth/password", () => {
  test("ends every other session at every process, its refresh token too", async () => {
    const person = await aPerson(app);
    const jar = await signedIn(person);
    expect(await isIn(jar, other.url)).toBe(true);
    await person.post("/api/auth/password", {
      current: person.password,
      next: "correct horse battery staple",
    });
    await expect
      .poll(() => isIn(jar, other.url), { timeout: 600, interval: 20 })
      .toBe(false);
    expect((await refresh(jar.refresh)).status).toBe(401);
    expect((await person.call("GET", "/api/auth/me")).status).toBe(200);
  });
});
