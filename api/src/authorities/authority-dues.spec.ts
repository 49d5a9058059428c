import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {
  AuthorityDue,
  AuthorityReport,
  Home,
  Incident,
  IncidentFrame,
  Party,
  ProblemDocument,
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
let commission: Party;
let base: string;
let path: string;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  compliance = await aPerson(app);
  incident = await anIncident(head);
  await join(head, incident.id, compliance, "compliance");
  base = `/api/incidents/${incident.id}`;
  path = `${base}/authority-dues`;
  const party = { officialName: "個人情報保護委員会" };
  commission = (await head.post<Party>(`${base}/parties`, party)).body;
});
afterAll(() => app.close());

function owed(more: object): object {
  return {
    recipientId: commission.id,
    stage: "preliminary",
    what: "速報",
    why: "知った日 8/12 → 初日算入 3〜5日目",
    ...more,
  };
}

async function aDue(more: object = {}): Promise<AuthorityDue> {
  const due = owed({ dueOn: "2016-08-16", ...more });
  return (await compliance.post<AuthorityDue>(path, due)).body;
}

async function refusal(body: object): Promise<[number, string[]]> {
  const answer = await compliance.call<ProblemDocument>("POST", path, body);
  return [answer.status, Object.keys(answer.body.errors ?? {})];
}

describe("POST /authority-dues", () => {
  test("a yardstick runs from its first to the end of its last day", async () => {
    app.clock.set("2016-08-16T23:59:00+09:00");
    const due = await aDue({ dueFromOn: "2016-08-14" });
    expect(due).toMatchObject({
      dueFromOn: "2016-08-14",
      dueOn: "2016-08-16",
      dueAt: null,
      isOverdue: false,
      state: "open",
    });
    app.clock.set("2016-08-17T00:00:01+09:00");
    expect(
      (await head.get<AuthorityDue>(`${path}/${due.id}`)).body.isOverdue,
    ).toBe(true);
    app.clock.set(null);
  });

  test("a yardstick has no time, and needs an end; a due is due at some time", async () => {
    expect(
      await refusal(
        owed({ dueFromOn: "2016-08-14", dueAt: "2016-08-16T10:00:00+09:00" }),
      ),
    ).toEqual([400, ["dueFromOn"]]);
    expect(
      await refusal(owed({ dueFromOn: "2016-08-17", dueOn: "2016-08-16" })),
    ).toEqual([400, ["dueOn"]]);
    expect(await refusal(owed({}))).toEqual([400, ["dueOn"]]);
    expect(
      await refusal(
        owed({ dueOn: "2016-08-16", dueAt: "2016-08-17T10:00:00+09:00" }),
      ),
    ).toEqual([400, ["dueAt"]]);
  });

  test("is for compliance", async () => {
    expect(
      (await head.call("POST", path, owed({ dueOn: "2016-08-16" }))).status,
    ).toBe(403);
  });
});

describe("PUT /authority-dues/:id", () => {
  test("moves an open due, from a yardstick to a minute as well", async () => {
    const due = await aDue({ dueFromOn: "2016-08-14" });
    const { body } = await compliance.on<AuthorityDue>(
      1,
      "PUT",
      `${path}/${due.id}`,
      { dueFromOn: null, dueOn: null, dueAt: "2016-08-15T08:00:00Z" },
    );
    expect(body).toMatchObject({
      dueFromOn: null,
      dueOn: null,
      dueAt: "2016-08-15T08:00:00.000Z",
    });
  });
});

describe("the states of a due", () => {
  test("dropped with a reason, taken up again with a reason, met by what was filed", async () => {
    const due = await aDue();
    const act = (verb: string, version: number, body: object) =>
      compliance.call<AuthorityDue & ProblemDocument>(
        "POST",
        `${path}/${due.id}/${verb}`,
        body,
        { "if-match": `"v${version}"` },
      );
    expect((await act("reopen", 1, { reason: "x" })).status).toBe(409);
    expect(
      (await act("drop", 1, { reason: "報告対象事態に当たらない" })).body,
    ).toMatchObject({ state: "dropped", reason: "報告対象事態に当たらない" });
    expect(
      (
        await compliance.call(
          "PUT",
          `${path}/${due.id}`,
          { what: "x" },
          { "if-match": '"v2"' },
        )
      ).status,
    ).toBe(409);
    expect(
      (await act("reopen", 2, { reason: "範囲が広がった" })).body,
    ).toMatchObject({
      state: "open",
      reason: "範囲が広がった",
      closedAt: null,
    });

    const { body: draft } = await compliance.post<AuthorityReport>(
      `${base}/authorities`,
      {
        recipientId: commission.id,
        stage: "preliminary",
        basis: "statutory",
        method: "web_form",
        content: "速報",
      },
    );
    const early = await act("meet", 3, { authorityReportId: draft.id });
    expect([early.status, Object.keys(early.body.errors ?? {})]).toEqual([
      400,
      ["authorityReportId"],
    ]);
    await compliance.on(1, "POST", `${base}/authorities/${draft.id}/filing`, {
      occurred: { on: "2016-08-15" },
    });
    expect(
      (await act("meet", 3, { authorityReportId: draft.id })).body,
    ).toMatchObject({ state: "met", authorityReportId: draft.id });
    expect((await act("drop", 4, { reason: "x" })).status).toBe(409);
    expect((await act("reopen", 3, { reason: "x" })).status).toBe(412);
  });

  test("an open one names the draft that is meant for it", async () => {
    const due = await aDue();
    const { body: draft } = await compliance.post<AuthorityReport>(
      `${base}/authorities`,
      {
        recipientId: commission.id,
        stage: "preliminary",
        basis: "statutory",
        method: "web_form",
        authorityDueId: due.id,
      },
    );
    const { body } = await head.get<AuthorityDue>(`${path}/${due.id}`);
    expect(body).toMatchObject({ state: "open", authorityReportId: draft.id });
  });
});

describe("the next due", () => {
  test("stands in the frame for those who read it, and at home with those who file it, in days", async () => {
    const { id } = await anIncident(head);
    await join(head, id, compliance, "compliance");
    const support = await aPerson(app);
    await join(head, id, support, "support");
    const own = `/api/incidents/${id}`;
    const { body: due } = await compliance.post<AuthorityDue>(
      `${own}/authority-dues`,
      owed({ dueFromOn: "2016-08-14", dueOn: "2016-08-16" }),
    );
    const frameOf = async (who: Person) =>
      (await who.get<IncidentFrame>(own)).body.nextDue;
    expect(await frameOf(head)).toMatchObject({
      id: due.id,
      label: "速報",
      dueFromOn: "2016-08-14",
      dueOn: "2016-08-16",
    });
    expect(await frameOf(support)).toBeNull();
    const homeOf = async (who: Person) =>
      (await who.get<Home>("/api/home")).body.tasks.filter(
        (task) => task.id === due.id,
      );
    expect(await homeOf(head)).toEqual([]);
    expect(await homeOf(compliance)).toMatchObject([
      {
        kind: "authority_due",
        label: "個人情報保護委員会 速報",
        dueFromOn: "2016-08-14",
        dueOn: "2016-08-16",
        dueAt: "2016-08-16T15:00:00.000Z",
      },
    ]);
    await compliance.on(1, "POST", `${own}/authority-dues/${due.id}/drop`, {
      reason: "対象外",
    });
    expect(await frameOf(head)).toBeNull();
  });
});
