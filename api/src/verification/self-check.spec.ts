import { writeFile } from "node:fs/promises";
import pg from "pg";
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "vitest";
import {
  groupedCode,
  receiptNo,
  type PartnerRequest,
  type Party,
  type ScopeExplanation,
  type ScopeRun,
  type SelfCheckAnswer,
} from "@keii/shared";
import { startApp, type TestApp } from "../../../test/support/app.js";
import {
  anIncident,
  aPerson,
  type Person,
} from "../../../test/support/people.js";
import {
  aCode,
  asOperator,
  aVerificationCase,
  codesFor,
  makeOfficial,
  publish,
  type VerificationCase,
} from "../../../test/support/verification.js";
import { openCodeKey, WrongCodeKey } from "./code-key.js";
import { SelfCheck } from "./self-check.js";

let app: TestApp;
let head: Person;
let world: VerificationCase;
let pool: pg.Pool;
let check: SelfCheck;
let address = 0;

const slug = "case";
const unconfirmed = { outcome: "unconfirmed" };

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  const { id } = await anIncident(head);
  world = await aVerificationCase(app, head, id, slug);
  pool = new pg.Pool({ connectionString: app.urls.portal, max: 8 });
  pool.on("error", () => undefined);
});
afterAll(async () => {
  await pool.end();
  await app.close();
});
beforeEach(async () => {
  check = new SelfCheck(pool, app.config);
  await limited({
    per_address: 60,
    per_wide_network: 600,
    failures: 10,
    overall: 600_000,
    lease: 2_000,
  });
  await app.sql("truncate portal_lease");
});

async function limited(columns: Record<string, number>): Promise<void> {
  await asOperator(app, async (client) => {
    for (const [name, value] of Object.entries(columns))
      await client.query(`update portal_limit set ${name} = ${value}`);
  });
}

const freshAddress = () =>
  `198.51.${Math.floor(++address / 250)}.${address % 250}`;
const codeOf = (customerNo: string) => world.codes.get(customerNo)!;

async function asked(
  typed: string,
  from = freshAddress(),
  page = slug,
): Promise<SelfCheckAnswer> {
  return (await check.byCode(page, typed, from)).answer;
}

async function toldTo(customerNo: string, from?: string) {
  const answer = await asked(codeOf(customerNo), from);
  if (answer.outcome !== "told") throw new Error(answer.outcome);
  return answer;
}

