import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "vitest";
import { AuthorityDuesService } from "@keii/api/authorities/authority-dues.service";
import type {
  Home,
  AuthorityReply,
  AuthorityReport,
  Incident,
  Party,
  ProblemDocument,
  TimelineEvent,
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
let compliance: Person;
let incident: Incident;
let base: string;
let path: string;
let report: AuthorityReport;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  compliance = await aPerson(app);
});
afterAll(() => app.close());
beforeEach(async () => {
  incident = await anIncident(head);
  await join(head, incident.id, compliance, "compliance");
  base = `/api/incidents/${incident.id}`;
  path = `${base}/authority-replies`;
  report = await aFiledReport();
});

async function aDraft(): Promise<AuthorityReport> {
  const { body: party } = await head.post<Party>(`${base}/parties`, {
    officialName: "個人情報保護委員会",
    roles: ["privacy_commission"],
  });
  return (
    await compliance.post<AuthorityReport>(`${base}/authorities`, {
      recipientId: party.id,
      stage: "preliminary",
      basis: "statutory",
      method: "web_form",
      content: "速報",
    })
  ).body;
}

async function aFiledReport(): Promise<AuthorityReport> {
  const draft = await aDraft();
  const { body } = await compliance.on<AuthorityReport>(
    1,
    "POST",
    `${base}/authorities/${draft.id}/filing`,
    { occurred: { on: "2016-08-16" } },
  );
  return body;
}

async function aReply(more: object = {}): Promise<AuthorityReply> {
  const { body } = await compliance.post<AuthorityReply>(path, {
    authorityReportId: report.id,
    kind: "question",
    occurred: { on: "2016-08-19" },
    method: "telephone",
    fromWhom: "架空 係長",
    text: "対象件数の内訳を示すこと\n経路ごとに。",
    dueOn: "2016-08-26",
    ...more,
  });
  return body;
}

async function theReport(): Promise<AuthorityReport> {
  return (await head.get<AuthorityReport>(`${base}/authorities/${report.id}`))
    .body;
}

async function texts(): Promise<[string, string][]> {
  const { body } = await head.get<TimelineEvent[]>(`${base}/timeline`);
  return body.map(({ text, state }) => [text ?? "", state]);
}

describe("POST /authority-replies", () => {
  test("a question stands open with its due, in the course of events and at its report", async () => {
    app.clock.set("2016-08-26T23:00:00+09:00");
    const reply = await aReply();
    expect(reply).toMatchObject({
      state: "open",
      isOverdue: false,
      dueOn: "2016-08-26",
      fromWhom: "架空 係長",
      round: 1,
    });
    expect(await theReport()).toMatchObject({
      state: "filed",
      openReplyCount: 1,
    });
    expect((await texts()).at(-1)).toEqual([
      "個人情報保護委員会から照会: 対象件数の内訳を示すこと（回答期限 8/26(金)）",
      "current",
    ]);
    app.clock.set("2016-08-27T00:00:01+09:00");
    expect(
      (await head.get<AuthorityReply>(`${path}/${reply.id}`)).body.isOverdue,
    ).toBe(true);
    app.clock.set(null);
  });

  test("an acceptance asks nothing and says how the report stands; a later revision request goes before it", async () => {
    expect(
      await aReply({ kind: "accepted", text: "", dueOn: null }),
    ).toMatchObject({ state: "noted" });
    expect(await theReport()).toMatchObject({
      state: "accepted",
      openReplyCount: 0,
    });
    const revision = await aReply({
      kind: "revision_requested",
      occurred: { on: "2016-08-20" },
    });
    expect((await theReport()).state).toBe("revision_requested");
    await compliance.on(1, "POST", `${path}/${revision.id}/withdraw`, {
      reason: "誤記",
    });
    expect((await theReport()).state).toBe("accepted");
    expect((await texts()).map(([text]) => text)).toEqual([
      "個人情報保護委員会に速報を提出",
      "個人情報保護委員会が報告を受理",
      "個人情報保護委員会が補正を求めた: 対象件数の内訳を示すこと（回答期限 8/26(金)）",
    ]);
  });

  test("nothing comes back for a draft, nor for a report of another incident", async () => {
    const draft = await aDraft();
    const { id } = await anIncident(head);
    const answerTo = (body: object) =>
      compliance.call<ProblemDocument>("POST", path, {
        kind: "accepted",
        occurred: { on: "2016-08-19" },
        method: "email",
        ...body,
      });
    const early = await answerTo({ authorityReportId: draft.id });
    expect([early.status, Object.keys(early.body.errors ?? {})]).toEqual([
      409,
      ["authorityReportId"],
    ]);
    const foreign = await answerTo({ authorityReportId: id });
    expect([foreign.status, Object.keys(foreign.body.errors ?? {})]).toEqual([
      400,
      ["authorityReportId"],
    ]);
    const silent = await answerTo({
      authorityReportId: report.id,
      kind: "question",
    });
    expect(Object.keys(silent.body.errors ?? {})).toEqual(["text"]);
  });
});

