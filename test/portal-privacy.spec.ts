import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { groupedCode } from "@keii/shared";
import { startApp, type TestApp } from "./support/app.js";
import { aCustomer } from "./support/customers.js";
import { anIncident, aPerson } from "./support/people.js";
import { startPortal, type TestPortal } from "./support/portal.js";
import { personalShapes, PlantedTexts } from "./support/sweep.js";
import {
  aCode,
  asOperator,
  aVerificationCase,
  codesFor,
  type VerificationCase,
} from "./support/verification.js";
import { Wire, type Reply } from "./support/wire.js";

/** Somebody of whom nothing may be left in a log or an address, whatever they do and whatever goes wrong. */
const person = {
  customerNo: "ZQ880417",
  name: "架空院 沙羅双樹",
  kana: "カクウイン サラソウジュ",
  company: "夢想蒸気機関合同会社",
  emails: ["sarasouju.kakuuin@mail.example"],
  phone: "03-0000-7741",
  postalCode: "099-9987",
  address: "例示県幻市架空町七丁目41番地の8 見本館903号",
};

let app: TestApp;
let portal: TestPortal;
let world: VerificationCase;
let wire: Wire;
let code: string;
const consoleLog: string[] = [];
const planted = new PlantedTexts();
/** Every address that was asked for by itself, or that an answer leads to. */
const addresses: string[] = [];

beforeAll(async () => {
  app = await startApp({ log: consoleLog });
  const head = await aPerson(app);
  const { id } = await anIncident(head);
  world = await aVerificationCase(app, head, id, "demo");
  await aCustomer(app, id, person);
  const { codes } = await codesFor(app, id, world.runNo, [person.customerNo]);
  code = codes.get(person.customerNo)!;
  for (const [kind, text] of Object.entries({ ...person, code }))
    planted.add(kind, String(text));
  portal = await startPortal(app, {
    env: { KEII_TRUSTED_PROXIES: "127.0.0.1" },
  });
  wire = new Wire(portal.url);
});
afterAll(async () => {
  wire?.close();
  await portal?.close();
  await app?.close();
});

/** Sends, and notes where the answer leads: links, forms, redirects. */
async function visited(
  method: string,
  path: string,
  fields?: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const reply = await wire.send(
    method,
    path,
    {
      ...(fields && { "content-type": "application/x-www-form-urlencoded" }),
      "x-forwarded-for": "192.0.2.90",
      ...headers,
    },
    fields && new URLSearchParams(fields).toString(),
  );
  const { location } = reply.headers;
  if (typeof location === "string") addresses.push(location);
  for (const [, address] of reply.text.matchAll(
    /(?:href|action|src|content)="([^"]*)"/g,
  ))
    addresses.push(address!);
  return reply;
}

const token = () => portal.tokens().issue("check", "demo");

describe("what the sweep knows", () => {
  it("finds a text however it is spelled", () => {
    for (const text of [
      person.name,
      "架空院沙羅双樹",
      encodeURIComponent(person.name),
      JSON.stringify({ to: person.emails[0]!.toUpperCase() }),
      "tel 0300007741",
      "０３−００００−７７４１",
      groupedCode(code).toLowerCase(),
      `/demo/check?code=${code}`,
      Buffer.from(code).toString("base64"),
      Buffer.from(person.address).toString("hex"),
    ]) {
      expect(planted.in(`{"msg":"before ${text} after"}`), text).toHaveLength(
        1,
      );
    }
    expect(planted.in('{"level":40,"route":"/:slug/check"}')).toEqual([]);
  });

  it("knows the shapes of codes, mail addresses and telephone numbers", () => {
    expect(
      [`x ${groupedCode(aCode())} y`, "a=b%40c.example", "0120-000-0000"].map(
        personalShapes,
      ),
    ).toEqual([["a code"], ["a mail address"], ["a telephone number"]]);
    for (const harmless of [
      '{"time":"2016-07-20T03:00:00.000Z","request":"0190b2f4-6d3a-7c11-8a58-0242ac120002"}',
      '{"status":503,"route":"/:slug/check"}',
    ])
      expect(personalShapes(harmless)).toEqual([]);
  });
});