describe("a code", () => {
  test("tells who is affected by which exposures, with the purchases inside them and what to do", async () => {
    const answer = await toldTo("K0001");
    expect(answer).toMatchObject({
      verdict: "affected",
      asOf: new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Tokyo" }),
      zone: "Asia/Tokyo",
      channel: "code",
      changed: null,
      purchaseCount: 2,
      dataItems: ["card_number", "security_code"],
      steps: [
        "call_card_company",
        "watch_statements",
        "beware_of_fraud",
        "ask_desk",
      ],
      rule: [],
    });
    expect(answer.exposures).toEqual([
      {
        name: "Webサーバ経由",
        vector: "アップロード機能から置かれた不正なファイル",
        subject: "purchases",
        fromOn: "2016-05-20",
        fromAt: null,
        untilOn: "2016-08-14",
        untilAt: null,
        sites: [],
        dataItems: ["card_number", "security_code"],
      },
      expect.objectContaining({ name: "データベース経由" }),
    ]);
    expect(answer.purchases).toEqual([
      {
        site: { ja: "名刺の店", en: "Card shop" },
        on: "2016-05-24",
        last4: "1234",
        brand: "",
      },
      {
        site: { ja: "名刺の店", en: "Card shop" },
        on: "2016-04-04",
        last4: "1234",
        brand: "",
      },
    ]);
    expect(receiptNo(answer.receipt)).not.toBeNull();
  });

  test("tells who is in a window and not on its list", async () => {
    const answer = await toldTo("K0032");
    expect(answer).toMatchObject({ verdict: "unlisted", purchaseCount: 1 });
    expect(answer.exposures.map(({ name }) => name)).toEqual([
      "データベース経由",
    ]);
    expect(answer.steps).not.toContain("call_card_company");
  });

  test("tells who is not affected, and by which rule, also without any purchase", async () => {
    const answer = await toldTo("K0031");
    expect(answer).toMatchObject({
      verdict: "not_affected",
      exposures: [],
      purchases: [],
      purchaseCount: 0,
      dataItems: [],
      steps: ["beware_of_fraud"],
      fees: [],
    });
    expect(answer.rule.map(({ name }) => name)).toEqual([
      "Webサーバ経由",
      "データベース経由",
    ]);
  });

  test("is what the official run says of every customer, with the purchases that its explanation shows", async () => {
    const numbers = Array.from(
      { length: 30 },
      (_, at) => `K${String(at + 1).padStart(4, "0")}`,
    );
    const { codes } = await codesFor(
      app,
      world.incidentId,
      world.runNo,
      numbers,
    );
    for (const [customerNo, code] of codes) {
      const answer = await asked(code);
      if (answer.outcome !== "told") throw new Error(customerNo);
      const { body } = await head.post<ScopeExplanation>(
        `/api/incidents/${world.incidentId}/scope-runs/${world.run.id}/explain`,
        { memberBase: world.base.code, customerNo },
      );
      const chosen = body.exposures.filter(
        ({ standing }) => standing === body.verdict,
      );
      expect([
        answer.verdict,
        answer.exposures.map(({ name }) => name),
      ]).toEqual([body.verdict, chosen.map(({ name }) => name)]);
      const orders = new Set(
        chosen.flatMap(({ purchases }) =>
          purchases.map(({ orderNo }) => orderNo),
        ),
      );
      expect([customerNo, answer.purchaseCount]).toEqual([
        customerNo,
        orders.size,
      ]);
    }
  });

  test("may be typed as people type", async () => {
    const code = codeOf("K0001");
    for (const typed of [
      groupedCode(code),
      ` ${code.toLowerCase()} `,
      code.replaceAll("5", "S"),
    ])
      expect(await asked(typed)).toMatchObject({ verdict: "affected" });
  });

  test("says the same, word for word, of what cannot be confirmed", async () => {
    const revoked = await codesFor(app, world.incidentId, world.runNo, [
      "K0001",
    ]);
    const withdrawn = await codesFor(app, world.incidentId, world.runNo, [
      "K0002",
    ]);
    const { id: other } = await anIncident(head);
    const { id: hidden } = await anIncident(head);
    await publish(app, other, "other");
    await asOperator(app, async (client) => {
      await client.query(
        "update verification_code set revoked_at = now() where incident_id = $1 and batch_no = $2",
        [world.incidentId, revoked.batchNo],
      );
      await client.query(
        "update code_batch set state = 'revoked', revoked_at = now(), revocation_reason = 'x' where incident_id = $1 and no = $2",
        [world.incidentId, withdrawn.batchNo],
      );
    });
    const locked = freshAddress();
    for (let no = 0; no < 10; no++)
      await asked(codeOf("K0001").slice(0, 4) + aCode().slice(4), locked);
    const answers = [
      await asked(aCode()),
      await asked("nonsense"),
      await asked(""),
      await asked("\0" + codeOf("K0001")),
      await asked([...revoked.codes.values()][0]!),
      await asked([...withdrawn.codes.values()][0]!),
      await asked(codeOf("K0001"), locked),
      await asked(codeOf("K0001"), freshAddress(), "other"),
      await asked(codeOf("K0001"), freshAddress(), "nowhere"),
      await asked(codeOf("K0001"), freshAddress(), hidden),
    ];
    for (const answer of answers) expect(answer).toEqual(unconfirmed);
    expect(await toldTo("K0001")).toMatchObject({ verdict: "affected" });
  });

  test("leaves a count of a day, and no row of a try, where it cannot be confirmed", async () => {
    const counted = async () =>
      (
        await app.sql<{ n: number; rows: number }>(
          "select coalesce(sum(n), 0)::int as n, (select count(*)::int from verdict_receipt) as rows from unconfirmed_count where incident_id = $1",
          [world.incidentId],
        )
      )[0]!;
    const before = await counted();
    for (let no = 0; no < 5; no++) await asked(aCode());
    expect(await counted()).toEqual({ n: before.n + 5, rows: before.rows });
  });

  test("counts accounts that were linked as one person", async () => {
    const [one, two] = await app.sql<{ id: string }>(
      "select id from customer where incident_id = $1 and customer_no in ('K0002', 'K0031') order by customer_no",
      [world.incidentId],
    );
    await asOperator(app, async (client) => {
      await client.query(
        `insert into customer_person (customer_id, incident_id, person_id, reason, linked_at)
         select id, $1, $2, 'x', now() from unnest($3::uuid[]) id`,
        [world.incidentId, one!.id, [one!.id, two!.id]],
      );
    });
    const { codes } = await codesFor(app, world.incidentId, world.runNo, [
      "K0031",
    ]);
    const answer = await asked(codes.get("K0031")!);
    expect(answer).toMatchObject({ verdict: "affected", purchaseCount: 2 });
    const changes = await app.sql(
      "select customer_no, told_verdict, verdict from verdict_change where incident_id = $1 and customer_no = 'K0031'",
      [world.incidentId],
    );
    expect(changes).toEqual([
      {
        customer_no: "K0031",
        told_verdict: "not_affected",
        verdict: "affected",
      },
    ]);
    await asOperator(app, async (client) => {
      await client.query("delete from customer_person where incident_id = $1", [
        world.incidentId,
      ]);
    });
    expect(await toldTo("K0031")).toMatchObject({ verdict: "not_affected" });
  });

  test("says of fees what was asked and promised; a refusal is not known until somebody publishes it", async () => {
    const cardFirm = async (name: string, ...outcomes: string[]) => {
      const { body: party } = await head.post<Party>(
        "/api/incidents/" + world.incidentId + "/parties",
        {
          officialName: { ja: name, en: name },
        },
      );
      const path = `/api/incidents/${world.incidentId}/partners`;
      const { body, status } = await head.post<PartnerRequest>(path, {
        partyId: party.id,
        kind: "waive_reissue_fee",
        occurred: { precision: "day", on: "2016-08-20" },
      });
      expect([status, body]).toEqual([201, expect.anything()]);
      for (const outcome of outcomes)
        await head.on(body.version, "POST", `${path}/${body.id}/answer`, {
          outcome,
          occurred: { precision: "day", on: "2016-08-22" },
        });
    };
    await cardFirm("一カード");
    await cardFirm("二カード", "promised");
    await cardFirm("三カード", "refused");
    check = new SelfCheck(pool, app.config);
    const { fees } = await toldTo("K0001");
    expect(fees.map(({ party, standing }) => [party.ja, standing])).toEqual([
      ["一カード", "requested"],
      ["二カード", "promised"],
      ["三カード", "unknown"],
    ]);
  });
});

