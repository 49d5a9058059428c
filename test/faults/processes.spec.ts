import { setTimeout as sleep } from "node:timers/promises";
import type { ProblemDocument, TimelineEvent } from "@keii/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aLine } from "../support/people.js";
import { Program } from "../support/program.js";
import { Stage, until } from "../support/stage.js";

const stops = Number(process.env.KEII_STOPS ?? 10);

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

describe(`SIGTERM under load, ${stops} times`, () => {
  it("ends within 10 s with 0, and every line that was answered is there", async () => {
    const took: number[] = [];
    const total = { lost: 0, dup: 0, wrong: 0 };
    let lines = 0;
    for (let round = 1; round <= stops; round++) {
      const name = `stop-${round}`;
      const head = await stage.signedIn(stage.head);
      const stream = await fetch(`${stage.program.url}/api/live`, {
        headers: { authorization: `Bearer ${head.token}` },
      });
      const writers = stage.writers(name, () => head);
      writers.start(8);
      await until(() => writers.doneCount > 20);
      await sleep(Math.random() * 200);
      const begun = performance.now();
      const ended = await stage.program.end("SIGTERM");
      took.push(Math.round(performance.now() - begun));
      await writers.stop();
      await stream.body?.cancel().catch(() => undefined);
      expect(ended).toEqual({ code: 0, signal: null });
      expect(writers.tally.wrong).toEqual([]);
      const found = await stage.reckon(writers, name);
      total.lost += found.lost;
      total.dup += found.dup;
      total.wrong += found.wrong;
      lines += writers.doneCount;
      stage.program = await stage.start();
    }
    process.stdout.write(
      `stop: rounds=${stops} lines=${lines} lost=${total.lost} dup=${total.dup} wrong=${total.wrong} slowest=${Math.max(...took)}ms\n`,
    );
    expect(total).toEqual({ lost: 0, dup: 0, wrong: 0 });
    expect(Math.max(...took)).toBeLessThanOrEqual(10_000);
    expect(await stage.breaks()).toEqual([]);
  });
});

describe("two processes on one database", () => {
  let second: Program;

  beforeAll(async () => {
    second = await stage.start();
  });
  afterAll(async () => {
    await second.end();
  });

  it("give one resource for one key, whichever of them is asked", async () => {
    const here = await stage.signedIn(stage.head);
    const there = await stage.signedIn(stage.head, second);
    const path = `/api/incidents/${stage.incidentId}/timeline`;
    const ids = new Set<string>();
    for (let round = 0; round < 20; round++) {
      const body = { occurred: { on: "2016-08-18" }, text: `both ${round}` };
      const key = { "idempotency-key": `both-${round}` };
      const answers = await Promise.all(
        [here, there, here, there].map((person) =>
          person.post<TimelineEvent>(path, body, key),
        ),
      );
      const given = new Set(answers.map((answer) => answer.body.id));
      expect(given.size).toBe(1);
      ids.add([...given][0]!);
    }
    expect(ids.size).toBe(20);
    const rows = await stage.server.sql(
      "select from timeline_revision where text like 'both %'",
    );
    expect(rows).toHaveLength(20);
  });

  it("let one of two changes of the same version win", async () => {
    const here = await stage.signedIn(stage.head);
    const there = await stage.signedIn(stage.head, second);
    const { id } = await aLine(here, stage.incidentId);
    const path = `/api/incidents/${stage.incidentId}/timeline/${id}`;
    for (let version = 1; version <= 20; version++) {
      const answers = await Promise.all(
        [here, there, here, there].map((person, at) =>
          person.call<ProblemDocument>(
            "PUT",
            path,
            { text: `v${version} by ${at}`, reason: "r" },
            { "if-match": `"v${version}"` },
          ),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([
        200, 412, 412, 412,
      ]);
    }
  });

  it("know within a second that a session was ended at the other", async () => {
    const here = await stage.signedIn(stage.head);
    const there = Object.assign(Object.create(here) as typeof here, {
      url: second.url,
      token: here.token,
    });
    expect((await there.call("GET", "/api/auth/me")).status).toBe(200);
    await here.post("/api/auth/logout", {});
    const after = await until(
      async () => (await there.call("GET", "/api/auth/me")).status === 401,
    );
    expect(after).toBeLessThanOrEqual(1_500);
  });

  it("seal the log together, and one goes on when the other is killed", async () => {
    const here = await stage.signedIn(stage.head);
    const there = await stage.signedIn(stage.head, second);
    const a = stage.writers("pair-a", () => here);
    const b = stage.writers("pair-b", () => there);
    a.start(4);
    b.start(4);
    await until(() => a.doneCount > 60 && b.doneCount > 60);
    second.kill();
    await second.ended;
    await b.stop();
    await until(() => a.doneCount > 120);
    await a.stop();
    const results = [
      await stage.reckon(a, "pair-a"),
      await stage.reckon(b, "pair-b"),
    ];
    process.stdout.write(
      `pair: lines=${a.doneCount + b.doneCount} lost=${results[0]!.lost + results[1]!.lost} dup=${results[0]!.dup + results[1]!.dup} wrong=${results[0]!.wrong + results[1]!.wrong} 5xx=${a.tally.wrong.length + b.tally.wrong.length}\n`,
    );
    for (const result of results)
      expect(result).toEqual({ lost: 0, dup: 0, wrong: 0 });
    await until(async () => {
      const [left] = await stage.server.sql<{ count: number }>(
        "select count(*)::int as count from audit_unsealed",
      );
      return left?.count === 0;
    });
    expect(await stage.breaks()).toEqual([]);
    second = await stage.start();
  });
});

describe("two processes that meet an empty database at the same time", () => {
  it("both start, and serve together", async () => {
    const empty = `keii_empty_${Date.now()}`;
    await stage.server.sql(`create database ${empty} owner keii_owner`);
    const url = new URL(stage.server.ownerUrl);
    url.pathname = `/${empty}`;
    const env = {
      DATABASE_URL: url.href,
      KEII_DATA_DIR: `${stage.folder}/empty`,
    };
    const both = await Promise.all([Program.start(env), Program.start(env)]);
    for (const program of both) {
      const ready = await fetch(`${program.url}/api/health/ready`);
      expect(ready.status).toBe(200);
    }
    for (const program of both)
      expect(await program.end()).toEqual({ code: 0, signal: null });
  });
});
