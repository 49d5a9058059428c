import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { AuditEntry, Incident, ProblemDocument } from "@keii/shared";
import { startApp, type TestApp } from "../../../../test/support/app.js";
import {
  aPerson,
  anIncident,
  join,
  type Person,
} from "../../../../test/support/people.js";

let app: TestApp;
let head: Person;
let support: Person;
let stranger: Person;
let incident: Incident;
let path: string;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  support = await aPerson(app);
  stranger = await aPerson(app);
  incident = await anIncident(head);
  await join(head, incident.id, support, "support");
  path = `/api/incidents/${incident.id}`;
});
afterAll(() => app.close());

const line = { occurred: { on: "2016-08-18" }, text: "x" };

async function refusalsOf({ id }: Person): Promise<AuditEntry[]> {
  const filter = encodeURIComponent(
    JSON.stringify({ act: "refused", actor: id }),
  );
  return (await head.get<AuditEntry[]>(`${path}/activity?filter=${filter}`))
    .body;
}

describe("being refused", () => {
  test("is an entry of the incident's log: who, and what was asked for", async () => {
    expect((await support.call("POST", `${path}/timeline`, line)).status).toBe(
      403,
    );
    await vi.waitFor(async () =>
      expect(await refusalsOf(support)).toHaveLength(1),
    );
    expect((await refusalsOf(support))[0]).toMatchObject({
      act: "refused",
      resource: "timeline",
      actor: { kind: "user", id: support.id },
      changes: [
        {
          field: "route",
          after: "POST /api/incidents/:incidentId/timeline",
        },
      ],
    });
  });

  test("is written once a minute for a user and a route, however often it is tried", async () => {
    await Promise.all(
      Array.from({ length: 20 }, () =>
        support.call("GET", `${path}/milestones`),
      ),
    );
    await vi.waitFor(async () =>
      expect(await refusalsOf(support)).toHaveLength(2),
    );
    expect(await refusalsOf(support)).toHaveLength(2);
  });

  test("is seen as well where the answer says that there is nothing", async () => {
    expect((await stranger.call("GET", path)).status).toBe(404);
    await vi.waitFor(async () =>
      expect(await refusalsOf(stranger)).toHaveLength(1),
    );
  });

  test("by a rule of the domain counts, too: nobody approves alone", async () => {
    const { body: milestone } = await head.post<{ id: string }>(
      `${path}/milestones`,
      { kind: "aware", occurred: { on: "2016-08-18" } },
    );
    const second = await aPerson(app);
    await join(head, incident.id, second, "compliance");
    const moved = await second.on<{ pendingMove: { approvalId: string } }>(
      1,
      "POST",
      `${path}/milestones/${milestone.id}/move`,
      { occurred: { on: "2016-08-20" }, reason: "思い違い" },
    );
    const own = await second.call<ProblemDocument>(
      "POST",
      `${path}/approvals/${moved.body.pendingMove.approvalId}/decide`,
      { decision: "approved" },
      { "if-match": '"v1"' },
    );
    expect(own.status).toBe(403);
    await vi.waitFor(async () =>
      expect(await refusalsOf(second)).toHaveLength(1),
    );
    expect((await refusalsOf(second))[0]!.recordId).toBe(
      moved.body.pendingMove.approvalId,
    );
  });

  test("stays a refusal where nothing can be written", async () => {
    await app.sql(
      "revoke execute on function audit_act(uuid, text, text, text, jsonb, text) from keii_console",
    );
    expect(
      (await support.call("PUT", path, {}, { "if-match": '"v1"' })).status,
    ).toBe(403);
    await app.sql(
      "grant execute on function audit_act(uuid, text, text, text, jsonb, text) to keii_console",
    );
  });
});