describe("a customer's visit", () => {
  it("goes through everything the portal has, well and badly", async () => {
    expect((await visited("GET", "/")).status).toBe(200);
    for (const behind of ["", "/faq", "/check", "/messages"])
      for (const language of ["ja", "en"])
        await visited("GET", `/demo${behind}?lang=${language}`);
    const told = await visited("POST", "/demo/check", { token: token(), code });
    expect(told.text).toMatch(/R-[2-9A-Z]{4}-[2-9A-Z]{4}/);
    const cookie = [told.headers["set-cookie"]].flat()[0]!.split(";")[0]!;
    for (const behind of ["", "/check", "/faq", "/my", "/inquiry"])
      await visited("GET", `/demo${behind}`, undefined, { cookie });
    // What people type where it does not belong.
    for (const typed of Object.values({ ...person, code })) {
      const forms: Record<string, string>[] = [
        { token: token(), code: String(typed) },
        { token: "made-up", code: String(typed) },
        { token: token(), code, name: String(typed) },
      ];
      for (const fields of forms) await visited("POST", "/demo/check", fields);
    }
    const statuses = new Set<number>();
    const sent = async (...request: Parameters<typeof visited>) =>
      statuses.add((await visited(...request)).status);
    await sent("POST", "/demo/check", { token: "", code });
    await sent(
      "POST",
      "/demo/check",
      { token: token(), code },
      { "sec-fetch-site": "cross-site" },
    );
    await sent("POST", "/demo/faq", { token: token(), code });
    await sent("POST", "/demo/check", {
      token: token(),
      code: code + "x".repeat(17_000),
    });
    await sent(
      "POST",
      "/demo/check",
      { token: token(), code },
      { "content-type": "text/plain" },
    );
    // Too many, nobody's fault, and ours.
    await asOperator(app, async (client) => {
      await client.query("update portal_limit set per_address = 1");
    });
    await sent("POST", "/demo/check", { token: token(), code });
    await asOperator(app, async (client) => {
      await client.query("update portal_limit set per_address = 60");
      await client.query("truncate portal_try");
      await client.query(
        "alter function tell_verdict(uuid, smallint, text, text, integer, uuid, timestamptz) rename to tell_verdict_gone",
      );
    });
    const elsewhere = { "x-forwarded-for": "192.0.2.91" };
    await sent("POST", "/demo/check", { token: token(), code }, elsewhere);
    await asOperator(app, async (client) => {
      await client.query(
        "alter function tell_verdict_gone(uuid, smallint, text, text, integer, uuid, timestamptz) rename to tell_verdict",
      );
      await client.query("alter table verdict_receipt rename to receipt_gone");
    });
    await sent("POST", "/demo/check", { token: token(), code }, elsewhere);
    await asOperator(app, async (client) => {
      await client.query("alter table receipt_gone rename to verdict_receipt");
      await client.query(
        `do $$ begin perform pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and application_name = 'keii portal'; end $$`,
      );
    });
    await sent("POST", "/demo/check", { token: token(), code }, elsewhere);
    expect([...statuses].toSorted()).toEqual(
      expect.arrayContaining([400, 403, 405, 413, 415, 429, 500]),
    );
  });

  it("leaves nothing in the log of the portal or of the console", () => {
    expect(portal.log.length).toBeGreaterThan(2);
    for (const [place, log] of [
      ["portal", portal.log],
      ["console", consoleLog],
    ] as const)
      expect(
        log.flatMap((line) => planted.in(line).map((kind) => [place, kind])),
      ).toEqual([]);
  });

  it("leaves nothing in an address: no link, form or redirect carries it", () => {
    expect(addresses.length).toBeGreaterThan(100);
    expect(addresses.flatMap((one) => planted.in(one))).toEqual([]);
    expect(
      addresses
        .filter((one) => !/^(tel|mailto):/.test(one))
        .flatMap(personalShapes),
    ).toEqual([]);
  });

  it("is typed into no address: forms are sent as a body", async () => {
    for (const path of ["/demo/check", "/demo/check?lang=en"]) {
      const { text } = await visited("GET", path);
      const forms = text.match(/<form[^>]*>/g) ?? [];
      expect(forms).toHaveLength(1);
      for (const one of forms) expect(one).toMatch(/method="post"/i);
    }
  });

  it("put into an address by hand, it is not logged and no answer tells it on", async () => {
    const before = addresses.length;
    for (const path of [
      `/${code}`,
      `/demo/${code}`,
      `/${encodeURIComponent(person.name)}`,
      `/demo/check/${encodeURIComponent(person.emails[0]!)}`,
    ])
      for (const method of ["GET", "POST", "DELETE"])
        await visited(method, path);
    expect(portal.log.flatMap((line) => planted.in(line))).toEqual([]);
    expect(addresses.slice(before).flatMap((one) => planted.in(one))).toEqual(
      [],
    );
  });
});
