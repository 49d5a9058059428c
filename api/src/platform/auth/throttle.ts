import { createHash } from "node:crypto";
import { isIP, isIPv4 } from "node:net";
import { problems } from "@keii/shared";
import type { Database } from "../database/database.js";
import { Problem } from "../http/problem.js";

const freeTries = 5;
const freeTriesOfNetwork = 100;

/**
 * Slows guessing down without letting anybody lock somebody else out: tries are counted for the pair of address and
 * network, and (generously) for the network, in the database, so that restarts and other processes change nothing.
 */
export class SignInThrottle {
  /** Each door counts for itself. */
  constructor(
    private readonly database: Database,
    private readonly door = "",
  ) {}

  /** Counts a try as failed before it is made; throws 429 while the pair or the network has to wait. */
  async begin(email: string, address: string): Promise<void> {
    const network = networkOf(address);
    const waits = [
      await this.count(this.pairKey(email, network), freeTries),
      await this.count(this.networkKey(network), freeTriesOfNetwork),
    ];
    const seconds = Math.max(...waits);
    if (seconds > 0)
      throw new Problem(problems.tooMany, {
        retryAfterSeconds: Math.ceil(seconds),
      });
  }

  /** The try was right: the pair is forgotten, the network gets its try back. */
  async succeeded(email: string, address: string): Promise<void> {
    const network = networkOf(address);
    await this.database.query("delete from sign_in_throttle where key = $1", [
      this.pairKey(email, network),
    ]);
    await this.database.query(
      "update sign_in_throttle set failure_count = greatest(failure_count - 1, 0) where key = $1",
      [this.networkKey(network)],
    );
  }

  private pairKey(email: string, network: string): Buffer {
    const name = email.normalize("NFKC").toLowerCase();
    return keyOf(`${this.door}pair\n${name}\n${network}`);
  }

  private networkKey(network: string): Buffer {
    return keyOf(`${this.door}network\n${network}`);
  }

  /**
   * Seconds to wait, or 0 where the try may be made. One statement decides and counts. It may have waited for another
   * of the same moment, whose now() is later than its own: hence the clock.
   */
  private async count(key: Buffer, free: number): Promise<number> {
    const counted = await this.database.query<{ key: Buffer }>(
      `insert into sign_in_throttle as t (key, failure_count, last_failure_at, next_try_at)
       values ($1, 1, now(), now())
       on conflict (key) do update set
         failure_count = case when t.last_failure_at < now() - interval '1 hour' then 1 else t.failure_count + 1 end,
         last_failure_at = now(),
         next_try_at = now() + case
           when t.last_failure_at < now() - interval '1 hour' or t.failure_count + 1 < $2 then interval '0'
           else least(interval '5 seconds' * power(2, least(t.failure_count + 1 - $2, 10)), interval '15 minutes') end
       where t.next_try_at <= clock_timestamp()
       returning key`,
      [key, free],
    );
    if (counted.length > 0) return 0;
    const [row] = await this.database.query<{ seconds: number }>(
      "select greatest(extract(epoch from next_try_at - now()), 1)::float8 as seconds from sign_in_throttle where key = $1",
      [key],
    );
    return row?.seconds ?? 1;
  }
}

/** The part of an address that one household or office shares: an IPv4 /24, an IPv6 /64. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  if (isIPv4(mapped)) return mapped.split(".").slice(0, 3).join(".");
  if (isIP(mapped) !== 6) return "unknown";
  const [head = "", tail] = mapped.toLowerCase().split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const middle =
    tail === undefined
      ? []
      : Array<string>(Math.max(8 - left.length - right.length, 0)).fill("0");
  return [...left, ...middle, ...right]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}

function keyOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
