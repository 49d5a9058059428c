import { createHash, randomBytes, randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { normalCode, type SelfCheckAnswer } from "@keii/shared";
import type pg from "pg";
import type { Config } from "../platform/config/config.js";
import { Budget, type Lease } from "./budget.js";
import { openCodeKey, type CodeKey } from "./code-key.js";
import { networkOf, plainAddress } from "./network.js";
import { customerNoOf } from "./customer-no.js";
import { digestOf, hashAnew, isOutdated } from "./password-hash.js";
import { Crowded, SlowWork } from "./slow-work.js";
import { toldVerdict, type ToldRow, type VerdictFacts } from "./told.js";
import { Turnstile } from "./turnstile.js";

const factsMilliseconds = 5_000;
const keyMilliseconds = 1_000;
/**
 * Answers that confirm nobody leave at a multiple of this after they were asked for, and some milliseconds by chance
 * behind it: a row that is found and refused takes some microseconds more than one that is not there. About a password
 * all answers do.
 */
const codeBeatMilliseconds = 10;
const passwordBeatMilliseconds = 500;
const mostChance = 5;

type Row =
  | ToldRow
  | { outcome: "unconfirmed" }
  | { outcome: "limited"; retryAfterSeconds: number };

/** What somebody typed of their account; `shop` is empty where there is only one. */
export interface TypedAccount {
  shop: string;
  id: string;
  password: string;
}

type Asked =
  | { outcome: "asked"; setting: string }
  | { outcome: "limited"; retryAfterSeconds: number };

/** An answer, and the token of the session that it opened. */
export interface SelfChecked {
  answer: SelfCheckAnswer;
  session: string | null;
}

/** The portal's side of the self-check: what a process knows by itself, one round trip, and the words of the case beside it. */
export class SelfCheck {
  private readonly turnstile = new Turnstile();
  /** One of their own, so that whoever waits for a slow hash keeps nobody with a code waiting. */
  private readonly passwordTurnstile = new Turnstile();
  private readonly budget: Budget;
  private readonly facts = new Map<
    string,
    { at: number; facts: VerdictFacts }
  >();
  private readonly asking = new Map<string, Promise<VerdictFacts | null>>();
  private key: { at: number; key: Promise<CodeKey> } | null = null;

  constructor(
    private readonly pool: pg.Pool,
    private readonly config: Pick<Config, "codeKey" | "codeKeyFile">,
    private readonly slowWork = new SlowWork(),
  ) {
    this.budget = new Budget(async () => {
      const { rows } = await this.pool.query<{ lease: Lease }>(
        "select portal_take_lease() as lease",
      );
      return rows[0]!.lease;
    });
  }

  /** Throws `WrongCodeKey` where this process could confirm nobody: it is not ready then. */
  async checkKey(): Promise<void> {
    await this.codeKey();
  }

  /** One try with what somebody typed. Signed in is who was told something. */
  async byCode(
    slug: string,
    typed: string,
    address: string,
  ): Promise<SelfChecked> {
    const began = performance.now();
    const network = networkOf(address);
    const refusedFor = this.turnstile.refusal(network);
    if (refusedFor !== null) return said("limited", refusedFor);
    const passed = await this.turnstile.pass(network, () =>
      this.tryCode(slug, typed, address, network),
    );
    if (passed?.answer.outcome === "unconfirmed")
      await untilBeat(began, codeBeatMilliseconds);
    return passed ?? said("limited", 1);
  }

  private async tryCode(
    slug: string,
    typed: string,
    address: string,
    network: string,
  ): Promise<SelfChecked> {
    // Somebody before in the queue may have been refused meanwhile.
    const refusedFor = this.turnstile.refusal(network);
    if (refusedFor !== null) return said("limited", refusedFor);
    const key = await this.codeKey();
    const busyFor = await this.budget.spend();
    if (busyFor !== null) return said("busy", busyFor);
    const normal = normalCode(typed);
    const session = randomBytes(32).toString("base64url");
    const { rows } = await this.pool.query<{ answer: Row }>({
      name: "portal check code",
      text: "select portal_check_code($1, $2, $3, $4, $5) as answer",
      values: [
        slug,
        key.hash(normal),
        key.beginning(normal),
        plainAddress(address),
        hashOf(session),
      ],
    });
    const { answer } = rows[0]!;
    switch (answer.outcome) {
      case "limited":
        return this.refused(network, answer.retryAfterSeconds);
      case "unconfirmed":
        return unconfirmed();
      case "told":
        return { answer: await this.told(slug, answer), session };
    }
  }

  /**
   * One try with id and password of the shop. Which of them is wrong shows neither in the answer nor in when it leaves:
   * the same work is done for every id, and answers keep time.
   */
  async byPassword(
    slug: string,
    typed: TypedAccount,
    address: string,
  ): Promise<SelfChecked> {
    const began = performance.now();
    const network = networkOf(address);
    const refusedFor = this.passwordTurnstile.refusal(network);
    if (refusedFor !== null) return said("limited", refusedFor);
    let checked: SelfChecked | null;
    try {
      checked = await this.passwordTurnstile.pass(network, () =>
        this.slowWork.take(() =>
          this.tryPassword(slug, typed, address, network),
        ),
      );
    } catch (error) {
      if (error instanceof Crowded) return said("busy", error.seconds);
      throw error;
    }
    if (!checked) return said("limited", 1);
    await untilBeat(began, passwordBeatMilliseconds);
    return checked;
  }

  private async tryPassword(
    slug: string,
    { shop, id: typedId, password }: TypedAccount,
    address: string,
    network: string,
  ): Promise<SelfChecked> {
    const refusedFor = this.passwordTurnstile.refusal(network);
    if (refusedFor !== null) return said("limited", refusedFor);
    const key = await this.codeKey();
    const busyFor = await this.budget.spend();
    if (busyFor !== null) return said("busy", busyFor);
    const id = customerNoOf(typedId);
    const from = plainAddress(address);
    const { rows: asked } = await this.pool.query<{ answer: Asked }>({
      name: "portal password setting",
      text: "select portal_password_setting($1, $2, $3, $4) as answer",
      values: [slug, shop, id, from],
    });
    const asking = asked[0]!.answer;
    if (asking.outcome === "limited")
      return this.refused(network, asking.retryAfterSeconds);
    const { setting } = asking;
    const digest = await digestOf(setting, password);
    const session = randomBytes(32).toString("base64url");
    const { rows } = await this.pool.query<{
      answer: ToldRow | { outcome: "unconfirmed" };
    }>({
      name: "portal check password",
      text: "select portal_check_password($1, $2, $3, $4, $5, $6, $7) as answer",
      values: [
        slug,
        shop,
        id,
        digest,
        key.account(shop, id),
        from,
        hashOf(session),
      ],
    });
    const { answer } = rows[0]!;
    if (answer.outcome === "unconfirmed") return unconfirmed();
    if (isOutdated(setting)) {
      const anew = await hashAnew(password);
      await this.pool.query(
        "select portal_upgrade_password($1, $2, $3, $4, $5, $6)",
        [slug, shop, id, digest, anew.setting, anew.digest],
      );
    }
    return { answer: await this.told(slug, answer), session };
  }

  private refused(network: string, seconds: number): SelfChecked {
    this.turnstile.refuse(network, seconds);
    this.passwordTurnstile.refuse(network, seconds);
    this.budget.giveBack();
    return said("limited", seconds);
  }

  /** The verdict of who is signed in; null where nobody is. */
  async mine(slug: string, session: string): Promise<SelfCheckAnswer | null> {
    const { rows } = await this.pool.query<{ answer: ToldRow | null }>({
      name: "portal my verdict",
      text: "select portal_my_verdict($1, $2) as answer",
      values: [slug, hashOf(session)],
    });
    const row = rows[0]!.answer;
    return row === null ? null : this.told(slug, row);
  }

  async signOut(session: string): Promise<void> {
    await this.pool.query("select portal_sign_out($1)", [hashOf(session)]);
  }

  private async told(slug: string, row: ToldRow): Promise<SelfCheckAnswer> {
    const facts = await this.factsOf(slug, row.runNo);
    // Taken down, or another run made official, between the two questions.
    if (facts === null) return { outcome: "busy", retryAfterSeconds: 1 };
    return { outcome: "told", ...toldVerdict(row, facts) };
  }

  private async factsOf(
    slug: string,
    runNo: number,
  ): Promise<VerdictFacts | null> {
    const known = this.facts.get(slug);
    if (
      known?.facts.runNo === runNo &&
      performance.now() - known.at < factsMilliseconds
    )
      return known.facts;
    const asking =
      this.asking.get(slug) ??
      this.readFacts(slug).finally(() => this.asking.delete(slug));
    this.asking.set(slug, asking);
    const facts = await asking;
    return facts?.runNo === runNo ? facts : null;
  }

  private async readFacts(slug: string): Promise<VerdictFacts | null> {
    const { rows } = await this.pool.query<{ facts: VerdictFacts | null }>(
      "select portal_verdict_facts($1) as facts",
      [slug],
    );
    const facts = rows[0]!.facts;
    if (facts) this.facts.set(slug, { at: performance.now(), facts });
    else this.facts.delete(slug);
    return facts;
  }

  /**
   * Held against the database's fingerprint once a second: a key that was put in its place, or a restore, shows. However
   * many ask in that moment, one of them looks.
   */
  codeKey(): Promise<CodeKey> {
    if (this.key && performance.now() - this.key.at < keyMilliseconds)
      return this.key.key;
    const looked = { at: performance.now(), key: this.readKey() };
    this.key = looked;
    looked.key.catch(() => {
      if (this.key === looked) this.key = null;
    });
    return looked.key;
  }

  private async readKey(): Promise<CodeKey> {
    const { rows } = await this.pool.query<{ fingerprint: string | null }>(
      "select portal_code_key() as fingerprint",
    );
    return openCodeKey(this.config, rows[0]!.fingerprint);
  }
}

/** Under which a session is kept: the token itself stands in the cookie alone. */
export function hashOf(session: string): Buffer {
  return createHash("sha256").update(session).digest();
}

async function untilBeat(began: number, beat: number): Promise<void> {
  const spent = performance.now() - began;
  await sleep(beat - (spent % beat) + randomInt(mostChance));
}

function unconfirmed(): SelfChecked {
  return { answer: { outcome: "unconfirmed" }, session: null };
}

function said(outcome: "limited" | "busy", seconds: number): SelfChecked {
  return {
    answer: { outcome, retryAfterSeconds: seconds },
    session: null,
  };
}
