import type { Member, ProblemDocument } from "@keii/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApp, type TestApp } from "../../../test/support/app.js";
import { aPerson, anIncident, join } from "../../../test/support/people.js";

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe("PUT /members/:id", () => {
  it("leaves an incident somebody who leads it today, not only on paper", async () => {
    const head = await aPerson(app);
    const incident = await anIncident(head);
    const members = `/api/incidents/${incident.id}/members`;
    const [own] = (await head.get<Member[]>(members)).body;
    const past = { expiresOn: "2016-12-31" };

    const refused = await head.call<ProblemDocument>(
      "PUT",
      `${members}/${own!.id}`,
      past,
      { "if-match": `"v${own!.version}"` },
    );
    expect(refused.status).toBe(409);

    const second = await aPerson(app);
    await join(head, incident.id, second, "responder", { isHead: true });
    const done = await second.on<Member>(
      own!.version,
      "PUT",
      `${members}/${own!.id}`,
      past,
    );
    expect(done.body.isActive).toBe(false);
  });
});
