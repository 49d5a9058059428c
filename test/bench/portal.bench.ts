import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { openCodeKey, type CodeKey } from "@keii/api/verification/code-key";
import { FormTokens } from "@keii/api/portal/form-token";
import type { Exposure, GivenList, Party, ScopeRun } from "@keii/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startApp, type TestApp } from "../support/app.js";
import { aPerson, anIncident } from "../support/people.js";
import { portalSecret } from "../support/portal.js";
import { freePort, Program } from "../support/program.js";
import { aCode, makeOfficial, publish } from "../support/verification.js";
import {
  fillCustomers,
  fillFrame,
  filling,
  fillPurchases,
  withoutIndexes,
} from "./fill-affected.js";
import {
  keepBusy,
  openLines,
  type Answered,
  type Line,
  type Round,
} from "./load.js";
import { median, quantile, report } from "./report.js";

const isShort = process.env.KEII_BENCH === "short";
const customerCount = isShort ? 100_000 : 2_000_000;
/** Customers whose codes the client knows; nobody asks twice before all have asked. */
const askers = isShort ? 60_000 : 500_000;
const held = isShort ? 1_000 : 10_000;
const active = 200;
const heldMilliseconds = isShort ? 15_000 : 300_000;
const roundMilliseconds = isShort ? 4_000 : 10_000;
const rounds = 3;
const connections = 64;
/** Of what a handler written by hand manages. */
const share = 0.6;
const slug = "bench";

type Verdict = "affected" | "unlisted" | "not_affected";

/** What a code has to be told, found out by hand from the purchases. */
interface Asker {
  code: string;
  verdict: Verdict;
  cards: string[];
}

interface Served {
  url: string;
  end: () => Promise<unknown>;
}

let app: TestApp;
let key: CodeKey;
let people: Asker[];
let portal: Served;
let bare: Served;

beforeAll(async () => {
  app = await startApp();
  const head = await aPerson(app);
  const { id } = await anIncident(head);
  const path = `/api/incidents/${id}`;
  const made = async <T>(resource: string, body: object): Promise<T> =>
    (await head.post<T>(`${path}/${resource}`, body)).body;
  await filling(app.superuserUrl, async (client) => {
    await fillFrame(client, id);
    await withoutIndexes(client, "customer", () =>
      fillCustomers(client, id, customerCount),
    );
    await withoutIndexes(client, "purchase", () =>
      fillPurchases(client, id, customerCount, customerCount),
    );
  });
  const party = await made<Party>("parties", {
    officialName: { ja: "あさひカード株式会社(架空)", en: "Asahi Card" },
  });
  const list = await made<GivenList>("given-lists", {
    name: "カード会社が挙げた注文",
    kind: "orders",
    giverId: party.id,
    receivedOn: "2016-09-01",
    fileName: "orders.csv",
    ids: ["none"],
  });
  const exposure = {
    methods: ["card"],
    statuses: ["completed", "refunded"],
    dataItems: ["card_number"],
  };
  await made<Exposure>("exposures", {
    ...exposure,
    name: "Webサーバ経由",
    fromOn: "2014-08-25",
    untilOn: "2015-09-23",
  });
  await made<Exposure>("exposures", {
    ...exposure,
    name: "データベース経由",
    fromOn: "2016-05-20",
    untilOn: "2016-08-14",
    givenListId: list.id,
  });
  await filling(app.superuserUrl, async (client) => {
    await client.query(
      `insert into given_list_item (incident_id, list_no, key)
       select $1, 1, order_no from purchase where incident_id = $1 and paid_at >= '2016-05-20+09' and hashtext(order_no) % 2 = 0`,
      [id],
    );
    await client.query("vacuum analyze customer, purchase, given_list_item");
  });
  const { no } = await made<ScopeRun>("scope-runs", {});
  await publish(app, id, slug);
  await makeOfficial(app, id, no);
  await fillCodes(id, no);
  people = await peopleOf(id);
  await app.sql(
    "create table bench_receipt (like verdict_receipt including all)",
  );
  await app.sql("vacuum analyze");
  await app.sql("checkpoint");
  portal = await startPortal();
  bare = await startBare();
});
afterAll(async () => {
  await bare?.end();
  await portal?.end();
  await app?.close();
});

