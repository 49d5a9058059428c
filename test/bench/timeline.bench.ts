import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Incident, TimelineEvent } from "@keii/shared";
import { timelineList } from "@keii/api/timeline/timeline.queries";
import { writeCursor } from "@keii/api/platform/http/list";
import { startApp, type TestApp } from "../support/app.js";
import { aPerson, anIncident, type Person } from "../support/people.js";
import { median, quantile, report, type Measured } from "./report.js";

const count = process.env.KEII_BENCH === "short" ? 30_000 : 100_000;
/** A page deep in the list may cost at most this many times the first. */
const deepLimit = 1.25;
const rounds = 15;

let app: TestApp;
let head: Person;
let incident: Incident;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  incident = await anIncident(head);
  await fill();
});
afterAll(() => app.close());

/** Entries of ten years, with types, categories, visibilities and states as uneven as in a real case. */
async function fill(): Promise<void> {
  const client = new pg.Client({ connectionString: app.superuserUrl });
  await client.connect();
  try {
    for (let first = 0; first < count; first += 10_000) {
      await client.query("begin");
      await client.query("select set_config('keii.actor', $1, true)", [
        JSON.stringify({ kind: "user", id: head.id, name: "bench" }),
      ]);
      await client.query(
        `with numbered as (select n, gen_random_uuid() as id from generate_series($2::int + 1, $3::int) n),
         event as (
           insert into timeline_event (id, incident_id, no, recorded_at, recorded_by)
           select id, $1, n, timestamptz '2016-08-12 09:00+09' + n * interval '7 minutes', $4 from numbered returning id, no)
         insert into timeline_revision (event_id, no, incident_id, kind, zone, occurred_precision, occurred_on, position, learned_on, type, category, text, visibility, counsel_basis, source_kind, source_id, recorded_at, recorded_by)
         select e.id, 1, $1, 'recorded', 'Asia/Tokyo', 'day', date '2010-01-01' + (hashint8(e.no) & 4095), 'a' || lpad(e.no::text, 8, '0'),
           case when e.no % 3 = 0 then date '2016-01-01' + (hashint8(e.no * 7) & 1023) end,
           (array['fact','fact','fact','decision','action','communication'])[1 + e.no % 6],
           (array['discovery','containment','investigation','authorities','partners','customers','disclosure','prevention'])[1 + (hashint8(e.no * 3) & 7)],
           (array['警察に報告','カード決済を停止','ログを保全','調査会社に依頼','お客様に回答'])[1 + e.no % 5] || ' 第' || e.no || '項',
           (array['public','internal','internal','internal','public','internal','internal','internal','internal','counsel'])[1 + (hashint8(e.no * 5) & 7) + (e.no % 97 = 0)::int],
           'bench', case when e.no % 11 = 0 then 'milestone' end, case when e.no % 11 = 0 then gen_random_uuid() end,
           timestamptz '2016-08-12 09:00+09' + e.no * interval '7 minutes', $4
         from event e`,
        [incident.id, first, Math.min(first + 10_000, count), head.id],
      );
      await client.query("commit");
    }
    await app.sql("vacuum analyze timeline_current");
  } finally {
    await client.end();
  }
}

const filters: Record<string, unknown>[] = [
  {},
  { type: "decision" },
  { type: ["fact", "action"] },
  { category: "authorities" },
  { category: ["authorities", "partners", "customers"] },
  { visibility: "public" },
  { visibility: "internal" },
  { state: "current" },
  { from: "2012-01-01" },
  { to: "2019-01-01" },
  { from: "2012-01-01", to: "2019-01-01", category: "customers" },
  { source: "manual" },
  { source: "record" },
  { recordedBy: "me" },
];

test("every offered sort and filter: a page deep in the list costs as much as the first", async () => {
  const rules = timelineList("all");
  const measured: Measured[] = [];
  for (const sort of Object.keys(rules.sorts))
    for (const direction of ["ASC", "DESC"] as const)
      for (const asked of filters) {
        const filter = asked.recordedBy ? { recordedBy: head.id } : asked;
        const base = `/api/incidents/${incident.id}/timeline?range=[0,24]&sort=${encodeURIComponent(JSON.stringify([sort, direction]))}&filter=${encodeURIComponent(JSON.stringify(filter))}`;
        const cursor = await cursorAt(sort, direction, filter, 0.9);
        if (cursor === null) continue;
        const deep = `${base}&cursor=${cursor}`;
        let ratio = Number.POSITIVE_INFINITY;
        for (let attempt = 0; attempt < 6 && ratio > deepLimit; attempt++)
          ratio = await compare(base, deep);
        measured.push({
          what: `${sort} ${direction} ${JSON.stringify(asked)}`,
          value: ratio,
          limit: deepLimit,
          unit: "×",
        });
      }
  report("timeline-pages", measured);
  expect(measured.length).toBeGreaterThan(80);
  expect(measured.filter((m) => m.value > deepLimit)).toEqual([]);
});

test("text filter", async () => {
  const times: number[] = [];
  const list = `/api/incidents/${incident.id}/timeline?range=[0,24]&filter=`;
  for (const q of ["警察", "決済を停止", "第77", "ログ"])
    for (let i = 0; i < 10; i++) {
      const begun = performance.now();
      const { body } = await head.get<TimelineEvent[]>(
        list + encodeURIComponent(JSON.stringify({ q })),
      );
      times.push(performance.now() - begun);
      expect(body.length).toBeGreaterThan(0);
    }
  report("timeline-text", [
    {
      what: "text filter, median",
      value: median(times),
      limit: Number.NaN,
      unit: "ms",
    },
    {
      what: "text filter, p95",
      value: quantile(times, 0.95),
      limit: Number.NaN,
      unit: "ms",
    },
  ]);
});

async function compare(first: string, deep: string): Promise<number> {
  const firsts: number[] = [];
  const deeps: number[] = [];
  for (let i = 0; i < rounds; i++)
    for (const [path, times] of i % 2
      ? [[first, firsts] as const, [deep, deeps] as const]
      : [[deep, deeps] as const, [first, firsts] as const]) {
      const begun = performance.now();
      await head.get(path);
      times.push(performance.now() - begun);
    }
  return median(deeps) / median(firsts);
}

/** The cursor behind the row at a share of all rows that a filter leaves. */
async function cursorAt(
  sort: string,
  direction: "ASC" | "DESC",
  filter: Record<string, unknown>,
  share: number,
): Promise<string | null> {
  const rules = timelineList("all");
  const columns = rules.sorts[sort]!;
  const parameters: unknown[] = [incident.id];
  const conditions = Object.entries(filter).map(([name, value]) =>
    rules.filters[name]!(value, (p) => `$${parameters.push(p)}`),
  );
  const where = ["t.incident_id = $1", ...conditions].join(" and ");
  const [total] = await app.sql<{ n: number }>(
    `select count(*)::int as n from timeline_current t where ${where}`,
    parameters,
  );
  const place = Math.floor(total!.n * share);
  if (place < 100) return null;
  const order = columns.map((c) => `${c} ${direction}`).join(", ");
  const [row] = await app.sql<{ key: string[] }>(
    `select array[${columns.map((c) => `(${c})::text`).join(", ")}] as key from timeline_current t where ${where} order by ${order} limit 1 offset ${place}`,
    parameters,
  );
  return writeCursor(`${sort} ${direction}`, total!.n, row!.key);
}
