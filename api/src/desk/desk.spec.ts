import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {
  AuditEntry,
  DeskLine,
  DeskNow,
  ExplainedDue,
  RecordedDay,
  RecordedSchedule,
} from "@keii/shared";
import { startApp, type TestApp } from "../../../test/support/app.js";
import { refusal } from "../../../test/support/caller.js";
import {
  aPerson,
  anIncident,
  join,
  type Person,
} from "../../../test/support/people.js";

let app: TestApp;
let head: Person;
let lead: Person;
let agent: Person;
let base: string;

const day = [
  { from: "10:00", until: "12:30" },
  { from: "13:30", until: "17:00" },
];
const long = [{ from: "10:00", until: "19:00" }];
const weekly = (hours: typeof day, weekend: typeof day = []) => ({
  mon: hours,
  tue: hours,
  wed: hours,
  thu: hours,
  fri: hours,
  sat: weekend,
  sun: weekend,
});

beforeAll(async () => {
  app = await startApp();
});

afterAll(() => app.close());

/** A case of its own with a desk lead and somebody who takes calls, seen as of a day. */
async function aDesk(at = "2016-09-14T10:00:00+09:00"): Promise<void> {
  app.clock.set(at);
  head = await aPerson(app);
  lead = await aPerson(app);
  agent = await aPerson(app, { employer: "みなとコール(架空)" });
  const incident = await anIncident(head);
  base = `/api/incidents/${incident.id}`;
  await join(head, incident.id, lead, "desk_lead");
  await join(head, incident.id, agent, "vendor_agent", {
    expiresOn: "2099-12-31",
  });
}

async function schedule(
  from: string,
  more: Record<string, unknown> = {},
): Promise<RecordedSchedule> {
  const { body, status } = await lead.call<RecordedSchedule>(
    "POST",
    `${base}/desk-schedules`,
    { from, weekly: weekly(day), ...more },
  );
  expect([status, body]).toEqual([201, expect.anything()]);
  return body;
}

/** What refuses an act on a version of a record. */
async function refused(
  version: number,
  method: "PUT" | "POST",
  path: string,
  body: object,
): Promise<unknown> {
  return refusal(
    await lead.call(method, path, body, { "if-match": `"v${version}"` }),
  );
}

const now = async (): Promise<DeskNow> =>
  (await agent.get<DeskNow>(`${base}/desk-hours`)).body;

describe("GET desk-hours", () => {
  test("says that nothing is set where nothing is", async () => {
    await aDesk();
    expect(await now()).toMatchObject({
      zone: "Asia/Tokyo",
      holidays: "JP",
      schedules: [],
      days: [],
      lines: [],
      state: { isOpen: false, reason: { kind: "noHours" }, opensAt: null },
      change: null,
    });
  });

  test("tells the state, the week, the change to come and the lines that are shown", async () => {
    await aDesk();
    await schedule("2016-09-15", {
      weekly: weekly(long, long),
      closedOnHolidays: false,
    });
    const announcement = {
      ja: "受付時間を変更します",
      en: "Our hours change",
    };
    await schedule("2016-09-23", { announcement });
    await lead.post(`${base}/desk-days`, {
      on: "2016-09-21",
      periods: [],
      name: "設備点検",
    });
    for (const [value, isShown] of [
      ["desk@shirasagi.test", true],
      ["03-0000-0300", true],
      ["03-0000-0301", false],
    ] as const)
      await lead.post(`${base}/desk-lines`, {
        value,
        isShown,
        label: "特設窓口",
        place: value === "03-0000-0300" ? 0 : 1,
      });
    app.clock.set("2016-09-20T18:30:00+09:00");
    expect(await now()).toMatchObject({
      state: { isOpen: true, until: "2016-09-20T19:00:00+09:00" },
      change: { from: "2016-09-23", announcement },
      week: [
        { on: "2016-09-20", periods: long },
        { on: "2016-09-21", periods: [], reason: { kind: "ownDay" } },
        { on: "2016-09-22", periods: long },
        { on: "2016-09-23", periods: day, since: "2016-09-23" },
        { on: "2016-09-24", reason: { kind: "weekend" } },
        { on: "2016-09-25", reason: { kind: "weekend" } },
        { on: "2016-09-26", periods: day },
      ],
      lines: [
        { kind: "phone", value: "03-0000-0300" },
        { kind: "mail", value: "desk@shirasagi.test" },
      ],
    });
  });

  test("keeps Japanese holidays in Japan only, and tells the time of the incident's zone", async () => {
    await aDesk("2016-10-10T00:00:00Z");
    await schedule("2016-09-15");
    expect((await now()).state).toMatchObject({
      isOpen: false,
      reason: { kind: "holiday", name: { ja: "体育の日" } },
    });
    const { body } = await head.get<{ version: number }>(base);
    await head.on(body.version, "PUT", base, { zone: "America/New_York" });
    app.clock.set("2016-10-10T15:00:00Z");
    expect(await now()).toMatchObject({
      holidays: null,
      state: { isOpen: true, until: "2016-10-10T12:30:00-04:00" },
    });
  });
});

