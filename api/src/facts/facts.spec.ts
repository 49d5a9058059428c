import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Fact, Incident, Passage, PassageRevision } from "@keii/shared";
import { startApp, type TestApp } from "../../../test/support/app.js";
import { refusal } from "../../../test/support/caller.js";
import { anAffectedCase } from "../../../test/support/affected-case.js";
import {
  anIncident,
  aPerson,
  join,
  type Person,
} from "../../../test/support/people.js";

let app: TestApp;
let head: Person;
let writer: Person;
let compliance: Person;
let incident: Incident;
let base: string;

beforeAll(async () => {
  app = await startApp();
  [head, writer, compliance] = await Promise.all([
    aPerson(app),
    aPerson(app),
    aPerson(app),
  ]);
  incident = await anIncident(head, { dataItems: ["card_number", "name"] });
  base = `/api/incidents/${incident.id}`;
  await join(head, incident.id, writer, "communications");
  await join(head, incident.id, compliance, "compliance");
});

afterAll(() => app?.close());

async function facts(): Promise<Record<string, Fact>> {
  const { body } = await writer.get<Fact[]>(`${base}/facts`);
  return Object.fromEntries(body.map((fact) => [fact.name, fact]));
}

describe("GET facts", () => {
  test("names what the record does not say yet, without a value", async () => {
    const known = await facts();
    expect(known["affected.cards"]).toMatchObject({
      value: null,
      amount: null,
      unit: "cards",
    });
    expect(known["date.forensic_completed"]?.value).toBeNull();
    expect(known["data.items"]?.value).toEqual({
      ja: "カード番号、氏名",
      en: "card number and name",
    });
    expect(known["measures.done"]?.value).toBeNull();
  });

  test("dates are said as exactly as they are known, with their certainty", async () => {
    const milestone = async (kind: string, occurred: object) =>
      (
        await head.post<{ id: string }>(`${base}/milestones`, {
          kind,
          occurred,
        })
      ).body.id;
    const id = await milestone("aware", {
      on: "2016-08-12",
      at: "2016-08-12T17:42:00+09:00",
    });
    await milestone("contained", { precision: "about", on: "2016-08-14" });
    await milestone("forensic_completed", {
      precision: "planned",
      on: "2016-08-30",
    });
    const known = await facts();
    expect(known["date.aware"]).toMatchObject({
      value: { ja: "2016年8月12日", en: "August 12, 2016" },
      source: { resource: "milestones", id },
    });
    expect(known["date.contained"]?.value?.ja).toBe("2016年8月14日頃");
    expect(known["date.forensic_completed"]?.value?.ja).toBe(
      "2016年8月30日(予定)",
    );
  });

  test("figures come from the official run only, and each has its unit", async () => {
    const { run } = await anAffectedCase(app, head, incident.id);
    expect((await facts())["affected.cards"]?.value).toBeNull();
    expect((await facts())["exposure.1.window"]).toMatchObject({
      certainty: "suspected",
    });

    await app.sql(
      `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
       update scope_run set state = 'frozen', frozen_at = now(), freeze_reason = '試験' from actor where id = $1 and set is not null`,
      [run.id],
    );
    const known = await facts();
    const { cards, persons } = run.figures!.affected;
    expect(known["affected.cards"]).toMatchObject({
      amount: cards,
      value: { ja: `${cards}件`, en: `${cards} cards` },
      certainty: "confirmed",
      source: { resource: "scope-runs", id: run.id },
    });
    expect(known["affected.persons"]).toMatchObject({
      amount: persons,
      value: { ja: `${persons}人` },
    });
    expect(known["exposure.1.window"]).toMatchObject({
      certainty: "confirmed",
    });
    expect(known["exposure.1.window"]?.value?.ja).toMatch(/^\d{4}年/);
    expect(known["exposure.1.cards"]?.unit).toBe("cards");
    expect(known["given.cards"]?.certainty).toBe("probable");
  });

  test("measures are listed in their public wording, done apart from planned", async () => {
    const measure = (
      title: string,
      publicWording: object | null,
      on?: string,
    ) =>
      head.post(`${base}/remediation`, {
        title,
        kind: "permanent",
        occurred: on ? { on } : null,
        publicWording,
      });
    await measure("社内だけの対策", null, "2016-08-20");
    await measure(
      "WAF",
      {
        ja: "不正な通信を遮断する仕組みの導入",
        en: "A web application firewall",
      },
      "2016-08-20",
    );
    await measure("監査", { ja: "定期的な監査の実施", en: "Regular audits" });
    const known = await facts();
    expect(known["measures.done"]?.value).toEqual({
      ja: "・不正な通信を遮断する仕組みの導入",
      en: "- A web application firewall",
    });
    expect(known["measures.planned"]?.value?.ja).toBe("・定期的な監査の実施");
  });
});

describe("passages", () => {
  const text = {
    ja: "{{fact.affected.cards}}のお客様にお詫び申し上げます。",
    en: "We apologise for {{fact.affected.cards}}.",
  };
  let passage: Passage;

  test("are written with facts, and kept by their name", async () => {
    passage = (
      await writer.post<Passage>(`${base}/passages`, { key: "apology", text })
    ).body;
    expect(passage).toMatchObject({ key: "apology", no: 1, approvedNo: null });
    expect(
      refusal(
        await writer.call("POST", `${base}/passages`, { key: "apology", text }),
      ),
    ).toEqual([409, "key"]);
  });

  test.each([
    ["{{fact.unknown}}", "text.ja"],
    ["{{passage.apology}}", "text.ja"],
    ["{{apology}}", "text.ja"],
  ])("are refused with %s", async (ja, field) => {
    expect(
      refusal(
        await writer.call("POST", `${base}/passages`, {
          key: "other",
          text: { ja, en: "" },
        }),
      ),
    ).toEqual([400, field]);
  });

  test("are approved by somebody who did not write them", async () => {
    const approve = (by: Person, version: number) =>
      by.call<Passage>(
        "POST",
        `${base}/passages/${passage.id}/approve`,
        undefined,
        { "if-match": `"v${version}"` },
      );
    expect((await approve(writer, 1)).status).toBe(403);
    const own = (
      await compliance.post<Passage>(`${base}/passages`, { key: "own", text })
    ).body;
    expect(
      refusal(
        await compliance.call(
          "POST",
          `${base}/passages/${own.id}/approve`,
          undefined,
          { "if-match": `"v1"` },
        ),
      ),
    ).toEqual([403, "root.serverError"]);
    expect((await approve(compliance, 1)).body).toMatchObject({
      version: 2,
      approvedNo: 1,
    });
    expect(refusal(await approve(compliance, 2))).toEqual([
      409,
      "root.serverError",
    ]);
  });

  test("keep every version; texts go on using the approved one", async () => {
    const next = { ja: "書き直し", en: "Rewritten" };
    const { body } = await writer.on<Passage>(
      2,
      "PUT",
      `${base}/passages/${passage.id}`,
      { text: next, reason: "言い回し" },
    );
    expect(body).toMatchObject({
      no: 2,
      text: next,
      approvedNo: 1,
      approvedText: text,
    });
    const { body: versions } = await writer.get<PassageRevision[]>(
      `${base}/passages/${passage.id}/revisions`,
    );
    expect(
      versions.map(({ no, reason, approvedBy }) => [
        no,
        reason,
        approvedBy?.id ?? null,
      ]),
    ).toEqual([
      [2, "言い回し", null],
      [1, "", compliance.id],
    ]);
  });
});
