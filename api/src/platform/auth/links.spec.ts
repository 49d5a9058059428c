import type { InvitedUser, LoginAnswer, OneTimeLink } from "@keii/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApp, type TestApp } from "../../../../test/support/app.js";
import { Caller } from "../../../../test/support/caller.js";
import { aPerson, type Person } from "../../../../test/support/people.js";

let app: TestApp;
let admin: Person;
let anybody: Caller;
let count = 0;

beforeAll(async () => {
  app = await startApp();
  admin = await aPerson(app, { right: "administrator" });
  anybody = new Caller(app.url);
});
afterAll(() => app.close());

const password = "correct horse battery staple";
const tokenIn = ({ url }: OneTimeLink) => url.split("/").at(-1)!;

async function invited(): Promise<{ id: string; token: string }> {
  const { body } = await admin.post<InvitedUser>("/api/users", {
    name: "見本",
    email: `link${++count}@example.test`,
  });
  return { id: body.id, token: tokenIn(body.link!) };
}

function use(
  token: string,
  headers: Record<string, string> = {},
  word = password,
) {
  return anybody.call<LoginAnswer>(
    "POST",
    "/api/auth/links/use",
    { token, password: word },
    headers,
  );
}

const lookUp = async (token: string) =>
  (await anybody.call("POST", "/api/auth/links/lookup", { token })).status;

describe("a one-time link", () => {
  test("is used once, and of twenty at once by one", async () => {
    const { token } = await invited();
    expect(await lookUp(token)).toBe(200);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => use(token)),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(new Set(statuses)).toEqual(new Set([200, 404]));
    expect(await lookUp(token)).toBe(404);
    expect((await use(token)).status).toBe(404);
  });

  test("keeps of the password a hash that costs a guesser time and memory", async () => {
    const { id, token } = await invited();
    expect((await use(token)).status).toBe(200);
    const [row] = await app.sql<{ password_hash: string }>(
      "select password_hash from app_user where id = $1",
      [id],
    );
    expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test("runs out", async () => {
    const { id, token } = await invited();
    await app.sql(
      "update one_time_link set expires_at = now() - interval '1 second' where user_id = $1",
      [id],
    );
    expect(await lookUp(token)).toBe(404);
    expect((await use(token)).status).toBe(404);
  });

  test("is worth nothing to whoever reads the database", async () => {
    const { id } = await invited();
    const [row] = await app.sql<{ hash: Buffer }>(
      "select hash from one_time_link where user_id = $1",
      [id],
    );
    for (const guess of [
      row!.hash.toString("base64url"),
      row!.hash.toString("hex"),
    ])
      expect((await use(guess)).status).toBe(404);
  });

  test("is not used up by a password that is refused, nor by a page of another site", async () => {
    const { token } = await invited();
    expect((await use(token, {}, "short")).status).toBe(400);
    for (const headers of [
      { "sec-fetch-site": "cross-site" },
      { origin: "https://elsewhere.example" },
    ] as Record<string, string>[])
      expect((await use(token, headers)).status).toBe(403);
    const taken = await use(token, { "sec-fetch-site": "same-origin" });
    expect(taken.status).toBe(200);
  });

  test("that sets a password ends the sessions before and wakes no account that was shut", async () => {
    const person = await aPerson(app);
    const path = `/api/users/${person.id}/link`;
    const { body } = await admin.post<OneTimeLink>(path, {});
    expect((await use(tokenIn(body))).status).toBe(200);
    expect((await person.call("GET", "/api/auth/me")).status).toBe(401);

    const again = await admin.post<OneTimeLink>(path, {});
    await app.sql(
      `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
       update app_user set disabled_at = now() from actor where id = $1 and set is not null`,
      [person.id],
    );
    expect((await use(tokenIn(again.body))).status).toBe(404);
  });
});
