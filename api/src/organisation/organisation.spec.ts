import type { Incident, Organisation, SignedInUser } from "@keii/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApp, type TestApp } from "../../../test/support/app.js";
import { refusal } from "../../../test/support/caller.js";
import {
  aPerson,
  anIncident,
  type Person,
} from "../../../test/support/people.js";

const path = "/api/organisation";

let app: TestApp;
let administrator: Person;
let staff: Person;

beforeAll(async () => {
  app = await startApp();
  administrator = await aPerson(app, { right: "administrator" });
  staff = await aPerson(app);
});
afterAll(() => app.close());

const read = async () => (await staff.get<Organisation>(path)).body;
const put = async (change: object) =>
  administrator.call<Organisation>("PUT", path, change, {
    "if-match": `"v${(await read()).version}"`,
  });

describe("GET /organisation", () => {
  test("is there from the first start on, nameless and in Tokyo", async () => {
    const { headers, body } = await staff.get<Organisation>(path);
    expect(headers.get("etag")).toBe(`"v${body.version}"`);
    expect(body).toMatchObject({ zone: "Asia/Tokyo", corporateNumber: null });
  });

  test("is the company's own business", async () => {
    const external = await aPerson(app, { employer: "委託先(架空)" });
    expect(refusal(await external.call("GET", path))).toEqual([403]);
  });
});

describe("PUT /organisation", () => {
  test("changes what is sent and leaves the rest", async () => {
    await put({ legalName: "株式会社見本(架空)", industry: "小売" });
    const { body } = await put({ representative: "見本 太郎" });
    expect(body).toMatchObject({
      legalName: { ja: "株式会社見本(架空)", en: "株式会社見本(架空)" },
      industry: "小売",
      representative: "見本 太郎",
    });
  });

  test("takes a corporate number whose check digit fits, and none at all", async () => {
    expect((await put({ corporateNumber: "5000012010024" })).status).toBe(200);
    expect((await put({ corporateNumber: null })).body.corporateNumber).toBe(
      null,
    );
    for (const wrong of ["6000012010024", "500001201002", "５0000120100２４"])
      expect(refusal(await put({ corporateNumber: wrong })), wrong).toEqual([
        400,
        "corporateNumber",
      ]);
  });

  test("gives its zone to every incident opened from then on, and leaves those that are there", async () => {
    const before = await anIncident(staff);
    await put({ zone: "Europe/London" });
    const after = await anIncident(staff);
    await put({ zone: "Asia/Tokyo" });
    expect([before.zone, after.zone]).toEqual(["Asia/Tokyo", "Europe/London"]);
    expect(
      (await staff.get<Incident>(`/api/incidents/${before.id}`)).body.zone,
    ).toBe("Asia/Tokyo");
  });

  test("tells its zone to everybody who signs in, for the days outside any incident", async () => {
    const external = await aPerson(app, { employer: "委託先(架空)" });
    const zone = async () =>
      (await external.get<SignedInUser>("/api/auth/me")).body.zone;
    expect(await zone()).toBe("Asia/Tokyo");
    await put({ zone: "Europe/London" });
    expect(await zone()).toBe("Europe/London");
    await put({ zone: "Asia/Tokyo" });
  });

  test("refuses what is no zone, colour, sender or number of months", async () => {
    for (const [field, wrong] of Object.entries({
      zone: "Tokyo",
      portalColour: "#123456",
      senderAddresses: ["a\nb"],
      incidentRetentionMonths: 0,
      customerRetentionMonths: 1.5,
      filingContactEmail: "nobody",
      foundedOn: "2016-02-30",
      entityTypes: ["charity"],
    }))
      expect(refusal(await put({ [field]: wrong })), field).toEqual([
        400,
        field,
      ]);
  });

  test("lets one of two through, and shows the other what there is now", async () => {
    const { version } = await read();
    const based = { "if-match": `"v${version}"` };
    const answers = await Promise.all(
      ["A", "B"].map((industry) =>
        administrator.call<Organisation & { current: Organisation }>(
          "PUT",
          path,
          { industry },
          based,
        ),
      ),
    );
    const [won, lost] = [200, 412].map((code) =>
      answers.find(({ status }) => status === code),
    );
    expect(lost!.body.current.industry).toBe(won!.body.industry);
  });

  test("needs the version and an administrator", async () => {
    expect(refusal(await administrator.call("PUT", path, {}))).toEqual([428]);
    const auditor = await aPerson(app, { right: "auditor" });
    for (const person of [staff, auditor])
      expect(
        refusal(await person.call("PUT", path, {}, { "if-match": '"v1"' })),
      ).toEqual([403]);
  });
});
