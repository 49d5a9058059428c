import {
  incidentStatuses,
  incidentTransitions,
  type AuditEntry,
  type Incident,
  type IncidentFrame,
  type IncidentStatus,
  type Looking,
  type Member,
  type Milestone,
} from "@keii/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApp, type TestApp } from "../../../test/support/app.js";
import { refusal } from "../../../test/support/caller.js";
import {
  aLine,
  aPerson,
  anIncident,
  join,
  type Person,
} from "../../../test/support/people.js";

const incidents = "/api/incidents";
const nowhere = `${incidents}/00000000-0000-7000-8000-000000000000`;

let app: TestApp;
let head: Person;
let auditor: Person;
let administrator: Person;
let support: Person;
let stranger: Person;
let external: Person;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app, { name: "見本 責任者" });
  auditor = await aPerson(app, { right: "auditor" });
  administrator = await aPerson(app, { right: "administrator" });
  support = await aPerson(app);
  stranger = await aPerson(app);
  external = await aPerson(app, { employer: "委託先(架空)" });
});
afterAll(() => app.close());

const at = (instant: string | null) => app.clock.set(instant);

describe("POST /incidents", () => {
  test("needs a title and a kind, and takes care of the rest", async () => {
    const incident = await anIncident(head, { title: "不正アクセス" });
    expect(incident).toMatchObject({
      title: { ja: "不正アクセス", en: "不正アクセス" },
      kind: "unauthorised_access",
      status: "intake",
      severity: "high",
      zone: "Asia/Tokyo",
      languages: ["ja", "en"],
      organisationRole: "own",
      dataItems: [],
      isCardDataInvolved: false,
      isOnLegalHold: false,
      lawAsOf: null,
      headNames: ["見本 責任者"],
      version: 1,
    });
  });

  test("makes whoever opens it a responder who leads it", async () => {
    const incident = await anIncident(head);
    const { body } = await head.get<Member[]>(
      `${incidents}/${incident.id}/members`,
    );
    expect(body).toMatchObject([
      { userId: head.id, role: "responder", isHead: true, isActive: true },
    ]);
  });

  test("gives the codes of a year in order, one each, however many are opened at once", async () => {
    at("2031-05-01T00:00:00Z");
    const opened = await Promise.all(
      Array.from({ length: 24 }, () => anIncident(head)),
    );
    at(null);
    expect(opened.map(({ code }) => code).sort()).toEqual(
      Array.from(
        { length: 24 },
        (_, n) => `INC-2031-${String(n + 1).padStart(3, "0")}`,
      ),
    );
  });

  test("uses up no code for what is refused", async () => {
    at("2032-05-01T00:00:00Z");
    await anIncident(head);
    await head.call("POST", incidents, { title: "", kind: "other" });
    const { code } = await anIncident(head);
    at(null);
    expect(code).toBe("INC-2032-002");
  });

  test("takes the year from the incident's own zone", async () => {
    at("2032-12-31T15:30:00Z");
    const tokyo = await anIncident(head, { zone: "Asia/Tokyo" });
    const london = await anIncident(head, { zone: "Europe/London" });
    at(null);
    expect([tokyo.code, london.code]).toEqual(["INC-2033-001", "INC-2032-003"]);
  });

  test("says that card data is involved when any item of a card is", async () => {
    const { isCardDataInvolved } = await anIncident(head, {
      dataItems: ["name", "security_code"],
    });
    expect(isCardDataInvolved).toBe(true);
  });

  test("masks a card number in the title and the summary, and says so", async () => {
    const { headers, body } = await head.post<Incident>(incidents, {
      title: "カード 4111 1111 1111 1111 の不正利用",
      kind: "other",
      summary: "番号は4111111111111111",
    });
    expect(JSON.stringify(body)).not.toMatch(/4111.?1111.?1111.?1111/);
    expect(Number(headers.get("keii-card-numbers-masked"))).toBeGreaterThan(0);
  });

  test("refuses a blank title, an unknown kind, zone or language, and no language at all", async () => {
    const good = { title: "x", kind: "other" };
    for (const [field, wrong] of Object.entries({
      title: { ja: "", en: " " },
      kind: "fire",
      zone: "Asia/Edo",
      dataItems: ["shoe_size"],
      severity: "worst",
      languages: [],
    }))
      expect(
        refusal(
          await head.call("POST", incidents, { ...good, [field]: wrong }),
        ),
        field,
      ).toEqual([400, field]);
  });

  test("is not for those from outside, nor for auditors", async () => {
    for (const person of [external, auditor])
      expect(
        refusal(
          await person.call("POST", incidents, { title: "x", kind: "other" }),
        ),
      ).toEqual([403]);
  });
});

