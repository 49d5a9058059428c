import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {
  Incident,
  Party,
  PartnerRequest,
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
let reader: Person;
let incident: Incident;
let psp: Party;
let path: string;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  reader = await aPerson(app);
  incident = await anIncident(head);
  await join(head, incident.id, reader, "executive");
  path = `/api/incidents/${incident.id}/partners`;
  psp = await aParty("架空決済代行株式会社", "架空決済");
});
afterAll(() => app.close());

async function aParty(ja: string, short: string | null = null): Promise<Party> {
  const { body } = await head.call<Party>(
    "POST",
    `/api/incidents/${incident.id}/parties`,
    {
      officialName: { ja, en: "" },
      shortName: short && { ja: short, en: "" },
      roles: ["payment_service_provider"],
    },
  );
  return body;
}

async function ask(more: object = {}): Promise<PartnerRequest> {
  const { status, body } = await head.call<PartnerRequest>("POST", path, {
    partyId: psp.id,
    kind: "watch_cards",
    occurred: { on: "2016-08-16" },
    ...more,
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

function act<T = PartnerRequest>(
  request: { id: string; version: number },
  verb: string,
  data: object,
  by: Person = head,
): Promise<{ status: number; body: T }> {
  return by.call<T>("POST", `${path}/${request.id}/${verb}`, data, {
    "if-match": `"v${request.version}"`,
  });
}

async function answer(
  request: PartnerRequest,
  more: object,
): Promise<PartnerRequest> {
  const { status, body } = await act(request, "answer", more);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

async function linesOf(id: string): Promise<TimelineEvent[]> {
  const { body } = await head.call<TimelineEvent[]>(
    "GET",
    `/api/incidents/${incident.id}/timeline`,
  );
  return body.filter(({ records }) =>
    records.some((record) => record.id === id),
  );
}

describe("POST /partners", () => {
  test("a request is no more than asked for, and stands in the timeline once", async () => {
    const request = await ask({ text: "対象カード", askedBy: "田中" });
    expect(request).toMatchObject({
      standing: "requested",
      party: { shortName: { ja: "架空決済", en: "" } },
      occurred: { precision: "day", on: "2016-08-16" },
      askedBy: "田中",
      answers: [],
    });
    const lines = await linesOf(request.id);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      text: "架空決済にカードのモニタリング強化を依頼: 対象カード",
      category: "partners",
      type: "communication",
      records: [{ kind: "partners.requested", id: request.id }],
    });
  });

  test("a line of that day is adopted, not doubled", async () => {
    const line = await aLine(head, incident.id, {
      occurred: { on: "2016-08-17" },
      text: "カード会社に監視をお願いした",
    });
    const request = await ask({
      occurred: { on: "2016-08-17" },
      timelineEventId: line.id,
    });
    expect((await linesOf(request.id)).map(({ id }) => id)).toEqual([line.id]);
  });

  test("one of kind other says what was asked; a plan and an unknown body are refused", async () => {
    const wrong = async (more: object) =>
      (
        await head.call<ProblemDocument>("POST", path, {
          partyId: psp.id,
          kind: "watch_cards",
          occurred: { on: "2016-08-16" },
          ...more,
        })
      ).body;
    expect((await wrong({ kind: "other", text: " " })).errors).toHaveProperty(
      "text",
    );
    expect((await wrong({ partyId: incident.id })).errors).toHaveProperty(
      "partyId",
    );
    expect(
      (await wrong({ occurred: { on: "2016-08-16", precision: "planned" } }))
        .errors,
    ).toHaveProperty(["occurred.precision"]);
  });

  test("is refused to those who only read, and to strangers as if there were nothing", async () => {
    const stranger = await aPerson(app);
    const body = {
      partyId: psp.id,
      kind: "watch_cards",
      occurred: { on: "2016-08-16" },
    };
    expect((await reader.call("POST", path, body)).status).toBe(403);
    expect((await stranger.call("POST", path, body)).status).toBe(404);
    expect((await reader.call("GET", path)).status).toBe(200);
  });
});

describe("POST /partners/:id/answer", () => {
  test("requested, promised, refused and unknown are told apart, and every answer is kept", async () => {
    let request = await ask();
    request = await answer(request, {
      outcome: "promised",
      occurred: { on: "2016-08-18" },
      answeredBy: "山本",
      words: "監視を強化します",
    });
    expect(request.standing).toBe("promised");
    request = await answer(request, {
      outcome: "refused",
      occurred: { on: "2016-08-20" },
    });
    expect(request.standing).toBe("refused");
    request = await answer(request, {
      outcome: "no_answer",
      occurred: { on: "2016-08-19" },
    });
    expect(request.standing).toBe("refused");
    expect(request.answers.map(({ outcome }) => outcome)).toEqual([
      "promised",
      "refused",
      "no_answer",
    ]);
    const [line] = await linesOf(request.answers[0]!.id);
    expect(line?.text).toBe(
      "架空決済(山本)より、カードのモニタリング強化の依頼に対し承諾: 監視を強化します",
    );
  });

  test("an answer before the request, on an old version or by a reader is refused", async () => {
    const request = await ask();
    const given = { outcome: "promised", occurred: { on: "2016-08-18" } };
    const early = await act<ProblemDocument>(request, "answer", {
      ...given,
      occurred: { on: "2016-08-15" },
    });
    expect(early.status).toBe(409);
    expect(early.body.errors).toHaveProperty(["occurred.on"]);
    expect((await act(request, "answer", given, reader)).status).toBe(403);
    await answer(request, given);
    expect((await act(request, "answer", given)).status).toBe(412);
  });

  test("an answer taken back counts no more, and its line is struck through", async () => {
    let request = await ask();
    request = await answer(request, {
      outcome: "promised",
      occurred: { on: "2016-08-18" },
    });
    const answerId = request.answers[0]!.id;
    const back = await act(request, "withdraw-answer", {
      answerId,
      reason: "別の依頼への回答だった",
    });
    expect(back.body).toMatchObject({
      standing: "requested",
      answers: [{ withdrawalReason: "別の依頼への回答だった" }],
    });
    expect((await linesOf(answerId))[0]?.state).toBe("retracted");
    const again = { answerId, reason: "もう一度" };
    expect((await act(back.body, "withdraw-answer", again)).status).toBe(409);
    expect(
      (
        await act(back.body, "withdraw-answer", {
          ...again,
          answerId: incident.id,
        })
      ).status,
    ).toBe(400);
  });
});

describe("PUT /partners/:id", () => {
  test("moves the line with the request; not behind an answer, not without a reason", async () => {
    let request = await ask();
    request = await answer(request, {
      outcome: "partly",
      occurred: { on: "2016-08-18" },
    });
    const put = (data: object) =>
      head.call<PartnerRequest>("PUT", `${path}/${request.id}`, data, {
        "if-match": `"v${request.version}"`,
      });
    expect((await put({ occurred: { on: "2016-08-15" } })).status).toBe(400);
    expect(
      (await put({ occurred: { on: "2016-08-19" }, reason: "誤り" })).status,
    ).toBe(409);
    const moved = await put({
      occurred: { on: "2016-08-15" },
      kind: "waive_reissue_fee",
      reason: "記録違い",
    });
    expect(moved.body.occurred.on).toBe("2016-08-15");
    const [line] = await linesOf(request.id);
    expect(line).toMatchObject({
      text: "架空決済にカード再発行手数料の免除を依頼",
      occurred: { on: "2016-08-15" },
      reason: "記録違い",
    });
  });
});

describe("POST /partners/:id/withdraw", () => {
  test("strikes the request and its answers through; afterwards nothing is added", async () => {
    let request = await ask();
    request = await answer(request, {
      outcome: "promised",
      occurred: { on: "2016-08-18" },
    });
    const { body } = await act(request, "withdraw", { reason: "二重に記録" });
    expect(body).toMatchObject({
      standing: "withdrawn",
      withdrawalReason: "二重に記録",
    });
    for (const id of [request.id, request.answers[0]!.id])
      expect((await linesOf(id))[0]?.state).toBe("retracted");
    const late = { outcome: "refused", occurred: { on: "2016-08-18" } };
    expect((await act(body, "answer", late)).status).toBe(409);
  });
});

describe("GET /partners", () => {
  test("is filtered by standing, kind and name, and finds the request an answer belongs to", async () => {
    const bank = await aParty("カクウ銀行");
    let request = await ask({ partyId: bank.id, kind: "stop_settlement" });
    request = await answer(request, {
      outcome: "no_answer",
      occurred: { on: "2016-08-18" },
    });
    const found = async (filter: object) =>
      (
        await head.call<PartnerRequest[]>(
          "GET",
          `${path}?filter=${encodeURIComponent(JSON.stringify(filter))}`,
        )
      ).body.map(({ id }) => id);
    expect(await found({ q: "かくう銀行" })).toEqual([request.id]);
    expect(await found({ standing: "unknown" })).toEqual([request.id]);
    expect(await found({ kind: "stop_settlement" })).toEqual([request.id]);
    expect(await found({ recordId: request.answers[0]!.id })).toEqual([
      request.id,
    ]);
    expect(await found({ recordId: request.id })).toEqual([request.id]);
    expect((await head.call("GET", `${path}?filter={"text":"x"}`)).status).toBe(
      400,
    );
  });

  test("is taken along as it is seen", async () => {
    const { body } = await head.call<string>("GET", `${path}/export.csv`);
    expect(body).toContain("約束あり");
    expect((await reader.call("GET", `${path}/export.xlsx`)).status).toBe(200);
  });
});
