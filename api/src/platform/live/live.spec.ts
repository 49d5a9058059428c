import { afterAll, beforeAll, expect, test } from "vitest";
import { startApp, type TestApp } from "../../../../test/support/app.js";
import { aPerson } from "../../../../test/support/people.js";

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
});

afterAll(() => app?.close());

test("a session that somebody ends elsewhere is refused as soon as this process hears of it", async () => {
  const person = await aPerson(app);
  await person.get("/api/auth/me");
  await app.sql(
    "update user_session set revoked_at = now() where user_id = $1",
    [person.id],
  );
  const begun = performance.now();
  let status = 200;
  while (status === 200 && performance.now() - begun < 600)
    ({ status } = await person.call("GET", "/api/auth/me"));
  // What is cached would be believed for a second.
  expect(status).toBe(401);
});
