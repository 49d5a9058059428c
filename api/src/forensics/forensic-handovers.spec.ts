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
  ForensicHandover,
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
  type Person,
} from "../../../test/support/people.js";

let app: TestApp;
let head: Person;
let firm: Party;
let processor: Party;
let card: Party;
let police: Party;
let incident: Incident;
let engagement: ForensicEngagement;
let report: ForensicReport;
let own: string;
let path: string;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  const { id } = await anIncident(head);
  firm = await aParty(head, id, "見本フォレンジックス(架空)");
  processor = await aParty(head, id, "見本ペイメント株式会社(架空)", {
    shortName: "見本ペイメント",
  });
  card = await aParty(head, id, "見本カード(架空)");
  police = await aParty(head, id, "見本警察署(架空)");
});
afterAll(() => app.close());
beforeEach(async () => {
  incident = await anIncident(head);
  own = `/api/incidents/${incident.id}`;
  path = `${own}/forensic_handovers`;
  engagement = await anEngagement(head, incident.id, firm.id, {
    requiredById: card.id,
  });
  report = await aReport(head, incident.id, engagement.id);
});

async function lines(): Promise<TimelineEvent[]> {
  return (await head.get<TimelineEvent[]>(`${own}/timeline`)).body;
}

async function awaiting(): Promise<string[]> {
  const { body } = await head.get<ForensicEngagement>(
    `${own}/forensics/${engagement.id}`,
  );
  return body.awaiting.map(({ name }) => name.ja);
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

describe("POST /forensic_handovers", () => {
  test("handed to several at once is one act, one moment and one line that names them by their short names", async () => {
    const { body } = await head.post<ForensicHandover>(path, {
      reportId: report.id,
      recipients: [
        { partyId: processor.id, receipt: "転送記録 2016-0816-1" },
        { partyId: card.id },
      ],
      occurred: { on: "2016-08-16" },
      method: "secure_transfer",
      handedBy: "佐藤",
    });
    expect(body).toMatchObject({
      report: { id: report.id, kind: "first", edition: "1.0" },
      recipients: [
        {
          party: { id: processor.id, name: { ja: "見本ペイメント" } },
          receipt: "転送記録 2016-0816-1",
        },
        { party: { id: card.id }, receipt: "" },
      ],
      method: "secure_transfer",
      handedBy: "佐藤",
    });
    expect((await lines()).at(-1)).toMatchObject({
      text: "第1次報告書を見本ペイメント、見本カード(架空)に共有",
      records: [{ kind: "forensics.handed", id: body.id }],
    });
  });

  test("one line may speak of the report that came in and of its going on", async () => {
    const line = await aLine(head, incident.id, {
      occurred: { on: "2016-09-01" },
      text: "最終報告書を受領。決済代行会社とカード会社に共有",
    });
    const more = { occurred: { on: "2016-09-01" }, timelineEventId: line.id };
    const final = await aReport(head, incident.id, engagement.id, {
      kind: "final",
      ...more,
    });
    const handover = await aHandover(
      head,
      incident.id,
      final.id,
      [processor.id, card.id],
      more,
    );
    const { body } = await head.get<TimelineEvent>(
      `${own}/timeline/${line.id}`,
    );
    expect([body.text, body.records]).toEqual([
      "最終報告書を受領。決済代行会社とカード会社に共有",
      [
        { kind: "forensics.received", id: final.id },
        { kind: "forensics.handed", id: handover.id },
      ],
    ]);
    expect(await lines()).toHaveLength(2);
  });

  test.each<[string, () => object, number, string]>([
    ["to nobody", () => ({ recipients: [] }), 400, "recipients"],
    [
      "to somebody nobody knows",
      () => ({ recipients: [{ partyId: crypto.randomUUID() }] }),
      400,
      "recipients.0.partyId",
    ],
    [
      "to somebody twice",
      () => ({
        recipients: [{ partyId: card.id }, { partyId: card.id }],
      }),
      400,
      "recipients.1.partyId",
    ],
    [
      "of a report nobody knows",
      () => ({ reportId: crypto.randomUUID() }),
      400,
      "reportId",
    ],
    ["in a way there is not", () => ({ method: "pigeon" }), 400, "method"],
  ])("a handing over %s is refused", async (_, more, status, field) => {
    const body = {
      reportId: report.id,
      recipients: [{ partyId: card.id }],
      occurred: { on: "2016-08-16" },
      method: "in_person",
      ...more(),
    };
    expect(await refusal("POST", path, body)).toEqual([status, [field]]);
    expect(await lines()).toHaveLength(1);
  });
});

describe("who has not got the newest report", () => {
  test("is whoever asked for the investigation or got an earlier one", async () => {
    expect(await awaiting()).toEqual(["見本カード(架空)"]);
    await aHandover(head, incident.id, report.id, [card.id, police.id]);
    expect(await awaiting()).toEqual([]);
    const final = await aReport(head, incident.id, engagement.id, {
      kind: "final",
      occurred: { on: "2016-09-01" },
    });
    expect(await awaiting()).toEqual(["見本カード(架空)", "見本警察署(架空)"]);
    await aHandover(head, incident.id, final.id, [card.id]);
    expect(await awaiting()).toEqual(["見本警察署(架空)"]);
  });

  test("is told anew when a handing over or a report is withdrawn", async () => {
    const { id } = await aHandover(head, incident.id, report.id, [card.id]);
    await head.on(1, "POST", `${path}/${id}/withdraw`, { reason: "未送付" });
    expect(await awaiting()).toEqual(["見本カード(架空)"]);
    await head.on(1, "POST", `${own}/forensic_reports/${report.id}/withdraw`, {
      reason: "誤り",
    });
    expect(await awaiting()).toEqual([]);
  });
});

describe("PUT /forensic_handovers/:id", () => {
  test("proof is added without a reason, another body only with one, and the line follows", async () => {
    const { id } = await aHandover(head, incident.id, report.id, [card.id]);
    await head.on(1, "PUT", `${path}/${id}`, {
      recipients: [{ partyId: card.id, receipt: "受領書 第12号" }],
    });
    expect((await lines()).at(-1)?.version).toBe(1);
    const change = {
      recipients: [{ partyId: police.id }, { partyId: card.id }],
    };
    expect(await refusal("PUT", `${path}/${id}`, change, 2)).toEqual([
      400,
      ["reason"],
    ]);
    await head.on(2, "PUT", `${path}/${id}`, { ...change, reason: "記入漏れ" });
    expect((await lines()).at(-1)).toMatchObject({
      text: "第1次報告書を見本警察署(架空)、見本カード(架空)に共有",
      reason: "記入漏れ",
    });
    expect(
      (await head.get<ForensicHandover>(`${path}/${id}`)).body.recipients.map(
        ({ party }) => party.id,
      ),
    ).toEqual([police.id, card.id]);
  });

  test("an older version loses, and a withdrawn one stays as it is", async () => {
    const { id } = await aHandover(head, incident.id, report.id, [card.id]);
    await head.on(1, "POST", `${path}/${id}/withdraw`, { reason: "未送付" });
    expect((await lines()).at(-1)?.state).toBe("retracted");
    expect((await refusal("PUT", `${path}/${id}`, { note: "x" }, 1))[0]).toBe(
      412,
    );
    expect(await refusal("PUT", `${path}/${id}`, { note: "x" }, 2)).toEqual([
      409,
      ["root.serverError"],
    ]);
  });
});

describe("GET /forensic_handovers", () => {
  test("the newest first, by report and body, and taken along", async () => {
    const early = await aHandover(head, incident.id, report.id, [card.id]);
    const late = await aHandover(head, incident.id, report.id, [police.id], {
      occurred: { on: "2016-09-06" },
    });
    const found = async (filter: object) =>
      (
        await head.get<ForensicHandover[]>(
          `${path}?filter=${encodeURIComponent(JSON.stringify(filter))}`,
        )
      ).body.map(({ id }) => id);
    expect(await found({})).toEqual([late.id, early.id]);
    expect(await found({ partyId: card.id })).toEqual([early.id]);
    expect(await found({ reportId: report.id, state: "current" })).toHaveLength(
      2,
    );
    const { body: csv } = await head.get<string>(`${path}/export.csv`);
    expect(csv).toContain("見本警察署(架空)");
    expect((await head.call("GET", `${path}/export.xlsx`)).status).toBe(200);
  });
});
