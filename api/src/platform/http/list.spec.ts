import { afterAll, beforeAll, expect, test } from "vitest";
import type { Incident } from "@keii/shared";
import { startApp, type TestApp } from "../../../../test/support/app.js";
import {
  aPerson,
  anIncident,
  type Person,
} from "../../../../test/support/people.js";

let app: TestApp;
let head: Person;
let auditor: Person;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  auditor = await aPerson(app, { right: "auditor" });
  for (let n = 0; n < 27; n++) await anIncident(head);
});
afterAll(() => app.close());

test.each(["member", "auditor"])(
  "more incidents than fit on a page are counted for a %s",
  async (who) => {
    const reader = who === "member" ? head : auditor;
    const { status, body, headers } = await reader.call<Incident[]>(
      "GET",
      "/api/incidents",
    );
    expect([status, body.length]).toEqual([200, 25]);
    expect(headers.get("content-range")).toBe("incidents 0-24/27");
  },
);
