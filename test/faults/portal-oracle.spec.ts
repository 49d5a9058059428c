import { hash as bcrypt } from "@node-rs/bcrypt";
import { openCodeKey, type CodeKey } from "@keii/api/verification/code-key";
import { normalCode } from "@keii/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startApp, type TestApp } from "../support/app.js";
import {
  keiiPortal,
  sendCheck,
  switchPasswords,
} from "../support/passwords.js";
import { anIncident, aPerson, join } from "../support/people.js";
import { startPortal, type TestPortal } from "../support/portal.js";
import { likeness, median } from "../support/samples.js";
import {
  aCode,
  asOperator,
  aVerificationCase,
  codesFor,
} from "../support/verification.js";
import { Wire } from "../support/wire.js";

/** Samples of each outcome: a few here, thousands for the proof. */
const samples = Number(process.env["KEII_ORACLE"] ?? 100);
const passwordSamples = Math.min(
  samples,
  Number(
    process.env["KEII_ORACLE_PASSWORDS"] ?? (samples > 1_000 ? samples : 30),
  ),
);
const mostGap = 1;
const leastLikeness = 0.01;
const runs = 3;
/** Under way at once on the password path, where nearly all of an answer's time is waiting for its beat. */
const atOnce = 4;

let app: TestApp;
let portal: TestPortal;
let wire: Wire;
let locked: string;
let foreign: string;
let visitors = 0;
let key: CodeKey;

const password = "ひみつの合い言葉 7";
const lockedAddress = "203.0.113.9";

interface Try {
  fields: Record<string, string>;
  address?: string;
}

/** So many tries of each outcome. */
type Prepare = (count: number) => Promise<Record<string, Try[]>>;

beforeAll(async () => {
  app = await startApp();
  const head = await aPerson(app);
  const incident = await anIncident(head);
  const world = await aVerificationCase(app, head, incident.id, "demo");
  const compliance = await aPerson(app);
  await join(head, incident.id, compliance, "compliance");
  locked = world.codes.get("K0002")!;
  // Whose codes are of another case: right, and nobody's here.
  const other = await anIncident(head);
  const abroad = await aVerificationCase(app, head, other.id, "other");
  const { codes } = await codesFor(app, other.id, abroad.runNo, ["K0001"]);
  foreign = codes.get("K0001")!;
  const [known] = await app.sql<{ fingerprint: string }>(
    "select code_key_fingerprint as fingerprint from installation",
  );
  key = await openCodeKey(app.config, known!.fingerprint);
  const hash = await bcrypt(password, { cost: 6 });
  const ids = Array.from(
    { length: 30 },
    (_, at) => `K${String(at + 1).padStart(4, "0")}`,
  );
  await keiiPortal(app, incident.code, {
    file: [
      "会員ID,パスワードハッシュ",
      ...[...ids, "Z0001"].map((id) => `${id},${hash}`),
    ].join("\n"),
    more: ["--member-base", "kaiin"],
  });
  await switchPasswords(compliance, incident.id, {
    isOn: true,
    source: "調査会社の最終報告書 4.2",
  });
  await asOperator(app, async (client) => {
    await client.query("update portal_limit set per_address = 1000000");
  });
  portal = await startPortal(app, {
    env: { KEII_TRUSTED_PROXIES: "127.0.0.1" },
  });
  wire = new Wire(portal.url, atOnce);
});
afterAll(async () => {
  wire?.close();
  await portal?.close();
  await app?.close();
});

const freshAddress = () =>
  `10.${(++visitors >> 16) & 255}.${(visitors >> 8) & 255}.${visitors & 255}`;

/** How long an answer took, and whatever else somebody outside can see of it. */
async function asked({ fields, address = freshAddress() }: Try) {
  const token = portal.tokens().issue("check", "demo");
  const began = performance.now();
  const { status, headers, text } = await sendCheck(
    wire,
    token,
    fields,
    address,
  );
  const took = performance.now() - began;
  const { date, ...others } = headers;
  const seen = JSON.stringify([
    status,
    typeof date,
    others,
    text.replaceAll(/name="token" value="[^"]*"/g, ""),
  ]);
  return { took, seen };
}

