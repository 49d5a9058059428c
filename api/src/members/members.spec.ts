import type {
  IncidentFrame,
  Member,
  MemberCandidate,
  MemberRole,
  NewMember,
} from "@keii/shared";
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "vitest";
import { startApp, type TestApp } from "../../../test/support/app.js";
import { refusal } from "../../../test/support/caller.js";
import {
  aPerson,
  anIncident,
  join,
  type Person,
} from "../../../test/support/people.js";

let app: TestApp;
let administrator: Person;
let head: Person;
let path: string;
let incidentId: string;

beforeAll(async () => {
  app = await startApp();
  administrator = await aPerson(app, { right: "administrator" });
  head = await aPerson(app);
});
beforeEach(async () => {
  incidentId = (await anIncident(head)).id;
  path = `/api/incidents/${incidentId}/members`;
});
afterAll(() => app.close());

const add = (member: Partial<NewMember>, by = head) =>
  by.call<Member>("POST", path, { role: "responder", ...member });
const put = (member: Member, change: object, by = head) =>
  by.call<Member>("PUT", `${path}/${member.id}`, change, {
    "if-match": `"v${member.version}"`,
  });
const end = (member: Member, by = head) =>
  by.call("DELETE", `${path}/${member.id}`, undefined, {
    "if-match": `"v${member.version}"`,
  });
const list = async (by = head) => (await by.get<Member[]>(path)).body;
const of = async (person: Person) =>
  (await list()).find(({ userId }) => userId === person.id)!;
const mayRead = async (person: Person) =>
  (await person.call("GET", `/api/incidents/${incidentId}`)).status === 200;
const dayFromNow = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString("sv-SE", {
    timeZone: "Asia/Tokyo",
  });
/** Behind the API's back, as another administrator would. */
const disable = (person: Person) =>
  administrator.call(
    "PUT",
    `/api/users/${person.id}`,
    { isDisabled: true },
    { "if-match": '"v1"' },
  );

describe("POST /members", () => {
  test("lets somebody in at once, in the role that was given", async () => {
    const person = await aPerson(app, { name: "見本 新人" });
    const { body } = await add({ userId: person.id, role: "compliance" });
    expect(body).toMatchObject({
      name: "見本 新人",
      role: "compliance",
      isHead: false,
      isCounsel: false,
      expiresOn: null,
      isActive: true,
      version: 1,
    });
    const frame = await person.get<IncidentFrame>(
      `/api/incidents/${incidentId}`,
    );
    expect(frame.body.membership?.role).toBe("compliance");
  });

  test("makes nobody a member twice, but again after the end", async () => {
    const person = await aPerson(app);
    await add({ userId: person.id });
    expect(refusal(await add({ userId: person.id }))).toEqual([409, "userId"]);
    await end(await of(person));
    expect(await mayRead(person)).toBe(false);
    expect((await add({ userId: person.id, role: "support" })).status).toBe(
      201,
    );
    expect((await of(person)).role).toBe("support");
  });

  test("takes a vendor agent only with an employer, a last day and no flag", async () => {
    const role = "vendor_agent";
    const ours = await aPerson(app);
    const theirs = await aPerson(app, { employer: "委託先(架空)" });
    const expiresOn = "2099-12-31";
    expect(refusal(await add({ userId: ours.id, role, expiresOn }))).toEqual([
      400,
      "role",
    ]);
    expect(refusal(await add({ userId: theirs.id, role }))).toEqual([
      400,
      "expiresOn",
    ]);
    for (const flag of ["isHead", "isCounsel"] as const)
      expect(
        refusal(
          await add({ userId: theirs.id, role, expiresOn, [flag]: true }),
        ),
      ).toEqual([400, flag]);
    expect((await add({ userId: theirs.id, role, expiresOn })).status).toBe(
      201,
    );
  });

  test("takes no auditor, no stranger to the company and no unknown role", async () => {
    const auditor = await aPerson(app, { right: "auditor" });
    expect(refusal(await add({ userId: auditor.id }))).toEqual([400, "userId"]);
    expect(
      refusal(await add({ userId: "00000000-0000-7000-8000-000000000000" })),
    ).toEqual([400, "userId"]);
    const person = await aPerson(app);
    expect(
      refusal(await add({ userId: person.id, role: "boss" as MemberRole })),
    ).toEqual([400, "role"]);
  });

  test("takes nobody whose account is disabled", async () => {
    const person = await aPerson(app);
    await disable(person);
    expect(refusal(await add({ userId: person.id }))).toEqual([400, "userId"]);
  });

  test("is for who leads: no other member, no administrator, no stranger", async () => {
    const [responder, stranger, person] = [
      await aPerson(app),
      await aPerson(app),
      await aPerson(app),
    ];
    await join(head, incidentId, responder, "responder");
    for (const [by, status] of [
      [responder, 403],
      [administrator, 403],
      [stranger, 404],
    ] as const)
      expect(refusal(await add({ userId: person.id }, by))).toEqual([status]);
  });
});

