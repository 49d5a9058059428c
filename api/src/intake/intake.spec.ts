import type {
  AuditEntry,
  IncidentFrame,
  Intake,
  Milestone,
  Party,
  Task,
  TimelineEvent,
} from "@keii/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApp, type TestApp } from "../../../test/support/app.js";
import { refusal } from "../../../test/support/caller.js";
import {
  aPerson,
  anIncident,
  join,
  type Person,
} from "../../../test/support/people.js";

let app: TestApp;
let taker: Person;

beforeAll(async () => {
  app = await startApp();
  taker = await aPerson(app, { name: "見本 受付" });
});
afterAll(() => app.close());

const take = async (more: object = {}, by = taker) =>
  (
    await by.post<Intake>("/api/intake", {
      text: "カード情報流出の懸念があるとの連絡。折り返しを求められた。",
      ...more,
    })
  ).body;
const of = async <T>({ incidentId }: Intake, what = "", by = taker) =>
  (await by.get<T>(`/api/incidents/${incidentId}${what}`)).body;

describe("POST /intake", () => {
  test("needs nothing but the text, and makes the case, its first line and the candidate for awareness", async () => {
    const intake = await take();
    expect(intake).toMatchObject({
      takenBy: "見本 受付",
      channel: "phone",
      partyId: null,
      tasks: [],
      callerName: null,
      isWithheld: false,
    });
    const frame = await of<IncidentFrame>(intake);
    expect(frame).toMatchObject({
      code: intake.incidentCode,
      status: "intake",
      title: { ja: "カード情報流出の懸念があるとの連絡" },
      membership: { role: "responder", isHead: true },
    });
    const lines = await of<TimelineEvent[]>(intake, "/timeline");
    expect(lines).toMatchObject([
      {
        id: intake.timelineEventId,
        type: "communication",
        category: "discovery",
        visibility: "internal",
        text: intake.text,
      },
    ]);
    const milestones = await of<Milestone[]>(intake, "/milestones");
    expect(milestones).toMatchObject([
      {
        id: intake.milestoneId,
        kind: "aware",
        state: "candidate",
        learnedBy: "見本 受付",
        timelineEventId: intake.timelineEventId,
      },
    ]);
    expect(milestones[0]!.occurred).toEqual(lines[0]!.occurred);
    expect(await of<Task[]>(intake, "/tasks")).toEqual([]);
  });

  test("puts down each of the four first tasks that was chosen, for whoever took the call", async () => {
    const intake = await take({
      tasks: [
        "keep_logs",
        "stop_card_payment",
        "call_back",
        "call_forensic_firm",
      ],
    });
    const tasks = await of<Task[]>(intake, "/tasks");
    expect(tasks.map(({ title }) => title)).toEqual([
      "電源を切らず、ログを保全する",
      "カード決済を停止する",
      "連絡元に折り返す",
      "フォレンジック調査会社に連絡する",
    ]);
    expect(new Set(tasks.map(({ assignee }) => assignee?.id))).toEqual(
      new Set([taker.id]),
    );
    expect(tasks[0]!.source).toEqual({ kind: "intake", id: intake.id });
  });

  test("makes the body that called once, with the caller to call back, and knows it again", async () => {
    const caller = {
      callerOrganisation: "ペイン決済(架空)",
      callerName: "見本 花子",
      callBackNumber: "03-0000-0199",
    };
    const [first, second] = [await take(caller), await take(caller)];
    expect(second.partyId).toBe(first.partyId);
    expect(await of<Party>(first, `/parties/${first.partyId}`)).toMatchObject({
      officialName: { ja: "ペイン決済(架空)" },
      contacts: [{ name: "見本 花子", phone: "03-0000-0199" }],
    });
    const [line] = await of<TimelineEvent[]>(first, "/timeline");
    expect(line!.text).toContain("ペイン決済(架空) 見本 花子より連絡");
  });

  test("starts the clock when the call came in, in the case's zone, not when it was written down", async () => {
    const intake = await take({
      receivedAt: "2016-08-12T15:30:00Z",
      channel: "email",
      takenBy: "別の担当者",
    });
    const [milestone] = await of<Milestone[]>(intake, "/milestones");
    expect(milestone).toMatchObject({
      channel: "email",
      learnedBy: "別の担当者",
      occurred: { on: "2016-08-13", at: "2016-08-12T15:30:00.000Z" },
    });
  });

  test("masks card numbers in text and title, and keeps how many", async () => {
    const intake = await take({ text: "番号は4111 1111 1111 1111とのこと" });
    expect(intake.maskedCount).toBe(1);
    const frame = await of<IncidentFrame>(intake);
    expect(JSON.stringify([intake, frame])).not.toContain("1111 1111 1111");
  });

  test("refuses a blank text, a call from the future, a number that is none and a task there is not", async () => {
    for (const [field, wrong] of Object.entries({
      text: " \n ",
      receivedAt: "2099-01-01T00:00:00Z",
      callBackNumber: "nobody",
      tasks: ["sleep"],
      channel: "pigeon",
    }))
      expect(
        refusal(
          await taker.call("POST", "/api/intake", {
            text: "x",
            [field]: wrong,
          }),
        ),
        field,
      ).toEqual([400, field]);
  });

  test("leaves nothing of what was refused on the way", async () => {
    const count = async () =>
      (
        await app.sql<{ n: number }>("select count(*)::int as n from incident")
      )[0]!.n;
    const before = await count();
    await taker.call("POST", "/api/intake", {
      text: "x",
      receivedAt: "2099-01-01T00:00:00Z",
    });
    expect(await count()).toBe(before);
  });

  test("is taken once, however often it is sent under one key", async () => {
    const send = () =>
      taker.post<Intake>(
        "/api/intake",
        { text: "一度だけ" },
        { "idempotency-key": "intake-once" },
      );
    const [one, two] = await Promise.all([send(), send()]);
    expect(two.body.incidentId).toBe(one.body.incidentId);
  });

  test("is for our own people: not for those from outside, nor for auditors", async () => {
    for (const person of [
      await aPerson(app, { employer: "委託先(架空)" }),
      await aPerson(app, { right: "auditor" }),
    ])
      expect(
        refusal(await person.call("POST", "/api/intake", { text: "x" })),
      ).toEqual([403]);
  });
});