describe("limits", () => {
  beforeEach(async () => {
    await untilRoomIn(60, 15);
    await app.sql("truncate portal_lease");
  });

  test("of an address: the 59th and the 60th try of a minute pass, the 61st waits for the next, at every process", async () => {
    const from = freshAddress();
    const others = [
      new SelfCheck(pool, app.config),
      new SelfCheck(pool, app.config),
    ];
    for (let no = 1; no <= 60; no++)
      expect([
        no,
        (await others[no % 2]!.byCode(slug, aCode(), from)).answer,
      ]).toEqual([no, unconfirmed]);
    for (const one of [...others, ...others]) {
      const { answer } = await one.byCode(slug, codeOf("K0001"), from);
      expect(answer).toEqual({
        outcome: "limited",
        retryAfterSeconds: expect.any(Number) as number,
      });
    }
    expect(await asked(codeOf("K0001"))).toMatchObject({ outcome: "told" });
  });

  test("of an address hold when its tries come at once", async () => {
    const from = freshAddress();
    const checks = Array.from(
      { length: 10 },
      () => new SelfCheck(pool, app.config),
    );
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, no) =>
        checks[no % 10]!.byCode(slug, aCode(), from),
      ),
    );
    expect(
      answers.filter(({ answer }) => answer.outcome === "unconfirmed"),
    ).toHaveLength(60);
    expect(
      answers.filter(({ answer }) => answer.outcome === "limited"),
    ).toHaveLength(140);
  });

  test("of IPv6 are those of a /64, and wider ones of a /48; IPv4 in an IPv6 address is the IPv4 address", async () => {
    await limited({ per_address: 2, per_wide_network: 5 });
    const tries = async (from: string) => (await asked(aCode(), from)).outcome;
    const seen = [];
    for (const from of [
      "2001:db8:7:1::1",
      "2001:db8:7:1:ffff::2",
      "2001:db8:7:1::3",
      "2001:db8:7:2::1",
      "2001:db8:7:3::1",
      "2001:db8:7:4::1",
      "2001:db8:7:5::1",
      "2001:db8:8:1::1",
    ])
      seen.push(await tries(from));
    expect(seen).toEqual([
      "unconfirmed",
      "unconfirmed",
      "limited",
      "unconfirmed",
      "unconfirmed",
      "unconfirmed",
      "limited",
      "unconfirmed",
    ]);
    const mapped = [];
    for (const from of ["192.0.2.200", "::ffff:192.0.2.200", "::ffff:c000:2c8"])
      mapped.push(await tries(from));
    expect(mapped).toEqual(["unconfirmed", "unconfirmed", "limited"]);
  });

  test("of failures: after nine a right code is told, after ten it is not, from elsewhere it is", async () => {
    await untilRoomIn(3600, 15);
    for (const [failures, outcome] of [
      [9, "told"],
      [10, "unconfirmed"],
      [11, "unconfirmed"],
    ] as const) {
      const from = freshAddress();
      for (let no = 0; no < failures; no++)
        await asked(codeOf("K0021").slice(0, 4) + aCode().slice(4), from);
      expect([failures, (await asked(codeOf("K0021"), from)).outcome]).toEqual([
        failures,
        outcome,
      ]);
      expect((await asked(codeOf("K0021"))).outcome).toBe("told");
      expect((await asked(codeOf("K0032"), from)).outcome).toBe("told");
    }
  });

  test("of failures cannot be passed by many tries at once", async () => {
    await untilRoomIn(3600, 15);
    await limited({ per_address: 1000 });
    const from = freshAddress();
    const checks = Array.from(
      { length: 20 },
      () => new SelfCheck(pool, app.config),
    );
    const right = codeOf("K0021");
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, no) =>
        checks[no % 20]!.byCode(
          slug,
          no < 20 ? right.slice(0, 4) + aCode().slice(4) : right,
          from,
        ),
      ),
    );
    const [row] = await app.sql<{ most: number }>(
      "select max(n)::int as most from portal_failure",
    );
    expect(row!.most).toBeGreaterThanOrEqual(10);
    expect(
      answers
        .slice(0, 20)
        .every(({ answer }) => answer.outcome === "unconfirmed"),
    ).toBe(true);
    expect((await asked(right, from)).outcome).toBe("unconfirmed");
  });

  test("of everybody: as many as there are, by leases; what an address was refused costs none", async () => {
    await limited({ overall: 6, lease: 4, per_address: 2 });
    const one = new SelfCheck(pool, app.config);
    const two = new SelfCheck(pool, app.config);
    const from = freshAddress();
    const outcome = async (who: SelfCheck, where: string) =>
      (await who.byCode(slug, aCode(), where)).answer.outcome;
    const seen = [];
    for (const [who, where] of [
      [one, from],
      [one, from],
      [one, from],
      [one, from],
      [one, freshAddress()],
      [one, freshAddress()],
      [two, freshAddress()],
      [two, freshAddress()],
      [two, freshAddress()],
      [one, freshAddress()],
    ] as const)
      seen.push(await outcome(who, where));
    expect(seen).toEqual([
      "unconfirmed",
      "unconfirmed",
      "limited",
      "limited",
      "unconfirmed",
      "unconfirmed",
      "unconfirmed",
      "unconfirmed",
      "busy",
      "busy",
    ]);
  });
});

