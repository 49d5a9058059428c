import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "vitest";
import type {
  ForensicEngagement,
  Incident,
  Party,
  ProblemDocument,
  TimelineEvent,
} from "@keii/shared";
import { startApp, type TestApp } from "../../../test/support/app.js";
import {
  aLine,
  aPerson,
  anIncident,
  join,
  type Person,
} from "../../../test/support/people.js";

let app: TestApp;
let head: Person;
let other: Person;
let firm: Party;
let acquirer: Party;
let incident: Incident;
let own: string;
let path: string;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  other = await aPerson(app);
  const elsewhere = await anIncident(head);
  const parties = `/api/incidents/${elsewhere.id}/parties`;
  firm = (
    await head.post<Party>(parties, {
      officialName: "株式会社見本フォレンジックス(架空)",
      shortName: "見本フォレンジックス",
      roles: ["forensic_firm"],
    })
  ).body;
  acquirer = (
    await head.post<Party>(parties, {
      officialName: "見本カード(架空)",
      roles: ["acquirer"],
    })
  ).body;
});
afterAll(() => app.close());
beforeEach(async () => {
  incident = await anIncident(head);
  own = `/api/incidents/${incident.id}`;
  path = `${own}/forensics`;
});

async function anEngagement(more: object = {}): Promise<ForensicEngagement> {
  return (
    await head.post<ForensicEngagement>(path, {
      firmId: firm.id,
      moments: [],
      ...more,
    })
  ).body;
}

async function lines(): Promise<TimelineEvent[]> {
  return (await head.get<TimelineEvent[]>(`${own}/timeline`)).body;
}

async function refusal(
  method: string,
  to: string,
  body: object,
  version: number | null = null,
): Promise<[number, string[]]> {
  const answer = await head.call<ProblemDocument>(
    method,
    to,
    body,
    version === null ? {} : { "if-match": `"v${version}"` },
  );
  return [answer.status, Object.keys(answer.body.errors ?? {})];
}

describe("POST /forensics", () => {
  test("an engagement comes with its moments in their order, each with a line of its own", async () => {
    const engagement = await anEngagement({
      isPfi: true,
      scope: "Webサーバ2台とデータベース",
      leadInvestigator: "見本 花子",
      independenceCheckedBy: "総務部 佐藤",
      independenceCheckedOn: "2016-08-15",
      requiredById: acquirer.id,
      moments: [
        { kind: "requested", occurred: { on: "2016-08-16" } },
        {
          kind: "required",
          occurred: { on: "2016-08-12", at: "2016-08-12T17:42:00+09:00" },
        },
      ],
    });
    expect(engagement).toMatchObject({
      firm: { id: firm.id, name: { ja: "見本フォレンジックス" } },
      requiredBy: { name: { ja: "見本カード(架空)" } },
      isPfi: true,
      independenceCheckedOn: "2016-08-15",
      state: "current",
      moments: [
        { kind: "required", occurred: { precision: "minute" } },
        { kind: "requested", occurred: { precision: "day" } },
      ],
    });
    expect(
      (await lines()).map(({ text, category, records }) => [
        text,
        category,
        records,
      ]),
    ).toEqual([
      [
        "見本カード(架空)からフォレンジック調査の実施を求められる",
        "investigation",
        [{ kind: "forensics.required", id: engagement.id }],
      ],
      [
        "見本フォレンジックスにフォレンジック調査を正式に依頼",
        "investigation",
        [{ kind: "forensics.requested", id: engagement.id }],
      ],
    ]);
  });

  test("an incident has several engagements", async () => {
    await anEngagement();
    await anEngagement({ firmId: acquirer.id });
    const { body } = await head.get<ForensicEngagement[]>(path);
    expect(body.map((e) => e.firm.id)).toEqual([firm.id, acquirer.id]);
  });

  test("takes over a line that says it already", async () => {
    const line = await aLine(head, incident.id, {
      occurred: { on: "2016-08-16" },
      text: "調査会社に依頼",
    });
    const { id } = await anEngagement({
      moments: [
        {
          kind: "requested",
          occurred: { on: "2016-08-16" },
          timelineEventId: line.id,
        },
      ],
    });
    expect(await lines()).toMatchObject([
      {
        text: "調査会社に依頼",
        records: [{ kind: "forensics.requested", id }],
      },
    ]);
  });

  test.each<[string, object, number, string]>([
    ["a firm nobody knows", { firmId: crypto.randomUUID() }, 400, "firmId"],
    [
      "an acquirer nobody knows",
      { requiredById: crypto.randomUUID() },
      400,
      "requiredById",
    ],
    [
      "a moment twice",
      {
        moments: [
          { kind: "signed", occurred: { on: "2016-08-16" } },
          { kind: "signed", occurred: { on: "2016-08-17" } },
        ],
      },
      409,
      "moments.1.kind",
    ],
    [
      "a moment on a day that does not exist",
      { moments: [{ kind: "signed", occurred: { on: "2016-02-30" } }] },
      400,
      "moments.0.occurred.on",
    ],
    [
      "work completed before it was requested",
      {
        moments: [
          { kind: "completed", occurred: { on: "2016-08-15" } },
          { kind: "requested", occurred: { on: "2016-08-16" } },
        ],
      },
      409,
      "moments.1.occurred.on",
    ],
    [
      "a line of another day",
      {
        moments: [
          {
            kind: "signed",
            occurred: { on: "2016-08-17" },
            timelineEventId: "line",
          },
        ],
      },
      409,
      "moments.0.timelineEventId",
    ],
  ])("%s is refused and leaves nothing", async (_, more, status, field) => {
    const line = await aLine(head, incident.id);
    const body = JSON.parse(
      JSON.stringify({ firmId: firm.id, moments: [], ...more }).replace(
        '"line"',
        JSON.stringify(line.id),
      ),
    ) as object;
    expect(await refusal("POST", path, body)).toEqual([status, [field]]);
    expect((await head.get<unknown[]>(path)).body).toEqual([]);
    expect(await lines()).toHaveLength(1);
  });

  test("steps out of their usual order are taken: only the screen warns", async () => {
    await anEngagement({
      moments: [
        { kind: "signed", occurred: { on: "2016-08-10" } },
        { kind: "requested", occurred: { on: "2016-08-16" } },
      ],
    });
    expect(await lines()).toHaveLength(2);
  });

  test("who only reads may not", async () => {
    await join(head, incident.id, other, "communications");
    const answer = await other.call("POST", path, {
      firmId: firm.id,
      moments: [],
    });
    expect(answer.status).toBe(403);
    expect((await other.call("GET", path)).status).toBe(200);
  });
});

