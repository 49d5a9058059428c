import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApp, type TestApp } from "../../../../test/support/app.js";
import { aPerson } from "../../../../test/support/people.js";

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

function signIn(email: string, password: string): Promise<Response> {
  return fetch(`${app.url}/api/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
}

describe("sign-in throttle", () => {
  it("lets a whole office in that signs in at the same moment", async () => {
    const people = await Promise.all(
      Array.from({ length: 12 }, () => aPerson(app)),
    );
    for (let round = 0; round < 5; round++) {
      const answers = await Promise.all(
        people.map(({ email, password }) => signIn(email, password)),
      );
      expect(answers.map(({ status }) => status)).toEqual(
        people.map(() => 200),
      );
    }
  });

  it("lets one person in from two windows at the same moment", async () => {
    const { email, password } = await aPerson(app);
    for (let round = 0; round < 10; round++) {
      const answers = await Promise.all([
        signIn(email, password),
        signIn(email, password),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    }
  });

  it("makes whoever guesses wait", async () => {
    const { email, password } = await aPerson(app);
    for (let round = 0; round < 5; round++)
      expect((await signIn(email, "wrong")).status).toBe(401);
    const refused = await signIn(email, password);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});
