interface Waiting {
  inside: number;
  queue: (() => void)[];
}

const mostInside = 2;
const mostWaiting = 60;
const mostRefused = 50_000;

/**
 * What a process decides about tries before it asks the database: a network that was refused is refused until its minute
 * is over, and of one network no more than two tries are under way at once, so that one alone never holds all
 * connections.
 */
export class Turnstile {
  private readonly refused = new Map<string, number>();
  private readonly networks = new Map<string, Waiting>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Seconds until the network may try again; null where it may. */
  refusal(network: string): number | null {
    const until = this.refused.get(network);
    if (until === undefined) return null;
    const left = until - this.now();
    if (left > 0) return Math.ceil(left / 1000);
    this.refused.delete(network);
    return null;
  }

  refuse(network: string, seconds: number): void {
    if (this.refused.size >= mostRefused)
      for (const first of this.refused.keys()) {
        this.refused.delete(first);
        break;
      }
    this.refused.set(network, this.now() + seconds * 1000);
  }

  /** Runs `work` when it is this network's turn; null where too many of it wait already. */
  async pass<T>(network: string, work: () => Promise<T>): Promise<T | null> {
    const own = this.networks.get(network) ?? { inside: 0, queue: [] };
    if (own.inside >= mostInside) {
      if (own.queue.length >= mostWaiting) return null;
      await new Promise<void>((turn) => own.queue.push(turn));
    } else {
      own.inside++;
      this.networks.set(network, own);
    }
    try {
      return await work();
    } finally {
      const next = own.queue.shift();
      if (next) next();
      else if (--own.inside === 0) this.networks.delete(network);
    }
  }
}