describe("GET /members/candidates", () => {
  const candidates = async (q: string) =>
    (
      await head.get<MemberCandidate[]>(
        `${path}/candidates?q=${encodeURIComponent(q)}`,
      )
    ).body.map(({ id }) => id);

  test("finds by a part of name, address or employer, whatever the width and case", async () => {
    const person = await aPerson(app, {
      name: "ＫＡＮＡ 候補",
      employer: "候補商事(架空)",
    });
    for (const q of ["kana", "候補商", person.email.slice(0, 12).toUpperCase()])
      expect(await candidates(q), q).toContain(person.id);
    expect(await candidates("no such person")).toEqual([]);
  });

  test("leaves out members, auditors and disabled accounts, and brings back who left", async () => {
    const name = "除外 候補";
    const [member, auditor, disabled, gone] = [
      await aPerson(app, { name }),
      await aPerson(app, { name, right: "auditor" }),
      await aPerson(app, { name }),
      await aPerson(app, { name }),
    ];
    await join(head, incidentId, member, "support");
    await join(head, incidentId, gone, "support");
    await end(await of(gone));
    await disable(disabled);
    expect(await candidates(name)).toEqual([gone.id]);
    expect(await candidates(name)).not.toContain(auditor.id);
  });

  test("is for who leads", async () => {
    const responder = await aPerson(app);
    await join(head, incidentId, responder, "responder");
    expect(
      refusal(await responder.call("GET", `${path}/candidates?q=a`)),
    ).toEqual([403]);
  });
});

describe("GET /members", () => {
  test("shows who belongs to the case to those who work on the record, not to those who take calls", async () => {
    const [lead, support] = [await aPerson(app), await aPerson(app)];
    await join(head, incidentId, lead, "desk_lead");
    await join(head, incidentId, support, "support");
    expect((await list(lead)).length).toBe(3);
    expect(refusal(await support.call("GET", path))).toEqual([403]);
  });

  test("marks as inactive whose last day is over or whose account is closed", async () => {
    const [past, disabled, today] = [
      await aPerson(app),
      await aPerson(app),
      await aPerson(app),
    ];
    await join(head, incidentId, past, "support", {
      expiresOn: dayFromNow(-1),
    });
    await join(head, incidentId, disabled, "support");
    await join(head, incidentId, today, "support", {
      expiresOn: dayFromNow(0),
    });
    await disable(disabled);
    const isActive = async (person: Person) => (await of(person)).isActive;
    expect([
      await isActive(past),
      await isActive(disabled),
      await isActive(today),
    ]).toEqual([false, false, true]);
  });
});

