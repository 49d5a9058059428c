import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {
  Home,
  Incident,
  Intake,
  Party,
  ProblemDocument,
  Task,
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
let incident: Incident;
let path: string;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  other = await aPerson(app);
  incident = await anIncident(head);
  await join(head, incident.id, other, "responder");
  path = `/api/incidents/${incident.id}/tasks`;
});
afterAll(() => app.close());

describe("POST /tasks", () => {
  test("a task due on a day is overdue when the day is over in the incident's zone", async () => {
    app.clock.set("2016-08-18T23:59:00+09:00");
    const { body } = await head.post<Task>(path, {
      title: "ログを保全する",
      dueOn: "2016-08-18",
      assigneeId: other.id,
    });
    expect(body).toMatchObject({
      state: "open",
      dueOn: "2016-08-18",
      dueAt: null,
      isOverdue: false,
      assignee: { id: other.id },
    });
    app.clock.set("2016-08-19T00:01:00+09:00");
    expect((await head.get<Task>(`${path}/${body.id}`)).body.isOverdue).toBe(
      true,
    );
    const { body: home } = await other.get<Home>("/api/home");
    expect(home.tasks.map((t) => [t.kind, t.label])).toContainEqual([
      "task",
      "ログを保全する",
    ]);
    app.clock.set(null);
  });

  test("only members can be given a task", async () => {
    const stranger = await aPerson(app);
    const { status, body } = await head.call<ProblemDocument>("POST", path, {
      title: "x",
      assigneeId: stranger.id,
    });
    expect([status, Object.keys(body.errors ?? {})]).toEqual([
      400,
      ["assigneeId"],
    ]);
  });

  test("a line of another incident is refused, and one that is counsel's by who does not read it", async () => {
    const elsewhere = await anIncident(other);
    const { body: line } = await other.post<{ id: string }>(
      `/api/incidents/${elsewhere.id}/timeline`,
      { occurred: { on: "2016-08-18" }, text: "x" },
    );
    expect(
      (await head.call("POST", path, { title: "x", timelineEventId: line.id }))
        .status,
    ).toBe(400);
    const { id } = await aLine(head, incident.id, {
      visibility: "counsel",
      counselBasis: "助言",
    });
    const task = { title: "x", timelineEventId: id };
    expect((await other.call("POST", path, task)).status).toBe(400);
    expect((await head.call("POST", path, task)).status).toBe(201);
  });
});

describe("PUT /tasks/:id", () => {
  test("done says when and by whom, and can be taken up again", async () => {
    const { body: task } = await head.post<Task>(path, {
      title: "決済を止める",
    });
    const { body: done } = await other.on<Task>(
      1,
      "PUT",
      `${path}/${task.id}`,
      { state: "done" },
    );
    expect(done).toMatchObject({ state: "done", doneBy: { id: other.id } });
    const { body: open } = await head.on<Task>(2, "PUT", `${path}/${task.id}`, {
      state: "open",
    });
    expect(open).toMatchObject({ state: "open", doneAt: null, doneBy: null });
  });

  test("what is done cannot be dropped, and an older version loses", async () => {
    const { body: task } = await head.post<Task>(path, { title: "折り返す" });
    await head.on(1, "PUT", `${path}/${task.id}`, { state: "done" });
    expect(
      (
        await head.call(
          "PUT",
          `${path}/${task.id}`,
          { state: "dropped" },
          { "if-match": '"v2"' },
        )
      ).status,
    ).toBe(409);
    expect(
      (
        await head.call(
          "PUT",
          `${path}/${task.id}`,
          { title: "x" },
          { "if-match": '"v1"' },
        )
      ).status,
    ).toBe(412);
  });
});

describe("POST /intake", () => {
  test("the first call makes the incident, the party with its caller, and the tasks that were chosen", async () => {
    const { body: intake } = await head.post<Intake>("/api/intake", {
      text: "カード情報が流出した懸念があるとのこと",
      callerName: "見本 花子",
      callerOrganisation: "ペイン決済(架空)",
      callBackNumber: "03-0000-0199",
      tasks: ["keep_logs", "stop_card_payment"],
    });
    const own = `/api/incidents/${intake.incidentId}`;
    const { body: tasks } = await head.get<Task[]>(`${own}/tasks`);
    expect(tasks.map((t) => t.title)).toEqual([
      "電源を切らず、ログを保全する",
      "カード決済を停止する",
    ]);
    const { body: party } = await head.get<Party>(
      `${own}/parties/${intake.partyId}`,
    );
    expect(party).toMatchObject({
      officialName: { ja: "ペイン決済(架空)" },
      contacts: [{ name: "見本 花子", phone: "03-0000-0199" }],
    });
    const { body: again } = await head.post<Intake>("/api/intake", {
      text: "続報",
      callerOrganisation: "ペイン決済(架空)",
    });
    expect(again.partyId).toBe(intake.partyId);
  });
});
