import type {
  EmployerDisabled,
  InvitedUser,
  LinkPurpose,
  LoginAnswer,
  Member,
  OneTimeLink,
  OwnSession,
  SignedInUser,
  User,
  UserFilePreview,
} from "@keii/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApp, type TestApp } from "../../../test/support/app.js";
import { Caller, refusal } from "../../../test/support/caller.js";
import {
  aPerson,
  anIncident,
  join,
  type Person,
} from "../../../test/support/people.js";

const users = "/api/users";
const phrase = "a phrase of seven plain words";

let app: TestApp;
let admin: Person;
let auditor: Person;
let staff: Person;

beforeAll(async () => {
  app = await startApp();
  admin = await aPerson(app, { right: "administrator" });
  auditor = await aPerson(app, { right: "auditor" });
  staff = await aPerson(app);
});
afterAll(() => app.close());

const invite = async (email: string, more: object = {}) =>
  (await admin.post<InvitedUser>(users, { name: "見本 太郎", email, ...more }))
    .body;

const tokenOf = (link: OneTimeLink | null) => link!.url.split("/").at(-1)!;

const read = async (id: string) =>
  (await admin.get<User>(`${users}/${id}`)).body;

/** Whether somebody is still signed in. */
const isIn = async (person: Caller) =>
  (await person.call("GET", "/api/auth/me")).status === 200;

/** Sets the password of an invitation and signs in. */
async function accept(
  invited: InvitedUser,
): Promise<{ caller: Caller; user: SignedInUser }> {
  const caller = new Caller(app.url);
  const { body } = await caller.post<LoginAnswer>("/api/auth/links/use", {
    token: tokenOf(invited.link),
    password: phrase,
  });
  caller.token = body.accessToken;
  return { caller, user: body.user };
}