describe("PUT /members/:id", () => {
  test("changes the role and what it permits at once", async () => {
    const person = await aPerson(app);
    await join(head, incidentId, person, "support");
    const timeline = `/api/incidents/${incidentId}/timeline`;
    const line = { occurred: { on: "2016-08-18" }, text: "記録" };
    expect(refusal(await person.call("POST", timeline, line))).toEqual([403]);
    const { body } = await put(await of(person), { role: "responder" });
    expect(body).toMatchObject({ role: "responder", version: 2 });
    expect((await person.call("POST", timeline, line)).status).toBe(201);
  });

  test("keeps the rules of a vendor agent", async () => {
    const person = await aPerson(app, { employer: "委託先(架空)" });
    await join(head, incidentId, person, "vendor_agent");
    const member = await of(person);
    expect(refusal(await put(member, { expiresOn: null }))).toEqual([
      400,
      "expiresOn",
    ]);
    expect(refusal(await put(member, { isCounsel: true }))).toEqual([
      400,
      "isCounsel",
    ]);
  });

  test("leaves an incident somebody who leads it today, not only on paper", async () => {
    const own = await of(head);
    const past = { expiresOn: "2016-12-31" };
    expect(refusal(await put(own, past))).toEqual([409, "root.serverError"]);
    expect(refusal(await put(own, { isHead: false }))).toEqual([
      409,
      "root.serverError",
    ]);
    const second = await aPerson(app);
    await join(head, incidentId, second, "responder", { isHead: true });
    expect((await put(own, past, second)).body.isActive).toBe(false);
  });

  test("does not count a head whose account is closed", async () => {
    const second = await aPerson(app);
    await join(head, incidentId, second, "responder", { isHead: true });
    await disable(second);
    expect(refusal(await put(await of(head), { isHead: false }))).toEqual([
      409,
      "root.serverError",
    ]);
  });

  test("keeps one head of two who give up the lead at the same time", async () => {
    const second = await aPerson(app);
    await join(head, incidentId, second, "responder", { isHead: true });
    const [own, other] = [await of(head), await of(second)];
    const answers = await Promise.all([
      put(own, { isHead: false }),
      put(other, { isHead: false }, second),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test("refuses a lost version with the member as it is, a missing one, and a member of another incident", async () => {
    const person = await aPerson(app);
    await join(head, incidentId, person, "support");
    const member = await of(person);
    await put(member, { role: "desk_lead" });
    const lost = (await put(member, { role: "executive" })) as unknown as {
      status: number;
      body: { current: Member };
    };
    expect([lost.status, lost.body.current.role]).toEqual([412, "desk_lead"]);
    expect(refusal(await head.call("PUT", `${path}/${member.id}`, {}))).toEqual(
      [428],
    );
    const elsewhere = await anIncident(head);
    expect(
      refusal(
        await head.call(
          "PUT",
          `/api/incidents/${elsewhere.id}/members/${member.id}`,
          { role: "executive" },
          { "if-match": '"v2"' },
        ),
      ),
    ).toEqual([404]);
  });

  test("is for who leads", async () => {
    const responder = await aPerson(app);
    await join(head, incidentId, responder, "responder");
    for (const by of [responder, administrator])
      expect(
        refusal(await put(await of(responder), { isHead: true }, by)),
      ).toEqual([403]);
  });
});

describe("DELETE /members/:id", () => {
  test("shuts the member out at once, and leaves what was written under the name", async () => {
    const person = await aPerson(app, { name: "見本 退任" });
    await join(head, incidentId, person, "responder");
    const timeline = `/api/incidents/${incidentId}/timeline`;
    await person.post(timeline, { occurred: { on: "2016-08-18" }, text: "x" });
    const member = await of(person);
    expect((await end(member)).status).toBe(204);
    expect(await mayRead(person)).toBe(false);
    expect(await of(person)).toBeUndefined();
    const { body } =
      await head.get<{ recordedBy: { name: string } }[]>(timeline);
    expect(body.map(({ recordedBy }) => recordedBy.name)).toContain(
      "見本 退任",
    );
    expect(refusal(await head.call("GET", `${path}/${member.id}`))).toEqual([
      404,
    ]);
    expect(refusal(await end(member))).toEqual([404]);
  });

  test("leaves the last head, and whoever changed meanwhile", async () => {
    expect(refusal(await end(await of(head)))).toEqual([
      409,
      "root.serverError",
    ]);
    const person = await aPerson(app);
    await join(head, incidentId, person, "support");
    const member = await of(person);
    await put(member, { role: "desk_lead" });
    expect(refusal(await end(member))).toEqual([412]);
    expect(await mayRead(person)).toBe(true);
  });

  test.each([
    ["is past the last day", "expires_on = '2016-01-01'"],
    ["has never signed in", "password_hash = null"],
    ["has become an auditor", "account_right = 'auditor'"],
  ])("does not let the last head go to one who %s", async (_, change) => {
    const second = await aPerson(app);
    await join(head, incidentId, second, "responder", { isHead: true });
    await app.sql(
      `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
       update app_user set ${change} from actor where id = $1 and set is not null`,
      [second.id],
    );
    expect(refusal(await end(await of(head)))).toEqual([
      409,
      "root.serverError",
    ]);
  });

  test("keeps one head of two who leave at the same time", async () => {
    const second = await aPerson(app);
    await join(head, incidentId, second, "responder", { isHead: true });
    const [own, other] = [await of(head), await of(second)];
    const answers = await Promise.all([end(own), end(other, second)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  test("does not let the last head go while the other one's account is closed", async () => {
    const second = await aPerson(app);
    await join(head, incidentId, second, "responder", { isHead: true });
    await disable(second);
    expect(refusal(await end(await of(head)))).toEqual([
      409,
      "root.serverError",
    ]);
  });

  test("is for who leads", async () => {
    const responder = await aPerson(app);
    await join(head, incidentId, responder, "responder");
    expect(refusal(await end(await of(head), responder))).toEqual([403]);
  });
});