describe("PUT /forensics/:id", () => {
  test("changes what it is about, and its lines stay as they are", async () => {
    const { id } = await anEngagement({
      moments: [{ kind: "requested", occurred: { on: "2016-08-16" } }],
    });
    const { body } = await head.on<ForensicEngagement>(
      1,
      "PUT",
      `${path}/${id}`,
      { scope: "データベースも含む", isPfi: true },
    );
    expect(body).toMatchObject({
      version: 2,
      scope: "データベースも含む",
      isPfi: true,
    });
    expect((await lines())[0]?.version).toBe(1);
  });

  test("another firm needs a reason, and its lines name it", async () => {
    const { id } = await anEngagement({
      moments: [{ kind: "requested", occurred: { on: "2016-08-16" } }],
    });
    const change = { firmId: acquirer.id };
    expect(await refusal("PUT", `${path}/${id}`, change, 1)).toEqual([
      400,
      ["reason"],
    ]);
    await head.on(1, "PUT", `${path}/${id}`, {
      ...change,
      reason: "会社名の取り違え",
    });
    expect(await lines()).toMatchObject([
      {
        text: "見本カード(架空)にフォレンジック調査を正式に依頼",
        reason: "会社名の取り違え",
      },
    ]);
  });

  test("an older version loses", async () => {
    const { id } = await anEngagement();
    await head.on(1, "PUT", `${path}/${id}`, { scope: "先" });
    const answer = await head.call<ProblemDocument>(
      "PUT",
      `${path}/${id}`,
      { scope: "後" },
      { "if-match": '"v1"' },
    );
    expect([answer.status, answer.body.current]).toMatchObject([
      412,
      { version: 2, scope: "先" },
    ]);
  });
});

