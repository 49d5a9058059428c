import {
  milestoneStates,
  milestoneTransitions,
  type Approval,
  type Home,
  type Intake,
  type Milestone,
  type OccurredInput,
  type TimelineEvent,
} from "@keii/shared";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "vitest";
import { startApp, type TestApp } from "../../../test/support/app.js";
import { refusal } from "../../../test/support/caller.js";
import {
  aLine,
  aPerson,
  anIncident,
  join,
  type Person,
} from "../../../test/support/people.js";

let app: TestApp;
let head: Person;
let compliance: Person;
let executive: Person;
let communications: Person;
let support: Person;
let incidentId: string;
let path: string;
let approvals: string;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app, { name: "見本 責任者" });
  compliance = await aPerson(app, { name: "見本 法務" });
  executive = await aPerson(app);
  communications = await aPerson(app);
  support = await aPerson(app);
});
beforeEach(async () => {
  incidentId = (await anIncident(head)).id;
  path = `/api/incidents/${incidentId}/milestones`;
  approvals = `/api/incidents/${incidentId}/approvals`;
  await join(head, incidentId, compliance, "compliance");
  await join(head, incidentId, executive, "executive");
  await join(head, incidentId, communications, "communications");
  await join(head, incidentId, support, "support");
});
afterEach(() => app.clock.set(null));
afterAll(() => app.close());

const noon = "2016-08-18T12:00:00+09:00";
const record = async (more: object = {}) =>
  (
    await head.post<Milestone>(path, {
      kind: "aware",
      occurred: { on: "2016-08-18", at: noon },
      ...more,
    })
  ).body;
const timeline = async () =>
  (await head.get<TimelineEvent[]>(`/api/incidents/${incidentId}/timeline`))
    .body;
const move = (
  milestone: Milestone,
  occurred: OccurredInput,
  by = compliance,
  reason = "通話記録による",
) =>
  by.call<Milestone>(
    "POST",
    `${path}/${milestone.id}/move`,
    { occurred, reason },
    { "if-match": `"v${milestone.version}"` },
  );
const read = async (milestone: Milestone) =>
  (await head.get<Milestone>(`${path}/${milestone.id}`)).body;
const decide = (
  approval: { approvalId: string },
  decision: "approved" | "refused",
  by: Person,
  version = 1,
) =>
  by.call<Approval>(
    "POST",
    `${approvals}/${approval.approvalId}/decide`,
    { decision, reason: "確認した" },
    { "if-match": `"v${version}"` },
  );
/** A milestone with a later moment that waits for somebody. */
async function pending(): Promise<{ before: Milestone; asked: Milestone }> {
  const before = await record();
  const { body: asked } = await move(before, { on: "2016-08-19" });
  return { before, asked };
}

describe("POST /milestones", () => {
  test("says who learned what, when and how, and writes its own line", async () => {
    const milestone = await record({
      learnedBy: "見本 太郎",
      channel: "電話",
      evidence: "通話記録",
    });
    expect(milestone).toMatchObject({
      kind: "aware",
      state: "confirmed",
      learnedBy: "見本 太郎",
      channel: "電話",
      evidence: "通話記録",
      pendingMove: null,
      createdBy: { name: "見本 責任者" },
      version: 1,
    });
    expect(milestone.occurred).toMatchObject({
      on: "2016-08-18",
      precision: "minute",
    });
    const [line] = await timeline();
    expect(line).toMatchObject({
      id: milestone.timelineEventId,
      category: "discovery",
      visibility: "internal",
    });
    expect(line!.text).toContain("見本 太郎");
  });

  test("adopts a line that says it already, and writes no other", async () => {
    const line = await aLine(head, incidentId, {
      text: "決済代行会社より連絡",
    });
    const milestone = await record({
      occurred: { on: "2016-08-18" },
      timelineEventId: line.id,
    });
    expect(milestone.timelineEventId).toBe(line.id);
    expect((await timeline()).map(({ text }) => text)).toEqual([
      "決済代行会社より連絡",
    ]);
  });

  test("adopts no line of another incident or another day, none retracted, and none it may not read", async () => {
    const elsewhere = await aLine(head, (await anIncident(head)).id);
    const otherDay = await aLine(head, incidentId, {
      occurred: { on: "2016-08-17" },
    });
    const retracted = await aLine(head, incidentId, { text: "取り消す行" });
    await head.on(
      1,
      "POST",
      `/api/incidents/${incidentId}/timeline/${retracted.id}/retract`,
      { reason: "重複" },
    );
    const counsels = await aLine(head, incidentId, {
      visibility: "counsel",
      counselBasis: "助言",
      text: "弁護士の助言",
    });
    for (const [line, status, by] of [
      [elsewhere, 400, head],
      [otherDay, 409, head],
      [retracted, 409, head],
      [counsels, 400, compliance],
    ] as const)
      expect(
        refusal(
          await by.call("POST", path, {
            kind: "aware",
            occurred: { on: "2016-08-18" },
            timelineEventId: line.id,
          }),
        ),
        line.text ?? "",
      ).toEqual([status, "timelineEventId"]);
    expect((await head.get<Milestone[]>(path)).body).toEqual([]);
  });

  test("knows each kind once in an incident, however many record it at the same time", async () => {
    const answers = await Promise.all(
      [head, compliance, head].map((by) =>
        by.call("POST", path, {
          kind: "confirmed",
          occurred: { on: "2016-08-20" },
        }),
      ),
    );
    expect(answers.map(refusal).sort()).toEqual([
      [201],
      [409, "kind"],
      [409, "kind"],
    ]);
    expect(await timeline()).toHaveLength(1);
  });

  test("refuses a time of another day and a kind there is not", async () => {
    for (const [wrong, field] of [
      [{ occurred: { on: "2016-08-19", at: noon } }, "occurred.at"],
      [{ occurred: { on: "2016-02-30" } }, "occurred.on"],
      [{ kind: "lunch" }, "kind"],
    ] as const)
      expect(
        refusal(
          await head.call("POST", path, {
            kind: "aware",
            occurred: { on: "2016-08-18" },
            ...wrong,
          }),
        ),
      ).toEqual([400, field]);
  });

  test("is for those who write the record", async () => {
    const auditor = await aPerson(app, { right: "auditor" });
    const stranger = await aPerson(app);
    for (const [person, status] of [
      [executive, 403],
      [communications, 403],
      [support, 403],
      [auditor, 403],
      [stranger, 404],
    ] as const)
      expect(
        refusal(
          await person.call("POST", path, {
            kind: "aware",
            occurred: { on: "2016-08-18" },
          }),
        ),
      ).toEqual([status]);
  });
});