describe("GET /incidents", () => {
  test("shows members their own and administrators and auditors all of them", async () => {
    const mine = await anIncident(head, { title: "自分の事案" });
    await join(head, mine.id, support, "support");
    const seenBy = async (person: Person) =>
      (await person.get<Incident[]>(`${incidents}?range=[0,199]`)).body.map(
        ({ id }) => id,
      );
    expect(await seenBy(support)).toEqual([mine.id]);
    expect(await seenBy(stranger)).toEqual([]);
    expect(await seenBy(auditor)).toContain(mine.id);
    expect(await seenBy(administrator)).toContain(mine.id);
  });

  test("keeps the summary from those who read only what may be published", async () => {
    const incident = await anIncident(head, { summary: "社内のあらまし" });
    await join(head, incident.id, support, "support");
    const summaryFor = async (person: Person) =>
      (await person.get<Incident[]>(`${incidents}?range=[0,199]`)).body.find(
        ({ id }) => id === incident.id,
      )?.summary;
    expect(await summaryFor(support)).toBe("");
    expect(await summaryFor(head)).toBe("社内のあらまし");
  });
});

describe("GET /incidents/:id", () => {
  test("is the frame: the case, what its reader is and may do, its milestones and how many lines there are", async () => {
    const incident = await anIncident(head);
    const own = `${incidents}/${incident.id}`;
    await aLine(head, incident.id);
    await head.post<Milestone>(`${own}/milestones`, {
      kind: "aware",
      occurred: { on: "2016-08-18" },
    });
    const { headers, body } = await head.get<IncidentFrame>(own);
    expect(headers.get("etag")).toBe('"v1"');
    expect(body).toMatchObject({
      membership: { role: "responder", isHead: true, isCounsel: false },
      milestones: [{ kind: "aware" }],
      timelineCount: 2,
    });
    expect(body.permissions).toContain("timeline.write");
  });

  test("shows the desk neither milestones nor the summary, and counts only what it may read", async () => {
    const incident = await anIncident(head, { summary: "社内のあらまし" });
    await aLine(head, incident.id);
    await aLine(head, incident.id, {
      visibility: "public",
      publicWording: "公表する文",
    });
    await head.post(`${incidents}/${incident.id}/milestones`, {
      kind: "aware",
      occurred: { on: "2016-08-18" },
    });
    await join(head, incident.id, support, "support");
    const { body } = await support.get<IncidentFrame>(
      `${incidents}/${incident.id}`,
    );
    expect(body).toMatchObject({
      summary: "",
      milestones: [],
      timelineCount: 1,
    });
    expect(body.permissions).not.toContain("timeline.read");
  });

  test("answers who is no member like what does not exist", async () => {
    const incident = await anIncident(head);
    const [there, nothing] = await Promise.all([
      stranger.call<{ instance: string }>("GET", `${incidents}/${incident.id}`),
      stranger.call<{ instance: string }>("GET", nowhere),
    ]);
    expect(there.status).toBe(404);
    expect({ ...there.body, instance: "" }).toEqual({
      ...nothing.body,
      instance: "",
    });
  });

  test("is closed to a member from the day after the last", async () => {
    const incident = await anIncident(head);
    const day = (offset: number) =>
      new Date(Date.now() + offset * 86_400_000).toLocaleDateString("sv-SE", {
        timeZone: "Asia/Tokyo",
      });
    const [last, gone] = [await aPerson(app), await aPerson(app)];
    await join(head, incident.id, last, "responder", { expiresOn: day(0) });
    await join(head, incident.id, gone, "responder", { expiresOn: day(-1) });
    const status = async (person: Person) =>
      (await person.call("GET", `${incidents}/${incident.id}`)).status;
    expect([await status(last), await status(gone)]).toEqual([200, 404]);
  });
});