describe("POST /users", () => {
  test("invites somebody with a link of a week that is told once, in the fragment", async () => {
    const invited = await invite("new@example.test", {
      right: "auditor",
      employer: "監査法人(架空)",
      expiresOn: "2099-03-31",
      language: "en",
    });
    expect(invited).toMatchObject({
      name: "見本 太郎",
      right: "auditor",
      account: "auditor",
      employer: "監査法人(架空)",
      expiresOn: "2099-03-31",
      language: "en",
      state: "invited",
      lastSeenAt: null,
    });
    expect(invited.link!.url).toContain("/#/link/");
    const days =
      (Date.parse(invited.link!.expiresAt) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(7);
    expect(await read(invited.id)).not.toHaveProperty("link");
  });

  test("gives no right, no employer, no end and Japanese where nothing is said", async () => {
    expect(await invite("plain@example.test")).toMatchObject({
      right: "none",
      account: "staff",
      employer: null,
      expiresOn: null,
      language: "ja",
    });
  });

  test("knows an address however it is written", async () => {
    await invite("once@example.test");
    for (const email of [
      "once@example.test",
      "Once@Example.Test",
      "ｏｎｃｅ@example.test",
    ])
      expect(
        refusal(await admin.call("POST", users, { name: "x", email })),
        email,
      ).toEqual([409, "email"]);
  });

  test("makes nobody from outside an administrator", async () => {
    expect(
      refusal(
        await admin.call("POST", users, {
          name: "x",
          email: "outside@example.test",
          right: "administrator",
          employer: "委託先(架空)",
        }),
      ),
    ).toEqual([400, "right"]);
  });

  test("refuses a blank name, no address and a day that does not exist", async () => {
    expect(
      refusal(
        await admin.call("POST", users, {
          name: " ",
          email: "nobody",
          expiresOn: "2016-02-30",
        }),
      ).sort(),
    ).toEqual([400, "email", "expiresOn", "name"]);
  });

  test("is for administrators", async () => {
    for (const person of [auditor, staff])
      expect(
        refusal(
          await person.call("POST", users, {
            name: "x",
            email: "x@example.test",
          }),
        ),
      ).toEqual([403]);
  });
});

describe("GET /users/:id", () => {
  test("tells an auditor as well, and never anything of the password", async () => {
    const { headers, body } = await auditor.get<User>(`${users}/${staff.id}`);
    expect(headers.get("etag")).toBe('"v1"');
    expect(body).toMatchObject({ id: staff.id, state: "active" });
    expect(JSON.stringify(body)).not.toMatch(/password|hash|argon/i);
  });

  test("refuses staff, and knows nobody under another id", async () => {
    expect(refusal(await staff.call("GET", `${users}/${staff.id}`))).toEqual([
      403,
    ]);
    expect(
      refusal(
        await admin.call(
          "GET",
          `${users}/00000000-0000-7000-8000-000000000000`,
        ),
      ),
    ).toEqual([404]);
  });

  test("counts an account as expired the day after its last, in the organisation's zone", async () => {
    const day = (offset: number) =>
      new Date(Date.now() + offset * 86_400_000).toLocaleDateString("sv-SE", {
        timeZone: "Asia/Tokyo",
      });
    const today = await invite("today@example.test", { expiresOn: day(0) });
    expect(today.state).toBe("invited");
    expect(
      (await invite("gone@example.test", { expiresOn: day(-1) })).state,
    ).toBe("expired");
  });
});

describe("POST /users/file", () => {
  const preview = async (csv: string, by: Caller = admin) =>
    (await by.post<UserFilePreview>(`${users}/file`, { csv })).body;

  test("tells new, known and impossible rows apart by their line, and saves nothing", async () => {
    const before = (await admin.get<User[]>(users)).body.length;
    const shown = await preview(
      [
        "﻿氏名,メールアドレス,勤務先,有効期限,権限,言語",
        "見本 花子,hanako@example.test,,2099/3/31,管理者,英語",
        `見本 次郎,${staff.email.toUpperCase()},,,,`,
        "見本 花子,Hanako@example.test,,,,",
        "見本 三郎,three@example.test,委託先(架空),2099年12月1日,一般,日本語",
        ",no-address,,2016/2/30,王様,",
      ].join("\r\n"),
    );
    expect(shown.rows.map(({ line, state }) => [line, state])).toEqual([
      [2, "new"],
      [3, "known"],
      [4, "known"],
      [5, "new"],
      [6, "rejected"],
    ]);
    expect(shown.rows[0]!.user).toEqual({
      name: "見本 花子",
      email: "hanako@example.test",
      expiresOn: "2099-03-31",
      right: "administrator",
      language: "en",
    });
    expect(shown.rows[3]!.user).toMatchObject({
      employer: "委託先(架空)",
      expiresOn: "2099-12-01",
      right: "none",
    });
    expect(Object.keys(shown.rows[4]!.errors).sort()).toEqual([
      "email",
      "expiresOn",
      "name",
      "right",
    ]);
    expect(shown).toMatchObject({
      newCount: 2,
      knownCount: 2,
      rejectedCount: 1,
    });
    expect((await admin.get<User[]>(users)).body.length).toBe(before);
  });

  test("rejects the row that would make an external administrator before anything is invited", async () => {
    const { rows } = await preview(
      "name,email,employer,right\nA,a1@example.test,Vendor (fictional),administrator",
    );
    expect(rows[0]).toMatchObject({ state: "rejected" });
    expect(Object.keys(rows[0]!.errors)).toEqual(["right"]);
  });

  test("counts a line of the file, not of the record, behind a cell of two lines", async () => {
    const { rows } = await preview(
      'name,email,employer\n"A",a2@example.test,"Two\nlines"\nB,b2@example.test,\n',
    );
    expect(rows.map((row) => row.line)).toEqual([2, 4]);
  });

  test("reads five hundred people and says how many it left unread", async () => {
    const lines = Array.from(
      { length: 503 },
      (_, n) => `N${n},n${n}@example.test`,
    );
    const shown = await preview(["name,email", ...lines].join("\n"));
    expect(shown).toMatchObject({ newCount: 500, unreadCount: 3 });
    expect(shown.rows.at(-1)!.line).toBe(501);
  });

  test("refuses what is no CSV, or has no heading for name and address", async () => {
    for (const csv of ['name,email\n"open', "foo,bar\n1,2", "name\nA", " \n"])
      expect(
        refusal(await admin.call("POST", `${users}/file`, { csv })),
        csv,
      ).toEqual([400, "csv"]);
  });

  test("is for administrators", async () => {
    for (const person of [auditor, staff])
      expect(
        refusal(
          await person.call("POST", `${users}/file`, { csv: "name,email" }),
        ),
      ).toEqual([403]);
  });
});

describe("POST /users/invitations", () => {
  test("invites all of them, each with a link of its own", async () => {
    const { body } = await admin.post<InvitedUser[]>(`${users}/invitations`, {
      users: [
        { name: "A", email: "many1@example.test" },
        { name: "B", email: "many2@example.test" },
      ],
    });
    expect(body.map((user) => user.email)).toEqual([
      "many1@example.test",
      "many2@example.test",
    ]);
    expect(new Set(body.map((user) => tokenOf(user.link))).size).toBe(2);
  });

  test("invites nobody where one of them is known already, and says which", async () => {
    const answer = await admin.call("POST", `${users}/invitations`, {
      users: [
        { name: "A", email: "half1@example.test" },
        { name: "B", email: staff.email },
      ],
    });
    expect(refusal(answer)).toEqual([409, "users.1.email"]);
    const { body } = await admin.get<User[]>(
      `${users}?filter=${encodeURIComponent('{"q":"half1@"}')}`,
    );
    expect(body).toEqual([]);
  });

  test("names the row and the field that is wrong", async () => {
    expect(
      refusal(
        await admin.call("POST", `${users}/invitations`, {
          users: [
            { name: "A", email: "half2@example.test" },
            { name: "", email: "half3@example.test" },
          ],
        }),
      ),
    ).toEqual([400, "users.1.name"]);
    expect(
      refusal(await admin.call("POST", `${users}/invitations`, { users: [] })),
    ).toEqual([400, "users"]);
  });
});

describe("PUT /users/:id", () => {
  test("changes what is sent and leaves the rest", async () => {
    const user = await invite("change@example.test", {
      expiresOn: "2099-03-31",
    });
    const { body } = await admin.on<User>(1, "PUT", `${users}/${user.id}`, {
      name: "見本 改",
    });
    expect(body).toMatchObject({
      version: 2,
      name: "見本 改",
      email: "change@example.test",
      expiresOn: "2099-03-31",
    });
  });

  test("ends every session of whoever is disabled, and lets them in again when they are not", async () => {
    const person = await aPerson(app);
    await admin.on(1, "PUT", `${users}/${person.id}`, { isDisabled: true });
    expect(await isIn(person)).toBe(false);
    expect((await read(person.id)).state).toBe("disabled");
    const back = new Caller(app.url);
    const login = { email: person.email, password: person.password };
    expect(refusal(await back.call("POST", "/api/auth/login", login))).toEqual([
      401,
    ]);
    await admin.on(2, "PUT", `${users}/${person.id}`, { isDisabled: false });
    await back.signIn(person.email, person.password);
    expect(await isIn(back)).toBe(true);
    expect(await isIn(person)).toBe(false);
  });

  test("takes a right away at once, and ends the sessions that had it", async () => {
    const second = await aPerson(app, { right: "administrator" });
    await admin.on(1, "PUT", `${users}/${second.id}`, { right: "none" });
    expect(refusal(await second.call("GET", users))).toEqual([401]);
    await second.signIn(second.email, second.password);
    expect(refusal(await second.call("GET", users))).toEqual([403]);
  });

  test("refuses a lost version with the record as it is, and a missing one", async () => {
    const user = await invite("lost@example.test");
    const path = `${users}/${user.id}`;
    await admin.on(1, "PUT", path, { name: "A" });
    const lost = await admin.call<{ current: User }>(
      "PUT",
      path,
      { name: "B" },
      { "if-match": '"v1"' },
    );
    expect([lost.status, lost.body.current.name]).toEqual([412, "A"]);
    expect(refusal(await admin.call("PUT", path, { name: "C" }))).toEqual([
      428,
    ]);
  });

  test("leaves a vendor agent its employer for as long as it is one", async () => {
    const agent = await aPerson(app, { employer: "委託先(架空)" });
    const head = await aPerson(app);
    const { id } = await anIncident(head);
    await join(head, id, agent, "vendor_agent", { expiresOn: "2099-12-31" });
    const take = (version: number) =>
      admin.call<User>(
        "PUT",
        `${users}/${agent.id}`,
        { employer: null },
        { "if-match": `"v${version}"` },
      );
    expect(refusal(await take(1))).toEqual([409, "employer"]);
    await admin.on(1, "PUT", `${users}/${agent.id}`, {
      employer: "別の委託先(架空)",
    });
    const members = `/api/incidents/${id}/members`;
    const member = (await head.get<Member[]>(members)).body.find(
      ({ userId }) => userId === agent.id,
    )!;
    await head.on(1, "DELETE", `${members}/${member.id}`);
    expect((await take(2)).body.employer).toBeNull();
  });

  test("never leaves a vendor agent without an employer, however the two meet", async () => {
    const head = await aPerson(app);
    for (let n = 0; n < 5; n++) {
      const agent = await aPerson(app, { employer: "委託先(架空)" });
      const { id } = await anIncident(head);
      const answers = await Promise.all([
        head.call("POST", `/api/incidents/${id}/members`, {
          userId: agent.id,
          role: "vendor_agent",
          expiresOn: "2099-12-31",
        }),
        admin.call(
          "PUT",
          `${users}/${agent.id}`,
          { employer: null },
          { "if-match": '"v1"' },
        ),
      ]);
      expect([
        [201, 409],
        [400, 200],
      ]).toContainEqual(answers.map(({ status }) => status));
    }
  });

  test("refuses somebody else's address, and an employer for an administrator", async () => {
    const user = await invite("mine@example.test");
    const path = `${users}/${user.id}`;
    const put = (body: object, version = 1) =>
      admin.call("PUT", path, body, { "if-match": `"v${version}"` });
    expect(refusal(await put({ email: staff.email }))).toEqual([409, "email"]);
    expect(
      refusal(await put({ right: "administrator", employer: "x(架空)" })),
    ).toEqual([400, "right"]);
  });

  test("is for administrators", async () => {
    for (const person of [auditor, staff])
      expect(
        refusal(
          await person.call(
            "PUT",
            `${users}/${staff.id}`,
            { name: "x" },
            { "if-match": '"v1"' },
          ),
        ),
      ).toEqual([403]);
  });
});

describe("the last administrator", () => {
  let own: TestApp;
  let last: Person;

  beforeAll(async () => {
    own = await startApp();
    last = await aPerson(own, { right: "administrator" });
  });
  afterAll(() => own.close());

  const put = (by: Caller, id: string, version: number, body: object) =>
    by.call("PUT", `${users}/${id}`, body, { "if-match": `"v${version}"` });

  test("cannot be disabled, lose the right or expire; one who only is invited does not count", async () => {
    await last.post(users, {
      name: "B",
      email: "invited@example.test",
      right: "administrator",
    });
    for (const change of [
      { isDisabled: true },
      { right: "none" },
      { expiresOn: "2016-01-01" },
    ])
      expect(refusal(await put(last, last.id, 1, change))).toEqual([
        409,
        "root.serverError",
      ]);
    expect(await isIn(last)).toBe(true);
  });

  test("is one of two who take each other's right away at the same time", async () => {
    const other = await aPerson(own, { right: "administrator" });
    const answers = await Promise.all([
      put(last, other.id, 1, { right: "none" }),
      put(other, last.id, 1, { right: "none" }),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const [{ n } = { n: 0 }] = await own.sql<{ n: number }>(
      `select count(*)::int as n from app_user where account_right = 'administrator' and password_hash is not null`,
    );
    expect(n).toBe(1);
  });
});

describe("POST /users/employers/disable", () => {
  const path = `${users}/employers/disable`;

  test("shuts everybody of an employer out at once, and nobody else", async () => {
    const employer = "コールセンター(架空)";
    const two = [
      await aPerson(app, { employer }),
      await aPerson(app, { employer }),
    ];
    const third = await aPerson(app, { employer: "別の委託先(架空)" });
    expect((await admin.get<string[]>(`${users}/employers`)).body).toContain(
      employer,
    );
    const { body } = await admin.post<EmployerDisabled>(path, { employer });
    expect(body).toEqual({ employer, disabledCount: 2 });
    expect(await Promise.all([...two, third].map(isIn))).toEqual([
      false,
      false,
      true,
    ]);
    expect(refusal(await admin.call("POST", path, { employer }))).toEqual([
      404,
    ]);
  });

  test("knows no employer nobody works for, and is for administrators", async () => {
    expect(
      refusal(await admin.call("POST", path, { employer: "いない(架空)" })),
    ).toEqual([404]);
    expect(
      refusal(await auditor.call("POST", path, { employer: "x" })),
    ).toEqual([403]);
  });
});

describe("POST /users/:id/link", () => {
  const link = async (id: string) =>
    (await admin.post<OneTimeLink>(`${users}/${id}/link`, {})).body;
  const lookUp = (token: string) =>
    new Caller(app.url).call<LinkPurpose>("POST", "/api/auth/links/lookup", {
      token,
    });

  test("makes a new invitation, and the one before stops working", async () => {
    const invited = await invite("again@example.test");
    const second = await link(invited.id);
    expect(refusal(await lookUp(tokenOf(invited.link)))).toEqual([404]);
    expect((await lookUp(tokenOf(second))).body).toMatchObject({
      purpose: "invitation",
      email: "again@example.test",
    });
  });

  test("is a password link of a day for somebody who has signed in", async () => {
    const person = await aPerson(app);
    const made = await link(person.id);
    const { body } = await lookUp(tokenOf(made));
    expect(body.purpose).toBe("password");
    const hours = (Date.parse(made.expiresAt) - Date.now()) / 3_600_000;
    expect(Math.round(hours)).toBe(24);
  });

  test("works once, signs in and ends the sessions before", async () => {
    const person = await aPerson(app);
    const made = await link(person.id);
    const use = () =>
      new Caller(app.url).call<LoginAnswer>("POST", "/api/auth/links/use", {
        token: tokenOf(made),
        password: phrase,
      });
    const answers = await Promise.all([use(), use(), use()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
    expect(await isIn(person)).toBe(false);
  });

  test("is refused for somebody who is disabled or expired", async () => {
    const disabled = await aPerson(app);
    await admin.on(1, "PUT", `${users}/${disabled.id}`, { isDisabled: true });
    const expired = await invite("past@example.test", {
      expiresOn: "2016-01-01",
    });
    for (const id of [disabled.id, expired.id])
      expect(
        refusal(await admin.call("POST", `${users}/${id}/link`, {})),
      ).toEqual([409]);
  });

  test("stops working when its user is disabled or expires", async () => {
    const invited = await invite("late@example.test");
    await admin.on(1, "PUT", `${users}/${invited.id}`, {
      expiresOn: "2016-01-01",
    });
    expect(refusal(await lookUp(tokenOf(invited.link)))).toEqual([404]);
    await admin.on(2, "PUT", `${users}/${invited.id}`, { expiresOn: null });
    expect((await lookUp(tokenOf(invited.link))).status).toBe(200);
    await admin.on(3, "PUT", `${users}/${invited.id}`, { isDisabled: true });
    expect(refusal(await lookUp(tokenOf(invited.link)))).toEqual([404]);
  });

  test("is for administrators", async () => {
    expect(
      refusal(await auditor.call("POST", `${users}/${staff.id}/link`, {})),
    ).toEqual([403]);
  });
});

describe("DELETE /users/:id/sessions", () => {
  test("ends all sessions of a user, who may sign in again", async () => {
    const invited = await invite("sessions@example.test");
    const { caller } = await accept(invited);
    const second = new Caller(app.url);
    await second.signIn("sessions@example.test", phrase);
    await admin.call("DELETE", `${users}/${invited.id}/sessions`);
    expect(await Promise.all([caller, second].map(isIn))).toEqual([
      false,
      false,
    ]);
    await second.signIn("sessions@example.test", phrase);
    expect(await isIn(second)).toBe(true);
    expect((await read(invited.id)).lastSeenAt).not.toBeNull();
  });

  test("is for administrators, and knows nobody under another id", async () => {
    expect(
      refusal(await auditor.call("DELETE", `${users}/${staff.id}/sessions`)),
    ).toEqual([403]);
    expect(
      refusal(
        await admin.call(
          "DELETE",
          `${users}/00000000-0000-7000-8000-000000000000/sessions`,
        ),
      ),
    ).toEqual([404]);
  });
});

describe("own sessions", () => {
  test("are listed to their user alone, with the one in use marked", async () => {
    const person = await aPerson(app);
    const second = new Caller(app.url);
    await second.signIn(person.email, person.password);
    const { body } = await second.get<OwnSession[]>("/api/auth/sessions");
    expect(body.map((session) => session.isCurrent).sort()).toEqual([
      false,
      true,
    ]);
    const other = body.find((session) => !session.isCurrent)!;
    expect(
      refusal(await staff.call("DELETE", `/api/auth/sessions/${other.id}`)),
    ).toEqual([404]);
    expect(await isIn(person)).toBe(true);
    await second.call("DELETE", `/api/auth/sessions/${other.id}`);
    expect(await Promise.all([person, second].map(isIn))).toEqual([
      false,
      true,
    ]);
  });

  test("but the one in use end with a change of the password", async () => {
    const person = await aPerson(app);
    const second = new Caller(app.url);
    await second.signIn(person.email, person.password);
    await second.post("/api/auth/password", {
      current: person.password,
      next: phrase,
    });
    expect(await Promise.all([person, second].map(isIn))).toEqual([
      false,
      true,
    ]);
    expect(
      refusal(
        await second.call("POST", "/api/auth/password", {
          current: "another pass phrase altogether",
          next: phrase,
        }),
      ),
    ).toEqual([400, "current"]);
    expect(
      refusal(
        await second.call("POST", "/api/auth/password", {
          current: phrase,
          next: "short",
        }),
      ),
    ).toEqual([400, "next"]);
  });
});
