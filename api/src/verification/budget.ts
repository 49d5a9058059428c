/** What the database grants a process of everybody's tries, and for how long. */
export interface Lease {
  granted: number;
  milliseconds: number;
}

/** Spends tries of a lease, and takes the next one when it is used up: the database is asked once for thousands. */
export class Budget {
  private left = 0;
  private until = -Infinity;
  private isEmpty = false;
  private taking: Promise<void> | null = null;

  constructor(
    private readonly take: () => Promise<Lease>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Null where a try may be made, else the seconds until there are any again. */
  async spend(): Promise<number | null> {
    for (;;) {
      if (this.now() >= this.until) {
        this.left = 0;
        this.isEmpty = false;
      }
      if (this.left > 0) {
        this.left--;
        return null;
      }
      if (this.isEmpty)
        return Math.max(1, Math.ceil((this.until - this.now()) / 1000));
      await (this.taking ??= this.renew().finally(() => (this.taking = null)));
    }
  }

  /** A try that was refused for another reason costs nothing. */
  giveBack(): void {
    if (this.now() < this.until) this.left++;
  }

  private async renew(): Promise<void> {
    const { granted, milliseconds } = await this.take();
    this.left = granted;
    this.isEmpty = granted === 0;
    // What was granted may be spent at least once, also at the very end of a minute.
    this.until = this.now() + Math.max(1, milliseconds);
  }
}
