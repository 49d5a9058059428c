import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "vitest";
import { ForensicFindingsService } from "@keii/api/forensics/forensic-findings.service";
import type {
  ForensicFinding,
  ForensicReport,
  Incident,
  Party,
  ProblemDocument,
  Task,
} from "@keii/shared";
import { startApp, type TestApp } from "../../../test/support/app.js";
import {
  aFinding,
  anEngagement,
  aParty,
  aReport,
} from "../../../test/support/forensics.js";
import {
  aPerson,
  anIncident,
  join,
  type Person,
} from "../../../test/support/people.js";

let app: TestApp;
let head: Person;
let firm: Party;
let incident: Incident;
let report: ForensicReport;
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
  path = `${own}/forensic_findings`;
  const engagement = await anEngagement(head, incident.id, firm.id);
  report = await aReport(head, incident.id, engagement.id);
});

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

async function found(query: string): Promise<string[]> {
  const { body } = await head.get<ForensicFinding[]>(`${path}?${query}`);
  return body.map(({ title }) => title);
}

describe("POST /forensic_findings", () => {
  test("findings are numbered within their report, also when many write at once", async () => {
    const made = await Promise.all(
      ["甲", "乙", "丙", "丁"].map((title) =>
        aFinding(head, incident.id, report.id, { title }),
      ),
    );
    expect(made.map(({ no }) => no).toSorted()).toEqual([1, 2, 3, 4]);
    const final = await aReport(head, incident.id, report.engagementId, {
      kind: "final",
    });
    const other = await aFinding(head, incident.id, final.id);
    expect(other).toMatchObject({
      no: 1,
      state: "open",
      measures: [],
      tasks: [],
      report: { id: final.id, kind: "final", edition: "1.0" },
    });
  });

  test("a report of another incident, or one that was withdrawn, has none", async () => {
    const elsewhere = await anIncident(head);
    const foreign = await aReport(
      head,
      elsewhere.id,
      (await anEngagement(head, elsewhere.id, firm.id)).id,
    );
    const finding = { title: "x", severity: "low" };
    expect(
      await refusal("POST", path, { ...finding, reportId: foreign.id }),
    ).toEqual([400, ["reportId"]]);
    await head.on(1, "POST", `${own}/forensic_reports/${report.id}/withdraw`, {
      reason: "誤り",
    });
    expect(
      await refusal("POST", path, { ...finding, reportId: report.id }),
    ).toEqual([409, ["reportId"]]);
  });
});

describe("PUT /forensic_findings/:id", () => {
  test("what is accepted or withdrawn says why", async () => {
    const { id } = await aFinding(head, incident.id, report.id);
    for (const state of ["accepted", "withdrawn"])
      expect(await refusal("PUT", `${path}/${id}`, { state }, 1)).toEqual([
        400,
        ["stateReason"],
      ]);
    const { body } = await head.on<ForensicFinding>(1, "PUT", `${path}/${id}`, {
      state: "accepted",
      stateReason: "次の更改で撤去する",
    });
    expect(body).toMatchObject({
      state: "accepted",
      stateReason: "次の更改で撤去する",
    });
  });

  test("what was settled is taken up again, what was withdrawn is not", async () => {
    const { id } = await aFinding(head, incident.id, report.id);
    await head.on(1, "PUT", `${path}/${id}`, { state: "addressed" });
    await head.on(2, "PUT", `${path}/${id}`, { state: "open" });
    await head.on(3, "PUT", `${path}/${id}`, {
      state: "withdrawn",
      stateReason: "重複",
    });
    expect(await refusal("PUT", `${path}/${id}`, { state: "open" }, 4)).toEqual(
      [409, ["root.serverError"]],
    );
  });

  test("a step that is not in the table is refused, an older version loses", async () => {
    const { id } = await aFinding(head, incident.id, report.id);
    await head.on(1, "PUT", `${path}/${id}`, { state: "addressed" });
    const withdrawn = { state: "withdrawn", stateReason: "重複" };
    expect(await refusal("PUT", `${path}/${id}`, withdrawn, 2)).toEqual([
      409,
      ["state"],
    ]);
    expect((await refusal("PUT", `${path}/${id}`, { title: "x" }, 1))[0]).toBe(
      412,
    );
  });
});

describe("POST /forensic_findings/:id/task", () => {
  test("a finding becomes a task that names it, and shows it", async () => {
    const finding = await aFinding(head, incident.id, report.id, {
      detail: "拡張子を確かめていない",
    });
    const { body: task } = await head.post<Task>(`${path}/${finding.id}/task`, {
      assigneeId: head.id,
      dueOn: "2016-09-30",
    });
    expect(task).toMatchObject({
      title: finding.title,
      note: "拡張子を確かめていない",
      assignee: { id: head.id },
      dueOn: "2016-09-30",
      source: { kind: "forensic_findings", id: finding.id },
    });
    const { body } = await head.get<ForensicFinding>(`${path}/${finding.id}`);
    expect(body.tasks).toEqual([
      { id: task.id, title: task.title, state: "open" },
    ]);
  });

  test("a long finding makes a task of a name that fits", async () => {
    const { id } = await aFinding(head, incident.id, report.id, {
      title: "長".repeat(300),
    });
    const { body } = await head.post<Task>(`${path}/${id}/task`, {});
    expect(body.title).toHaveLength(200);
  });

  test("not of one that was withdrawn, and not for who only reads", async () => {
    const { id } = await aFinding(head, incident.id, report.id);
    const reader = await aPerson(app);
    await join(head, incident.id, reader, "communications");
    expect((await reader.call("POST", `${path}/${id}/task`, {})).status).toBe(
      403,
    );
    await head.on(1, "PUT", `${path}/${id}`, {
      state: "withdrawn",
      stateReason: "重複",
    });
    expect((await refusal("POST", `${path}/${id}/task`, {}))[0]).toBe(409);
  });
});

describe("GET /forensic_findings", () => {
  test("the gravest first, filtered, and taken along", async () => {
    for (const severity of ["low", "critical", "medium"])
      await aFinding(head, incident.id, report.id, {
        title: severity,
        severity,
      });
    expect(await found("")).toEqual(["critical", "medium", "low"]);
    expect(
      await found(`sort=${encodeURIComponent('["severity","DESC"]')}`),
    ).toEqual(["low", "medium", "critical"]);
    const filter = { severity: ["low", "medium"], state: "open" };
    expect(
      await found(`filter=${encodeURIComponent(JSON.stringify(filter))}`),
    ).toEqual(["medium", "low"]);
    const { body: csv } = await head.get<string>(`${path}/export.csv`);
    expect(csv).toContain("緊急");
    expect((await head.call("GET", `${path}/export.xlsx`)).status).toBe(200);
  });

  test("shows the measures that another domain says it led to", async () => {
    const { id } = await aFinding(head, incident.id, report.id);
    const measure = { id: incident.id, title: "WAFの導入", state: "planned" };
    const service = app.application.get(ForensicFindingsService);
    service.onMeasures(async (_, incidentId, findingIds) =>
      incidentId === incident.id && findingIds.includes(id)
        ? new Map([[id, [measure]]])
        : new Map(),
    );
    const { body } = await head.get<ForensicFinding>(`${path}/${id}`);
    expect(body.measures).toEqual([measure]);
    service.onMeasures(async () => new Map());
  });
});