describe("POST /forensics/:id/mark, move and unmark", () => {
  test("a step is written down when it is taken", async () => {
    const { id } = await anEngagement();
    const { body } = await head.on<ForensicEngagement>(
      1,
      "POST",
      `${path}/${id}/mark`,
      { kind: "started", occurred: { on: "2016-08-17" } },
    );
    expect(body).toMatchObject({
      version: 2,
      moments: [{ kind: "started", occurred: { on: "2016-08-17" } }],
    });
    expect(await lines()).toMatchObject([
      { text: "見本フォレンジックスがフォレンジック調査を開始" },
    ]);
    expect(
      await refusal(
        "POST",
        `${path}/${id}/mark`,
        { kind: "started", occurred: { on: "2016-08-18" } },
        2,
      ),
    ).toEqual([409, ["kind"]]);
  });

  test("a moment moves with a reason, and its line with it", async () => {
    const { id } = await anEngagement({
      moments: [{ kind: "consulted", occurred: { on: "2016-08-13" } }],
    });
    await head.on(1, "POST", `${path}/${id}/move`, {
      kind: "consulted",
      occurred: { on: "2016-08-12", at: "2016-08-12T18:30:00+09:00" },
      reason: "電話の記録による",
    });
    expect(await lines()).toMatchObject([
      {
        occurred: { on: "2016-08-12", at: "2016-08-12T09:30:00.000Z" },
        reason: "電話の記録による",
        version: 2,
      },
    ]);
  });

  test.each<[string, object, number, string]>([
    [
      "to where it lies",
      { kind: "requested", occurred: { on: "2016-08-16" } },
      400,
      "occurred.on",
    ],
    [
      "behind the end of the work",
      { kind: "requested", occurred: { on: "2016-09-02" } },
      409,
      "occurred.on",
    ],
    [
      "that was not recorded",
      { kind: "signed", occurred: { on: "2016-08-16" } },
      400,
      "kind",
    ],
    [
      "without a reason",
      { kind: "requested", occurred: { on: "2016-08-17" }, reason: " " },
      400,
      "reason",
    ],
  ])("a moment is not moved %s", async (_, move, status, field) => {
    const { id } = await anEngagement({
      moments: [
        { kind: "requested", occurred: { on: "2016-08-16" } },
        { kind: "completed", occurred: { on: "2016-09-01" } },
      ],
    });
    const body = { reason: "訂正", ...move };
    expect(await refusal("POST", `${path}/${id}/move`, body, 1)).toEqual([
      status,
      [field],
    ]);
  });

  test("a step that was not taken goes, and its line is struck through", async () => {
    const { id } = await anEngagement({
      moments: [
        { kind: "consulted", occurred: { on: "2016-08-12" } },
        { kind: "signed", occurred: { on: "2016-08-16" } },
      ],
    });
    const { body } = await head.on<ForensicEngagement>(
      1,
      "POST",
      `${path}/${id}/unmark`,
      { kind: "signed", reason: "まだ締結していない" },
    );
    expect(body.moments.map(({ kind }) => kind)).toEqual(["consulted"]);
    expect((await lines()).map(({ state }) => state)).toEqual([
      "current",
      "retracted",
    ]);
    expect(
      await refusal(
        "POST",
        `${path}/${id}/unmark`,
        { kind: "signed", reason: "もう一度" },
        2,
      ),
    ).toEqual([400, ["kind"]]);
  });
});

describe("POST /forensics/:id/withdraw", () => {
  test("an engagement recorded by mistake stays, struck through, and its lines with it", async () => {
    const { id } = await anEngagement({
      moments: [
        { kind: "consulted", occurred: { on: "2016-08-12" } },
        { kind: "requested", occurred: { on: "2016-08-16" } },
      ],
    });
    const { body } = await head.on<ForensicEngagement>(
      1,
      "POST",
      `${path}/${id}/withdraw`,
      { reason: "別の事案の調査" },
    );
    expect(body).toMatchObject({
      state: "withdrawn",
      withdrawalReason: "別の事案の調査",
    });
    expect((await lines()).map(({ state, reason }) => [state, reason])).toEqual(
      [
        ["retracted", "別の事案の調査"],
        ["retracted", "別の事案の調査"],
      ],
    );
    expect(await refusal("PUT", `${path}/${id}`, { scope: "x" }, 2)).toEqual([
      409,
      ["root.serverError"],
    ]);
  });
});

describe("GET /forensics", () => {
  test("is filtered by state and by a word, and taken along in either form", async () => {
    const kept = await anEngagement({ scope: "Webサーバ" });
    const gone = await anEngagement({ scope: "端末" });
    await head.on(1, "POST", `${path}/${gone.id}/withdraw`, { reason: "誤り" });
    const found = async (filter: object) =>
      (
        await head.get<ForensicEngagement[]>(
          `${path}?filter=${encodeURIComponent(JSON.stringify(filter))}`,
        )
      ).body.map(({ id }) => id);
    expect(await found({ state: "current" })).toEqual([kept.id]);
    expect(await found({ q: "端末" })).toEqual([gone.id]);
    const { body: csv } = await head.get<string>(`${path}/export.csv`);
    expect(csv).toContain("見本フォレンジックス");
    expect(csv.split("\r\n")[0]).toContain("正式依頼");
    expect((await head.call("GET", `${path}/export.xlsx`)).status).toBe(200);
  });

  test("one of another incident is not found here", async () => {
    const { id } = await anEngagement();
    const elsewhere = await anIncident(head);
    const answer = await head.call(
      "GET",
      `/api/incidents/${elsewhere.id}/forensics/${id}`,
    );
    expect(answer.status).toBe(404);
  });
});