describe("PUT /milestones/:id", () => {
  test("changes how it was learned, not when", async () => {
    const milestone = await record();
    const { body } = await compliance.on<Milestone>(
      1,
      "PUT",
      `${path}/${milestone.id}`,
      { channel: "メール" },
    );
    expect(body).toMatchObject({
      version: 2,
      channel: "メール",
      occurred: milestone.occurred,
    });
    expect(
      refusal(
        await head.call(
          "PUT",
          `${path}/${milestone.id}`,
          { occurred: { on: "2016-08-01" } },
          { "if-match": '"v2"' },
        ),
      ),
    ).toEqual([400, "occurred"]);
  });

  test("voids a move that was asked for before", async () => {
    const { asked } = await pending();
    const { body } = await head.on<Milestone>(
      asked.version,
      "PUT",
      `${path}/${asked.id}`,
      { evidence: "新しい証拠" },
    );
    expect(body.pendingMove).toBeNull();
    const [approval] = (await head.get<Approval[]>(approvals)).body;
    expect(approval!.state).toBe("void");
    expect(
      refusal(await decide(asked.pendingMove!, "approved", head, 2)),
    ).toEqual([409]);
    expect((await read(asked)).occurred.on).toBe("2016-08-18");
  });

  test("leads from each state to where the table says, and nowhere else", async () => {
    for (const from of milestoneStates)
      for (const to of milestoneStates) {
        const { body: intake } = await head.post<Intake>("/api/intake", {
          text: "カード情報流出の懸念があるとの連絡",
        });
        const own = `/api/incidents/${intake.incidentId}/milestones/${intake.milestoneId}`;
        if (from === "confirmed")
          await head.on(1, "PUT", own, { state: "confirmed" });
        const { body: before } = await head.get<Milestone>(own);
        const answer = await head.call<Milestone>(
          "PUT",
          own,
          { state: to, channel: "電話" },
          { "if-match": `"v${before.version}"` },
        );
        if (from === to || milestoneTransitions[from].includes(to))
          expect([answer.status, answer.body.state]).toEqual([200, to]);
        else {
          expect(refusal(answer), `${from} ${to}`).toEqual([409, "state"]);
          expect((await head.get<Milestone>(own)).body).toEqual(before);
        }
      }
  });

  test("refuses a lost version, a missing one and a milestone of another incident", async () => {
    const milestone = await record();
    const own = `${path}/${milestone.id}`;
    await head.on(1, "PUT", own, { channel: "A" });
    expect(
      refusal(
        await head.call("PUT", own, { channel: "B" }, { "if-match": '"v1"' }),
      ),
    ).toEqual([412]);
    expect(refusal(await head.call("PUT", own, {}))).toEqual([428]);
    const elsewhere = await anIncident(head);
    expect(
      refusal(
        await head.call(
          "PUT",
          `/api/incidents/${elsewhere.id}/milestones/${milestone.id}`,
          { channel: "C" },
          { "if-match": '"v2"' },
        ),
      ),
    ).toEqual([404]);
  });
});