/** A code of everybody: of those who ask a true one, of all others a hash that nobody has the code of. */
async function fillCodes(incidentId: string, runNo: number): Promise<void> {
  key = await openCodeKey(app.config, null);
  await filling(app.superuserUrl, async (client) => {
    await client.query("update installation set code_key_fingerprint = $1", [
      key.fingerprint,
    ]);
    await client.query(
      `insert into code_batch (id, incident_id, no, label, run_no, audience, key_fingerprint, code_count, state, made_at, created_at)
       values (gen_random_uuid(), $1, 1, 'letters', $2, 'everybody', $3, $4, 'made', now(), now())`,
      [incidentId, runNo, key.fingerprint, customerCount],
    );
    await client.query(
      `create table bench_asker as select row_number() over () as place, base_no, customer_no
       from (select base_no, customer_no from customer where incident_id = $1 order by hashtext(customer_no || base_no) limit $2) drawn`,
      [incidentId, askers],
    );
    await client.query("alter table bench_asker add column code text");
    const part = 50_000;
    for (let first = 1; first <= askers; first += part) {
      const codes = Array.from({ length: part }, aCode);
      await client.query(
        `with made as (select * from unnest($1::text[], $2::bytea[]) with ordinality made (code, hash, place)),
           given as (update bench_asker a set code = m.code from made m where a.place = m.place + $4::int - 1 returning a.base_no, a.customer_no, m.hash)
         insert into verification_code (hash, incident_id, batch_no, base_no, customer_no)
         select hash, $3, 1, base_no, customer_no from given`,
        [codes, codes.map((code) => key.hash(code)), incidentId, first],
      );
    }
    await client.query(
      `insert into verification_code (hash, incident_id, batch_no, base_no, customer_no)
       select sha256((c.base_no || ' ' || c.customer_no)::bytea), $1, 1, c.base_no, c.customer_no from customer c
       where c.incident_id = $1 and not exists (select from bench_asker a where a.customer_no = c.customer_no and a.base_no = c.base_no)`,
      [incidentId],
    );
  });
}

/** The truth: windows and list by hand, without what the run wrote. */
async function peopleOf(incidentId: string): Promise<Asker[]> {
  const inside = `p.incident_id = $1 and p.method = 'card' and p.status in ('completed', 'refunded')`;
  return app.sql<Asker & { [name: string]: unknown }>(
    `with bought as materialized (
       select p.base_no, p.customer_no, 'affected' as verdict, p.last4 from purchase p
         where ${inside} and p.paid_at >= '2014-08-25 00:00+09' and p.paid_at < '2015-09-24 00:00+09'
       union all
       select p.base_no, p.customer_no, case when hashtext(p.order_no) % 2 = 0 then 'affected' else 'unlisted' end, p.last4 from purchase p
         where ${inside} and p.paid_at >= '2016-05-20 00:00+09' and p.paid_at < '2016-08-15 00:00+09'
     ), told as (
       select base_no, customer_no, case when bool_or(verdict = 'affected') then 'affected' else 'unlisted' end as verdict from bought group by 1, 2
     )
     select a.code, coalesce(t.verdict, 'not_affected') as verdict,
       array(select b.last4 from bought b where b.base_no = a.base_no and b.customer_no = a.customer_no and b.verdict = t.verdict order by 1) as cards
     from bench_asker a left join told t using (base_no, customer_no) order by a.place`,
    [incidentId],
  );
}

async function startPortal(): Promise<Served> {
  const port = await freePort();
  const program = await Program.start({
    KEII_ROLES: "portal",
    KEII_PORTAL_DATABASE_URL: app.urls.portal,
    KEII_DATA_DIR: app.dataDir,
    KEII_PORTAL_PORT: String(port),
    KEII_PORTAL_SECRET: portalSecret,
    KEII_TRUSTED_PROXIES: "127.0.0.1",
    KEII_LOG_LEVEL: "error",
  });
  return { url: `http://127.0.0.1:${port}`, end: () => program.end() };
}

