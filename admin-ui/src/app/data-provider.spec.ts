import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createDataProvider, incidentPath } from "./data-provider.js";
import { isRefusal } from "./http.js";

interface Sent {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body: unknown;
}

let sent: Sent[];
let answers: (Response | Error)[];

beforeEach(() => {
  sent = [];
  answers = [];
  vi.stubGlobal("fetch", (path: string, request: RequestInit) => {
    sent.push({
      url: new URL(path, "http://console"),
      method: request.method ?? "GET",
      headers: request.headers as Record<string, string>,
      body:
        typeof request.body === "string" ? JSON.parse(request.body) : undefined,
    });
    const answer = answers.shift() ?? json([]);
    return answer instanceof Error
      ? Promise.reject(answer)
      : Promise.resolve(answer);
  });
});
afterEach(() => vi.unstubAllGlobals());

function json(
  body: unknown,
  headers: Record<string, string> = {},
  status = 200,
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}

const page = (number: number, perPage = 50) => ({
  pagination: { page: number, perPage },
  sort: { field: "occurred", order: "ASC" as const },
  filter: { q: "警察", type: [], state: "" },
});

describe("lists", () => {
  it("ask with filter, sort and range, and leave out blank filters", async () => {
    answers = [json([{ id: "1" }], { "content-range": "timeline 50-50/51" })];
    const list = await createDataProvider().getList("timeline", page(2));
    expect(Object.fromEntries(sent[0]!.url.searchParams)).toEqual({
      filter: '{"q":"警察"}',
      sort: '["occurred","ASC"]',
      range: "[50,99]",
    });
    expect(list).toMatchObject({ total: 51, meta: { isCapped: false } });
  });

  it("go on with the cursor where offsets end", async () => {
    const provider = createDataProvider();
    answers = [
      json([{ id: "1" }], {
        "content-range": "timeline 9950-9999/10000",
        "keii-total-capped": "true",
        "keii-next-cursor": "abc",
      }),
      json([{ id: "2" }]),
    ];
    const list = await provider.getList("timeline", page(200));
    expect(list).toMatchObject({
      pageInfo: { hasNextPage: true, hasPreviousPage: true },
      meta: { isCapped: true, counted: 10_000 },
    });
    expect(list.total).toBeUndefined();
    await provider.getList("timeline", page(201));
    expect(sent[1]!.url.searchParams.get("cursor")).toBe("abc");
    expect(sent[1]!.url.searchParams.get("range")).toBe("[0,49]");
  });

  it("of an incident lie below it, those of the company do not", () => {
    const pathOf = incidentPath("i1");
    expect(pathOf("timeline")).toBe("/incidents/i1/timeline");
    expect(pathOf("incidents")).toBe("/incidents");
    expect(pathOf("users")).toBe("/users");
  });
});

describe("writing", () => {
  it("names the version it is based on", async () => {
    answers = [json({ id: "1", version: 4 })];
    await createDataProvider().update("incidents", {
      id: "1",
      data: { summary: "い" },
      previousData: { id: "1", version: 3 },
    });
    expect(sent[0]).toMatchObject({
      method: "PUT",
      body: { summary: "い" },
      headers: { "If-Match": '"v3"' },
    });
  });

  it("keeps the key of a creation whose answer was lost, and no longer", async () => {
    const provider = createDataProvider();
    const create = () => provider.create("tasks", { data: { title: "電話" } });
    answers = [new TypeError("network"), json({ id: "1" }), json({ id: "2" })];
    await expect(create()).rejects.toThrow("app.offline");
    await create();
    await create();
    const [lost, repeated, next] = sent.map(
      (s) => s.headers["Idempotency-Key"],
    );
    expect(repeated).toBe(lost);
    expect(next).not.toBe(lost);
  });

  it("gives another key to another content", async () => {
    const provider = createDataProvider();
    answers = [new TypeError("network"), json({ id: "1" })];
    await expect(
      provider.create("tasks", { data: { title: "あ" } }),
    ).rejects.toThrow();
    await provider.create("tasks", { data: { title: "い" } });
    expect(sent[0]!.headers["Idempotency-Key"]).not.toBe(
      sent[1]!.headers["Idempotency-Key"],
    );
  });

  it("hands a refusal on with its title and its fields", async () => {
    const problem = {
      title: "入力内容を確認してください",
      status: 400,
      errors: { "occurred.on": "実在する日付を入力してください" },
    };
    answers = [json(problem, {}, 400)];
    const error: unknown = await createDataProvider()
      .create("timeline", { data: {} })
      .catch((e: unknown) => e);
    expect(isRefusal(error) && error.body?.errors).toEqual(problem.errors);
    expect((error as Error).message).toBe(problem.title);
  });

  it("tells how many card numbers were masked", async () => {
    answers = [json({ id: "1" }, { "keii-card-numbers-masked": "2" })];
    expect(
      await createDataProvider().create("timeline", { data: {} }),
    ).toMatchObject({ meta: { maskedCount: 2 } });
  });
});