describe("a receipt", () => {
  test("is one a day for a customer, a run and a way", async () => {
    const [one, two] = [await toldTo("K0021"), await toldTo("K0021")];
    expect(two.receipt).toBe(one.receipt);
    expect(two.toldAt).toBe(one.toldAt);
    const rows = await app.sql<Record<string, unknown>>(
      "select customer_no, run_no, verdict, channel, batch_no, told_by from verdict_receipt where no = $1",
      [receiptNo(one.receipt)],
    );
    expect(rows).toEqual([
      {
        customer_no: "K0021",
        run_no: world.runNo,
        verdict: "affected",
        channel: "code",
        batch_no: expect.any(Number) as number,
        told_by: null,
      },
    ]);
  });

  test("is written once: nobody changes what somebody was told", async () => {
    await toldTo("K0021");
    for (const statement of [
      "update verdict_receipt set verdict = 'not_affected'",
      "delete from verdict_receipt",
      "truncate verdict_receipt",
    ])
      await expect(app.sql(statement)).rejects.toThrow(/refused/);
  });

  test("is one, where a customer asks many times at once", async () => {
    const { codes } = await codesFor(app, world.incidentId, world.runNo, [
      "K0015",
    ]);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => asked(codes.get("K0015")!)),
    );
    expect(
      new Set(
        answers.map((answer) => answer.outcome === "told" && answer.receipt),
      ).size,
    ).toBe(1);
  });
});