async function startBare(): Promise<Served> {
  const port = await freePort();
  const child: ChildProcess = spawn(
    process.execPath,
    [
      fileURLToPath(new URL("bare-portal.mjs", import.meta.url)),
      app.superuserUrl,
      key.text,
      String(port),
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  await once(child.stdout!, "data");
  const ended = once(child, "exit");
  return {
    url: `http://127.0.0.1:${port}`,
    end: () => {
      child.kill();
      return ended;
    },
  };
}

const tokens = new FormTokens(portalSecret);
let visitors = 0;
let turn = 0;

/** The next who asks, everybody in turn. */
function nextAsker(): Asker {
  return people[turn++ % people.length]!;
}

/** As a browser sends the form, from an address that nobody else has. */
function requestOf(code: string): string {
  const body = new URLSearchParams({
    token: tokens.issue("check", slug),
    code,
  }).toString();
  const n = ++visitors;
  return `POST /${slug}/check HTTP/1.1\r\nHost: portal.example\r\nX-Forwarded-For: 10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

const sentences: Record<Verdict, string> = {
  affected: "お客様の情報は、今回の対象に含まれています。",
  unlisted: "漏えいが確認された一覧に含まれていません。",
  not_affected: "時点の調査では、今回の対象に含まれていません。",
};
const verdicts = Object.keys(sentences) as Verdict[];
/** The numbers of receipts, and whose each is: one that two people have is a wrong answer. */
const receipts = new Map<string, string>();

/** What is wrong with an answer to this person; null where nothing is. */
function judged({ status, body }: Answered, one: Asker): string | null {
  if (status !== 200) return `status ${status}`;
  const told = verdicts.filter((verdict) => body.includes(sentences[verdict]));
  if (told.join() !== one.verdict)
    return `${one.verdict} was told ${told.join() || "nothing"}`;
  const cards = Array.from(body.matchAll(/下4桁 (\d{4})/g), ([, no]) => no!);
  const isWhole = one.cards.length > 8 || cards.length === one.cards.length;
  if (!isWhole || cards.some((no) => !one.cards.includes(no)))
    return "the purchases of somebody else, or not all";
  const [receipt] = /R-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(body) ?? [];
  if (receipt === undefined) return "no receipt";
  const owner = receipts.get(receipt);
  if (owner !== undefined && owner !== one.code)
    return "a receipt of somebody else";
  receipts.set(receipt, one.code);
  return null;
}

async function ask(
  line: Line,
): Promise<{ milliseconds: number; wrong: string | null }> {
  const one = nextAsker();
  const answered = await line.ask(requestOf(one.code));
  return {
    milliseconds: answered.milliseconds,
    wrong: judged(answered, one),
  };
}

async function askBare(
  line: Line,
): Promise<{ milliseconds: number; wrong: string | null }> {
  const one = nextAsker();
  const { status, body, milliseconds } = await line.ask(requestOf(one.code));
  const isRight = status === 200 && body.startsWith(`<p>${one.verdict}<`);
  return { milliseconds, wrong: isRight ? null : `bare ${status}` };
}

const closeAll = (lines: readonly Line[]) =>
  lines.forEach((one) => one.close());

let sustainable = 0;

test("a code is answered at more than half the rate of a handler written by hand", async () => {
  expect(new Set(people.map(({ verdict }) => verdict)).size).toBe(3);
  const sides = [
    { ...portal, one: ask, rates: [] as number[], times: [] as number[] },
    { ...bare, one: askBare, rates: [] as number[], times: [] as number[] },
  ] as const;
  // The first round is for warming up.
  for (let round = 0; round <= rounds; round++)
    for (const side of round % 2 ? sides : [...sides].reverse()) {
      const lines = await openLines(side.url, connections);
      const { perSecond, times, wrong } = await keepBusy(
        lines,
        connections,
        roundMilliseconds,
        side.one,
      );
      closeAll(lines);
      expect(Object.fromEntries(wrong)).toEqual({});
      if (round === 0) continue;
      side.rates.push(perSecond);
      side.times.push(median(times));
    }
  const [own, byHand] = sides;
  sustainable = median(own.rates);
  const ratio = sustainable / median(byHand.rates);
  const note = (side: (typeof sides)[number]) =>
    `${Math.round(median(side.rates))}/s, median ${median(side.times).toFixed(1)} ms`;
  report("portal-code", [
    {
      what: `self-check by code among ${customerCount.toLocaleString("en")} customers, ${connections} connections`,
      value: ratio,
      limit: share,
      unit: "×",
      note: `portal ${note(own)}; by hand ${note(byHand)}`,
    },
  ]);
  expect(ratio).toBeGreaterThanOrEqual(share);
});

test(`${held} connections are held while ${active} ask: nobody is told anything wrong`, async () => {
  const lines = await openLines(portal.url, held);
  const round: Round = await keepBusy(lines, active, heldMilliseconds, ask);
  const lost = lines.filter((line) => !line.isOpen).length;
  closeAll(lines);
  const [p50, p99] = [median(round.times), quantile(round.times, 0.99)];
  report("portal-held", [
    {
      what: `${held} connections held, ${active} at once, for ${heldMilliseconds / 1000} s: p99 of the median`,
      value: p99 / p50,
      limit: 10,
      unit: "×",
      note: `${round.times.length} answers, ${Math.round(round.perSecond)}/s, median ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, at most ${round.times.reduce((a, b) => Math.max(a, b), 0).toFixed(0)} ms; ${lost} lost`,
    },
  ]);
  expect(Object.fromEntries(round.wrong)).toEqual({});
  expect(lost).toBe(0);
  expect(p99).toBeLessThanOrEqual(10 * p50);
});

test("twice of what can be kept up is shed, and five seconds later nobody notices any more", async () => {
  const before = await calm(2_000);
  sustainable ||= before.perSecond;
  const flood = await flooded(sustainable * 2, isShort ? 6_000 : 20_000);
  const ended = performance.now();
  // Recovered is when for one second everybody was answered as fast as before, or little slower.
  const limit = Math.max(50, 3 * quantile(before.times, 0.99));
  let recovered = Number.POSITIVE_INFINITY;
  for (let second = 0; second < 10 && recovered === Infinity; second++) {
    const begun = performance.now();
    const now = await calm(1_000);
    if (now.wrong.size === 0 && quantile(now.times, 0.95) <= limit)
      recovered = (begun - ended) / 1000;
  }
  report("portal-flood", [
    {
      what: "twice the sustainable load: seconds until everything is as before",
      value: recovered,
      limit: 5,
      unit: "s",
      note: `${Math.round(sustainable * 2)}/s offered, ${flood.sent} sent, ${flood.answered} answered rightly (median ${median(flood.times).toFixed(0)} ms, p99 ${quantile(flood.times, 0.99).toFixed(0)} ms), ${flood.shed} shed (median ${median(flood.shedTimes).toFixed(0)} ms), ${flood.unsent} not sent for want of a connection`,
    },
  ]);
  expect(Object.fromEntries(flood.wrong)).toEqual({});
  expect(flood.shed).toBeGreaterThan(0);
  expect(flood.answered).toBeGreaterThan(0);
  expect(recovered).toBeLessThanOrEqual(5);
});

/** A few people, as on any day. */
async function calm(milliseconds: number): Promise<Round> {
  const lines = await openLines(portal.url, 4);
  const round = await keepBusy(lines, 4, milliseconds, ask);
  closeAll(lines);
  return round;
}

/** So many people a second, whether those before them have their answers or not. */
async function flooded(perSecond: number, milliseconds: number) {
  const lines = await openLines(portal.url, isShort ? 3_000 : 8_000);
  const idle = [...lines];
  const times: number[] = [];
  const shedTimes: number[] = [];
  const wrong = new Map<string, number>();
  const note = (what: string) => wrong.set(what, (wrong.get(what) ?? 0) + 1);
  let [sent, unsent] = [0, 0];
  const send = async (line: Line) => {
    const one = nextAsker();
    try {
      const answered = await line.ask(requestOf(one.code));
      if (answered.status === 503) {
        shedTimes.push(answered.milliseconds);
        if (!/\r\nretry-after: [1-9]\d*\r\n/.test(answered.head))
          note("503 without a time");
      } else {
        times.push(answered.milliseconds);
        const problem = judged(answered, one);
        if (problem !== null) note(problem);
      }
      idle.push(line);
    } catch (error) {
      note(error instanceof Error ? error.message : String(error));
    }
  };
  const begun = performance.now();
  const all: Promise<void>[] = [];
  for (;;) {
    const now = performance.now() - begun;
    if (now >= milliseconds) break;
    while (sent + unsent < (now / 1000) * perSecond) {
      const line = idle.pop();
      if (!line) {
        unsent++;
        continue;
      }
      sent++;
      all.push(send(line));
    }
    await new Promise((done) => setTimeout(done, 2));
  }
  await Promise.all(all);
  closeAll(lines);
  return {
    sent,
    unsent,
    answered: times.length,
    shed: shedTimes.length,
    times,
    shedTimes,
    wrong,
  };
}
