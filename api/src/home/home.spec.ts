import type {
  Home,
  Incident,
  Intake,
  Member,
  Milestone,
  Task,
  TimelineEvent,
} from "@keii/shared";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startApp, type TestApp } from "../../../test/support/app.js";
import { refusal } from "../../../test/support/caller.js";
import {
  aLine,
  aPerson,
  anIncident,
  join,
  type Person,
} from "../../../test/support/people.js";
import { aMeasure } from "../../../test/support/remediation.js";

let app: TestApp;
let head: Person;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app, { name: "見本 責任者" });
});
afterEach(() => app.clock.set(null));
afterAll(() => app.close());

const homeOf = async (person: Person) =>
  (await person.get<Home>("/api/home")).body;
const labelsOf = async (person: Person) =>
  (await homeOf(person)).changes.map(({ label }) => label);
/** A responder of a new incident who sees it for the first time. */
async function newcomer(): Promise<{ person: Person; incident: Incident }> {
  const person = await aPerson(app, { name: "見本 対応" });
  const incident = await anIncident(head);
  await join(head, incident.id, person, "responder");
  return { person, incident };
}

describe("GET /home", () => {
  test("is what waits for me, by when it is due, across my incidents", async () => {
    const { person, incident } = await newcomer();
    const other = await anIncident(head);
    await join(head, other.id, person, "compliance");
    const task = async (incidentId: string, more: object) =>
      (
        await head.post<Task>(`/api/incidents/${incidentId}/tasks`, {
          assigneeId: person.id,
          ...more,
        })
      ).body;
    await task(incident.id, { title: "期限のない件" });
    await task(incident.id, { title: "二十日まで", dueOn: "2016-08-20" });
    await task(other.id, {
      title: "二十日の正午まで",
      dueOn: "2016-08-20",
      dueAt: "2016-08-20T12:00:00+09:00",
    });
    await task(other.id, { title: "他の人の件", assigneeId: head.id });
    await task(other.id, { title: "誰のものでもない件", assigneeId: null });
    const done = await task(other.id, { title: "済んだ件" });
    await head.on(1, "PUT", `/api/incidents/${other.id}/tasks/${done.id}`, {
      state: "done",
    });
    const { body: milestone } = await head.post<Milestone>(
      `/api/incidents/${incident.id}/milestones`,
      { kind: "aware", occurred: { on: "2016-08-18" } },
    );
    await head.on(
      1,
      "POST",
      `/api/incidents/${incident.id}/milestones/${milestone.id}/move`,
      { occurred: { on: "2016-08-30" }, reason: "通話記録による" },
    );
    const { tasks, incidents } = await homeOf(person);
    expect(incidents.map(({ id }) => id).sort()).toEqual(
      [incident.id, other.id].sort(),
    );
    // Its author moves a milestone alone within two hours: nothing was asked of anybody.
    expect(
      tasks.map(({ label, incidentCode, dueAt }) => [
        label,
        incidentCode,
        dueAt,
      ]),
    ).toEqual([
      ["二十日の正午まで", other.code, "2016-08-20T03:00:00.000Z"],
      ["二十日まで", incident.code, "2016-08-20T15:00:00.000Z"],
      ["期限のない件", incident.code, null],
    ]);
  });

  test("is the measures of mine that are due, until they are carried out", async () => {
    const { person, incident } = await newcomer();
    const measure = (title: string, more: object = {}) =>
      aMeasure(head, incident.id, { title, ownerId: person.id, ...more });
    await measure("監視の強化", { dueOn: "2016-09-30" });
    await measure("ページの閉鎖", {
      kind: "temporary",
      occurred: { on: "2016-08-18" },
      dueOn: "2016-08-31",
    });
    await measure("期日のない件");
    await measure("済んだ件", {
      occurred: { on: "2016-08-18" },
      dueOn: "2016-08-31",
    });
    await measure("他の人の件", { ownerId: head.id, dueOn: "2016-08-31" });
    expect(
      (await homeOf(person)).tasks.map(({ kind, label, dueOn, dueAt }) => [
        kind,
        label,
        dueOn,
        dueAt,
      ]),
    ).toEqual([
      ["measure", "ページの閉鎖", "2016-08-31", "2016-08-31T15:00:00.000Z"],
      ["measure", "監視の強化", "2016-09-30", "2016-09-30T15:00:00.000Z"],
    ]);
  });

  test("asks whoever decides for approvals of others, and whoever writes the record for candidates", async () => {
    const { person, incident } = await newcomer();
    const { body: milestone } = await head.post<Milestone>(
      `/api/incidents/${incident.id}/milestones`,
      { kind: "aware", occurred: { on: "2016-08-18" } },
    );
    await person.on(
      1,
      "POST",
      `/api/incidents/${incident.id}/milestones/${milestone.id}/move`,
      { occurred: { on: "2016-08-30" }, reason: "通話記録による" },
    );
    const { body: intake } = await person.post<Intake>("/api/intake", {
      text: "カード情報流出の懸念があるとの連絡",
    });
    const executive = await aPerson(app);
    const support = await aPerson(app);
    await join(head, incident.id, executive, "executive");
    await join(head, incident.id, support, "support");
    await join(person, intake.incidentId, executive, "executive");
    const asked = async (by: Person) =>
      (await homeOf(by)).tasks
        .filter(({ incidentId }) =>
          [incident.id, intake.incidentId].includes(incidentId),
        )
        .map(({ kind, label }) => [kind, label]);
    expect(await asked(person)).toEqual([["milestone_candidate", "aware"]]);
    expect(await asked(executive)).toEqual([["approval", "通話記録による"]]);
    expect(await asked(head)).toEqual([["approval", "通話記録による"]]);
    expect(await asked(support)).toEqual([]);
  });

  test("tells what others wrote since I was last here, and nothing of my own", async () => {
    const { person, incident } = await newcomer();
    await aLine(head, incident.id, { text: "見る前の行" });
    expect(await labelsOf(person)).toContain("見る前の行");
    await person.post("/api/home/seen", undefined);
    expect((await homeOf(person)).changesSince).not.toBeNull();
    expect(await labelsOf(person)).toEqual([]);
    await aLine(person, incident.id, { text: "自分の行" });
    const line = await aLine(head, incident.id, { text: "あとの行" });
    await head.on<TimelineEvent>(
      1,
      "PUT",
      `/api/incidents/${incident.id}/timeline/${line.id}`,
      { text: "直した行", reason: "誤記" },
    );
    const { changes } = await homeOf(person);
    expect(changes.map(({ label, act, by }) => [label, act, by])).toEqual([
      ["直した行", "corrected", "見本 責任者"],
      ["あとの行", "recorded", "見本 責任者"],
    ]);
    expect(await labelsOf(head)).toContain("自分の行");
  });

  test("tells nothing of an incident I am not in, nor of one I have left", async () => {
    const { person, incident } = await newcomer();
    const foreign = await anIncident(head);
    await aLine(head, foreign.id, { text: "よその行" });
    await aLine(head, incident.id, { text: "うちの行" });
    expect(await labelsOf(person)).toEqual(["うちの行"]);
    const members = `/api/incidents/${incident.id}/members`;
    const own = (await head.get<Member[]>(members)).body.find(
      ({ userId }) => userId === person.id,
    )!;
    await head.on(1, "DELETE", `${members}/${own.id}`);
    expect(await homeOf(person)).toMatchObject({
      incidents: [],
      tasks: [],
      changes: [],
    });
  });

  test("keeps what is for counsel from everybody else, before and after it became so", async () => {
    const { person, incident } = await newcomer();
    const counsel = await aPerson(app);
    await join(head, incident.id, counsel, "responder", { isCounsel: true });
    const line = await aLine(head, incident.id, { text: "はじめは社内限り" });
    await head.on(
      1,
      "PUT",
      `/api/incidents/${incident.id}/timeline/${line.id}`,
      {
        text: "弁護士の助言",
        visibility: "counsel",
        counselBasis: "法律相談",
        reason: "弁護士限りとする",
      },
    );
    expect(await labelsOf(person)).toEqual([]);
    expect(await labelsOf(counsel)).toEqual([
      "弁護士の助言",
      "はじめは社内限り",
    ]);
  });

  test("tells the desk what may be published, in those words alone", async () => {
    const { incident } = await newcomer();
    const support = await aPerson(app);
    await join(head, incident.id, support, "support");
    await aLine(head, incident.id, { text: "社内の行" });
    await aLine(head, incident.id, {
      text: "社内での言い方",
      visibility: "public",
      publicWording: { ja: "公表する言い方", en: "As published" },
    });
    const gone = await aLine(head, incident.id, {
      text: "引っ込めた",
      visibility: "public",
      publicWording: "引っ込めた公表文",
    });
    await head.on(
      1,
      "PUT",
      `/api/incidents/${incident.id}/timeline/${gone.id}`,
      {
        visibility: "internal",
        reason: "公表しない",
      },
    );
    expect(await labelsOf(support)).toEqual(["公表する言い方"]);
  });

  test("goes a week back by the clock of the application for who was never here", async () => {
    const { person, incident } = await newcomer();
    app.clock.set("2016-08-18T12:00:00+09:00");
    await aLine(head, incident.id, { text: "八日前の行" });
    app.clock.set("2016-08-20T12:00:00+09:00");
    await aLine(head, incident.id, { text: "六日前の行" });
    app.clock.set("2016-08-26T12:00:00+09:00");
    expect(await labelsOf(person)).toEqual(["六日前の行"]);
    await person.post("/api/home/seen", undefined);
    expect((await homeOf(person)).changesSince).toBe(
      "2016-08-26T03:00:00.000Z",
    );
    app.clock.set("2016-08-27T12:00:00+09:00");
    await aLine(head, incident.id, { text: "翌日の行" });
    expect(await labelsOf(person)).toEqual(["翌日の行"]);
  });

  test("knows a membership to its last day by the clock of the application, as everything else does", async () => {
    const person = await aPerson(app);
    const incident = await anIncident(head);
    await join(head, incident.id, person, "responder", {
      expiresOn: "2016-08-31",
    });
    const seen = async () => {
      const members = (
        await head.get<Member[]>(`/api/incidents/${incident.id}/members`)
      ).body;
      return {
        home: (await homeOf(person)).incidents.length,
        list: (await person.get<Incident[]>("/api/incidents")).body.length,
        frame: refusal(
          await person.call("GET", `/api/incidents/${incident.id}`),
        )[0],
        isActive: members.find(({ userId }) => userId === person.id)!.isActive,
      };
    };
    const [open, closed] = [
      { home: 1, list: 1, frame: 200, isActive: true },
      { home: 0, list: 0, frame: 404, isActive: false },
    ];
    expect(await seen()).toEqual(closed);
    app.clock.set("2016-08-31T23:59:59+09:00");
    expect(await seen()).toEqual(open);
    app.clock.set("2016-09-01T00:00:00+09:00");
    expect(await seen()).toEqual(closed);
  });

  test("is empty for who oversees without belonging anywhere, and closed without signing in", async () => {
    const auditor = await aPerson(app, { right: "auditor" });
    expect(await homeOf(auditor)).toEqual({
      incidents: [],
      tasks: [],
      changes: [],
      changesSince: null,
    });
    for (const [method, path] of [
      ["GET", "/api/home"],
      ["POST", "/api/home/seen"],
    ] as const)
      expect((await fetch(app.url + path, { method })).status).toBe(401);
  });
});