describe("PUT /incidents/:id", () => {
  test("changes what is sent, leaves the rest and moves the case up the list", async () => {
    const incident = await anIncident(head);
    const { body } = await head.on<Incident>(
      1,
      "PUT",
      `${incidents}/${incident.id}`,
      { severity: "low", lawAsOf: "2016-08-18", isOnLegalHold: true },
    );
    expect(body).toMatchObject({
      version: 2,
      title: incident.title,
      severity: "low",
      lawAsOf: "2016-08-18",
      isOnLegalHold: true,
    });
    expect(body.updatedAt > incident.updatedAt).toBe(true);
  });

  test("refuses a lost version with the case as it is, and a missing one", async () => {
    const { id } = await anIncident(head);
    await head.on(1, "PUT", `${incidents}/${id}`, { severity: "low" });
    const lost = await head.call<{ current: Incident }>(
      "PUT",
      `${incidents}/${id}`,
      { severity: "medium" },
      { "if-match": '"v1"' },
    );
    expect([lost.status, lost.body.current.severity]).toEqual([412, "low"]);
    expect(refusal(await head.call("PUT", `${incidents}/${id}`, {}))).toEqual([
      428,
    ]);
  });

  test("refuses the status, which has its own act, and no language at all", async () => {
    const { id } = await anIncident(head);
    const put = (body: object) =>
      head.call("PUT", `${incidents}/${id}`, body, { "if-match": '"v1"' });
    expect(refusal(await put({ status: "closed" }))).toEqual([400, "status"]);
    expect(refusal(await put({ languages: [] }))).toEqual([400, "languages"]);
  });

  test("is for those who write the record: not the desk, not who oversees, not who is outside", async () => {
    const { id } = await anIncident(head);
    await join(head, id, support, "support");
    for (const [person, status] of [
      [support, 403],
      [administrator, 403],
      [auditor, 403],
      [stranger, 404],
    ] as const)
      expect(
        refusal(
          await person.call(
            "PUT",
            `${incidents}/${id}`,
            { severity: "low" },
            { "if-match": '"v1"' },
          ),
        ),
      ).toEqual([status]);
  });
});

describe("POST /incidents/:id/status", () => {
  const path = (id: string) => `${incidents}/${id}/status`;
  const move = (id: string, version: number, status: IncidentStatus) =>
    head.call<Incident>(
      "POST",
      path(id),
      { status, reason: "会議で決定" },
      { "if-match": `"v${version}"` },
    );

  test.each(incidentStatuses)(
    "leads from %s to where the table says, and nowhere else",
    async (from) => {
      for (const to of incidentStatuses) {
        const { id } = await anIncident(head);
        await app.sql(
          `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
           update incident set status = $2 from actor where id = $1 and set is not null`,
          [id, from],
        );
        const answer = await move(id, 1, to);
        if (incidentTransitions[from].includes(to))
          expect([answer.status, answer.body.status]).toEqual([200, to]);
        else expect(refusal(answer), `${from} ${to}`).toEqual([409, "status"]);
      }
    },
  );

  test("keeps the reason in the log", async () => {
    const { id } = await anIncident(head);
    await move(id, 1, "investigating");
    const { body } = await head.get<AuditEntry[]>(
      `${incidents}/${id}/activity?filter=${encodeURIComponent('{"resource":"incidents","act":"update"}')}`,
    );
    expect(body).toMatchObject([
      {
        note: "会議で決定",
        changes: expect.arrayContaining([
          expect.objectContaining({
            field: "status",
            before: "intake",
            after: "investigating",
          }),
        ]) as unknown,
      },
    ]);
  });

  test("lets one of two through who change it at once", async () => {
    const { id } = await anIncident(head);
    const answers = await Promise.all([
      move(id, 1, "investigating"),
      move(id, 1, "closing"),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  test("needs a reason and the version, and is for those who write the record", async () => {
    const { id } = await anIncident(head);
    await join(head, id, support, "support");
    const status = "investigating";
    const based = { "if-match": '"v1"' };
    expect(
      refusal(
        await head.call("POST", path(id), { status, reason: " " }, based),
      ),
    ).toEqual([400, "reason"]);
    expect(
      refusal(await head.call("POST", path(id), { status, reason: "x" })),
    ).toEqual([428]);
    for (const [person, code] of [
      [support, 403],
      [administrator, 403],
      [stranger, 404],
    ] as const)
      expect(
        refusal(
          await person.call("POST", path(id), { status, reason: "x" }, based),
        ),
      ).toEqual([code]);
  });
});

describe("POST /incidents/:id/presence", () => {
  test("tells each who else is looking at what", async () => {
    const incident = await anIncident(head);
    await join(head, incident.id, support, "support");
    const path = `${incidents}/${incident.id}/presence`;
    const line = await aLine(head, incident.id);
    expect(
      (await head.post(path, { resource: "timeline", recordId: line.id })).body,
    ).toEqual([]);
    const { body } = await support.post<Looking[]>(path, {
      resource: "timeline",
      recordId: null,
    });
    expect(body).toEqual([
      {
        userId: head.id,
        name: "見本 責任者",
        resource: "timeline",
        recordId: line.id,
      },
    ]);
    expect(
      refusal(await stranger.call("POST", path, { resource: "timeline" })),
    ).toEqual([404]);
  });

  test("takes no record of another incident", async () => {
    const [here, there] = [await anIncident(head), await anIncident(head)];
    const line = await aLine(head, there.id);
    expect(
      refusal(
        await head.call("POST", `${incidents}/${here.id}/presence`, {
          resource: "timeline",
          recordId: line.id,
        }),
      ),
    ).toEqual([400, "recordId"]);
  });
});