describe("GET /intake", () => {
  test("is withheld with its line when that becomes counsel's, in the activity as well", async () => {
    const intake = await take({
      text: "弁護士に渡す内容",
      callerName: "秘匿 太郎",
    });
    const own = `/api/incidents/${intake.incidentId}`;
    const responder = await aPerson(app);
    await join(taker, intake.incidentId, responder, "responder");
    expect(await of<Intake[]>(intake, "/intake", responder)).toMatchObject([
      { text: "弁護士に渡す内容", callerName: "秘匿 太郎", isWithheld: false },
    ]);
    const line = await of<TimelineEvent>(
      intake,
      `/timeline/${intake.timelineEventId}`,
    );
    await taker.on(
      line.version,
      "PUT",
      `${own}/timeline/${intake.timelineEventId}`,
      { visibility: "counsel", counselBasis: "助言", reason: "弁護士の指示" },
    );
    expect(await of<Intake[]>(intake, "/intake", responder)).toMatchObject([
      { text: null, callerName: null, isWithheld: true },
    ]);
    expect(await of<Intake[]>(intake, "/intake")).toMatchObject([
      { text: "弁護士に渡す内容", callerName: "秘匿 太郎", isWithheld: false },
    ]);
    const log = await of<AuditEntry[]>(intake, "/activity", responder);
    expect(log.some(({ resource }) => resource === "intake")).toBe(true);
    expect(
      JSON.stringify(log.filter(({ resource }) => resource === "intake")),
    ).not.toMatch(/弁護士に渡す内容|秘匿/);
  });

  test("is for those who read the record", async () => {
    const intake = await take();
    const support = await aPerson(app);
    await join(taker, intake.incidentId, support, "support");
    const path = `/api/incidents/${intake.incidentId}/intake`;
    expect(refusal(await support.call("GET", path))).toEqual([403]);
    const stranger = await aPerson(app);
    await anIncident(stranger);
    expect(refusal(await stranger.call("GET", path))).toEqual([404]);
  });
});
