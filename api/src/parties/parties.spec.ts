import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {
  Incident,
  Party,
  PartyIncident,
  PartyStarter,
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
let reader: Person;
let incident: Incident;
let path: string;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  reader = await aPerson(app);
  incident = await anIncident(head);
  await join(head, incident.id, reader, "communications");
  path = `/api/incidents/${incident.id}/parties`;
});
afterAll(() => app.close());

async function add(ja: string, more: object = {}): Promise<Party> {
  const { body } = await head.call<Party>("POST", path, {
    officialName: { ja, en: "" },
    ...more,
  });
  return body;
}

async function found(q: string): Promise<string[]> {
  const filter = encodeURIComponent(JSON.stringify({ q }));
  const { body } = await head.get<Party[]>(`${path}?filter=${filter}`);
  return body.map(({ officialName }) => officialName.ja);
}

describe("GET /parties", () => {
  test("finds a body by any of its names, width and kana folded", async () => {
    await add("カクウカード株式会社", {
      shortName: { ja: "架空カード", en: "Kaku Card" },
    });
    for (const q of ["かくうかーど", "ｶｸｳｶｰﾄﾞ", "架空カード", "ＫＡＫＵ"])
      expect(await found(q), q).toContain("カクウカード株式会社");
    expect(await found("架空銀行")).toEqual([]);
  });

  test("flags two bodies of one name, and refuses neither", async () => {
    const one = await add("同名商事");
    expect(one.hasNamesake).toBe(false);
    const other = await add("同名商事", { shortName: { ja: "", en: "" } });
    expect(other).toMatchObject({ hasNamesake: true, shortName: null });
    const { body } = await head.get<Party>(`${path}/${one.id}`);
    expect(body.hasNamesake).toBe(true);
  });
});

describe("the starter list", () => {
  const starters = async () =>
    (await head.get<PartyStarter[]>(`${path}/starters`)).body;

  test("several are taken over at once; who is there already is marked and stays one", async () => {
    await add("経済産業省");
    const keys = ["meti", "police_osaka", "jcb"];
    const taken = await head.call<Party[]>("POST", `${path}/starters`, {
      keys,
    });
    expect(taken.body.map(({ officialName }) => officialName.ja)).toEqual([
      "経済産業省",
      "株式会社ジェーシービー",
      "大阪府警察",
    ]);
    expect(taken.body[2]).toMatchObject({
      roles: ["police"],
      contacts: [{ department: "サイバー犯罪対策課等" }],
    });
    const again = await head.call<Party[]>("POST", `${path}/starters`, {
      keys,
    });
    expect(again.body.map(({ id }) => id)).toEqual(
      taken.body.map(({ id }) => id),
    );
    const known = (await starters()).filter(({ partyId }) => partyId !== null);
    expect(known.map(({ key }) => key)).toEqual([
      "meti",
      "jcb",
      "police_osaka",
    ]);
  });

  test("is read by those who read parties, taken over by those who write them", async () => {
    expect((await reader.call("GET", `${path}/starters`)).status).toBe(200);
    const body = { keys: ["visa"] };
    expect((await reader.call("POST", `${path}/starters`, body)).status).toBe(
      403,
    );
    const unknown = await head.call("POST", `${path}/starters`, {
      keys: ["nobody"],
    });
    expect(unknown.status).toBe(400);
  });
});

describe("GET /parties/:id/incidents", () => {
  test("names the incidents that speak of a body, and not those of others", async () => {
    const party = await add("どこでも株式会社");
    const other = await aPerson(app);
    const foreign = await anIncident(other);
    for (const [by, id] of [
      [head, incident.id],
      [other, foreign.id],
    ] as const)
      await by.post(`/api/incidents/${id}/partners`, {
        partyId: party.id,
        kind: "watch_cards",
        occurred: { on: "2016-08-16" },
      });
    const seen = async (by: Person, of: string) =>
      (
        await by.get<PartyIncident[]>(
          `/api/incidents/${of}/parties/${party.id}/incidents`,
        )
      ).body.map(({ id }) => id);
    expect(await seen(head, incident.id)).toEqual([incident.id]);
    expect(await seen(other, foreign.id)).toEqual([foreign.id]);
    expect(
      (await head.call("GET", `${path}/${incident.id}/incidents`)).status,
    ).toBe(404);
  });
});
