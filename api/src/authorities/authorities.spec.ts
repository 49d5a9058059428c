import { createHash } from "node:crypto";
import pg from "pg";
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "vitest";
import type {
  AuthorityDue,
  AuthorityReport,
  Incident,
  Party,
  ProblemDocument,
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
let compliance: Person;
let police: Party;
let commission: Party;
let incident: Incident;
let base: string;
let path: string;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  compliance = await aPerson(app, { name: "法務 律子" });
});
afterAll(() => app.close());
beforeEach(async () => {
  incident = await anIncident(head);
  await join(head, incident.id, compliance, "compliance");
  base = `/api/incidents/${incident.id}`;
  path = `${base}/authorities`;
  police = await aParty("大阪府南警察署", "police");
  commission = await aParty("個人情報保護委員会", "privacy_commission");
});

async function aParty(officialName: string, role: string): Promise<Party> {
  const party = { officialName, roles: [role] };
  return (await head.post<Party>(`${base}/parties`, party)).body;
}

async function aDraft(more: object = {}): Promise<AuthorityReport> {
  const { body } = await compliance.post<AuthorityReport>(path, {
    recipientId: police.id,
    stage: "voluntary",
    basis: "voluntary",
    policeContact: "damage_report",
    method: "in_person",
    content: "通販サイトへの不正アクセスについて被害を届け出る。",
    ...more,
  });
  return body;
}

async function file(
  report: AuthorityReport,
  more: object = {},
): Promise<AuthorityReport> {
  const { body } = await compliance.on<AuthorityReport>(
    report.version,
    "POST",
    `${path}/${report.id}/filing`,
    { occurred: { on: "2016-08-18" }, ...more },
  );
  return body;
}

/** Sends with a version and answers whatever comes. */
function send<T = ProblemDocument>(
  who: Person,
  method: "POST" | "PUT",
  address: string,
  version: number,
  body: object,
) {
  return who.call<T>(method, address, body, { "if-match": `"v${version}"` });
}

async function lines(): Promise<TimelineEvent[]> {
  return (await head.get<TimelineEvent[]>(`${base}/timeline`)).body;
}

describe("POST /authorities", () => {
  test("begins a draft that stands in no course of events", async () => {
    expect(await aDraft()).toMatchObject({
      state: "draft",
      round: null,
      filing: null,
      isPolice: true,
      recipientName: { ja: "大阪府南警察署" },
    });
    expect(await lines()).toEqual([]);
  });

  test("only the police takes consultations, tips and damage reports", async () => {
    const { status, body } = await compliance.call<ProblemDocument>(
      "POST",
      path,
      {
        recipientId: commission.id,
        stage: "preliminary",
        basis: "statutory",
        policeContact: "tip",
        method: "web_form",
      },
    );
    expect([status, Object.keys(body.errors ?? {})]).toEqual([
      400,
      ["policeContact"],
    ]);
  });

  test("a recipient that nobody knows is refused at its field", async () => {
    const { status, body } = await compliance.call<ProblemDocument>(
      "POST",
      path,
      {
        recipientId: incident.id,
        stage: "final",
        basis: "statutory",
        method: "post",
      },
    );
    expect([status, Object.keys(body.errors ?? {})]).toEqual([
      400,
      ["recipientId"],
    ]);
  });

  test("a responder reads and does not write; the desk sees nothing", async () => {
    const report = await aDraft();
    const responder = await aPerson(app);
    const support = await aPerson(app);
    await join(head, incident.id, responder, "responder");
    await join(head, incident.id, support, "support");
    expect(
      (await responder.get<AuthorityReport>(`${path}/${report.id}`)).body.id,
    ).toBe(report.id);
    const filing = await send(
      responder,
      "POST",
      `${path}/${report.id}/filing`,
      1,
      { occurred: { on: "2016-08-18" } },
    );
    expect(filing.status).toBe(403);
    expect((await support.call("GET", path)).status).toBe(403);
  });

  test("a draft may move to another recipient, but not keep what only the police takes", async () => {
    const report = await aDraft();
    const address = `${path}/${report.id}`;
    const refused = await send(compliance, "PUT", address, 1, {
      recipientId: commission.id,
    });
    expect([refused.status, Object.keys(refused.body.errors ?? {})]).toEqual([
      400,
      ["policeContact"],
    ]);
    const moved = await send<AuthorityReport>(compliance, "PUT", address, 1, {
      recipientId: commission.id,
      policeContact: null,
      stage: "preliminary",
    });
    expect(moved.body).toMatchObject({ version: 2, isPolice: false });
    expect(
      (await send(compliance, "PUT", address, 1, { stage: "final" })).status,
    ).toBe(412);
  });
});

