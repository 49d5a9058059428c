import { describe, expect, it } from "vitest";
import { Turnstile } from "./turnstile.js";

describe("a turnstile", () => {
  it("refuses a network that was refused until its time is over, and no other", () => {
    let now = 0;
    const turnstile = new Turnstile(() => now);
    turnstile.refuse("192.0.2.1", 30);
    expect(turnstile.refusal("192.0.2.1")).toBe(30);
    expect(turnstile.refusal("192.0.2.2")).toBeNull();
    now = 29_001;
    expect(turnstile.refusal("192.0.2.1")).toBe(1);
    now = 30_000;
    expect(turnstile.refusal("192.0.2.1")).toBeNull();
  });

  it("keeps a bounded number of them", () => {
    const turnstile = new Turnstile(() => 0);
    for (let no = 0; no < 50_010; no++) turnstile.refuse(`n${no}`, 60);
    expect(turnstile.refusal("n0")).toBeNull();
    expect(turnstile.refusal("n50009")).toBe(60);
  });

  it("lets two of a network in at once, the next ones in order, and not more than 60 of them wait", async () => {
    const turnstile = new Turnstile();
    let inside = 0;
    let most = 0;
    const order: number[] = [];
    const tries = Array.from({ length: 70 }, (_, no) =>
      turnstile.pass("192.0.2.1", async () => {
        most = Math.max(most, ++inside);
        order.push(no);
        await new Promise((done) => setTimeout(done, 1));
        inside--;
        return no;
      }),
    );
    const other = turnstile.pass("192.0.2.2", () => Promise.resolve("at once"));
    expect(await other).toBe("at once");
    const answers = await Promise.all(tries);
    expect(most).toBe(2);
    expect(answers.filter((answer) => answer === null)).toHaveLength(8);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(await turnstile.pass("192.0.2.1", () => Promise.resolve(1))).toBe(1);
  });

  it("lets the next one in after a failure", async () => {
    const turnstile = new Turnstile();
    const failing = Array.from({ length: 5 }, () =>
      turnstile.pass("n", () => Promise.reject(new Error("away"))),
    );
    for (const one of failing) await expect(one).rejects.toThrow("away");
    expect(await turnstile.pass("n", () => Promise.resolve(1))).toBe(1);
  });
});
