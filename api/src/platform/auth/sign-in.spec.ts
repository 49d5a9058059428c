import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import {
  besides,
  startApp,
  type TestApp,
} from "../../../../test/support/app.js";
import { aPerson, type Person } from "../../../../test/support/people.js";

let app: TestApp;

beforeAll(async () => {
  // The balancer in front says whom a request comes from.
  app = await startApp({ env: { KEII_TRUSTED_PROXIES: "127.0.0.1" } });
});
afterAll(() => app.close());

const home = "192.0.2.7";
const elsewhere = "198.51.100.9";

function signIn(
  { email }: Pick<Person, "email">,
  password: string,
  more: { from?: string; url?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
  return fetch(`${more.url ?? app.url}/api/auth/login`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-forwarded-for": more.from ?? home,
      ...more.headers,
    },
    body: JSON.stringify({ email, password }),
  });
}

/** Wrong until the next try has to wait. */
async function lockOut(person: Person): Promise<number> {
  for (let at = 0; at < 5; at++) await signIn(person, "wrong");
  return waitOf(await signIn(person, "wrong"));
}

function waitOf(answer: Response): number {
  expect(answer.status).toBe(429);
  return Number(answer.headers.get("retry-after"));
}

/** As if everybody had waited long enough. */
async function letTimePass(): Promise<void> {
  await app.sql("update sign_in_throttle set next_try_at = now()");
}

describe("a page of another site", () => {
  test.each([
    ["sec-fetch-site", "cross-site"],
    ["sec-fetch-site", "same-site"],
    ["origin", "https://elsewhere.example"],
    ["origin", "null"],
  ])("signs nobody in (%s: %s)", async (name, value) => {
    const person = await aPerson(app);
    const answer = await signIn(person, person.password, {
      headers: { [name]: value },
    });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({
      type: "urn:keii:problem:foreign-origin",
    });
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  test("does not even use up a try", async () => {
    const person = await aPerson(app);
    for (let at = 0; at < 8; at++)
      await signIn(person, "wrong", { headers: { origin: "null" } });
    expect((await signIn(person, person.password)).status).toBe(200);
  });

  test("is told from the console's own, and from a client that is no browser", async () => {
    const person = await aPerson(app);
    const { host } = new URL(app.url);
    for (const headers of [
      { "sec-fetch-site": "same-origin" },
      { origin: `http://${host}` },
      {},
    ] as Record<string, string>[])
      expect((await signIn(person, person.password, { headers })).status).toBe(
        200,
      );
  });
});

describe("guessing", () => {
  it("waits longer from try to try, up to a quarter of an hour", async () => {
    const person = await aPerson(app);
    const waits = [await lockOut(person)];
    for (let at = 0; at < 10; at++) {
      await letTimePass();
      expect((await signIn(person, "wrong")).status).toBe(401);
      waits.push(waitOf(await signIn(person, "wrong")));
    }
    expect(waits.slice(0, 4)).toEqual([5, 10, 20, 40]);
    expect(waits.at(-1)).toBe(900);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  });

  it("waits at another process and after a restart as well", async () => {
    const person = await aPerson(app);
    await lockOut(person);
    const other = await besides(app);
    try {
      waitOf(await signIn(person, person.password, { url: other.url }));
    } finally {
      await other.close();
    }
  });

  it("locks nobody out who signs in from elsewhere", async () => {
    const person = await aPerson(app);
    await lockOut(person);
    expect(
      (await signIn(person, person.password, { from: elsewhere })).status,
    ).toBe(200);
  });

  it("of one account holds up no other of the same office", async () => {
    const [guessed, colleague] = [await aPerson(app), await aPerson(app)];
    await lockOut(guessed);
    expect((await signIn(colleague, colleague.password)).status).toBe(200);
  });

  it("at an address nobody has waits just the same", async () => {
    const nobody = { email: "nobody.at.all@example.test" } as Person;
    expect(await lockOut(nobody)).toBe(5);
  });

  it("is forgotten once the password was right", async () => {
    const person = await aPerson(app);
    for (let at = 0; at < 4; at++) await signIn(person, "wrong");
    expect((await signIn(person, person.password)).status).toBe(200);
    for (let at = 0; at < 4; at++)
      expect((await signIn(person, "wrong")).status).toBe(401);
  });

  it("of the own password by whoever found a window open waits too", async () => {
    const person = await aPerson(app);
    const change = () =>
      person.call("POST", "/api/auth/password", {
        current: "wrong",
        next: "correct horse battery staple",
      });
    for (let at = 0; at < 5; at++) expect((await change()).status).toBe(400);
    expect((await change()).status).toBe(429);
  });
});
