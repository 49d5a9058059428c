import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApp, type TestApp } from "../support/app.js";
import { fuzz, told } from "../support/fuzz-run.js";

const count = Number(process.env.KEII_FUZZ ?? 100_000);
const seed = Number(process.env.KEII_SPEC_SEED ?? Date.now() % 1_000_000);

let app: TestApp;
const log: string[] = [];

beforeAll(async () => {
  app = await startApp({ env: { KEII_DEMO: "on" }, withWorker: true, log });
});
afterAll(() => app.close());

describe("100,000 generated requests over every route and role", () => {
  it(
    `never fail on our side, never change a value silently, and are refused with the field named (KEII_FUZZ=${count} KEII_SPEC_SEED=${seed})`,
    { timeout: 60_000 + count * 40 },
    async () => {
      const outcome = await fuzz(app, { count, seed, log });
      process.stdout.write(`${told(outcome, seed)}\n`);
      expect(outcome.findings.map((f) => f.what)).toEqual([]);
      expect(outcome.requests).toBeGreaterThanOrEqual(count);
      expect(outcome.overtaken).toBeLessThan(outcome.readBack / 10);
      // A write that never passed has not been tried.
      if (count >= 100_000) expect(outcome.uncovered).toEqual([]);
    },
  );
});
