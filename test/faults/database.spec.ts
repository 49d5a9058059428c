import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aLine } from "../support/people.js";
import { Program } from "../support/program.js";
import { Stage, statusOf, until } from "../support/stage.js";

const rounds = Number(process.env.KEII_OUTAGES ?? 20);

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

describe(`the database stopped at once and started again under load, ${rounds} times`, () => {
  it("is told as 503 with Retry-After; the application is back within 5 s, and nothing is lost", async () => {
    let head = await stage.signedIn(stage.head);
    let doneAt = 0;
    const writers = stage.writers(
      "outage",
      () => head,
      () => {
        doneAt = performance.now();
      },
    );
    writers.start(8);
    const recoveries: number[] = [];
    for (let round = 1; round <= rounds; round++) {
      await sleep(300 + Math.random() * 1_000);
      await stage.server.stop("SIGQUIT");
      const stoppedAt = performance.now();
      await until(
        async () =>
          (await statusOf(`${stage.program.url}/api/health/ready`)) === 503,
      );
      expect(await statusOf(`${stage.program.url}/api/health/live`)).toBe(200);
      await sleep(Math.random() * 2_000);
      await stage.server.start();
      const upAt = performance.now();
      await until(() => doneAt > upAt || doneAt > stoppedAt + 100);
      recoveries.push(Math.max(0, Math.round(doneAt - upAt)));
      await until(
        async () =>
          (await statusOf(`${stage.program.url}/api/health/ready`)) === 200,
      );
      head = await stage.signedIn(stage.head);
      expect(stage.program.isRunning).toBe(true);
    }
    await writers.stop();
    await writers.retryOpen();
    await writers.stop();
    const { tally } = writers;
    const { lost, dup, wrong } = await stage.reckon(writers, "outage");
    process.stdout.write(
      `outage: rounds=${rounds} lines=${tally.wishes.length} lost=${lost} dup=${dup} wrong=${wrong} 5xx=${tally.wrong.length} slowest_recovery=${Math.max(...recoveries)}ms slowest_answer=${tally.slowestMilliseconds}ms answers=${JSON.stringify(tally.answers)}\n`,
    );
    expect(tally.wrong).toEqual([]);
    expect({ lost, dup, wrong }).toEqual({ lost: 0, dup: 0, wrong: 0 });
    expect(Math.max(...recoveries)).toBeLessThanOrEqual(5_000);
    expect(await stage.breaks()).toEqual([]);
  });

  it("goes on telling of changes, sealing the log and running its jobs afterwards", async () => {
    const head = await stage.signedIn(stage.head);
    const stream = await fetch(`${stage.program.url}/api/live`, {
      headers: { authorization: `Bearer ${head.token}` },
    });
    let heard = "";
    const reading = (async () => {
      for await (const chunk of stream.body!)
        heard += Buffer.from(chunk).toString("utf8");
    })().catch(() => undefined);
    await until(() => heard.includes("hello"));
    await stage.server.stop("SIGQUIT");
    await stage.server.start();
    await until(async () => {
      const answer = await head
        .call("GET", "/api/auth/me")
        .catch(() => ({ status: 0 }));
      return answer.status === 200;
    });
    await until(async () => {
      const { id } = await aLine(head, stage.incidentId);
      await sleep(300);
      return heard.includes(id);
    });
    await until(async () => {
      const [left] = await stage.server.sql<{ count: number }>(
        "select count(*)::int as count from audit_unsealed",
      );
      return left?.count === 0;
    });
    await stage.program.end();
    await reading;
    stage.program = await stage.start();
  });
});

describe("the database not there yet", () => {
  it("is waited for: alive, not ready, a line every ten seconds, and then the application starts", async () => {
    await stage.program.end();
    await stage.server.stop("SIGINT");
    const program = await Program.launch(stage.environment);
    stage.program = program;
    await program.says(/Waiting for the database/);
    await until(
      async () => (await statusOf(`${program.url}/api/health/live`)) === 200,
    );
    const ready = await fetch(`${program.url}/api/health/ready`);
    expect(ready.status).toBe(503);
    expect(ready.headers.get("retry-after")).toMatch(/^\d+$/);
    expect(ready.headers.get("content-type")).toContain(
      "application/problem+json",
    );
    await sleep(12_000);
    expect(program.isRunning).toBe(true);
    expect(program.output.match(/Waiting for the database/g)).toHaveLength(2);
    expect(program.output).not.toMatch(/postgres:\/\//);
    await stage.server.start();
    await program.says(/^ready$/m);
    await until(
      async () => (await statusOf(`${program.url}/api/health/ready`)) === 200,
    );
  });

  it("is no reason not to stop when asked", async () => {
    await stage.program.end();
    await stage.server.stop("SIGINT");
    const program = await Program.launch(stage.environment);
    await program.says(/Waiting for the database/);
    expect(await program.end()).toEqual({ code: 0, signal: null });
    await stage.server.start();
    stage.program = await stage.start();
  });
});

describe("a database that accepts and says nothing", () => {
  it("holds no request longer than it may, and no connection afterwards", async () => {
    const head = await stage.signedIn(stage.head);
    const writers = stage.writers("silence", () => head);
    writers.start(30);
    await until(() => writers.doneCount > 60);
    stage.proxy.disturb({ kind: "blackhole" });
    const silentAt = performance.now();
    await sleep(1_000);
    const asked = performance.now();
    const read = await head.call(
      "GET",
      `/api/incidents/${stage.incidentId}/timeline`,
    );
    const answeredAfter = Math.round(performance.now() - asked);
    expect(read.status).toBe(503);
    expect(await statusOf(`${stage.program.url}/api/health/live`)).toBe(200);
    await sleep(Math.max(0, 12_000 - (performance.now() - silentAt)));
    stage.proxy.disturb({ kind: "none" });
    const before = writers.doneCount;
    const back = await until(() => writers.doneCount > before + 30);
    await writers.stop();
    await writers.retryOpen();
    await writers.stop();
    const { tally } = writers;
    const { lost, dup, wrong } = await stage.reckon(writers, "silence");
    process.stdout.write(
      `silence: lost=${lost} dup=${dup} wrong=${wrong} 5xx=${tally.wrong.length} read_answered_after=${answeredAfter}ms back_after=${back}ms slowest_answer=${tally.slowestMilliseconds}ms answers=${JSON.stringify(tally.answers)}\n`,
    );
    expect(answeredAfter).toBeLessThanOrEqual(6_000);
    expect(back).toBeLessThanOrEqual(7_000);
    expect(tally.wrong).toEqual([]);
    expect({ lost, dup, wrong }).toEqual({ lost: 0, dup: 0, wrong: 0 });
  });

  it("is no different from a slow one while it is only slow", async () => {
    const head = await stage.signedIn(stage.head);
    stage.proxy.disturb({ kind: "latency", milliseconds: 60 });
    const { text } = await aLine(head, stage.incidentId, { text: "遅い" });
    expect(text).toBe("遅い");
    stage.proxy.disturb({ kind: "none" });
  });
});
