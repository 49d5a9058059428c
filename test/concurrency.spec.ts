import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Incident, ProblemDocument, TimelineEvent } from "@keii/shared";
import { startApp, type TestApp } from "./support/app.js";
import { aLine, aPerson, anIncident, type Person } from "./support/people.js";

const writers = 200;
/** In a row; `npm run test:faults` goes on for 20. */
const versions = Number(process.env.KEII_VERSIONS ?? 5);

let app: TestApp;
let head: Person;
let incident: Incident;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  incident = await anIncident(head);
});
afterAll(() => app.close());

/** Everybody writes on top of the same version at once. */
async function allAtOnce(
  path: string,
  version: number,
  change: (writer: number) => object,
): Promise<{ statuses: Map<number, number>; refused: ProblemDocument[] }> {
  const answers = await Promise.all(
    Array.from({ length: writers }, (_, writer) =>
      head.call<ProblemDocument>("PUT", path, change(writer), {
        "if-match": `"v${version}"`,
      }),
    ),
  );
  const statuses = new Map<number, number>();
  for (const { status } of answers)
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  return {
    statuses,
    refused: answers.filter((a) => a.status === 412).map((a) => a.body),
  };
}

async function entriesOf(table: string, record: string): Promise<number> {
  const [row] = await app.sql<{ n: number }>(
    "select count(*)::int as n from audit_entry where table_name = $1 and row_id like $2",
    [table, `${record}%`],
  );
  return row?.n ?? 0;
}

const oneOfAll = new Map([
  [200, 1],
  [412, writers - 1],
]);

describe(`${writers} writes at once on one version, for ${versions} versions in a row`, () => {
  test("of a line of the timeline: one gets through, one entry is in the log", async () => {
    const line = await aLine(head, incident.id);
    const path = `/api/incidents/${incident.id}/timeline/${line.id}`;
    for (let version = 1; version <= versions; version++) {
      const before = await entriesOf("timeline_revision", line.id);
      const { statuses, refused } = await allAtOnce(path, version, (w) => ({
        text: `第${version}版 ${w}`,
        reason: "同時に",
      }));
      expect(statuses).toEqual(oneOfAll);
      for (const { current } of refused)
        expect((current as TimelineEvent).version).toBe(version + 1);
      expect(await entriesOf("timeline_revision", line.id)).toBe(before + 1);
    }
  }, 180_000);

  test("of an incident: one gets through, one entry is in the log", async () => {
    const own = await anIncident(head);
    for (let version = 1; version <= versions; version++) {
      const before = await entriesOf("incident", own.id);
      const { statuses } = await allAtOnce(
        `/api/incidents/${own.id}`,
        version,
        (w) => ({ summary: `第${version}版 ${w}` }),
      );
      expect(statuses).toEqual(oneOfAll);
      expect(await entriesOf("incident", own.id)).toBe(before + 1);
    }
  }, 180_000);
});
