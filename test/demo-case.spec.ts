import { loadDemo, loginOf } from "@keii/api/operator/demo";
import {
  DemoNames,
  readDemoCase,
  type DemoAct,
} from "@keii/api/operator/demo-case";
import { demoUsers } from "@keii/api/operator/demo-users";
import type { TimelineEvent } from "@keii/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApp, type TestApp } from "./support/app.js";
import { Caller } from "./support/caller.js";
import { aPerson, type Person } from "./support/people.js";
import { labelsOf, recordsOf } from "./support/whole-record.js";

/** What the record of one case may take over the API; the desk's own records come on top. Signing in and making the people members is not counted, every other call is. */
const callsAllowed = 120;

/** What the demo loaded through the services, and what is entered here over HTTP, on a database of its own. */
let demo: { app: TestApp; incident: string };
let typed: { app: TestApp; incident: string };
const people: Record<string, Person> = {};
let acts: DemoAct[];
const calls: string[] = [];

beforeAll(async () => {
  acts = (await readDemoCase()).acts;
  const [shown, app] = await Promise.all([startApp(), startApp()]);
  await loadDemo(shown.foundation, () => undefined);
  const [found] = await shown.sql<{ id: string }>("select id from incident");
  demo = { app: shown, incident: found!.id };
  for (const user of demoUsers)
    people[loginOf(user)] = await aPerson(app, {
      name: user.name,
      right: user.right,
    });
  typed = { app, incident: await enter(app) };
}, 60_000);
afterAll(() => Promise.all([demo.app.close(), typed.app.close()]));

/** Types the case in, act by act in the order of its days, as the people of the demo; answers the incident. */
async function enter(app: TestApp): Promise<string> {
  const names = new DemoNames(
    Object.fromEntries(Object.entries(people).map(([n, { id }]) => [n, id])),
  );
  let incident: string | null = null;
  for (const act of acts) {
    app.clock.set(act.at);
    const answer = await call(act, incident, names);
    names.remember(act, answer);
    if (incident !== null) continue;
    incident = (answer as { incidentId: string }).incidentId;
    await appoint(incident, act.by);
  }
  app.clock.set(null);
  return incident!;
}

async function call(
  act: DemoAct,
  incident: string | null,
  names: DemoNames,
): Promise<unknown> {
  const [method = "", path = ""] = act.do.split(" ");
  const named = /@([^/]+)/.exec(path)?.[1];
  const id = (named === undefined ? incident : names.of(named)) as string;
  const below = path === "incident" ? "" : `/${path.replace(/@[^/]+/, id)}`;
  const address =
    incident === null ? `/api/${path}` : `/api/incidents/${incident}${below}`;
  const body =
    method === "GET"
      ? undefined
      : act.content === undefined
        ? names.fill(act.body)
        : new TextEncoder().encode(act.content);
  const isBased = method === "PUT" || named !== undefined || path === "status";
  calls.push(`${method} ${address}`);
  const answer = await people[act.by]!.call(method, address, body, {
    ...(isBased && { "if-match": `"v${names.versionOf(id)}"` }),
  });
  expect([act, answer.status < 300 || answer]).toEqual([act, true]);
  return answer.body;
}

/** The others of the demo join as what they are there. */
async function appoint(incident: string, head: string): Promise<void> {
  for (const user of demoUsers)
    if (user.role && loginOf(user) !== head)
      await people[head]!.post(`/api/incidents/${incident}/members`, {
        userId: people[loginOf(user)]!.id,
        role: user.role,
        isHead: user.isHead,
        isCounsel: user.isCounsel,
      });
}

async function linesOf(
  reader: Caller,
  incident: string,
): Promise<TimelineEvent[]> {
  const { body } = await reader.get<TimelineEvent[]>(
    `/api/incidents/${incident}/timeline?sort=["occurred","ASC"]&range=[0,199]`,
  );
  return body;
}

describe("the demo case, entered over HTTP in the order of its days", () => {
  test(`takes at most ${callsAllowed} calls`, () => {
    expect(calls.length).toBe(acts.length);
    const ofDesk = calls.filter((call) => call.includes("/desk-"));
    expect(calls.length - ofDesk.length).toBeLessThanOrEqual(callsAllowed);
    const days = acts.map(({ at }) => at);
    expect(days).toEqual([...days].sort());
  });

  test("makes the timeline the demo shows, line by line", async () => {
    const told = async ({ app, incident }: typeof demo, reader: Caller) => {
      const labels = await labelsOf(app, incident);
      return (await linesOf(reader, incident)).map((line) => ({
        no: line.no,
        state: line.state,
        occurred: line.occurred,
        learned: line.learned,
        type: line.type,
        category: line.category,
        visibility: line.visibility,
        counselBasis: line.counselBasis,
        text: line.text,
        publicWording: line.publicWording,
        decision: line.decision,
        by: line.recordedBy?.name,
        records: line.records
          .map(({ kind, id }) => `${kind} ${labels.get(id)}`)
          .sort(),
      }));
    };
    const reader = new Caller(demo.app.url);
    await reader.signIn("compliance@keii.test", "keii-demo");
    const lines = await told(typed, people.compliance!);
    expect(lines).toEqual(await told(demo, reader));
    expect(lines.length).toBe(52);
    expect(lines.flatMap(({ records }) => records)).not.toContainEqual(
      expect.stringContaining("undefined"),
    );
  });

  test("leaves no line twice, and every moment of a record on one line", async () => {
    const lines = await linesOf(people.compliance!, typed.incident);
    const said = lines.map(({ occurred, text }) => `${occurred.on} ${text}`);
    expect(new Set(said).size).toBe(said.length);
    const moments = lines.flatMap(({ records }) =>
      records.map(({ kind, id }) => `${kind} ${id}`),
    );
    expect(new Set(moments).size).toBe(moments.length);
    expect(moments.length).toBeGreaterThan(50);
    const minutes = lines
      .filter(({ occurred, state }) => occurred.at && state === "current")
      .map(({ occurred, type, category }) =>
        [occurred.at, type, category].join(),
      );
    expect(new Set(minutes).size).toBe(minutes.length);
  });

  test("makes every record of every domain as the demo has it", async () => {
    const records = await recordsOf(typed.app, typed.incident);
    expect(Object.keys(records)).toEqual(
      expect.arrayContaining([
        "authority_due",
        "authority_filing",
        "authority_reply",
        "authority_report",
        "evidence",
        "evidence_custody",
        "forensic_engagement",
        "forensic_finding",
        "forensic_handover",
        "forensic_moment",
        "forensic_report",
        "intake",
        "meeting",
        "milestone",
        "partner_answer",
        "partner_request",
        "payment_stop",
        "remediation_measure",
        "remediation_moment",
        "remediation_work",
        "resume_condition",
        "task",
        "timeline_current",
      ]),
    );
    expect(records).toEqual(await recordsOf(demo.app, demo.incident));
  });
});

describe("the demo", () => {
  test("is loaded once: a second start finds it and leaves everything as it is", async () => {
    const count = () =>
      demo.app.sql(
        "select (select count(*) from incident) as incidents, (select count(*) from party) as parties, (select max(id) from audit_entry) as entries",
      );
    const before = await count();
    const said: string[] = [];
    await loadDemo(demo.app.foundation, (line) => said.push(line));
    expect(said).toEqual([]);
    expect(await count()).toEqual(before);
  });
});