/** Interleaved, in another order each time: whatever else happens on the machine happens to all of them alike. */
async function measured(
  prepare: Prepare,
  count: number,
  parallel: number,
): Promise<Record<string, number[]>> {
  const outcomes = await prepare(count);
  const names = Object.keys(outcomes);
  const took: Record<string, number[]> = {};
  for (const name of names) took[name] = [];
  const all = new Set<string>();
  const order = Array.from({ length: count }, (_, at) =>
    names.map((_, place) => names[(place + at) % names.length]!),
  ).flat();
  const next = async () => {
    for (let name = order.shift(); name !== undefined; name = order.shift()) {
      const answer = await asked(outcomes[name]!.pop()!);
      took[name]!.push(answer.took);
      all.add(answer.seen);
    }
  };
  await Promise.all(Array.from({ length: parallel }, next));
  expect([...all]).toHaveLength(1);
  return took;
}

/** In two of three runs no outcome can be told from any other by when its answer comes. */
async function expectNoOracle(
  path: string,
  prepare: Prepare,
  count: number,
  parallel: number,
): Promise<void> {
  // Whatever is slow the first time is over.
  await measured(prepare, 10, parallel);
  const verdicts: string[] = [];
  let good = 0;
  for (let run = 1; run <= runs; run++) {
    const took = await measured(prepare, count, parallel);
    const names = Object.keys(took);
    let [gap, p] = [0, 1];
    for (const [at, one] of names.entries())
      for (const two of names.slice(at + 1)) {
        gap = Math.max(gap, Math.abs(median(took[one]!) - median(took[two]!)));
        p = Math.min(p, likeness(took[one]!, took[two]!));
      }
    const isGood = gap <= mostGap && p >= leastLikeness;
    if (isGood) good++;
    verdicts.push(
      `${path}, run ${run}: ${count} each, medians ${names.map((n) => `${n} ${median(took[n]!).toFixed(2)}`).join(", ")} ms, gap ${gap.toFixed(3)} ms, p ${p.toFixed(3)}`,
    );
  }
  console.log(verdicts.join("\n"));
  expect(good, verdicts.join("\n")).toBeGreaterThanOrEqual(2);
}

/** Tries from addresses of their own, after so many failures of the same beginning from each. */
async function after(
  failures: number,
  count: number,
  code: () => string,
): Promise<Try[]> {
  const tries = Array.from({ length: count }, () => ({
    fields: { code: code() },
    address: freshAddress(),
  }));
  await app.sql(
    `insert into portal_failure (key, hour, n)
     select portal_failure_key(decode(beginning, 'hex'), address::inet), floor(extract(epoch from now()) / 3600) + later, $1
     from unnest($2::text[], $3::text[]) t (beginning, address), generate_series(0, 1) later`,
    [
      failures,
      tries.map(({ fields }) =>
        key.beginning(normalCode(fields.code)).toString("hex"),
      ),
      tries.map(({ address }) => address),
    ],
  );
  return tries;
}

test("codes: unknown, wrong, locked and not of this case are one answer", async () => {
  const wrong = `${locked.slice(0, -1)}${locked.endsWith("2") ? "3" : "2"}`;
  await expectNoOracle(
    "code",
    async (count) => ({
      unknown: await after(1, count, aCode),
      wrong: await after(1, count, () => wrong),
      locked: await after(10, count, () => locked),
      foreign: await after(1, count, () => foreign),
    }),
    samples,
    1,
  );
});

test("passwords: unknown, wrong, locked and of no customer are one answer", async () => {
  for (let tries = 0; tries < 12; tries++)
    await asked({
      fields: { id: "K0002", password: "wrong" },
      address: lockedAddress,
    });
  const many = (count: number, one: () => Try) =>
    Array.from({ length: count }, one);
  await expectNoOracle(
    "password",
    (count) =>
      Promise.resolve({
        unknown: many(count, () => ({
          fields: { id: `K${5_000 + (++visitors % 4_000)}`, password },
        })),
        wrong: many(count, () => ({
          fields: { id: "K0001", password: "wrong" },
        })),
        locked: many(count, () => ({
          fields: { id: "K0002", password },
          address: lockedAddress,
        })),
        "no customer": many(count, () => ({
          fields: { id: "Z0001", password },
        })),
      }),
    passwordSamples,
    atOnce,
  );
});
