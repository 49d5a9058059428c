import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Stage } from "../support/stage.js";

const rounds = Number(process.env.KEII_CUTS ?? 200);

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

describe(`the connection cut inside COMMIT, ${rounds} times`, () => {
  it("is settled by the idempotency key: the same request again gives the one resource", async () => {
    const head = await stage.signedIn(stage.head);
    const writers = stage.writers("commit", () => head);
    const moments = ["before", "after", "answered"] as const;
    for (let round = 0; round < rounds; round++) {
      stage.proxy.disturb({
        kind: "resetAt",
        word: "COMMIT",
        when: moments[round % moments.length]!,
      });
      writers.start(1, round + 1);
      await writers.settled();
      await writers.retryOpen();
      if (round % 50 === 49)
        head.token = (await stage.signedIn(stage.head)).token;
    }
    await writers.stop();
    const { tally } = writers;
    const { lost, dup, wrong } = await stage.reckon(writers, "commit");
    process.stdout.write(
      `commit: rounds=${rounds} cut=${stage.proxy.cutCount} lost=${lost} dup=${dup} wrong=${wrong} 5xx=${tally.wrong.length} answers=${JSON.stringify(tally.answers)}\n`,
    );
    expect(stage.proxy.cutCount).toBeGreaterThanOrEqual(rounds);
    expect(tally.wishes).toHaveLength(rounds);
    expect(tally.wrong).toEqual([]);
    expect({ lost, dup, wrong }).toEqual({ lost: 0, dup: 0, wrong: 0 });
    expect(await stage.breaks()).toEqual([]);
  });
});

describe(`the connection cut after any number of bytes, ${rounds} times`, () => {
  it("is told as 503, and the same request again gives the one resource", async () => {
    const head = await stage.signedIn(stage.head);
    const writers = stage.writers("bytes", () => head);
    for (let round = 0; round < rounds; round++) {
      stage.proxy.disturb({
        kind: "resetAfter",
        bytes: 1 + Math.floor(Math.random() * 6_000),
      });
      writers.start(2, 2 * round + 2);
      await writers.settled();
      stage.proxy.disturb({ kind: "none" });
      await writers.retryOpen();
      if (round % 50 === 49)
        head.token = (await stage.signedIn(stage.head)).token;
    }
    await writers.stop();
    const { tally } = writers;
    const { lost, dup, wrong } = await stage.reckon(writers, "bytes");
    process.stdout.write(
      `bytes: rounds=${rounds} cut=${stage.proxy.cutCount} lost=${lost} dup=${dup} wrong=${wrong} 5xx=${tally.wrong.length} answers=${JSON.stringify(tally.answers)}\n`,
    );
    expect(tally.wrong).toEqual([]);
    expect({ lost, dup, wrong }).toEqual({ lost: 0, dup: 0, wrong: 0 });
    expect(stage.program.isRunning).toBe(true);
  });
});
