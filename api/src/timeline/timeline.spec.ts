import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {
  Incident,
  PastedTimeline,
  ProblemDocument,
  TimelineEvent,
  TimelineRevision,
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
let support: Person;
let incident: Incident;
let path: string;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  support = await aPerson(app);
  incident = await anIncident(head);
  await join(head, incident.id, support, "support");
  path = `/api/incidents/${incident.id}/timeline`;
});
afterAll(() => app.close());

describe("POST /timeline", () => {
  test("an entry is answered as it was recorded", async () => {
    const line = await aLine(head, incident.id, {
      occurred: { on: "2016-08-18", at: "2016-08-18T14:30:00+09:00" },
      learned: { on: "2016-08-19", at: "2016-08-19T09:10:00+09:00" },
      text: "警察に被害を報告",
      type: "communication",
      category: "authorities",
    });
    expect(line).toMatchObject({
      version: 1,
      state: "current",
      text: "警察に被害を報告",
      occurred: {
        precision: "minute",
        on: "2016-08-18",
        at: "2016-08-18T05:30:00.000Z",
      },
      learned: { on: "2016-08-19", at: "2016-08-19T00:10:00.000Z" },
    });
  });

  test("a time of another day is refused at its field", async () => {
    const { status, body } = await head.call<ProblemDocument>("POST", path, {
      occurred: { on: "2016-08-18", at: "2016-08-18T15:30:00Z" },
      text: "日付が合わない",
    });
    expect(status).toBe(400);
    expect(Object.keys(body.errors ?? {})).toEqual(["occurred.at"]);
  });

  test("the same idempotency key gives the same entry, twenty at once", async () => {
    const sent = { occurred: { on: "2016-08-20" }, text: "二度押しても一度" };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        head.insist<TimelineEvent>(path, sent, "once-1"),
      ),
    );
    expect(new Set(answers.map((a) => a.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((a) => a.body.id)).size).toBe(1);
    const other = await head.call<ProblemDocument>(
      "POST",
      path,
      { ...sent, text: "別の内容" },
      { "idempotency-key": "once-1" },
    );
    expect(other.status).toBe(422);
  });

  test("support may not write", async () => {
    const { status } = await support.call("POST", path, {
      occurred: { on: "2016-08-18" },
      text: "x",
    });
    expect(status).toBe(403);
  });
});

describe("PUT /timeline/:id", () => {
  test("a correction is a revision with its reason, and what was said before stays", async () => {
    const line = await aLine(head, incident.id, { text: "カード決済を停止" });
    const { body } = await head.on<TimelineEvent>(
      1,
      "PUT",
      `${path}/${line.id}`,
      {
        text: "全サイトのカード決済を停止",
        reason: "範囲を補った",
      },
    );
    expect(body).toMatchObject({
      version: 2,
      text: "全サイトのカード決済を停止",
      correctionCount: 1,
      reason: "範囲を補った",
    });
    const { body: revisions } = await head.get<TimelineRevision[]>(
      `${path}/${line.id}/revisions`,
    );
    expect(revisions.map((r) => [r.no, r.kind, r.text])).toEqual([
      [1, "recorded", "カード決済を停止"],
      [2, "corrected", "全サイトのカード決済を停止"],
    ]);
  });

  test("without a version it is refused with 428, on an older one with 412 and the entry as it is", async () => {
    const line = await aLine(head, incident.id);
    const change = { text: "改めた", reason: "試験" };
    expect((await head.call("PUT", `${path}/${line.id}`, change)).status).toBe(
      428,
    );
    await head.on(1, "PUT", `${path}/${line.id}`, change);
    const late = await head.call<ProblemDocument>(
      "PUT",
      `${path}/${line.id}`,
      { text: "遅れた", reason: "試験" },
      { "if-match": '"v1"' },
    );
    expect(late.status).toBe(412);
    expect(late.body.current).toMatchObject({ version: 2, text: "改めた" });
  });
});

describe("POST /timeline/:id/retract", () => {
  test("the line stays, struck through, and can be restored", async () => {
    const line = await aLine(head, incident.id);
    const { body: retracted } = await head.on<TimelineEvent>(
      1,
      "POST",
      `${path}/${line.id}/retract`,
      { reason: "誤記" },
    );
    expect(retracted).toMatchObject({
      state: "retracted",
      reason: "誤記",
      text: "大阪府南警察署に報告",
    });
    const refused = await head.call(
      "PUT",
      `${path}/${line.id}`,
      { text: "x", reason: "y" },
      { "if-match": '"v2"' },
    );
    expect(refused.status).toBe(409);
    const { body: restored } = await head.on<TimelineEvent>(
      2,
      "POST",
      `${path}/${line.id}/restore`,
      { reason: "正しかった" },
    );
    expect(restored.state).toBe("current");
  });
});

