import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {
  Incident,
  PaymentStop,
  ProblemDocument,
  ResumeCondition,
  TimelineEvent,
} from "@keii/shared";
import { startApp, type TestApp } from "../../../test/support/app.js";
import {
  aPerson,
  anIncident,
  join,
  type Person,
} from "../../../test/support/people.js";

let app: TestApp;
let head: Person;
let responder: Person;
let incident: Incident;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  responder = await aPerson(app);
  await anew();
});
afterAll(() => app.close());

/** An incident in which nothing was stopped yet. */
async function anew(): Promise<void> {
  incident = await anIncident(head);
  await join(head, incident.id, responder, "responder");
}

const at = (list: string) => `/api/incidents/${incident.id}/${list}`;
const minute = (time: string, on = "2016-08-13") => ({
  on,
  at: `${on}T${time}:00+09:00`,
});

async function stop(more: object = {}): Promise<PaymentStop[]> {
  const { status, body } = await responder.call<PaymentStop[]>(
    "POST",
    at("payment-stops"),
    {
      sites: ["サイトA"],
      methods: ["card"],
      occurred: minute("10:30"),
      ...more,
    },
  );
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

function act<T = PaymentStop>(
  one: { id: string; version: number },
  verb: string,
  data: object,
  by: Person = responder,
  list = "payment-stops",
): Promise<{ status: number; body: T }> {
  const path = `${at(list)}/${one.id}`;
  return by.call<T>(
    verb === "" ? "PUT" : "POST",
    verb === "" ? path : `${path}/${verb}`,
    data,
    { "if-match": `"v${one.version}"` },
  );
}

async function conditions(): Promise<ResumeCondition[]> {
  return (
    await responder.call<ResumeCondition[]>("GET", at("resume-conditions"))
  ).body;
}

const tick = (condition: ResumeCondition, change: object) =>
  act<ResumeCondition>(condition, "", change, responder, "resume-conditions");

async function meetAll(): Promise<void> {
  for (const condition of await conditions())
    if (!condition.isMet && condition.withdrawalReason === null)
      await tick(condition, { isMet: true, evidence: "書面" });
}

async function linesOf(id: string): Promise<TimelineEvent[]> {
  const { body } = await head.call<TimelineEvent[]>("GET", at("timeline"));
  return body.filter(({ records }) =>
    records.some((record) => record.id === id),
  );
}

describe("POST /payment-stops", () => {
  test("stops every method at every site, all in one line, and asks for the agreement first", async () => {
    await anew();
    const stopped = await stop({
      sites: ["サイトA", "サイトB"],
      methods: ["card", "carrier_billing"],
      stoppedBy: "佐藤",
    });
    expect(stopped.map((s) => [s.site, s.method])).toEqual([
      ["サイトA", "card"],
      ["サイトA", "carrier_billing"],
      ["サイトB", "card"],
      ["サイトB", "carrier_billing"],
    ]);
    expect(stopped[0]).toMatchObject({
      stopped: { on: "2016-08-13", at: "2016-08-13T01:30:00.000Z" },
      resumed: null,
      openConditionCount: 1,
    });
    const { body: lines } = await head.call<TimelineEvent[]>(
      "GET",
      at("timeline"),
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      text: "サイトA・サイトBの決済(カード・キャリア決済)を停止(実施: 佐藤)",
      category: "containment",
    });
    expect(lines[0]?.records).toHaveLength(4);
    expect(await conditions()).toMatchObject([
      { kind: "agreement", isMet: false, site: null },
    ]);
  });

  test("a stop that overlaps one of the same site and method is refused, however the site is written", async () => {
    await anew();
    await stop({ sites: ["ｻｲﾄA"] });
    const again = (more: object) =>
      responder.call<ProblemDocument>("POST", at("payment-stops"), {
        sites: ["サイトＡ"],
        methods: ["card"],
        occurred: minute("12:00"),
        ...more,
      });
    const refused = await again({});
    expect(refused.status).toBe(409);
    expect(refused.body.errors).toHaveProperty(["occurred.on"]);
    expect((await again({ methods: ["points"] })).status).toBe(201);
    expect((await again({ sites: ["サイトB", "サイトA"] })).status).toBe(409);
    expect((await again({ sites: ["サイトB"] })).status).toBe(201);
  });

  test("of two at the same time one gets through", async () => {
    await anew();
    const answers = await Promise.all(
      [head, responder, head, responder].map((by) =>
        by.call("POST", at("payment-stops"), {
          sites: ["サイトA"],
          methods: ["card"],
          occurred: { on: "2016-08-13" },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201, 409, 409, 409,
    ]);
  });

  test("needs a site, a method, and a day or a minute", async () => {
    const wrong = async (more: object) =>
      (
        await responder.call<ProblemDocument>("POST", at("payment-stops"), {
          sites: ["サイトZ"],
          methods: ["card"],
          occurred: minute("10:30"),
          ...more,
        })
      ).body.errors;
    expect(await wrong({ sites: [] })).toHaveProperty("sites");
    expect(await wrong({ methods: [] })).toHaveProperty("methods");
    expect(
      await wrong({ occurred: { on: "2016-08-13", precision: "about" } }),
    ).toHaveProperty(["occurred.precision"]);
  });
});

describe("POST /payment-stops/:id/resume", () => {
  test("is refused until every condition that holds for the site is met", async () => {
    await anew();
    const [one] = await stop();
    await responder.call("POST", at("resume-conditions"), {
      text: "リンク型決済に切り替えた",
      site: "ｻｲﾄA",
    });
    await responder.call("POST", at("resume-conditions"), {
      text: "別サイトの点検",
      site: "サイトB",
    });
    const early = await act<ProblemDocument>(one!, "resume", {
      occurred: minute("09:00", "2016-09-20"),
    });
    expect(early.status).toBe(409);
    expect(early.body.errors?.["root.serverError"]).toContain("2");
    for (const condition of await conditions())
      if (condition.site !== "サイトB") {
        expect((await tick(condition, { isMet: true })).status).toBe(400);
        const met = await tick(condition, {
          isMet: true,
          evidence: "9/19付の書面",
        });
        expect(met.body).toMatchObject({ isMet: true });
        expect(met.body.metBy?.id).toBe(responder.id);
      }
    const resumed = await act(one!, "resume", {
      occurred: minute("09:00", "2016-09-20"),
      resumedBy: "佐藤",
    });
    expect(resumed.body).toMatchObject({
      resumed: { on: "2016-09-20", at: "2016-09-20T00:00:00.000Z" },
      openConditionCount: 0,
    });
    expect((await linesOf(one!.id)).map(({ text }) => text)).toEqual([
      "サイトAの決済(カード)を停止",
      "サイトAの決済(カード)を再開(実施: 佐藤)",
    ]);
    expect(
      (
        await act(resumed.body, "resume", {
          occurred: minute("10:00", "2016-09-20"),
        })
      ).status,
    ).toBe(409);
  });

  test("may not lie before the stop; afterwards the site may be stopped anew", async () => {
    await anew();
    const [one] = await stop();
    await meetAll();
    const before = { occurred: minute("10:29") };
    expect((await act(one!, "resume", before)).status).toBe(409);
    const after = { occurred: minute("11:00") };
    expect((await act(one!, "resume", after)).status).toBe(200);
    const overlapping = await responder.call("POST", at("payment-stops"), {
      sites: ["サイトA"],
      methods: ["card"],
      occurred: minute("10:59"),
    });
    expect(overlapping.status).toBe(409);
    expect(await stop({ occurred: minute("11:00") })).toHaveLength(1);
  });
});

describe("POST /payment-stops/:id/waive", () => {
  test("only the head of response waives the gate, with a reason that the line tells", async () => {
    await anew();
    const [one] = await stop();
    const waiver = { reason: "年末商戦のため経営判断" };
    expect((await act(one!, "waive", waiver)).status).toBe(403);
    expect((await act(one!, "waive", {}, head)).status).toBe(400);
    const waived = await act(one!, "waive", waiver, head);
    expect(waived.body.waiver).toMatchObject({
      ...waiver,
      by: { id: head.id },
    });
    const resumed = await act(waived.body, "resume", {
      occurred: minute("09:00", "2016-09-20"),
    });
    expect(resumed.status).toBe(200);
    expect((await linesOf(one!.id))[1]?.text).toContain(
      "再開の条件は免除(理由: 年末商戦のため経営判断)",
    );
  });

  test("there is nothing to waive where the gate is met", async () => {
    await anew();
    const [one] = await stop();
    await meetAll();
    expect(
      (await act(one!, "waive", { reason: "念のため" }, head)).status,
    ).toBe(409);
  });
});

describe("the conditions to resume", () => {
  test("the agreement stays; others may be taken back and then no longer hold", async () => {
    await anew();
    const [one] = await stop();
    await responder.call("POST", at("resume-conditions"), {
      text: "再診断に合格した",
    });
    const back = (condition: ResumeCondition) =>
      act<ResumeCondition>(
        condition,
        "withdraw",
        { reason: "対象外" },
        responder,
        "resume-conditions",
      );
    const [agreement, own] = await conditions();
    expect((await back(agreement!)).status).toBe(409);
    const taken = await back(own!);
    expect(taken.body.withdrawalReason).toBe("対象外");
    expect((await tick(taken.body, { text: "別の条件" })).status).toBe(409);
    const { body } = await responder.call<PaymentStop>(
      "GET",
      `${at("payment-stops")}/${one!.id}`,
    );
    expect(body.openConditionCount).toBe(1);
  });
});

describe("PUT /payment-stops/:id and its withdrawal", () => {
  test("a corrected minute moves the line; a resumption cannot be slipped in, but taken back", async () => {
    await anew();
    const [one] = await stop();
    const slipped = await act(one!, "", {
      resumed: minute("12:00"),
      reason: "x",
    });
    expect(slipped.status).toBe(409);
    const moved = await act(one!, "", {
      occurred: minute("10:35"),
      reason: "記録を確認",
    });
    expect(moved.body.stopped.at).toBe("2016-08-13T01:35:00.000Z");
    expect((await linesOf(one!.id))[0]?.occurred.at).toBe(
      "2016-08-13T01:35:00.000Z",
    );
    await meetAll();
    const resumed = await act(moved.body, "resume", {
      occurred: minute("12:00"),
    });
    const undone = await act(resumed.body, "", {
      resumed: null,
      reason: "再開していなかった",
    });
    expect(undone.body.resumed).toBeNull();
    expect((await linesOf(one!.id)).map(({ state }) => state)).toEqual([
      "current",
      "retracted",
    ]);
  });

  test("a stop recorded by mistake is struck through and stands in nobody's way", async () => {
    await anew();
    const [one] = await stop();
    const gone = await act(one!, "withdraw", { reason: "別サイト" });
    expect(gone.body.withdrawalReason).toBe("別サイト");
    expect((await linesOf(one!.id))[0]?.state).toBe("retracted");
    expect(await stop()).toHaveLength(1);
    const late = { occurred: minute("12:00") };
    expect((await act(gone.body, "resume", late)).status).toBe(409);
  });

  test("another incident's stop is not there", async () => {
    const [one] = await stop({ sites: ["サイトX"] });
    await anew();
    expect(
      (await responder.call("GET", `${at("payment-stops")}/${one!.id}`)).status,
    ).toBe(404);
  });
});