describe("a session", () => {
  test("is opened by a code, shows the same again, belongs to its incident and ends", async () => {
    const { answer, session } = await check.byCode(
      slug,
      codeOf("K0021"),
      freshAddress(),
    );
    expect(await check.mine(slug, session!)).toEqual(answer);
    expect(await check.mine("other", session!)).toBeNull();
    expect(await check.mine(slug, session! + "x")).toBeNull();
    expect(await check.mine(slug, "")).toBeNull();
    const kept = await app.sql<{ row: string }>(
      "select portal_session::text as row from portal_session",
    );
    expect(JSON.stringify(kept)).not.toContain(session);
    await check.signOut(session!);
    expect(await check.mine(slug, session!)).toBeNull();
  });

  test("is over after an hour", async () => {
    const { session } = await check.byCode(
      slug,
      codeOf("K0021"),
      freshAddress(),
    );
    await app.sql("update portal_session set expires_at = now()");
    expect(await check.mine(slug, session!)).toBeNull();
  });

  test("is not opened by what cannot be confirmed", async () => {
    const { rows } = {
      rows: await app.sql<{ n: number }>(
        "select count(*)::int as n from portal_session",
      ),
    };
    expect(
      (await check.byCode(slug, aCode(), freshAddress())).session,
    ).toBeNull();
    expect(
      await app.sql("select count(*)::int as n from portal_session"),
    ).toEqual(rows);
  });
});

describe("a later official run", () => {
  test("that says something else is told as a change, from what and when, until it is told the list names them", async () => {
    const before = await toldTo("K0021");
    const path = `/api/incidents/${world.incidentId}`;
    const { body: exposures } = await head.get<
      { id: string; version: number; name: string }[]
    >(`${path}/exposures`);
    const first = exposures.find(({ name }) => name === "Webサーバ経由")!;
    await head.on(
      first.version,
      "POST",
      `${path}/exposures/${first.id}/withdraw`,
      { reason: "x" },
    );
    const { body: run } = await head.post<ScopeRun>(`${path}/scope-runs`, {});
    await makeOfficial(app, world.incidentId, run.no);
    const changes = () =>
      app.sql<{
        customer_no: string;
        told_verdict: string;
        verdict: string;
        is_told: boolean;
      }>(
        "select customer_no, told_verdict, verdict, retold_at is not null as is_told from verdict_change where incident_id = $1 and customer_no in ('K0021', 'K0001')",
        [world.incidentId],
      );
    expect(await changes()).toEqual([
      {
        customer_no: "K0021",
        told_verdict: "affected",
        verdict: "unlisted",
        is_told: false,
      },
    ]);
    const after = await toldTo("K0021");
    expect(after).toMatchObject({
      verdict: "unlisted",
      changed: { from: "affected" },
    });
    expect(after.receipt).not.toBe(before.receipt);
    expect((await changes())[0]!.is_told).toBe(true);
    expect(await toldTo("K0021")).toMatchObject({
      changed: { from: "affected" },
    });
    expect(await toldTo("K0001")).toMatchObject({
      verdict: "affected",
      changed: null,
    });
    await makeOfficial(app, world.incidentId, world.runNo);
    expect(await toldTo("K0021")).toMatchObject({
      verdict: "affected",
      changed: { from: "unlisted" },
    });
  });
});

describe("the key", () => {
  test("that is another one confirms nobody and says so, instead of answering that it cannot confirm", async () => {
    const other = new SelfCheck(pool, {
      ...app.config,
      codeKey: "another key, long enough to be one",
    });
    await expect(other.checkKey()).rejects.toThrow(WrongCodeKey);
    await expect(
      other.byCode(slug, codeOf("K0001"), freshAddress()),
    ).rejects.toThrow(WrongCodeKey);
    const nowhere = { codeKey: null, codeKeyFile: `${app.dataDir}/keys/none` };
    await expect(new SelfCheck(pool, nowhere).checkKey()).rejects.toThrow(
      WrongCodeKey,
    );
    await check.checkKey();
  });

  test("is made once, for its owner alone, and is the same for whoever comes second", async () => {
    const place = {
      codeKey: null,
      codeKeyFile: `${app.dataDir}/second/code-key`,
    };
    const [one, two] = await Promise.all([
      openCodeKey(place, null),
      openCodeKey(place, null),
    ]);
    expect(one.fingerprint).toBe(two.fingerprint);
    expect(one.hash("A")).not.toEqual(one.hash("B"));
    await writeFile(place.codeKeyFile, "another key");
    await expect(openCodeKey(place, one.fingerprint)).rejects.toThrow(
      WrongCodeKey,
    );
  });
});

/** Waits for the next minute or hour where this one is nearly over: a count of it must not be cut in two. */
async function untilRoomIn(seconds: number, needed: number): Promise<void> {
  const left = seconds - ((Date.now() / 1000) % seconds);
  if (left < needed)
    await new Promise((done) => setTimeout(done, left * 1000 + 100));
}
