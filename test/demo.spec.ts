import { demoUsers } from "@keii/api/operator/demo-users";
import { loadDemo } from "@keii/api/operator/demo";
import type { Incident, TimelineEvent } from "@keii/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApp, type TestApp } from "./support/app.js";
import { Caller } from "./support/caller.js";

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
  await loadDemo(app.foundation, () => undefined);
});
afterAll(() => app.close());

/** What each demo log-in finds, written down here and not read from the code. */
const found: Record<
  string,
  {
    /** Lines of the timeline, and those of them whose words are withheld. */
    lines: number;
    withheld: number;
    writes: boolean;
    seesUsers: boolean;
    seesLog: boolean;
  }
> = {
  admin: {
    lines: 52,
    withheld: 1,
    writes: false,
    seesUsers: true,
    seesLog: true,
  },
  auditor: {
    lines: 52,
    withheld: 1,
    writes: false,
    seesUsers: true,
    seesLog: true,
  },
  responder: {
    lines: 52,
    withheld: 0,
    writes: true,
    seesUsers: false,
    seesLog: false,
  },
  responder2: {
    lines: 52,
    withheld: 1,
    writes: true,
    seesUsers: false,
    seesLog: false,
  },
  compliance: {
    lines: 52,
    withheld: 0,
    writes: true,
    seesUsers: false,
    seesLog: false,
  },
  compliance2: {
    lines: 52,
    withheld: 1,
    writes: true,
    seesUsers: false,
    seesLog: false,
  },
  support: {
    lines: 19,
    withheld: 0,
    writes: false,
    seesUsers: false,
    seesLog: false,
  },
};

describe("a demo log-in sees what its role may, and no more", () => {
  test("every log-in is looked at", () => {
    expect(demoUsers.map(({ email }) => email.split("@")[0]).sort()).toEqual(
      Object.keys(found).sort(),
    );
  });

  test.each(Object.entries(found))("%s", async (name, may) => {
    const caller = new Caller(app.url);
    await caller.signIn(`${name}@keii.test`, "keii-demo");
    const incidents = (await caller.get<Incident[]>("/api/incidents")).body;
    expect(incidents.map(({ code }) => code)).toEqual(["INC-2016-001"]);
    const path = `/api/incidents/${incidents[0]!.id}/timeline`;
    // Without what these tests write themselves.
    const lines = (
      await caller.get<TimelineEvent[]>(`${path}?range=[0,199]`)
    ).body.filter(({ no }) => no <= 52);
    const isPublicOnly = name === "support";
    const status = async (method: string, address: string, body?: object) =>
      (await caller.call(method, address, body)).status;
    expect({
      lines: lines.length,
      withheld: lines.filter(({ isWithheld }) => isWithheld).length,
      writes:
        (await status("POST", path, {
          occurred: { on: "2016-09-20" },
          text: "デモで書いてみる",
        })) === 201,
      seesUsers: (await status("GET", "/api/users")) === 200,
      seesLog: (await status("GET", "/api/audit")) === 200,
    }).toEqual(may);
    if (isPublicOnly)
      expect(new Set(lines.map(({ visibility }) => visibility))).toEqual(
        new Set(["public"]),
      );
  });
});