describe("POST desk-hours/explain", () => {
  test("counts over the change of hours and says so in the reader's language", async () => {
    await aDesk();
    await schedule("2016-09-15", { weekly: weekly(long, long) });
    await schedule("2016-09-23");
    const { body, status } = await agent.call<ExplainedDue>(
      "POST",
      `${base}/desk-hours/explain`,
      { from: "2016-09-21T18:30:00+09:00", minutes: 90 },
    );
    expect(status).toBe(200);
    expect(body.dueAt).toBe("2016-09-23T11:00:00+09:00");
    expect(body.sentences).toEqual([
      "9/21(水) 18:30から、受付時間だけで1時間30分を数えます。",
      "9/21(水) 18:30〜19:00の30分を数えます(残り1時間)。",
      "9/22(木)は数えません(祝日: 秋分の日)。",
      "9/23(金)から新しい受付時間で数えます。",
      "9/23(金) 10:00〜11:00の1時間を数えます。",
      "期限は9/23(金) 11:00です。",
    ]);
    await agent.call("PUT", "/api/auth/preferences", { language: "en" });
    const english = await agent.call<ExplainedDue>(
      "POST",
      `${base}/desk-hours/explain`,
      { from: "2016-09-23T09:00:00+09:00", businessDays: 1 },
    );
    expect(english.body.sentences.at(-1)).toBe("Due Sep 26 (Mon) 17:00.");
  });

  test("takes minutes or business days, not both and not neither", async () => {
    await aDesk();
    for (const term of [{}, { minutes: 5, businessDays: 1 }])
      expect(
        refusal(
          await agent.call("POST", `${base}/desk-hours/explain`, {
            from: "2016-09-23T09:00:00+09:00",
            ...term,
          }),
        ),
      ).toEqual([400, "minutes"]);
    expect(
      refusal(
        await agent.call("POST", `${base}/desk-hours/explain`, {
          from: "2016-09-23T09:00:00+09:00",
          minutes: 0,
        }),
      ),
    ).toEqual([400, "minutes"]);
  });
});

describe("the hours of the week", () => {
  test("are changed freely until they take effect", async () => {
    await aDesk();
    const { id, version } = await schedule("2016-09-15");
    const { status } = await lead.on(
      version,
      "PUT",
      `${base}/desk-schedules/${id}`,
      { from: "2016-09-16", closedOnHolidays: false },
    );
    expect(status).toBe(200);
    expect((await now()).schedules).toMatchObject([
      { from: "2016-09-16", closedOnHolidays: false, weekly: weekly(day) },
    ]);
  });

  test("are not changed without a reason once they have held; the log keeps it", async () => {
    await aDesk();
    const { id, version } = await schedule("2016-09-15");
    app.clock.set("2016-09-15T00:00:00+09:00");
    const path = `${base}/desk-schedules/${id}`;
    const change = { weekly: weekly(long) };
    expect(await refused(version, "PUT", path, change)).toEqual([
      400,
      "reason",
    ]);
    expect(
      await refused(version, "PUT", path, { ...change, from: "2016-09-20" }),
    ).toEqual([400, "reason"]);
    const reason = "閉める時刻を書き間違えた";
    const done = await lead.on(version, "PUT", path, { ...change, reason });
    expect(done.status).toBe(200);
    const log = await head.get<AuditEntry[]>(
      `${base}/activity?filter=${encodeURIComponent(JSON.stringify({ recordId: id, act: "update" }))}`,
    );
    expect(log.body).toMatchObject([{ note: reason }]);
  });

  test("may begin in the past as the first, and afterwards only with a reason", async () => {
    await aDesk();
    await schedule("2016-09-01");
    const body = { from: "2016-09-10", weekly: weekly(long) };
    expect(
      refusal(await lead.call("POST", `${base}/desk-schedules`, body)),
    ).toEqual([400, "reason"]);
    await schedule("2016-09-10", { reason: "記録が遅れた" });
  });

  test("begin on one day once, and are taken back with a reason", async () => {
    await aDesk();
    const { id, version } = await schedule("2016-09-23");
    expect(
      refusal(
        await lead.call("POST", `${base}/desk-schedules`, {
          from: "2016-09-23",
          weekly: weekly(long),
        }),
      ),
    ).toEqual([409, "from"]);
    const withdrawal = `${base}/desk-schedules/${id}/withdraw`;
    expect(await refused(version, "POST", withdrawal, {})).toEqual([
      400,
      "reason",
    ]);
    const reason = "変更を見送った";
    const back = await lead.on(version, "POST", withdrawal, { reason });
    expect(back.body).toMatchObject({ withdrawalReason: reason });
    expect((await now()).schedules).toEqual([]);
    await schedule("2016-09-23");
    expect(await refused(version + 1, "POST", withdrawal, { reason })).toEqual([
      409,
      "root.serverError",
    ]);
  });

  test.each([
    [
      "a period that ends before it begins",
      [{ from: "12:00", until: "10:00" }],
    ],
    ["an empty period", [{ from: "10:00", until: "10:00" }]],
    [
      "periods over each other",
      [
        { from: "10:00", until: "12:00" },
        { from: "11:00", until: "13:00" },
      ],
    ],
    [
      "periods out of order",
      [
        { from: "13:00", until: "14:00" },
        { from: "10:00", until: "12:00" },
      ],
    ],
  ])("refuses %s", async (_, periods) => {
    await aDesk();
    expect(
      refusal(
        await lead.call("POST", `${base}/desk-schedules`, {
          from: "2016-09-15",
          weekly: { ...weekly(day), tue: periods },
        }),
      ),
    ).toEqual([400, "weekly.tue"]);
  });

  test("refuses a time that no clock shows, and takes the end of the day", async () => {
    await aDesk();
    const send = (from: string, until: string) =>
      lead.call("POST", `${base}/desk-schedules`, {
        from: "2016-09-15",
        weekly: { ...weekly(day), tue: [{ from, until }] },
      });
    expect(refusal(await send("24:00", "24:00"))[0]).toBe(400);
    expect(refusal(await send("9:00", "17:00"))[0]).toBe(400);
    expect(refusal(await send("09:00", "25:00"))[0]).toBe(400);
    expect((await send("00:00", "24:00")).status).toBe(201);
  });

  test("are the database's rule, too", async () => {
    await aDesk();
    const { id } = await schedule("2016-09-15");
    for (const periods of [
      '[{"from":"10:00","until":"09:00"}]',
      '[{"from":"10:00"}]',
      "{}",
    ])
      await expect(
        app.sql(
          `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
           update desk_schedule set weekly = jsonb_set(weekly, '{mon}', $2::jsonb) from actor where id = $1 and set is not null`,
          [id, periods],
        ),
      ).rejects.toThrow(/desk_schedule_weekly_ok/);
  });

  test("are the desk lead's and compliance's; who is in the case reads them", async () => {
    await aDesk();
    const body = { from: "2016-09-15", weekly: weekly(day) };
    for (const who of [head, agent])
      expect(
        (await who.call("POST", `${base}/desk-schedules`, body)).status,
      ).toBe(403);
    await schedule("2016-09-15");
    const list = await agent.get<RecordedSchedule[]>(`${base}/desk-schedules`);
    expect(list.body).toHaveLength(1);
  });
});

