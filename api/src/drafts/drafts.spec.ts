import type { Draft } from "@keii/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApp, type TestApp } from "../../../test/support/app.js";
import { refusal } from "../../../test/support/caller.js";
import { aPerson, type Person } from "../../../test/support/people.js";

let app: TestApp;
let writer: Person;
let other: Person;

beforeAll(async () => {
  app = await startApp();
  writer = await aPerson(app);
  other = await aPerson(app);
});
afterAll(() => app.close());

const path = (form: string) => `/api/drafts/${encodeURIComponent(form)}`;
const keep = (form: string, content: string, by = writer) =>
  by.call<Draft>("PUT", path(form), { content });
const read = async (form: string, by = writer) => {
  const { status, body } = await by.call<Draft>("GET", path(form));
  return { status, content: body ? body.content : null };
};

describe("GET /drafts/:form", () => {
  test("answers nothing, and no refusal, where nothing was left behind", async () => {
    expect(await read("tasks:new")).toEqual({ status: 200, content: null });
  });

  test("is what was kept last, and nobody else's", async () => {
    await keep("timeline:new", "first");
    await keep("timeline:new", "second");
    expect(await read("timeline:new")).toEqual({
      status: 200,
      content: "second",
    });
    expect(await read("timeline:new", other)).toEqual({
      status: 200,
      content: null,
    });
  });
});

describe("PUT /drafts/:form", () => {
  test("keeps each user's own under the same name", async () => {
    await keep("same", "mine");
    await keep("same", "theirs", other);
    expect((await read("same")).content).toBe("mine");
    expect((await read("same", other)).content).toBe("theirs");
  });

  test("keeps one of two that come at once, whole", async () => {
    const answers = await Promise.all([
      keep("twice", "a".repeat(1000)),
      keep("twice", "b".repeat(1000)),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await read("twice")).content).toMatch(/^(a{1000}|b{1000})$/);
  });

  test("refuses a name of several lines or without end, and what is too long", async () => {
    expect(refusal(await keep("a\nb", "x"))).toEqual([400, "form"]);
    expect(refusal(await keep("a".repeat(201), "x"))).toEqual([400, "form"]);
    expect(refusal(await keep("long", "x".repeat(200_001)))).toEqual([
      400,
      "content",
    ]);
  });
});

describe("DELETE /drafts/:form", () => {
  test("takes one's own away, quietly where there is none, and leaves the others'", async () => {
    await keep("gone", "mine");
    await keep("gone", "theirs", other);
    for (let round = 0; round < 2; round++)
      expect((await writer.call("DELETE", path("gone"))).status).toBe(204);
    expect((await read("gone")).content).toBeNull();
    expect((await read("gone", other)).content).toBe("theirs");
  });
});
