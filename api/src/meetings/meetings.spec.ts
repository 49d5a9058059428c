import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {
  AuditEntry,
  Incident,
  Meeting,
  Party,
  ProblemDocument,
  Task,
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
let reader: Person;
let colleague: Person;
let incident: Incident;
let path: string;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  reader = await aPerson(app);
  colleague = await aPerson(app);
  incident = await anIncident(head);
  await join(head, incident.id, reader, "executive");
  await join(head, incident.id, colleague, "compliance");
  path = `/api/incidents/${incident.id}/meetings`;
});
afterAll(() => app.close());

async function meet(more: object = {}): Promise<Meeting> {
  const { status, body } = await head.call<Meeting>("POST", path, {
    title: "第1回 対策本部会議",
    occurred: { on: "2016-08-13" },
    ...more,
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

async function refused(more: object): Promise<Record<string, unknown>> {
  const { body } = await head.call<ProblemDocument>("POST", path, {
    title: "会議",
    occurred: { on: "2016-08-13" },
    ...more,
  });
  return body.errors ?? {};
}

function act<T = Meeting>(
  { id, version }: { id: string; version: number },
  verb: string,
  data: object,
  by: Person = head,
): Promise<{ status: number; body: T }> {
  return by.call<T>("POST", `${path}/${id}/${verb}`, data, {
    "if-match": `"v${version}"`,
  });
}

async function done(
  meeting: Meeting,
  verb: string,
  data: object,
): Promise<Meeting> {
  const { status, body } = await act(meeting, verb, data);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

const plan = { precision: "planned", on: "2016-08-15" };

async function linesOf(id: string): Promise<TimelineEvent[]> {
  const { body } = await head.get<TimelineEvent[]>(
    `/api/incidents/${incident.id}/timeline`,
  );
  return body.filter(({ records }) =>
    records.some((record) => record.id === id),
  );
}

describe("POST /meetings", () => {
  test("a meeting that was held stands in the timeline once, with who was there", async () => {
    const { body: bank } = await head.call<Party>(
      "POST",
      `/api/incidents/${incident.id}/parties`,
      { officialName: { ja: "架空決済代行株式会社", en: "" } },
    );
    const meeting = await meet({
      occurred: { on: "2016-08-13", at: "2016-08-13T10:00:00+09:00" },
      place: "本社 大会議室",
      attendees: [
        { userId: colleague.id },
        { partyId: bank.id, name: "見本 花子" },
        { name: "顧問弁護士" },
      ],
      minutes: "ログは保全済み",
    });
    expect(meeting).toMatchObject({
      state: "held",
      attendees: [
        { userId: colleague.id, partyId: null, name: "" },
        { userId: null, partyId: bank.id, name: "見本 花子" },
        { userId: null, partyId: null, name: "顧問弁護士" },
      ],
      taskCount: 0,
    });
    const [line, ...others] = await linesOf(meeting.id);
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      text: `第1回 対策本部会議を開催(出席: ${meeting.attendeeNames[0]?.ja}、架空決済代行株式会社 見本 花子、顧問弁護士)`,
      occurred: { precision: "minute", at: "2016-08-13T01:00:00.000Z" },
      visibility: "internal",
      records: [{ kind: "meetings.held", id: meeting.id }],
    });
  });

  test("a line of that day is adopted, not doubled", async () => {
    const line = await aLine(head, incident.id, {
      occurred: { on: "2016-08-13" },
      text: "対策本部で打ち合わせ",
    });
    const meeting = await meet({ timelineEventId: line.id });
    expect((await linesOf(meeting.id)).map(({ id }) => id)).toEqual([line.id]);
  });

  test("what it decided is a line of type decision with what else was on the table", async () => {
    const meeting = await meet({
      decisions: [
        {
          text: "調査結果が出るまで公表を見合わせる",
          category: "disclosure",
          decision: {
            options: ["直ちに公表する", "調査結果を待つ"],
            decidedBy: "代表取締役社長",
          },
        },
      ],
    });
    const [taken] = meeting.decisions;
    expect(taken).toMatchObject({
      text: "調査結果が出るまで公表を見合わせる",
      category: "disclosure",
      isWithheld: false,
    });
    expect(await linesOf(taken!.id)).toMatchObject([
      {
        id: taken?.timelineEventId,
        type: "decision",
        category: "disclosure",
        occurred: { on: "2016-08-13" },
        decision: {
          options: ["直ちに公表する", "調査結果を待つ"],
          decidedBy: "代表取締役社長",
        },
      },
    ]);
  });

  test("a plan writes no line, and decides nothing before it was held", async () => {
    const meeting = await meet({ occurred: plan });
    expect(meeting.state).toBe("planned");
    expect(await linesOf(meeting.id)).toEqual([]);
    expect(
      await refused({ occurred: plan, decisions: [{ text: "公表する" }] }),
    ).toHaveProperty("decisions");
    expect((await act(meeting, "decide", { text: "公表する" })).status).toBe(
      409,
    );
  });

  test("somebody who was there is a member, or told by body or name; nobody twice", async () => {
    const stranger = await aPerson(app);
    const keys = async (...attendees: object[]) =>
      Object.keys(await refused({ attendees }));
    expect(await keys({})).toEqual(["attendees.0.name"]);
    expect(await keys({ userId: stranger.id })).toEqual(["attendees.0.userId"]);
    expect(await keys({ partyId: incident.id })).toEqual([
      "attendees.0.partyId",
    ]);
    expect(await keys({ userId: head.id, name: "佐藤" })).toEqual([
      "attendees.0.name",
    ]);
    expect(await keys({ userId: head.id }, { userId: head.id })).toEqual([
      "attendees.1.userId",
    ]);
  });

  test("is refused to those who only read, and to strangers as if there were nothing", async () => {
    const stranger = await aPerson(app);
    const body = { title: "会議", occurred: plan };
    expect((await reader.call("POST", path, body)).status).toBe(403);
    expect((await stranger.call("POST", path, body)).status).toBe(404);
    expect((await reader.call("GET", path)).status).toBe(200);
  });
});

describe("a next meeting", () => {
  test("is known to the one that called it, and there is one; a withdrawn one leaves its place", async () => {
    const first = await meet();
    const next = await meet({ occurred: plan, previousMeetingId: first.id });
    expect(next.previous).toMatchObject({ id: first.id, title: first.title });
    const { body: read } = await head.get<Meeting>(`${path}/${first.id}`);
    expect(read.next).toMatchObject({ id: next.id, occurred: plan });
    expect(await refused({ previousMeetingId: first.id })).toHaveProperty(
      "previousMeetingId",
    );
    await done(next, "withdraw", { reason: "日程が合わないため" });
    const again = await meet({ occurred: plan, previousMeetingId: first.id });
    expect(again.previous?.id).toBe(first.id);
  });

  test("of another incident is refused", async () => {
    const elsewhere = await anIncident(colleague);
    const { body } = await colleague.call<Meeting>(
      "POST",
      `/api/incidents/${elsewhere.id}/meetings`,
      { title: "別件", occurred: plan },
    );
    expect(await refused({ previousMeetingId: body.id })).toHaveProperty(
      "previousMeetingId",
    );
  });
});

describe("POST /meetings/:id/hold", () => {
  test("a plan that took place writes its line, with its minutes and decisions", async () => {
    const planned = await meet({ occurred: plan, agenda: "公表の時期" });
    const held = await done(planned, "hold", {
      occurred: { on: "2016-08-15", at: "2016-08-15T09:30:00+09:00" },
      minutes: "全員一致",
      decisions: [{ text: "警察に相談する", category: "authorities" }],
    });
    expect(held).toMatchObject({
      state: "held",
      agenda: "公表の時期",
      minutes: "全員一致",
      decisions: [{ text: "警察に相談する" }],
    });
    expect(await linesOf(planned.id)).toHaveLength(1);
    expect((await act(held, "hold", { occurred: plan })).status).toBe(409);
  });

  test("takes a moment that has come, and the meeting as it is", async () => {
    const planned = await meet({ occurred: plan });
    const { status, body } = await act<ProblemDocument>(planned, "hold", {
      occurred: plan,
    });
    expect([status, Object.keys(body.errors ?? {})]).toEqual([
      400,
      ["occurred.precision"],
    ]);
    expect(
      (
        await act({ id: planned.id, version: 7 }, "hold", {
          occurred: { on: "2016-08-15" },
        })
      ).status,
    ).toBe(412);
  });
});

describe("PUT /meetings/:id", () => {
  test("minutes are written on without a reason; another day takes one, and every line follows", async () => {
    const meeting = await meet({ decisions: [{ text: "決済を止める" }] });
    const put = (version: number, change: object) =>
      head.call<Meeting & ProblemDocument>(
        "PUT",
        `${path}/${meeting.id}`,
        change,
        { "if-match": `"v${version}"` },
      );
    const { body: written } = await put(1, { minutes: "追記" });
    expect(written).toMatchObject({ version: 2, minutes: "追記" });
    const moved = { occurred: { on: "2016-08-14" } };
    expect((await put(2, moved)).body.errors).toHaveProperty("reason");
    const { status } = await put(2, { ...moved, reason: "日付の誤り" });
    expect(status).toBe(200);
    for (const id of [meeting.id, meeting.decisions[0]!.id])
      expect(await linesOf(id)).toMatchObject([
        { occurred: { on: "2016-08-14" }, reason: "日付の誤り" },
      ]);
  });

  test("words of a decision that were corrected in the timeline stay when the meeting moves", async () => {
    const meeting = await meet({ decisions: [{ text: "サイトを止める" }] });
    const [line] = await linesOf(meeting.decisions[0]!.id);
    await head.on(
      1,
      "PUT",
      `/api/incidents/${incident.id}/timeline/${line!.id}`,
      { text: "全サイトを止める", reason: "正確に" },
    );
    await head.on(1, "PUT", `${path}/${meeting.id}`, {
      occurred: { on: "2016-08-16" },
      reason: "日付の誤り",
    });
    const { body } = await head.get<Meeting>(`${path}/${meeting.id}`);
    expect(body.decisions).toMatchObject([{ text: "全サイトを止める" }]);
  });

  test("what was held is no plan again, and a plan is held by saying so", async () => {
    const held = await meet();
    const planned = await meet({ occurred: plan });
    const put = ({ id }: Meeting, occurred: object) =>
      head.call(
        "PUT",
        `${path}/${id}`,
        { occurred, reason: "誤り" },
        { "if-match": '"v1"' },
      );
    expect((await put(held, plan)).status).toBe(409);
    expect((await put(planned, { on: "2016-08-15" })).status).toBe(409);
    expect((await put(planned, { ...plan, on: "2016-08-17" })).status).toBe(
      200,
    );
  });
});

describe("decisions", () => {
  test("one more is told, and one taken back is struck through where it stands", async () => {
    const meeting = await meet();
    const more = await done(meeting, "decide", {
      text: "コールセンターを設ける",
      category: "customers",
    });
    const [taken] = more.decisions;
    const less = await done(more, "withdraw-decision", {
      decisionId: taken!.id,
      reason: "次回に持ち越し",
    });
    expect(less.decisions).toMatchObject([
      { text: "コールセンターを設ける", withdrawalReason: "次回に持ち越し" },
    ]);
    expect(await linesOf(taken!.id)).toMatchObject([{ state: "retracted" }]);
    expect(
      (
        await act(less, "withdraw-decision", {
          decisionId: taken!.id,
          reason: "もう一度",
        })
      ).status,
    ).toBe(409);
  });

  test("its line cannot be retracted by hand, and one for counsel keeps its words from others", async () => {
    const meeting = await meet({ decisions: [{ text: "訴訟に備える" }] });
    const event = meeting.decisions[0]!.timelineEventId!;
    const line = `/api/incidents/${incident.id}/timeline/${event}`;
    expect(
      (
        await head.call(
          "POST",
          `${line}/retract`,
          { reason: "x" },
          { "if-match": '"v1"' },
        )
      ).status,
    ).toBe(409);
    await head.on(1, "PUT", line, {
      visibility: "counsel",
      counselBasis: "助言",
      reason: "弁護士の指示",
    });
    const seenBy = async (person: Person) =>
      (await person.get<Meeting>(`${path}/${meeting.id}`)).body.decisions[0];
    expect(await seenBy(head)).toMatchObject({ text: "訴訟に備える" });
    expect(await seenBy(reader)).toMatchObject({
      text: null,
      decision: null,
      isWithheld: true,
    });
    const { body: csv } = await reader.call("GET", `${path}/export.csv`);
    expect(csv).not.toContain("訴訟に備える");
  });
});

describe("POST /meetings/:id/tasks", () => {
  test("several lines become several tasks in one act, each known to its meeting", async () => {
    const meeting = await meet();
    const { status, body: tasks } = await act<Task[]>(meeting, "tasks", {
      tasks: [
        { title: "ログを保全する", assigneeId: colleague.id },
        { title: "FAQの案を作る", dueOn: "2016-08-20" },
      ],
    });
    expect(status).toBe(201);
    expect(tasks).toMatchObject([
      {
        title: "ログを保全する",
        assignee: { id: colleague.id },
        source: { kind: "meetings", id: meeting.id },
      },
      { title: "FAQの案を作る", dueOn: "2016-08-20" },
    ]);
    await head.on(
      1,
      "PUT",
      `/api/incidents/${incident.id}/tasks/${tasks[0]!.id}`,
      {
        state: "done",
      },
    );
    const { body: read } = await head.get<Meeting>(`${path}/${meeting.id}`);
    expect(read).toMatchObject({ taskCount: 2, openTaskCount: 1, version: 2 });
    const { body: found } = await head.get<Task[]>(
      `/api/incidents/${incident.id}/tasks?filter=${encodeURIComponent(JSON.stringify({ sourceId: meeting.id }))}`,
    );
    expect(found.map(({ id }) => id).sort()).toEqual(
      tasks.map(({ id }) => id).sort(),
    );
  });

  test("all of them or none", async () => {
    const stranger = await aPerson(app);
    const meeting = await meet();
    const { status, body } = await act<ProblemDocument>(meeting, "tasks", {
      tasks: [
        { title: "一つ目" },
        { title: "二つ目", assigneeId: stranger.id },
      ],
    });
    expect([status, Object.keys(body.errors ?? {})]).toEqual([
      400,
      ["tasks.1.assigneeId"],
    ]);
    const { body: read } = await head.get<Meeting>(`${path}/${meeting.id}`);
    expect(read).toMatchObject({ taskCount: 0, version: 1 });
  });
});

describe("POST /meetings/:id/withdraw", () => {
  test("strikes the meeting and its lines through, keeps its tasks, and ends it", async () => {
    const meeting = await meet({ decisions: [{ text: "延期する" }] });
    await act(meeting, "tasks", { tasks: [{ title: "連絡する" }] });
    const { body: now } = await head.get<Meeting>(`${path}/${meeting.id}`);
    const gone = await done(now, "withdraw", { reason: "二重に記録" });
    expect(gone).toMatchObject({
      state: "withdrawn",
      withdrawalReason: "二重に記録",
      openTaskCount: 1,
    });
    for (const id of [meeting.id, meeting.decisions[0]!.id])
      expect(await linesOf(id)).toMatchObject([
        { state: "retracted", reason: "二重に記録" },
      ]);
    expect((await act(gone, "withdraw", { reason: "x" })).status).toBe(409);
    expect((await act(gone, "tasks", { tasks: [{ title: "x" }] })).status).toBe(
      409,
    );
    const { body: log } = await head.get<AuditEntry[]>(
      `/api/incidents/${incident.id}/activity?filter=${encodeURIComponent(JSON.stringify({ resource: "meetings" }))}`,
    );
    expect(log[0]).toMatchObject({
      resource: "meeting",
      recordLabel: meeting.title,
    });
  });
});

describe("GET /meetings", () => {
  test("is searched by words and state, also by the id of a decision, and exported", async () => {
    const meeting = await meet({
      title: "広報との打ち合わせ",
      decisions: [{ text: "文案を整える" }],
    });
    const ids = async (filter: object) =>
      (
        await head.get<Meeting[]>(
          `${path}?filter=${encodeURIComponent(JSON.stringify(filter))}`,
        )
      ).body.map(({ id }) => id);
    expect(await ids({ q: "広報との" })).toEqual([meeting.id]);
    expect(await ids({ recordId: meeting.decisions[0]!.id })).toEqual([
      meeting.id,
    ]);
    expect(await ids({ state: "planned" })).not.toContain(meeting.id);
    const { body: csv } = await head.call("GET", `${path}/export.csv`);
    expect(csv).toContain("広報との打ち合わせ");
    expect(csv).toContain("文案を整える");
  });
});
