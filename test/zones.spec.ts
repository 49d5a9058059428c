import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApp, type TestApp } from "./support/app.js";
import { anIncident, aPerson, join, type Person } from "./support/people.js";

let app: TestApp;
let head: Person;
let compliance: Person;
let base: string;

const on = "2016-08-18";
/** On the eighteenth in Tokyo, and still on the seventeenth in Los Angeles. */
const early = { on, at: "2016-08-18T09:30:00+09:00" };
const earlyIn = { on, at: "2016-08-18T00:30:00.000Z" };
const later = { on: "2016-08-19", at: "2016-08-19T09:30:00+09:00" };
const laterIn = { on: later.on, at: "2016-08-19T00:30:00.000Z" };

interface Kept {
  id: string;
  version: number;
}

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  compliance = await aPerson(app);
  const { id } = await anIncident(head);
  await join(head, id, compliance, "compliance");
  base = `/api/incidents/${id}`;
});
afterAll(() => app.close());

async function made<T extends Kept>(
  path: string,
  body: unknown,
  by = head,
): Promise<T> {
  const answer = await by.call<T>("POST", `${base}/${path}`, body);
  expect([path, answer.status, answer.body]).toMatchObject([path, 201, {}]);
  return answer.body;
}

async function act(
  method: "PUT" | "POST",
  path: string,
  body: unknown,
  version: number,
  by = head,
): Promise<Record<string, unknown>> {
  const answer = await by.call<Record<string, unknown>>(
    method,
    `${base}/${path}`,
    body,
    { "if-match": `"v${version}"` },
  );
  expect([path, answer.status, answer.body]).toMatchObject([path, 200, {}]);
  return answer.body;
}

describe("an incident that is moved to another zone", () => {
  it("keeps the moments of what was recorded before, which are still changed and answered in theirs", async () => {
    const { id: partyId } = await made("parties", {
      officialName: "見本フォレンジック(架空)",
      roles: ["forensic_firm", "police", "issuer"],
    });
    const evidence = await made("evidence", {
      name: "写し",
      sha256: "ab".repeat(32),
      size: 1,
      received: early,
    });
    const { id: engagementId } = await made("forensics", {
      firmId: partyId,
      moments: [{ kind: "consulted", occurred: { on } }],
    });
    const report = await made("forensic_reports", {
      engagementId,
      kind: "first",
      occurred: early,
      issued: early,
    });
    const handover = await made("forensic_handovers", {
      reportId: report.id,
      recipients: [{ partyId }],
      occurred: early,
      method: "in_person",
    });
    const filed = await made(
      "authorities",
      {
        recipientId: partyId,
        stage: "voluntary",
        basis: "voluntary",
        policeContact: "damage_report",
        method: "in_person",
        content: "届出",
      },
      compliance,
    );
    await act(
      "POST",
      `authorities/${filed.id}/filing`,
      { occurred: early },
      1,
      compliance,
    );
    const question = await made(
      "authority-replies",
      {
        authorityReportId: filed.id,
        kind: "question",
        occurred: early,
        method: "telephone",
        text: "件数は",
      },
      compliance,
    );
    const request = await made("partners", {
      partyId,
      kind: "watch_cards",
      text: "監視",
      occurred: early,
    });
    const stops = await head.call<{ id: string }[]>(
      "POST",
      `${base}/payment-stops`,
      { sites: ["本店"], methods: ["card"], occurred: early },
    );
    const stop = stops.body[0]!;

    const meeting = await made("meetings", {
      title: "対策会議",
      occurred: early,
    });
    const plan = await made("meetings", {
      title: "次の対策会議",
      occurred: { ...early, precision: "planned" },
    });

    const exposure = await made("exposures", {
      name: "経路",
      fromOn: on,
      fromAt: early.at,
      untilOn: "2016-08-20",
      dataItems: ["other"],
    });

    const incident = await head.call<Kept>("GET", base);
    await head.call(
      "PUT",
      base,
      { zone: "America/Los_Angeles" },
      { "if-match": `"v${incident.body.version}"` },
    );
    const moved = await head.call<{ zone: string }>("GET", base);
    expect(moved.body.zone).toBe("America/Los_Angeles");

    expect(
      await act(
        "PUT",
        `meetings/${meeting.id}`,
        { occurred: later, reason: "聞き直した" },
        1,
      ),
    ).toMatchObject({ occurred: laterIn });
    await act("POST", `meetings/${plan.id}/hold`, { occurred: later }, 1);
    await act(
      "POST",
      `meetings/${plan.id}/decide`,
      { text: "停止を続ける" },
      2,
    );
    expect(
      await act(
        "PUT",
        `exposures/${exposure.id}`,
        { fromOn: later.on, fromAt: later.at, reason: "聞き直した" },
        1,
      ),
    ).toMatchObject({
      zone: "Asia/Tokyo",
      fromOn: later.on,
      fromAt: laterIn.at,
      untilOn: "2016-08-20",
    });
    expect(
      await act("PUT", `evidence/${evidence.id}`, { received: later }, 1),
    ).toMatchObject({ received: laterIn });
    expect(
      await act(
        "PUT",
        `forensic_reports/${report.id}`,
        { occurred: later, reason: "聞き直した" },
        1,
      ),
    ).toMatchObject({ occurred: laterIn, issued: earlyIn });
    expect(
      await act("PUT", `forensic_reports/${report.id}`, { issued: later }, 2),
    ).toMatchObject({ issued: laterIn });
    expect(
      await act(
        "PUT",
        `forensic_handovers/${handover.id}`,
        { occurred: later, reason: "聞き直した" },
        1,
      ),
    ).toMatchObject({ occurred: laterIn });
    expect(
      await act(
        "PUT",
        `authority-replies/${question.id}`,
        { occurred: later, reason: "聞き直した" },
        1,
        compliance,
      ),
    ).toMatchObject({ occurred: laterIn });
    expect(
      await act(
        "POST",
        `authority-replies/${question.id}/answer`,
        { answered: later, answerText: "調査中" },
        2,
        compliance,
      ),
    ).toMatchObject({ answered: laterIn });
    expect(
      await act(
        "PUT",
        `partners/${request.id}`,
        { occurred: later, reason: "聞き直した" },
        1,
      ),
    ).toMatchObject({ occurred: laterIn });
    await act(
      "POST",
      `payment-stops/${stop.id}/waive`,
      { reason: "カード会社の了解" },
      1,
    );
    expect(
      await act(
        "POST",
        `payment-stops/${stop.id}/resume`,
        { occurred: later },
        2,
      ),
    ).toMatchObject({ resumed: laterIn });
    expect(
      await act(
        "PUT",
        `payment-stops/${stop.id}`,
        { resumed: { on: "2016-08-20" }, reason: "聞き直した" },
        3,
      ),
    ).toMatchObject({ resumed: { on: "2016-08-20" } });
  });
});