describe("POST /milestones/:id/move", () => {
  test("earlier takes a reason, and says in the timeline what was moved and why", async () => {
    const milestone = await record();
    const { body } = await move(milestone, { on: "2016-08-17" });
    expect(body).toMatchObject({ version: 2, pendingMove: null });
    expect(body.occurred).toMatchObject({ on: "2016-08-17", precision: "day" });
    const said = (await timeline()).map(({ text }) => text ?? "");
    expect(said.filter((text) => text.includes("通話記録による"))).toHaveLength(
      1,
    );
  });

  test("a day without a time is earlier than any time of it, and a time later than the day", async () => {
    const timed = await record();
    expect((await move(timed, { on: "2016-08-18" })).body.pendingMove).toBe(
      null,
    );
    const dayOnly = await record({
      kind: "suspected",
      occurred: { on: "2016-08-18" },
    });
    const { body } = await move(dayOnly, { on: "2016-08-18", at: noon });
    expect(body.pendingMove).not.toBeNull();
  });

  test("later waits for a second person and changes nothing until then", async () => {
    const { before, asked } = await pending();
    expect(asked).toMatchObject({
      version: 1,
      occurred: before.occurred,
      pendingMove: {
        occurred: { on: "2016-08-19" },
        reason: "通話記録による",
        askedBy: { name: "見本 法務" },
      },
    });
    expect(await timeline()).toHaveLength(1);
  });

  test("its author moves it later alone within two hours, not after", async () => {
    app.clock.set("2016-08-18T13:00:00+09:00");
    const milestone = await record();
    app.clock.set("2016-08-18T15:00:00+09:00");
    const { body } = await move(milestone, { on: "2016-08-19" }, head);
    expect(body).toMatchObject({ version: 2, pendingMove: null });
    app.clock.set("2016-08-18T15:00:01+09:00");
    const later = await move(body, { on: "2016-08-20" }, head);
    expect(later.body.pendingMove).not.toBeNull();
  });

  test("nobody else does, however soon", async () => {
    const milestone = await record();
    const { body } = await move(milestone, { on: "2016-08-19" }, compliance);
    expect(body.pendingMove).not.toBeNull();
  });

  test("refuses what changes nothing, however it is written", async () => {
    const milestone = await record();
    for (const occurred of [
      { on: "2016-08-18", at: noon },
      { on: "2016-08-18", at: "2016-08-18T03:00Z" },
    ])
      expect(refusal(await move(milestone, occurred))).toEqual([
        400,
        "occurred.on",
      ]);
  });

  test("waits for one at a time, and an earlier moment voids what waits", async () => {
    const { asked } = await pending();
    expect(refusal(await move(asked, { on: "2016-08-20" }))).toEqual([
      409,
      "root.serverError",
    ]);
    const { body } = await move(asked, { on: "2016-08-17" }, head);
    expect(body).toMatchObject({
      pendingMove: null,
      occurred: { on: "2016-08-17" },
    });
    expect((await head.get<Approval[]>(approvals)).body).toMatchObject([
      { state: "void" },
    ]);
  });

  test("needs a reason and the version", async () => {
    const milestone = await record();
    expect(
      refusal(await move(milestone, { on: "2016-08-17" }, head, " ")),
    ).toEqual([400, "reason"]);
    expect(
      refusal(
        await head.call("POST", `${path}/${milestone.id}/move`, {
          occurred: { on: "2016-08-17" },
          reason: "x",
        }),
      ),
    ).toEqual([428]);
    await move(milestone, { on: "2016-08-17" });
    expect(refusal(await move(milestone, { on: "2016-08-16" }))).toEqual([412]);
  });

  test("is for those who write the record", async () => {
    const milestone = await record();
    for (const by of [executive, communications, support])
      expect(refusal(await move(milestone, { on: "2016-08-17" }, by))).toEqual([
        403,
      ]);
  });
});

describe("GET /approvals", () => {
  test("shows what was asked, by whom and why, and puts it on the desk of everybody else", async () => {
    const { asked } = await pending();
    const { body } = await executive.get<Approval[]>(approvals);
    expect(body).toMatchObject([
      {
        id: asked.pendingMove!.approvalId,
        subject: "milestone",
        subjectId: asked.id,
        subjectVersion: 1,
        state: "asked",
        reason: "通話記録による",
        proposal: { occurred: { on: "2016-08-19" } },
        askedBy: { name: "見本 法務" },
        decidedBy: null,
      },
    ]);
    const waiting = async (person: Person) =>
      (await person.get<Home>("/api/home")).body.tasks.filter(
        ({ id }) => id === asked.pendingMove!.approvalId,
      ).length;
    expect([
      await waiting(head),
      await waiting(executive),
      await waiting(compliance),
      await waiting(communications),
    ]).toEqual([1, 1, 0, 0]);
  });

  test("is not for those who do not answer for the record", async () => {
    for (const person of [communications, support])
      expect(refusal(await person.call("GET", approvals))).toEqual([403]);
  });
});

