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
  ForensicReport,
  Incident,
  Party,
  ProblemDocument,
  TimelineEvent,
} from "@keii/shared";
import { startApp, type TestApp } from "../../../test/support/app.js";
import {
  aHandover,
  anEngagement,
  aParty,
  aReport,
} from "../../../test/support/forensics.js";
import {
  aLine,
  aPerson,
  anIncident,
  join,
  type Person,
} from "../../../test/support/people.js";

let app: TestApp;
let head: Person;
let firm: Party;
let incident: Incident;
let engagement: ForensicEngagement;
let own: string;
let path: string;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  firm = await aParty(
    head,
    (await anIncident(head)).id,
    "見本フォレンジックス(架空)",
  );
});
afterAll(() => app.close());
beforeEach(async () => {
  incident = await anIncident(head);
  own = `/api/incidents/${incident.id}`;
  path = `${own}/forensic_reports`;
  engagement = await anEngagement(head, incident.id, firm.id);
});

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

describe("POST /forensic_reports", () => {
  test("a report is issued at one moment and received at another, and says so in the timeline", async () => {
    const report = await aReport(head, incident.id, engagement.id, {
      kind: "final",
      issued: { on: "2016-08-31" },
      occurred: { on: "2016-09-01", at: "2016-09-01T10:15:00+09:00" },
      summary: "2つの経路を確認",
      exposures: "経路1 2014/8/25〜2015/9/23、経路2 2016/5/20〜8/14",
    });
    expect(report).toMatchObject({
      kind: "final",
      edition: "1.0",
      issued: { on: "2016-08-31", at: null },
      occurred: { precision: "minute", on: "2016-09-01" },
      firm: { id: firm.id },
      changes: [],
    });
    expect(await lines()).toMatchObject([
      {
        text: "見本フォレンジックス(架空)から最終報告書を受領",
        occurred: { on: "2016-09-01" },
        records: [{ kind: "forensics.received", id: report.id }],
      },
    ]);
  });

  test("a later edition names itself and keeps its table of changes", async () => {
    await aReport(head, incident.id, engagement.id);
    const later = await aReport(head, incident.id, engagement.id, {
      edition: "1.1",
      occurred: { on: "2016-08-20" },
      changes: [
        { section: "3.2", change: "期間の始まりを訂正" },
        { section: "", change: "誤字の訂正" },
      ],
    });
    expect(later.changes).toHaveLength(2);
    expect((await lines()).map(({ text }) => text)).toEqual([
      "見本フォレンジックス(架空)から第1次報告書を受領",
      "見本フォレンジックス(架空)から第1次報告書(1.1版)を受領",
    ]);
  });

  test("takes over a line that is there already", async () => {
    const line = await aLine(head, incident.id, {
      occurred: { on: "2016-08-16" },
      text: "第1次報告書を受領。決済代行会社とカード会社に共有",
    });
    const { id } = await aReport(head, incident.id, engagement.id, {
      timelineEventId: line.id,
    });
    expect(await lines()).toMatchObject([
      {
        text: "第1次報告書を受領。決済代行会社とカード会社に共有",
        records: [{ kind: "forensics.received", id }],
      },
    ]);
  });

  test("the same edition of the same kind is there once", async () => {
    await aReport(head, incident.id, engagement.id);
    const again = {
      engagementId: engagement.id,
      kind: "first",
      occurred: { on: "2016-08-17" },
    };
    expect(await refusal("POST", path, again)).toEqual([409, ["edition"]]);
    expect(await lines()).toHaveLength(1);
  });

  test("a report of an engagement of another incident is refused", async () => {
    const elsewhere = await anIncident(head);
    const foreign = await anEngagement(head, elsewhere.id, firm.id);
    const body = {
      engagementId: foreign.id,
      kind: "first",
      occurred: { on: "2016-08-16" },
    };
    expect(await refusal("POST", path, body)).toEqual([400, ["engagementId"]]);
  });

  test("a withdrawn engagement has no new reports, one with reports is not withdrawn", async () => {
    const report = await aReport(head, incident.id, engagement.id);
    const to = `${own}/forensics/${engagement.id}/withdraw`;
    expect(await refusal("POST", to, { reason: "誤り" }, 1)).toEqual([
      409,
      ["root.serverError"],
    ]);
    await head.on(1, "POST", `${path}/${report.id}/withdraw`, {
      reason: "誤り",
    });
    await head.on(1, "POST", to, { reason: "誤り" });
    const body = {
      engagementId: engagement.id,
      kind: "first",
      occurred: { on: "2016-08-16" },
    };
    expect(await refusal("POST", path, body)).toEqual([409, ["engagementId"]]);
  });

  test("the desk sees none of it, who reads may not write", async () => {
    const { id } = await aReport(head, incident.id, engagement.id);
    const desk = await aPerson(app);
    await join(head, incident.id, desk, "desk_lead");
    expect((await desk.call("GET", `${path}/${id}`)).status).toBe(403);
    const press = await aPerson(app);
    await join(head, incident.id, press, "executive");
    expect((await press.call("GET", `${path}/${id}`)).status).toBe(200);
    const withdrawal = await press.call(
      "POST",
      `${path}/${id}/withdraw`,
      { reason: "x" },
      { "if-match": '"v1"' },
    );
    expect(withdrawal.status).toBe(403);
  });
});