describe("GET /timeline", () => {
  test("within a day, times order themselves and entries without one keep the place given by hand", async () => {
    const own = await anIncident(head);
    const on = "2016-08-18";
    const at = (time: string) => ({
      occurred: { on, at: `${on}T${time}:00+09:00` },
    });
    const noon = await aLine(head, own.id, { ...at("12:00"), text: "正午" });
    await aLine(head, own.id, { occurred: { on }, text: "時刻なし" });
    await aLine(head, own.id, { ...at("09:00"), text: "朝" });
    await aLine(head, own.id, {
      occurred: { on },
      text: "正午のすぐ後",
      afterId: noon.id,
    });
    const { body } = await head.get<TimelineEvent[]>(
      `/api/incidents/${own.id}/timeline`,
    );
    expect(body.map((e) => e.text)).toEqual([
      "朝",
      "正午",
      "正午のすぐ後",
      "時刻なし",
    ]);
  });

  test("support reads what may be published, in the words meant for the public, and finds nothing by others", async () => {
    const own = await anIncident(head);
    await join(head, own.id, support, "support");
    await aLine(head, own.id, {
      text: "内部の言葉",
      visibility: "public",
      publicWording: { ja: "公表の言葉", en: "public words" },
    });
    await aLine(head, own.id, { text: "社内だけの事実" });
    const list = `/api/incidents/${own.id}/timeline`;
    const { body } = await support.get<TimelineEvent[]>(list);
    expect(body.map((e) => e.text)).toEqual(["公表の言葉"]);
    expect(JSON.stringify(body)).not.toContain("内部");
    const found = (q: string) =>
      support.get<TimelineEvent[]>(
        `${list}?filter=${encodeURIComponent(JSON.stringify({ q }))}`,
      );
    expect((await found("内部")).body).toEqual([]);
    expect((await found("公表")).body).toHaveLength(1);
  });

  test("what is for counsel shows number, date and basis, but neither words nor a find, to those it is withheld from", async () => {
    const own = await anIncident(head);
    const responder = await aPerson(app);
    await join(head, own.id, responder, "responder");
    await aLine(head, own.id, {
      text: "弁護士の助言",
      visibility: "counsel",
      counselBasis: "弁護士との通信",
    });
    const list = `/api/incidents/${own.id}/timeline`;
    const { body } = await responder.get<TimelineEvent[]>(list);
    expect(body[0]).toMatchObject({
      text: null,
      isWithheld: true,
      counselBasis: "弁護士との通信",
    });
    const q = encodeURIComponent(JSON.stringify({ q: "助言" }));
    expect(
      (await responder.get<TimelineEvent[]>(`${list}?filter=${q}`)).body,
    ).toEqual([]);
    expect(
      (await head.get<TimelineEvent[]>(`${list}?filter=${q}`)).body,
    ).toHaveLength(1);
  });

  test("undeclared filters, sorts and parameters are refused", async () => {
    for (const query of [
      'filter={"search_all":"x"}',
      'sort=["text","ASC"]',
      "limit=3",
      "range=[0,-1]",
      "range=[20000,20010]",
    ])
      expect((await head.call("GET", `${path}?${query}`)).status).toBe(400);
  });
});

describe("POST /timeline/paste", () => {
  test("pasted lines are read, with the year of the incident and what is there already flagged", async () => {
    const own = await anIncident(head);
    await aLine(head, own.id, {
      occurred: { on: `${new Date().getFullYear()}-08-18` },
      text: "大阪府南警察署に報告",
    });
    const { body } = await head.post<PastedTimeline>(
      `/api/incidents/${own.id}/timeline/paste`,
      {
        text: "8/18 大阪府南警察署に報告\n2016年9月1日 最終報告書を受領",
      },
    );
    expect(body.entries.map((e) => [e.moment?.on, e.text])).toEqual([
      [`${new Date().getFullYear()}-08-18`, "大阪府南警察署に報告"],
      ["2016-09-01", "最終報告書を受領"],
    ]);
    expect(body.entries[0]?.warnings).toContain("duplicate");
  });
});