describe("POST /authorities/:id/filing", () => {
  test("keeps what was filed with its hash, says who filed it, and tells the line", async () => {
    const report = await file(await aDraft(), {
      occurred: { on: "2016-08-18", at: "2016-08-18T14:30:00+09:00" },
      filedById: head.id,
      receiptNumber: "平28-1234",
    });
    expect(report).toMatchObject({
      state: "filed",
      round: 1,
      receiptNumber: "平28-1234",
      filing: {
        occurred: { precision: "minute", on: "2016-08-18" },
        filedBy: { id: head.id },
        recordedBy: { id: compliance.id },
        contentSha256: createHash("sha256")
          .update(report.content)
          .digest("hex"),
      },
    });
    expect(await lines()).toMatchObject([
      {
        text: "大阪府南警察署に被害届を提出（受理番号 平28-1234）",
        category: "authorities",
        type: "communication",
        records: [{ kind: "authorities.filed", id: report.id }],
      },
    ]);
  });

  test("takes over a line of that day that says the same", async () => {
    const line = await aLine(head, incident.id, { text: "警察に届けた" });
    await file(await aDraft(), { timelineEventId: line.id });
    expect(await lines()).toMatchObject([
      { id: line.id, text: "警察に届けた" },
    ]);
  });

  test("numbers the reports to one body, each body for itself", async () => {
    const first = await file(await aDraft());
    const second = await file(await aDraft({ policeContact: "tip" }), {
      occurred: { on: "2016-09-06" },
    });
    const other = await file(
      await aDraft({
        recipientId: commission.id,
        policeContact: null,
        stage: "preliminary",
        basis: "statutory",
      }),
    );
    expect([first.round, second.round, other.round]).toEqual([1, 2, 1]);
    expect((await lines()).map(({ text }) => text)).toEqual([
      "大阪府南警察署に被害届を提出",
      "個人情報保護委員会に速報を提出",
      "大阪府南警察署に情報を提供（第2回）",
    ]);
  });

  test("two who file to one body at once get two numbers, two who file one draft get one filing", async () => {
    const drafts = await Promise.all([aDraft(), aDraft(), aDraft()]);
    const filed = await Promise.all(drafts.map((draft) => file(draft)));
    expect(filed.map(({ round }) => round).sort()).toEqual([1, 2, 3]);
    const draft = await aDraft();
    const answers = await Promise.all(
      [1, 2, 3].map(() =>
        send(compliance, "POST", `${path}/${draft.id}/filing`, 1, {
          occurred: { on: "2016-08-19" },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  test("nothing is filed without words, by a stranger, or a second time", async () => {
    const empty = await aDraft({ content: " " });
    const blank = await send(
      compliance,
      "POST",
      `${path}/${empty.id}/filing`,
      1,
      { occurred: { on: "2016-08-18" } },
    );
    expect([blank.status, Object.keys(blank.body.errors ?? {})]).toEqual([
      409,
      ["content"],
    ]);
    const stranger = await aPerson(app);
    const report = await aDraft();
    const foreign = await send(
      compliance,
      "POST",
      `${path}/${report.id}/filing`,
      1,
      { occurred: { on: "2016-08-18" }, filedById: stranger.id },
    );
    expect([foreign.status, Object.keys(foreign.body.errors ?? {})]).toEqual([
      400,
      ["filedById"],
    ]);
    const filed = await file(report);
    const again = await send(
      compliance,
      "POST",
      `${path}/${report.id}/filing`,
      filed.version,
      { occurred: { on: "2016-08-18" } },
    );
    expect(again.status).toBe(409);
  });

  test("meets the due it was meant for", async () => {
    const due = (
      await compliance.post<AuthorityDue>(`${base}/authority-dues`, {
        recipientId: commission.id,
        stage: "preliminary",
        what: "速報",
        dueOn: "2016-08-16",
      })
    ).body;
    const report = await file(
      await aDraft({
        recipientId: commission.id,
        policeContact: null,
        authorityDueId: due.id,
      }),
    );
    const read = async () =>
      (await head.get<AuthorityDue>(`${base}/authority-dues/${due.id}`)).body;
    expect(await read()).toMatchObject({
      state: "met",
      authorityReportId: report.id,
      closedBy: { id: compliance.id },
    });
    await compliance.on(
      report.version,
      "POST",
      `${path}/${report.id}/withdraw`,
      { reason: "別の事案の報告だった" },
    );
    expect(await read()).toMatchObject({ state: "open", closedAt: null });
  });
});

describe("a filed report", () => {
  test("takes what arrives later, with a reason, and its line follows", async () => {
    const report = await file(await aDraft());
    const { body } = await compliance.on<AuthorityReport>(
      report.version,
      "POST",
      `${path}/${report.id}/amend`,
      {
        receiptNumber: "平28-1234",
        officer: "架空 警部補",
        reason: "翌日に電話で受領",
      },
    );
    expect(body).toMatchObject({
      receiptNumber: "平28-1234",
      officer: "架空 警部補",
      amendReason: "翌日に電話で受領",
      content: report.content,
    });
    expect(await lines()).toMatchObject([
      { text: "大阪府南警察署に被害届を提出（受理番号 平28-1234）" },
    ]);
  });

  test("is not edited, not even by whoever filed it", async () => {
    const report = await file(await aDraft());
    const { status, body } = await send(
      compliance,
      "PUT",
      `${path}/${report.id}`,
      report.version,
      { content: "別の内容" },
    );
    expect([status, body.errors?.["root.serverError"]]).toEqual([
      409,
      expect.stringContaining("提出済み"),
    ]);
    const named = await send(
      compliance,
      "POST",
      `${path}/${report.id}/amend`,
      report.version,
      { content: "別の内容", reason: "x" },
    );
    expect([named.status, Object.keys(named.body.errors ?? {})]).toEqual([
      400,
      ["content"],
    ]);
  });

  test("is not changed behind the application's back by the role it serves with", async () => {
    const report = await file(await aDraft());
    const client = new pg.Client({ connectionString: app.urls.console });
    await client.connect();
    try {
      await client.query(
        `select set_config('keii.actor', '{"kind":"operator","name":"test"}', false)`,
      );
      for (const statement of [
        "update authority_filing set content = 'x' where id = $1",
        "delete from authority_filing where id = $1",
      ])
        await expect(client.query(statement, [report.id])).rejects.toThrow(
          /permission denied/,
        );
      for (const column of [
        "content = 'x'",
        "stage = 'final'",
        "method = 'post'",
        "police_contact = 'tip'",
        "filed_sort = now()",
        "round = 7",
        "state = 'draft', round = null",
      ])
        await expect(
          client.query(`update authority_report set ${column} where id = $1`, [
            report.id,
          ]),
          column,
        ).rejects.toMatchObject({ code: "KE002" });
      const draft = await aDraft();
      await expect(
        client.query(
          `insert into authority_filing (id, incident_id, zone, occurred_precision, occurred_on, filed_by, content, content_sha256, recorded_at)
           select id, incident_id, 'Asia/Tokyo', 'day', '2016-08-18', created_by, 'x', 'y', now() from authority_report where id = $1`,
          [draft.id],
        ),
      ).rejects.toMatchObject({ constraint: "authority_filing_hash" });
    } finally {
      await client.end();
    }
    await expect(
      app.sql(
        `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
         update authority_filing set content = 'x' from actor where id = $1 and set is not null`,
        [report.id],
      ),
    ).rejects.toMatchObject({ code: "KE002" });
  });

  test("is withdrawn with a reason, stays, and its line is struck through", async () => {
    const report = await file(await aDraft());
    const { body } = await compliance.on<AuthorityReport>(
      report.version,
      "POST",
      `${path}/${report.id}/withdraw`,
      { reason: "相手先の取り違え" },
    );
    expect(body).toMatchObject({
      state: "withdrawn",
      withdrawReason: "相手先の取り違え",
      withdrawnBy: { id: compliance.id },
      round: 1,
      content: report.content,
    });
    expect(await lines()).toMatchObject([
      { state: "retracted", reason: "相手先の取り違え" },
    ]);
    for (const verb of ["withdraw", "amend"])
      expect(
        (
          await send(
            compliance,
            "POST",
            `${path}/${report.id}/${verb}`,
            body.version,
            { reason: "x" },
          )
        ).status,
        verb,
      ).toBe(409);
  });

  test("keeps a receipt number that is said to be one, even where it passes for a card's", async () => {
    const report = await file(await aDraft(), {
      receiptNumber: "受付番号 378282246310005",
    });
    expect(report.receiptNumber).toBe("受付番号 378282246310005");
  });
});

describe("GET /authorities", () => {
  test("filters, sorts and exports in the reader's language", async () => {
    await file(await aDraft());
    await aDraft({ recipientId: commission.id, policeContact: null });
    const filter = encodeURIComponent('{"state":["filed","accepted"]}');
    const { body } = await head.get<AuthorityReport[]>(
      `${path}?filter=${filter}&sort=["filed","ASC"]`,
    );
    expect(body.map(({ recipientId }) => recipientId)).toEqual([police.id]);
    const csv = await fetch(`${app.url}${path}/export.csv`, {
      headers: {
        authorization: `Bearer ${compliance.token}`,
        "accept-language": "ja",
      },
    });
    const text = await csv.text();
    expect(text).toContain("提出先");
    expect(text).toContain("大阪府南警察署,1,任意の報告,任意");
  });
});
