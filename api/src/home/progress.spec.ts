import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type {
  AuthorityReport,
  Incident,
  IncidentProgress,
  Milestone,
  PartnerRequest,
  PaymentStop,
  ResumeCondition,
  Task,
} from "@keii/shared";
import { startApp, type TestApp } from "../../../test/support/app.js";
import {
  aFinding,
  aParty,
  anEngagement,
  aReport,
} from "../../../test/support/forensics.js";
import {
  aPerson,
  anIncident,
  join,
  type Person,
} from "../../../test/support/people.js";
import { aMeasure } from "../../../test/support/remediation.js";

let app: TestApp;
let head: Person;
let compliance: Person;
let incident: Incident;
let base: string;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  compliance = await aPerson(app);
  incident = await anIncident(head);
  base = `/api/incidents/${incident.id}`;
  await join(head, incident.id, compliance, "compliance");
});
afterEach(() => app.clock.set(null));
afterAll(() => app.close());

const on = "2016-08-18";
const progressOf = async (person: Person, id = incident.id) =>
  (await person.get<IncidentProgress>(`/api/incidents/${id}/progress`)).body;

describe("GET /incidents/:id/progress", () => {
  test("is nothing done of nothing where nothing was written yet", async () => {
    const empty = await anIncident(head);
    expect(await progressOf(head, empty.id)).toEqual({
      tasks: { doneCount: 0, totalCount: 0, overdueCount: 0 },
      forensics: {
        reached: null,
        reportCount: 0,
        newestReport: null,
        openFindingCount: 0,
      },
      authorities: { filedCount: 0, waitingCount: 0, overdueCount: 0 },
      partners: { answeredCount: 0, askedCount: 0 },
      paymentStops: { stoppedCount: 0, totalCount: 0 },
      remediation: {
        doneCount: 0,
        verifiedCount: 0,
        totalCount: 0,
        overdueCount: 0,
      },
      scope: { runNo: null, isFrozen: false, affected: null },
      inquiries: { openCount: 0, newCount: 0, secondaryDamageCount: 0 },
      approvals: { waitingCount: 0 },
    });
  });

  test("counts what is done of the tasks, without what was given up, and what is late", async () => {
    app.clock.set("2016-08-20T12:00:00+09:00");
    const task = async (title: string, more: object = {}) =>
      (await head.post<Task>(`${base}/tasks`, { title, ...more })).body;
    await task("期限のない件");
    await task("きのうまで", { dueOn: "2016-08-19" });
    await task("きょうまで", { dueOn: "2016-08-20" });
    for (const state of ["done", "dropped"]) {
      const { id } = await task("過ぎた件", { dueOn: "2016-08-15" });
      await head.on(1, "PUT", `${base}/tasks/${id}`, { state });
    }
    expect((await progressOf(head)).tasks).toEqual({
      doneCount: 1,
      totalCount: 4,
      overdueCount: 1,
    });
  });

  test("tells how far the forensic firm is, what it reported last, and what nothing answers yet", async () => {
    const firm = await aParty(head, incident.id, "見本フォレンジック株式会社");
    const moment = (kind: string, more: object = {}) => ({
      kind,
      occurred: { on, ...more },
    });
    await anEngagement(head, incident.id, firm.id, {
      moments: [
        moment("started"),
        moment("requested"),
        moment("completed", { precision: "planned" }),
      ],
    });
    const second = await anEngagement(head, incident.id, firm.id, {
      moments: [moment("completed")],
    });
    await head.on(
      second.version,
      "POST",
      `${base}/forensics/${second.id}/withdraw`,
      { reason: "二重の登録" },
    );
    const engagement = await anEngagement(head, incident.id, firm.id);
    const report = await aReport(head, incident.id, engagement.id);
    await aReport(head, incident.id, engagement.id, {
      kind: "final",
      occurred: { on: "2016-09-02" },
    });
    await aFinding(head, incident.id, report.id);
    const addressed = await aFinding(head, incident.id, report.id);
    await head.on(
      addressed.version,
      "PUT",
      `${base}/forensic_findings/${addressed.id}`,
      { state: "addressed" },
    );
    expect((await progressOf(head)).forensics).toEqual({
      reached: "started",
      reportCount: 2,
      newestReport: "final",
      openFindingCount: 1,
    });
  });

  test("counts what authorities were told, and what they still wait for", async () => {
    app.clock.set("2016-08-20T12:00:00+09:00");
    const { id: recipientId } = await aParty(
      head,
      incident.id,
      "大阪府南警察署",
    );
    for (const dueOn of ["2016-08-19", "2016-08-26"])
      await compliance.post(`${base}/authority-dues`, {
        recipientId,
        stage: "preliminary",
        what: "速報",
        dueOn,
      });
    const draft = async () =>
      (
        await compliance.post<AuthorityReport>(`${base}/authorities`, {
          recipientId,
          stage: "voluntary",
          basis: "voluntary",
          method: "in_person",
          content: "被害を届け出る。",
        })
      ).body;
    await draft();
    const report = await draft();
    await compliance.on(1, "POST", `${base}/authorities/${report.id}/filing`, {
      occurred: { on },
    });
    await compliance.post(`${base}/authority-replies`, {
      authorityReportId: report.id,
      kind: "question",
      occurred: { on: "2016-08-19" },
      method: "telephone",
      text: "件数の根拠は何か",
    });
    expect((await progressOf(head)).authorities).toEqual({
      filedCount: 1,
      waitingCount: 3,
      overdueCount: 1,
    });
  });

  test("counts requests that were answered, and no answer as none", async () => {
    const { id: partyId } = await aParty(head, incident.id, "見本決済代行");
    const request = async () =>
      (
        await head.post<PartnerRequest>(`${base}/partners`, {
          partyId,
          kind: "watch_cards",
          occurred: { on },
        })
      ).body;
    const [promised, silent, withdrawn] = [
      await request(),
      await request(),
      await request(),
    ];
    const answer = ({ id }: PartnerRequest, outcome: string) =>
      head.on(1, "POST", `${base}/partners/${id}/answer`, {
        outcome,
        occurred: { on },
      });
    await answer(promised, "promised");
    await answer(silent, "no_answer");
    await head.on(1, "POST", `${base}/partners/${withdrawn.id}/withdraw`, {
      reason: "二重の依頼",
    });
    expect((await progressOf(head)).partners).toEqual({
      answeredCount: 1,
      askedCount: 2,
    });
  });

  test("counts ways to pay by site and method, however often each was stopped", async () => {
    const minute = (time: string) => ({ on, at: `${on}T${time}:00+09:00` });
    const stop = async (methods: string[], time: string) =>
      (
        await head.post<PaymentStop[]>(`${base}/payment-stops`, {
          sites: ["サイトA", "サイトB"],
          methods,
          occurred: minute(time),
        })
      ).body;
    const stopped = await stop(["card"], "10:00");
    const { body: conditions } = await head.get<ResumeCondition[]>(
      `${base}/resume-conditions`,
    );
    for (const { id, version } of conditions)
      await head.on(version, "PUT", `${base}/resume-conditions/${id}`, {
        isMet: true,
        evidence: "電話で合意",
      });
    for (const { id, version } of stopped)
      await head.on(version, "POST", `${base}/payment-stops/${id}/resume`, {
        occurred: minute("11:00"),
      });
    expect((await progressOf(head)).paymentStops).toEqual({
      stoppedCount: 0,
      totalCount: 2,
    });
    await stop(["card", "points"], "12:00");
    expect((await progressOf(head)).paymentStops).toEqual({
      stoppedCount: 4,
      totalCount: 4,
    });
  });

  test("counts measures that were carried out, those verified among them, and those late", async () => {
    app.clock.set("2016-09-20T12:00:00+09:00");
    await aMeasure(head, incident.id, { dueOn: "2016-09-19" });
    await aMeasure(head, incident.id, { dueOn: "2016-09-20" });
    await aMeasure(head, incident.id, {
      kind: "temporary",
      occurred: { on },
    });
    const done = await aMeasure(head, incident.id, { occurred: { on } });
    await compliance.on(
      done.version,
      "POST",
      `${base}/remediation/${done.id}/mark`,
      { kind: "verified", occurred: { on: "2016-08-19" } },
    );
    const wrong = await aMeasure(head, incident.id);
    await head.on(
      wrong.version,
      "POST",
      `${base}/remediation/${wrong.id}/withdraw`,
      { reason: "誤記" },
    );
    expect((await progressOf(head)).remediation).toEqual({
      doneCount: 2,
      verifiedCount: 1,
      totalCount: 4,
      overdueCount: 1,
    });
  });

  test("counts approvals that wait", async () => {
    const { body: milestone } = await head.post<Milestone>(
      `${base}/milestones`,
      { kind: "aware", occurred: { on } },
    );
    await compliance.on(1, "POST", `${base}/milestones/${milestone.id}/move`, {
      occurred: { on: "2016-08-30" },
      reason: "通話記録による",
    });
    expect((await progressOf(head)).approvals).toEqual({ waitingCount: 1 });
  });

  test("tells each reader of the domains that are theirs, and nobody of another case", async () => {
    const [support, communications, stranger] = [
      await aPerson(app),
      await aPerson(app),
      await aPerson(app),
    ];
    await join(head, incident.id, support, "support");
    await join(head, incident.id, communications, "communications");
    expect(new Set(Object.values(await progressOf(support)))).toEqual(
      new Set([null]),
    );
    expect(await progressOf(communications)).toMatchObject({
      approvals: null,
      partners: { askedCount: 2 },
    });
    expect((await stranger.call("GET", `${base}/progress`)).status).toBe(404);
  });
});
