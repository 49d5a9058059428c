import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ProblemDocument } from "@keii/shared";
import { ofNoIncident, references, routes } from "./access.matrix.js";
import { startApp, type TestApp } from "./support/app.js";
import { aCase, addressIn, type Case } from "./support/case.js";
import { Contracts, placed } from "./support/contracts.js";
import { aPerson, join, type Person } from "./support/people.js";
import { stateOf } from "./support/state.js";

/** Names that decide about a row, a right or a file in comparable systems, whether or not we have them. */
const tempting =
  "id caseId tenantId incidentId version status state createdBy createdAt updatedAt sentAt hash seq storageKey role right isAdmin isHead isActive password passwordHash otp token permissions".split(
    " ",
  );

let app: TestApp;
let contracts: Contracts;
let own: Case;
let other: Case;
/** May do everything in its own case and over accounts. */
let almighty: Person;
/** May do what compliance may not. */
let responder: Person;
/** Answers customers, which neither of them may. */
let desk: Person;
let columns: string[];
let refused = 0;

beforeAll(async () => {
  app = await startApp();
  own = await aCase(app, "甲7f3a");
  other = await aCase(app, "乙91cd");
  almighty = await aPerson(app, { right: "administrator" });
  await join(own.head, own.incident.id, almighty, "compliance", {
    isHead: true,
    isCounsel: true,
  });
  responder = await aPerson(app);
  await join(own.head, own.incident.id, responder, "responder");
  desk = await aPerson(app);
  await join(own.head, own.incident.id, desk, "desk_lead");
  contracts = await Contracts.of(almighty);
  const rows = await app.sql<{ name: string }>(
    "select distinct column_name as name from information_schema.columns where table_schema = 'public' order by 1",
  );
  columns = rows.flatMap(({ name }) => [name, camel(name)]);
});

afterAll(async () => {
  console.log(
    `bodies: ${withBody.length} contracts, ${refused} properties refused`,
  );
  await app.close();
});

const withBody = Object.keys(routes).filter((r) => !r.startsWith("GET "));

function camel(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function callerOf(route: string): Person {
  const may = routes[route];
  if (may === undefined || may.includes("compliance")) return almighty;
  if (may.includes("responder")) return responder;
  return may.includes("desk_lead") ? desk : almighty;
}

async function send(
  route: string,
  text: string,
  version = 999_999,
): Promise<{ status: number; problem: ProblemDocument }> {
  const answer = await fetch(app.url + (await addressIn(own, route)), {
    method: route.split(" ")[0]!,
    headers: {
      authorization: `Bearer ${callerOf(route).token}`,
      "content-type": "application/json",
      "if-match": `"v${version}"`,
    },
    body: text,
  });
  const body = await answer.text();
  return {
    status: answer.status,
    problem: (answer.headers.get("content-type")?.includes("json")
      ? JSON.parse(body)
      : {}) as ProblemDocument,
  };
}

describe("a property that the contract does not name", () => {
  let before: Record<string, string>;
  beforeAll(async () => {
    before = await stateOf(app);
  });
  test.each(withBody)("is refused by name: %s", async (route) => {
    const schema = contracts.body(route);
    if (!schema) return;
    const whole = contracts.sample(schema, () => own.second.id);
    for (const { path, properties } of contracts.objects(schema)) {
      const inside = (name: string) => (path === "" ? name : `${path}.${name}`);
      const strangers = [...new Set([...columns, ...tempting])].filter(
        (name) => !properties.includes(name),
      );
      const isBilingual = properties.join() === "ja,en";
      let body: unknown = whole;
      for (const name of strangers) body = placed(body, inside(name), "x");
      const { status, problem } = await send(route, JSON.stringify(body));
      expect(status, inside("…")).toBe(400);
      const named = Object.keys(problem.errors ?? {});
      // A text in two languages is one value: it is named as such.
      if (isBilingual) expect(named).toContain(path);
      else expect(named).toEqual(expect.arrayContaining(strangers.map(inside)));
      refused += strangers.length;

      for (const name of ["__proto__", "constructor", "prototype"]) {
        const marked = JSON.stringify(placed(whole, inside("mark"), 0));
        const poisoned = marked.replace(
          '"mark":0',
          `"${name}":{"isAdmin":true}`,
        );
        const answer = await send(route, poisoned);
        expect(answer.status, inside(name)).toBe(400);
        expect(Object.keys(answer.problem.errors ?? {})).toEqual([
          inside(name),
        ]);
        refused++;
      }
    }
  });

  test("writes nothing", async () => {
    expect(await stateOf(app)).toEqual(before);
  });
});

describe("a record of another incident in a body", () => {
  test("is refused at its field wherever a contract names a record; one's own is taken", async () => {
    const found: string[] = [];
    for (const route of withBody) {
      const schema = contracts.body(route);
      if (!schema || !route.includes(":incidentId")) continue;
      const places = contracts.places(schema, (name) => /Ids?$/.test(name));
      for (const place of places) {
        const property = place.split(".").at(-1)!;
        const list = references[property];
        if (list === null || list === undefined) continue;
        if (ofNoIncident.includes(list)) continue;
        found.push(`${route} ${place}`);
        const id = async (one: Case) => (await one.ids(list)).at(-1)!;
        const needed = new Map<string, string>();
        for (const [name, from] of Object.entries(references))
          if (from !== null)
            needed.set(name, (await own.ids(from)).at(-1) ?? "");
        const body = contracts.sample(
          schema,
          (name) => needed.get(name) ?? "",
          place.split(".").slice(0, -1),
        );
        const versionOf = async () => {
          if (!contracts.needsVersion(route)) return 0;
          const record = (await addressIn(own, route))
            .split("/")
            .slice(0, 6)
            .join("/");
          return (await almighty.get<{ version: number }>(record)).body.version;
        };
        // A list may ask for more than one record: ours goes along.
        const first = (await own.ids(list))[0]!;
        const with_ = async (value: string) =>
          JSON.stringify(
            placed(
              body,
              place,
              property.endsWith("s") ? [...new Set([first, value])] : value,
            ),
          );

        const before = await stateOf(app);
        const foreign = await send(
          route,
          await with_(await id(other)),
          await versionOf(),
        );
        expect([400, 404, 409], `${route} ${place}`).toContain(foreign.status);
        if (foreign.status === 400)
          expect(Object.keys(foreign.problem.errors ?? {}), route).toEqual([
            place,
          ]);
        expect(JSON.stringify(foreign.problem)).not.toContain(other.mark);
        expect(await stateOf(app), `${route} ${place}`).toEqual(before);

        const taken = await send(
          route,
          await with_(await id(own)),
          await versionOf(),
        );
        // What was written for the place before it is there already; and a rule of something else may stand against it.
        if (taken.problem.type === "urn:keii:problem:rule-broken")
          expect(Object.keys(taken.problem.errors ?? {})).not.toContain(place);
        else if (taken.problem.type !== "urn:keii:problem:already-exists")
          expect(taken.status, JSON.stringify(taken.problem)).toBeLessThan(300);
      }
    }
    expect(found.length).toBeGreaterThanOrEqual(4);
  });
});
