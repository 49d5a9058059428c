import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  playbookOf,
  playbookStarters,
  type Incident,
  type Milestone,
  type Playbook,
  type PlaybookApplied,
  type PlaybookDraft,
  type PlaybookPreview,
  type ProblemDocument,
  type Task,
} from "@keii/shared";
import { startApp, type TestApp } from "../../../test/support/app.js";
import {
  aPerson,
  anIncident,
  join,
  type Person,
} from "../../../test/support/people.js";

let app: TestApp;
let head: Person;
let colleague: Person;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  colleague = await aPerson(app);
});
afterAll(() => app.close());

const due = (from: string, count: number, unit = "days") => ({
  from,
  count,
  unit,
});

async function aPlaybook(more: object = {}): Promise<Playbook> {
  const { status, body } = await head.call<Playbook>("POST", "/api/playbooks", {
    name: "カード情報の漏えい",
    tasks: [
      { title: "決済を止める", due: due("aware", 3, "hours") },
      {
        title: "速報を出す",
        detail: "不明な項目は不明と書く",
        role: "compliance",
        due: due("aware", 4),
      },
      { title: "通知文を整える", due: due("forensic_completed", 7) },
      { title: "FAQを作る" },
    ],
    ...more,
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

async function aCase(): Promise<Incident> {
  const incident = await anIncident(head);
  await join(head, incident.id, colleague, "compliance");
  await head.post(`/api/incidents/${incident.id}/milestones`, {
    kind: "aware",
    occurred: { on: "2016-08-12", at: "2016-08-12T17:42:00+09:00" },
  });
  return incident;
}

function apply(
  incident: Incident,
  { id, version }: Playbook,
  by: Person = head,
): Promise<{ status: number; body: PlaybookApplied }> {
  return by.call(
    "POST",
    `/api/incidents/${incident.id}/playbooks/${id}/apply`,
    undefined,
    { "if-match": `"v${version}"` },
  );
}

async function tasksOf(incident: Incident): Promise<Task[]> {
  return (await head.get<Task[]>(`/api/incidents/${incident.id}/tasks`)).body;
}

describe("POST /playbooks", () => {
  test("is kept with its tasks in their order, and read by the whole company", async () => {
    const playbook = await aPlaybook();
    const { body: read } = await colleague.get<Playbook>(
      `/api/playbooks/${playbook.id}`,
    );
    expect(read).toEqual(playbook);
    expect(read.tasks).toMatchObject([
      { title: "決済を止める", due: due("aware", 3, "hours"), role: null },
      { title: "速報を出す", role: "compliance" },
      { title: "通知文を整える" },
      { title: "FAQを作る", detail: "", due: null },
    ]);
  });

  test("an auditor reads, an external account has no business with it, and one without tasks is none", async () => {
    const auditor = await aPerson(app, { right: "auditor" });
    const external = await aPerson(app, {
      employer: "見本フォレンジック(架空)",
      expiresOn: "2099-12-31",
    });
    const body = { name: "x", tasks: [{ title: "y" }] };
    expect((await auditor.call("GET", "/api/playbooks")).status).toBe(200);
    expect((await auditor.call("POST", "/api/playbooks", body)).status).toBe(
      403,
    );
    expect((await external.call("GET", "/api/playbooks")).status).toBe(403);
    expect(
      (await head.call("POST", "/api/playbooks", { name: "x", tasks: [] }))
        .status,
    ).toBe(400);
  });
});

describe("PUT /playbooks/:id", () => {
  test("tasks keep their id in a new order, those left out go, and an older version loses", async () => {
    const { id, tasks } = await aPlaybook();
    const [first, second] = tasks;
    const put = (version: number, change: object) =>
      head.call<Playbook & ProblemDocument>(
        "PUT",
        `/api/playbooks/${id}`,
        change,
        {
          "if-match": `"v${version}"`,
        },
      );
    const { body: changed } = await put(1, {
      tasks: [second, { title: "記録する" }, { ...first, title: "止める" }],
    });
    expect(changed.tasks).toMatchObject([
      { id: second!.id, title: "速報を出す" },
      { title: "記録する" },
      { id: first!.id, title: "止める" },
    ]);
    expect((await put(1, { name: "x" })).status).toBe(412);
    const other = await aPlaybook();
    const stray = await put(2, { tasks: [other.tasks[0]] });
    expect(Object.keys(stray.body.errors ?? {})).toEqual(["tasks.0.id"]);
    const twice = await put(2, { tasks: [first, first] });
    expect(Object.keys(twice.body.errors ?? {})).toEqual(["tasks.1.id"]);
  });

  test("a retired one is kept, and neither offered nor applied", async () => {
    const incident = await aCase();
    const { id } = await aPlaybook();
    const { body: retired } = await head.on<Playbook>(
      1,
      "PUT",
      `/api/playbooks/${id}`,
      { state: "retired" },
    );
    const { body: offered } = await head.get<Playbook[]>(
      `/api/incidents/${incident.id}/playbooks`,
    );
    expect(offered.map((one) => one.id)).not.toContain(id);
    expect((await apply(incident, retired)).status).toBe(409);
  });
});

describe("a playbook in a case", () => {
  test("shows when each task would be due, who would have it, and what waits", async () => {
    const incident = await aCase();
    const { id } = await aPlaybook();
    const { body } = await head.get<PlaybookPreview>(
      `/api/incidents/${incident.id}/playbooks/${id}`,
    );
    expect(body.tasks).toMatchObject([
      {
        dueOn: "2016-08-12",
        dueAt: "2016-08-12T11:42:00Z",
        isWaiting: false,
        made: null,
      },
      {
        dueOn: "2016-08-16",
        dueAt: null,
        assignee: { id: colleague.id },
      },
      { dueOn: null, isWaiting: true, assignee: null },
      { dueOn: null, isWaiting: false },
    ]);
    expect(await tasksOf(incident)).toEqual([]);
  });

  test("makes all its tasks in one act, and none twice", async () => {
    const incident = await aCase();
    const playbook = await aPlaybook();
    const { status, body } = await apply(incident, playbook);
    expect([status, body.made.length, body.keptCount]).toEqual([200, 4, 0]);
    expect(body.made[1]).toMatchObject({
      title: "速報を出す",
      note: "不明な項目は不明と書く",
      dueOn: "2016-08-16",
      dueOffset: due("aware", 4),
      responsibleRole: "compliance",
      assignee: { id: colleague.id },
      source: { kind: "playbooks", id: playbook.tasks[1]!.id },
    });
    const again = await Promise.all([
      apply(incident, playbook),
      apply(incident, playbook),
    ]);
    for (const { body } of again)
      expect(body).toEqual({ made: [], keptCount: 4 });
    expect(await tasksOf(incident)).toHaveLength(4);
    const { body: preview } = await head.get<PlaybookPreview>(
      `/api/incidents/${incident.id}/playbooks/${playbook.id}`,
    );
    expect(preview.tasks.map(({ made }) => made?.state)).toEqual(
      Array(4).fill("open"),
    );
  });

  test("a playbook that was changed since it was shown is shown again first; what was added comes on top", async () => {
    const incident = await aCase();
    const playbook = await aPlaybook();
    await apply(incident, playbook);
    const { body: changed } = await head.on<Playbook>(
      1,
      "PUT",
      `/api/playbooks/${playbook.id}`,
      { tasks: [...playbook.tasks, { title: "もう一つ" }] },
    );
    expect((await apply(incident, playbook)).status).toBe(412);
    const { body } = await apply(incident, changed);
    expect([body.made.map(({ title }) => title), body.keptCount]).toEqual([
      ["もう一つ"],
      4,
    ]);
  });

  test("a task that waits gets its due day when the milestone is recorded, and follows where that moves", async () => {
    const incident = await aCase();
    await apply(incident, await aPlaybook());
    const waiting = async () =>
      (await tasksOf(incident)).find(
        ({ title }) => title === "通知文を整える",
      )!;
    expect(await waiting()).toMatchObject({
      dueOn: null,
      dueOffset: due("forensic_completed", 7),
    });
    const { body: milestone } = await head.call<Milestone>(
      "POST",
      `/api/incidents/${incident.id}/milestones`,
      { kind: "forensic_completed", occurred: { on: "2016-09-01" } },
    );
    expect(await waiting()).toMatchObject({ dueOn: "2016-09-08", version: 2 });
    await head.call(
      "POST",
      `/api/incidents/${incident.id}/milestones/${milestone.id}/move`,
      { occurred: { on: "2016-08-31" }, reason: "日付の誤り" },
      { "if-match": '"v1"' },
    );
    expect(await waiting()).toMatchObject({ dueOn: "2016-09-07", version: 3 });
  });

  test("a due day that was set by hand, and what is done, follow no more", async () => {
    const incident = await aCase();
    const { body } = await apply(incident, await aPlaybook());
    const path = `/api/incidents/${incident.id}/tasks`;
    const [, report, waiting] = body.made;
    const { body: kept } = await head.on<Task>(
      1,
      "PUT",
      `${path}/${report!.id}`,
      { note: "追記", dueOn: "2016-08-16" },
    );
    expect(kept.dueOffset).toEqual(due("aware", 4));
    const { body: moved } = await head.on<Task>(
      2,
      "PUT",
      `${path}/${report!.id}`,
      { dueOn: "2016-08-15" },
    );
    expect(moved).toMatchObject({ dueOn: "2016-08-15", dueOffset: null });
    await head.on(1, "PUT", `${path}/${waiting!.id}`, { state: "done" });
    await head.post(`/api/incidents/${incident.id}/milestones`, {
      kind: "forensic_completed",
      occurred: { on: "2016-09-01" },
    });
    const { body: done } = await head.get<Task>(`${path}/${waiting!.id}`);
    expect(done).toMatchObject({ dueOn: null, state: "done" });
  });

  test("is refused to those who only read, and to strangers as if there were nothing", async () => {
    const incident = await aCase();
    const playbook = await aPlaybook();
    const reader = await aPerson(app);
    const stranger = await aPerson(app);
    await join(head, incident.id, reader, "executive");
    expect((await apply(incident, playbook, reader)).status).toBe(403);
    expect((await apply(incident, playbook, stranger)).status).toBe(404);
    const missing = { ...playbook, id: incident.id };
    expect((await apply(incident, missing)).status).toBe(404);
  });
});

describe("POST /incidents/:incidentId/playbooks/draft", () => {
  test("counts the tasks of a case from the nearest milestone chosen, and saves nothing", async () => {
    const incident = await aCase();
    const base = `/api/incidents/${incident.id}`;
    await head.post(`${base}/milestones`, {
      kind: "confirmed",
      occurred: { on: "2016-08-20" },
    });
    for (const task of [
      { title: "速報を出す", dueOn: "2016-08-16", assigneeId: colleague.id },
      { title: "公表する", dueOn: "2016-08-25" },
      { title: "FAQを作る" },
    ])
      await head.post(`${base}/tasks`, task);
    const draft = (milestones: string[]) =>
      head.call<PlaybookDraft & ProblemDocument>(
        "POST",
        `${base}/playbooks/draft`,
        { milestones },
      );
    const { body: both } = await draft(["aware", "confirmed"]);
    expect(both.tasks).toEqual([
      {
        title: "速報を出す",
        detail: "",
        role: "compliance",
        due: due("aware", 4),
      },
      { title: "公表する", detail: "", role: null, due: due("confirmed", 5) },
      { title: "FAQを作る", detail: "", role: null, due: null },
    ]);
    const { body: one } = await draft(["aware"]);
    expect(one.tasks[1]?.due).toEqual(due("aware", 13));
    expect((await draft(["contained"])).body.errors).toHaveProperty(
      "milestones",
    );
    const saved = await aPlaybook({ tasks: both.tasks });
    expect(saved.tasks).toMatchObject(both.tasks);
  });
});

describe("the starter for a leak of card data", () => {
  test.each(["ja", "en"] as const)(
    "is a playbook in %s that can be taken over as it is",
    async (language) => {
      const [starter] = playbookStarters;
      const sent = playbookOf(starter!, language);
      const saved = await aPlaybook(sent);
      expect(saved).toMatchObject(sent);
      expect(saved.tasks.length).toBeGreaterThan(10);
    },
  );
});