describe("POST /authority-replies/:id/answer", () => {
  test("records what we said, by whom and when, and closes the question", async () => {
    const reply = await aReply();
    const { body } = await compliance.on<AuthorityReply>(
      1,
      "POST",
      `${path}/${reply.id}/answer`,
      {
        answered: { on: "2016-08-24", at: "2016-08-24T16:00:00+09:00" },
        answerText: "経路1は 9,214 件、経路2は 5,413 件です。",
        answeredById: head.id,
      },
    );
    expect(body).toMatchObject({
      state: "answered",
      answered: { on: "2016-08-24", at: "2016-08-24T07:00:00.000Z" },
      answeredById: head.id,
    });
    expect((await theReport()).openReplyCount).toBe(0);
    expect((await texts()).at(-1)?.[0]).toBe("個人情報保護委員会の照会に回答");
    const again = await compliance.call(
      "POST",
      `${path}/${reply.id}/answer`,
      { answered: { on: "2016-08-24" }, answerText: "x" },
      { "if-match": '"v2"' },
    );
    expect(again.status).toBe(409);
  });

  test("is refused to a responder, on an older version, and where nothing was asked", async () => {
    const reply = await aReply();
    const answer = { answered: { on: "2016-08-24" }, answerText: "x" };
    const send = (who: Person, id: string, version: number) =>
      who.call("POST", `${path}/${id}/answer`, answer, {
        "if-match": `"v${version}"`,
      });
    expect((await send(head, reply.id, 1)).status).toBe(403);
    expect((await send(compliance, reply.id, 7)).status).toBe(412);
    const accepted = await aReply({ kind: "accepted" });
    expect((await send(compliance, accepted.id, 1)).status).toBe(409);
  });
});

describe("PUT /authority-replies/:id", () => {
  test("a slip is mended with a reason, and the line follows", async () => {
    const reply = await aReply();
    const { body } = await compliance.on<AuthorityReply>(
      1,
      "PUT",
      `${path}/${reply.id}`,
      {
        occurred: { on: "2016-08-20" },
        dueOn: "2016-08-29",
        reason: "日付の書き誤り",
      },
    );
    expect(body).toMatchObject({
      occurred: { on: "2016-08-20" },
      dueOn: "2016-08-29",
      reason: "日付の書き誤り",
    });
    expect((await texts()).at(-1)?.[0]).toContain("（回答期限 8/29(月)）");
    const bare = await compliance.call<ProblemDocument>(
      "PUT",
      `${path}/${reply.id}`,
      { dueOn: "2016-08-30" },
      { "if-match": '"v2"' },
    );
    expect(Object.keys(bare.body.errors ?? {})).toEqual(["reason"]);
  });
});

describe("what a withdrawal takes back", () => {
  test("both lines of an answered question, and nothing of it is due", async () => {
    const reply = await aReply();
    await compliance.on(1, "POST", `${path}/${reply.id}/answer`, {
      answered: { on: "2016-08-24" },
      answerText: "回答",
    });
    await compliance.on(2, "POST", `${path}/${reply.id}/withdraw`, {
      reason: "別件",
    });
    expect((await texts()).map(([, state]) => state)).toEqual([
      "current",
      "retracted",
      "retracted",
    ]);
  });

  test("the report that a line of a reply leads to is found by the reply", async () => {
    const reply = await aReply();
    const { body } = await head.get<AuthorityReport>(
      `${base}/authorities/${reply.id}`,
    );
    expect(body.id).toBe(report.id);
    // It is looked at by that id, and not written.
    for (const act of ["amend", "withdraw"]) {
      const { status } = await compliance.call(
        "POST",
        `${base}/authorities/${reply.id}/${act}`,
        { reason: "別件" },
        { "if-match": `"v${body.version}"` },
      );
      expect(status, act).toBe(404);
    }
  });
});

describe("the next due", () => {
  test("is what is owed or asked, whichever comes first; what is answered is none", async () => {
    const dues = app.application.get(AuthorityDuesService);
    const reply = await aReply();
    expect(await dues.nextDue(incident.id)).toMatchObject({
      kind: "authority_reply",
      id: reply.id,
      dueOn: "2016-08-26",
    });
    const { body: due } = await compliance.post<{ id: string }>(
      `${base}/authority-dues`,
      {
        recipientId: report.recipientId,
        stage: "final",
        what: "確報",
        dueAt: "2016-08-26T17:00:00+09:00",
      },
    );
    const waiting = async () =>
      (await compliance.get<Home>("/api/home")).body.tasks
        .filter(({ incidentId }) => incidentId === incident.id)
        .map(({ id }) => id);
    expect(await waiting()).toEqual([due.id, reply.id]);
    await compliance.on(1, "POST", `${path}/${reply.id}/answer`, {
      answered: { on: "2016-08-24" },
      answerText: "回答",
    });
    expect(await waiting()).toEqual([due.id]);
  });
});
