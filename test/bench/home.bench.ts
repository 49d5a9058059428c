import { afterAll, beforeAll, expect, test } from "vitest";
import type { Home, IncidentProgress } from "@keii/shared";
import { startApp, type TestApp } from "../support/app.js";
import { aPerson, type Person } from "../support/people.js";
import { fillIncidents } from "./fill-incidents.js";
import { median, quantile, report, type Measured } from "./report.js";

const isShort = process.env.KEII_BENCH === "short";
const incidentCount = isShort ? 60 : 1_000;
const rowCount = 500;
/** Among many incidents home and header may take at most this many times as long as with one. */
const limit = 1.5;
const rounds = 40;

interface Side {
  app: TestApp;
  reader: Person;
  guest: Person;
  incidentId: string;
}

let one: Side;
let many: Side;

beforeAll(async () => {
  one = await aSide(1);
  many = await aSide(incidentCount);
});
afterAll(async () => {
  await one.app.close();
  await many.app.close();
});

async function aSide(count: number): Promise<Side> {
  const app = await startApp();
  const [reader, writer, guest] = [
    await aPerson(app),
    await aPerson(app),
    await aPerson(app),
  ];
  const incidentId = await fillIncidents({
    superuserUrl: app.superuserUrl,
    incidentCount: count,
    rowCount,
    readerId: reader.id,
    writerId: writer.id,
    guestId: guest.id,
  });
  return { app, reader, guest, incidentId };
}

const home = () => ["/api/home"];
const header = ({ incidentId }: Side) => [
  `/api/incidents/${incidentId}`,
  `/api/incidents/${incidentId}/progress`,
];

test.each([
  ["home, of a member of all", "reader", home],
  ["home, of a member of one", "guest", home],
  ["header, of a member of all", "reader", header],
  ["header, of a member of one", "guest", header],
] as const)("%s incidents costs little more", async (what, who, paths) => {
  const open = (side: Side) =>
    Promise.all(paths(side).map((path) => side[who].get(path)));
  let best: Measured[] = [];
  let ratio = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 4 && ratio > limit; attempt++) {
    const times = { one: [] as number[], many: [] as number[] };
    for (let i = 0; i < rounds + 5; i++)
      for (const name of i % 2
        ? (["one", "many"] as const)
        : (["many", "one"] as const)) {
        const begun = performance.now();
        await open(name === "one" ? one : many);
        if (i >= 5) times[name].push(performance.now() - begun);
      }
    const now = median(times.many) / median(times.one);
    if (now >= ratio) continue;
    ratio = now;
    best = [
      { what, value: ratio, limit, unit: "×" },
      ...(["one", "many"] as const).map((name) => ({
        what: `${what}: ${name}, median`,
        value: median(times[name]),
        limit: Number.NaN,
        unit: "ms",
        note: `p95 ${quantile(times[name], 0.95).toFixed(1)}`,
      })),
    ];
  }
  report(what.replace(/\W+/g, "-"), best);
  expect(ratio).toBeLessThanOrEqual(limit);
});

test("what is compared is as much on both sides", async () => {
  const [few, all] = [
    (await one.reader.get<Home>("/api/home")).body,
    (await many.reader.get<Home>("/api/home")).body,
  ];
  expect(all.tasks.length).toBe(few.tasks.length);
  expect(all.changes.length).toBe(few.changes.length);
  const progressOf = async ({ reader, incidentId }: Side) =>
    (
      await reader.get<IncidentProgress>(
        `/api/incidents/${incidentId}/progress`,
      )
    ).body;
  expect(await progressOf(many)).toEqual(await progressOf(one));
});
