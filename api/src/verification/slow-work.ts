import { availableParallelism } from "node:os";

const firstGuess = 100;
const weightOfNewest = 0.1;

/** There is more of it than there will soon be time for. */
export class Crowded extends Error {
  constructor(readonly seconds: number) {
    super("too much slow work waits");
  }
}

/**
 * Slow hashes, a few at a time: one core stays free for whoever asks by code. So many may wait; the rest is told how long
 * it takes, by what the last ones took.
 */
export class SlowWork {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private milliseconds = firstGuess;

  constructor(
    private readonly atOnce = Math.max(1, availableParallelism() - 1),
    private readonly mostWaiting = 40 * atOnce,
  ) {}

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.atOnce) {
      if (this.waiting.length >= this.mostWaiting)
        throw new Crowded(this.wait());
      await new Promise<void>((turn) => this.waiting.push(turn));
    } else {
      this.running++;
    }
    const began = performance.now();
    try {
      return await work();
    } finally {
      this.milliseconds +=
        weightOfNewest * (performance.now() - began - this.milliseconds);
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }

  /** Seconds until those who wait now are through. */
  private wait(): number {
    const ahead = this.waiting.length + this.running;
    return Math.max(
      1,
      Math.ceil((ahead * this.milliseconds) / this.atOnce / 1000),
    );
  }
}