describe("POST /approvals/:id/decide", () => {
  test("an agreement moves the milestone and says so in the timeline", async () => {
    const { asked } = await pending();
    const { body } = await decide(asked.pendingMove!, "approved", executive);
    expect(body).toMatchObject({
      state: "approved",
      version: 2,
      decidedBy: { id: executive.id },
      decisionReason: "確認した",
    });
    const moved = await read(asked);
    expect(moved).toMatchObject({
      version: 2,
      pendingMove: null,
      occurred: { on: "2016-08-19" },
    });
    expect(
      (await timeline()).some(({ text }) => text?.includes("通話記録による")),
    ).toBe(true);
  });

  test("a refusal leaves everything as it was, and it may be asked again", async () => {
    const { asked } = await pending();
    const { body } = await decide(asked.pendingMove!, "refused", head);
    expect(body.state).toBe("refused");
    const left = await read(asked);
    expect(left).toMatchObject({
      version: 1,
      pendingMove: null,
      occurred: { on: "2016-08-18" },
    });
    expect(
      (await move(left, { on: "2016-08-21" })).body.pendingMove,
    ).toMatchObject({ occurred: { on: "2016-08-21" } });
  });

  test("whoever asked may not decide, whatever they are besides", async () => {
    const milestone = await record({ kind: "suspected" });
    app.clock.set(new Date(Date.now() + 3 * 3_600_000).toISOString());
    const { body: asked } = await move(milestone, { on: "2016-08-19" }, head);
    app.clock.set(null);
    for (const decision of ["approved", "refused"] as const)
      expect(refusal(await decide(asked.pendingMove!, decision, head))).toEqual(
        [403, "root.serverError"],
      );
    expect((await read(asked)).pendingMove).not.toBeNull();
  });

  test("is decided once, also by two at the same time", async () => {
    const { asked } = await pending();
    const answers = await Promise.all([
      decide(asked.pendingMove!, "approved", head),
      decide(asked.pendingMove!, "refused", executive),
    ]);
    const codes = answers.map(({ status }) => status).sort();
    expect(codes[0]).toBe(200);
    expect([409, 412]).toContain(codes[1]);
    expect(
      refusal(await decide(asked.pendingMove!, "approved", head, 2)),
    ).toEqual([409]);
  });

  test("holds against a change of the milestone at the same moment: one of them wins, never both", async () => {
    for (let round = 0; round < 5; round++) {
      const kind = [
        "aware",
        "suspected",
        "discovered",
        "confirmed",
        "contained",
      ][round];
      const milestone = await record({ kind });
      const { body: asked } = await move(milestone, { on: "2016-08-19" });
      const [decided, changed] = await Promise.all([
        decide(asked.pendingMove!, "approved", head),
        head.call(
          "PUT",
          `${path}/${milestone.id}`,
          { channel: "同時" },
          { "if-match": '"v1"' },
        ),
      ]);
      const { occurred, channel, version, pendingMove } = await read(milestone);
      expect(version).toBe(2);
      expect(pendingMove).toBeNull();
      if (decided.status === 200) {
        expect(changed.status).toBe(412);
        expect([occurred.on, channel]).toEqual(["2016-08-19", ""]);
      } else {
        expect(changed.status).toBe(200);
        expect([409, 412]).toContain(decided.status);
        expect([occurred.on, channel]).toEqual(["2016-08-18", "同時"]);
      }
    }
  });

  test("needs its version, and belongs to its incident", async () => {
    const { asked } = await pending();
    const { approvalId } = asked.pendingMove!;
    expect(
      refusal(
        await head.call("POST", `${approvals}/${approvalId}/decide`, {
          decision: "approved",
        }),
      ),
    ).toEqual([428]);
    const elsewhere = await anIncident(head);
    expect(
      refusal(
        await head.call(
          "POST",
          `/api/incidents/${elsewhere.id}/approvals/${approvalId}/decide`,
          { decision: "approved" },
          { "if-match": '"v1"' },
        ),
      ),
    ).toEqual([404]);
  });

  test("is for those who answer for the record: no administrator, no auditor, no desk", async () => {
    const { asked } = await pending();
    for (const by of [
      communications,
      support,
      await aPerson(app, { right: "administrator" }),
      await aPerson(app, { right: "auditor" }),
    ])
      expect(refusal(await decide(asked.pendingMove!, "approved", by))).toEqual(
        [403],
      );
  });
});