describe("own days", () => {
  test("close or open the desk, once a day, in the past with a reason only", async () => {
    await aDesk("2016-09-20T10:00:00+09:00");
    await schedule("2016-09-15", { reason: "最初の登録" });
    const add = (body: object) =>
      lead.call<RecordedDay>("POST", `${base}/desk-days`, {
        name: "臨時受付日",
        periods: day,
        ...body,
      });
    expect((await add({ on: "2016-09-24" })).status).toBe(201);
    expect(refusal(await add({ on: "2016-09-24" }))).toEqual([409, "on"]);
    expect(refusal(await add({ on: "2016-09-19" }))).toEqual([400, "reason"]);
    const past = await add({ on: "2016-09-19", reason: "記録が遅れた" });
    expect(past.status).toBe(201);
    const { id, version } = past.body;
    expect(
      await refused(version, "PUT", `${base}/desk-days/${id}`, {
        on: "2016-09-30",
      }),
    ).toEqual([400, "reason"]);
    await lead.on(version, "POST", `${base}/desk-days/${id}/withdraw`, {
      reason: "開けていなかった",
    });
    expect((await now()).days.map(({ on }) => on)).toEqual(["2016-09-24"]);
  });
});

describe("lines", () => {
  test("are a number or an address, each once", async () => {
    await aDesk();
    const add = (value: string) =>
      lead.call<DeskLine>("POST", `${base}/desk-lines`, {
        value,
        label: { ja: "専用ダイヤル", en: "Hotline" },
      });
    expect((await add("03-0000-0300")).body.kind).toBe("phone");
    expect((await add("desk@shirasagi.test")).body.kind).toBe("mail");
    expect(refusal(await add("03-0000-0300"))).toEqual([409, "value"]);
    expect(refusal(await add("窓口"))).toEqual([400, "value"]);
  });

  test("turn from one into the other with their value, and are hidden instead of deleted", async () => {
    await aDesk();
    const { body } = await lead.post<DeskLine>(`${base}/desk-lines`, {
      value: "03-0000-0300",
      label: "専用ダイヤル",
    });
    const changed = await lead.on<DeskLine>(
      body.version,
      "PUT",
      `${base}/desk-lines/${body.id}`,
      { value: "desk@shirasagi.test", isShown: false },
    );
    expect(changed.body).toMatchObject({ kind: "mail", isShown: false });
    expect((await now()).lines).toEqual([]);
  });
});
