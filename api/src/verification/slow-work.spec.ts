import { expect, test } from "vitest";
import { Crowded, SlowWork } from "./slow-work.js";

test("so much at a time, so much in the queue, and whoever comes then is told how long it takes", async () => {
  const slow = new SlowWork(2, 3);
  const open: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const work = () =>
    slow.take(async () => {
      most = Math.max(most, ++running);
      await new Promise<void>((done) => open.push(done));
      running--;
    });
  const taken = Array.from({ length: 5 }, work);
  await expect(work()).rejects.toThrow(Crowded);
  await expect(work()).rejects.toMatchObject({ seconds: 1 });
  for (let done = 0; done < 5; done++) {
    await expect.poll(() => open.length).toBeGreaterThan(0);
    open.shift()!();
  }
  await Promise.all(taken);
  expect(most).toBe(2);
  const again = work();
  await expect.poll(() => open.length).toBe(1);
  open.shift()!();
  await again;
});

test("work that fails gives its turn on", async () => {
  const slow = new SlowWork(1, 1);
  const failed = slow.take(() => Promise.reject(new Error("no")));
  const next = slow.take(() => Promise.resolve("done"));
  await expect(failed).rejects.toThrow("no");
  expect(await next).toBe("done");
});