describe("PUT /forensic_reports/:id", () => {
  test("what it says inside changes without a reason, what its line says only with one", async () => {
    const { id } = await aReport(head, incident.id, engagement.id);
    await head.on(1, "PUT", `${path}/${id}`, { summary: "速やかに共有" });
    expect((await lines())[0]?.version).toBe(1);
    const change = { kind: "interim", occurred: { on: "2016-08-17" } };
    expect(await refusal("PUT", `${path}/${id}`, change, 2)).toEqual([
      400,
      ["reason"],
    ]);
    await head.on(2, "PUT", `${path}/${id}`, {
      ...change,
      reason: "受領簿による",
    });
    expect(await lines()).toMatchObject([
      {
        text: "見本フォレンジックス(架空)から中間報告書を受領",
        occurred: { on: "2016-08-17" },
        reason: "受領簿による",
      },
    ]);
  });

  test("an older version loses", async () => {
    const { id } = await aReport(head, incident.id, engagement.id);
    await head.on(1, "PUT", `${path}/${id}`, { summary: "先" });
    expect(
      (await refusal("PUT", `${path}/${id}`, { summary: "後" }, 1))[0],
    ).toBe(412);
  });
});

describe("POST /forensic_reports/:id/withdraw", () => {
  test("a report recorded by mistake stays, its line struck through, and its edition is free again", async () => {
    const { id } = await aReport(head, incident.id, engagement.id);
    const { body } = await head.on<ForensicReport>(
      1,
      "POST",
      `${path}/${id}/withdraw`,
      { reason: "別の事案の報告書" },
    );
    expect(body.state).toBe("withdrawn");
    expect(await lines()).toMatchObject([{ state: "retracted" }]);
    expect(await refusal("PUT", `${path}/${id}`, { summary: "x" }, 2)).toEqual([
      409,
      ["root.serverError"],
    ]);
    await aReport(head, incident.id, engagement.id);
  });

  test("not while somebody has it", async () => {
    const { id } = await aReport(head, incident.id, engagement.id);
    const handover = await aHandover(head, incident.id, id, [firm.id]);
    const to = `${path}/${id}/withdraw`;
    expect(await refusal("POST", to, { reason: "誤り" }, 1)).toEqual([
      409,
      ["root.serverError"],
    ]);
    await head.on(
      1,
      "POST",
      `${own}/forensic_handovers/${handover.id}/withdraw`,
      { reason: "誤り" },
    );
    await head.on(1, "POST", to, { reason: "誤り" });
  });
});

describe("GET /forensic_reports", () => {
  test("is filtered, the newest first, and taken along in either form", async () => {
    const first = await aReport(head, incident.id, engagement.id);
    const final = await aReport(head, incident.id, engagement.id, {
      kind: "final",
      occurred: { on: "2016-09-01" },
      summary: "二つの経路",
    });
    const found = async (filter: object) =>
      (
        await head.get<ForensicReport[]>(
          `${path}?filter=${encodeURIComponent(JSON.stringify(filter))}`,
        )
      ).body.map(({ id }) => id);
    expect(await found({})).toEqual([final.id, first.id]);
    expect(await found({ kind: "first" })).toEqual([first.id]);
    expect(await found({ q: "経路" })).toEqual([final.id]);
    expect(await found({ engagementId: engagement.id })).toHaveLength(2);
    const { body: csv } = await head.get<string>(`${path}/export.csv`);
    expect(csv).toContain("最終報告書,1.0");
    expect((await head.call("GET", `${path}/export.xlsx`)).status).toBe(200);
  });
});
