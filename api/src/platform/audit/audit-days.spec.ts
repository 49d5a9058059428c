import type { AuditEntry, Incident } from "@keii/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApp, type TestApp } from "../../../../test/support/app.js";
import { connectAnew } from "../../../../test/support/connections.js";
import {
  aLine,
  aPerson,
  anIncident,
  type Person,
} from "../../../../test/support/people.js";

let app: TestApp;
let head: Person;
let auditor: Person;
let incident: Incident;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  auditor = await aPerson(app, { right: "auditor" });
  incident = await anIncident(head, { zone: "America/New_York" });
  await aLine(head, incident.id);
  await app.sql(
    `set session_replication_role = replica;
     update organisation set zone = 'Pacific/Auckland';
     update audit_entry set at = '2016-08-01T12:00:00Z';
     update audit_entry set at = '2016-08-19T02:30:00Z' where incident_id = '${incident.id}' and table_name = 'timeline_event';
     set session_replication_role = origin`,
  );
});
afterAll(() => app.close());

async function lines(by: Person, path: string, days: object): Promise<number> {
  const { body } = await by.get<AuditEntry[]>(
    `${path}?filter=${encodeURIComponent(JSON.stringify({ resource: "timeline", ...days }))}`,
  );
  return body.filter(({ at }) => at === "2016-08-19T02:30:00.000Z").length;
}

describe("the days of a filter", () => {
  // 02:30 UTC on the 19th is 22:30 on the 18th in New York, and 14:30 on the 19th in Auckland.
  test.each([
    [{ from: "2016-08-18", to: "2016-08-18" }, 1, 0],
    [{ from: "2016-08-19", to: "2016-08-19" }, 0, 1],
    [{ from: "2016-08-19" }, 0, 1],
    [{ to: "2016-08-18" }, 1, 0],
    [{ from: "2016-08-18", to: "2016-08-19" }, 1, 1],
  ])(
    "are those of the incident in its activity, the company's in the whole log: %j",
    async (days, inIncident, inCompany) => {
      const activity = `/api/incidents/${incident.id}/activity`;
      expect(await lines(head, activity, days)).toBe(inIncident);
      expect(await lines(auditor, "/api/audit", days)).toBe(inCompany);
    },
  );

  test("are the same whatever the zone of the database", async () => {
    const [{ name } = { name: "" }] = await app.sql<{ name: string }>(
      "select current_database() as name",
    );
    await app.sql(`alter database ${name} set timezone = 'Pacific/Kiritimati'`);
    await connectAnew(app);
    const days = { from: "2016-08-18", to: "2016-08-18" };
    const activity = `/api/incidents/${incident.id}/activity`;
    expect(await lines(head, activity, days)).toBe(1);
    expect(await lines(auditor, "/api/audit", days)).toBe(0);
  });
});
