import { Algorithm, hash, verify } from "@node-rs/argon2";
import { passwordMinLength, problems } from "@keii/shared";
import { Problem } from "../http/problem.js";

const options = {
  algorithm: 2 as Algorithm.Argon2id,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
};
const atOnce = 2;
const mostWaiting = 100;

/** argon2id with bounded work: two at once, a hundred waiting, the rest is told to come back. */
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly decoy = hash("a password nobody has", options);

  async hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password.normalize("NFKC"), options));
  }

  /** Takes the same time where there is no such user (`stored` null). */
  async verify(stored: string | null, password: string): Promise<boolean> {
    const against = stored ?? (await this.decoy);
    const fits = await this.inTurn(() =>
      verify(against, password.normalize("NFKC")),
    );
    return stored !== null && fits;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= atOnce) {
      if (this.waiting.length >= mostWaiting)
        throw new Problem(problems.unavailable, { retryAfterSeconds: 5 });
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.running++;
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }
}

/** Refuses what is short or guessed first: one character over and over, a sequence, the names at hand (NIST SP 800-63B-4). */
export function checkNewPassword(
  password: string,
  namesAtHand: string[],
  field: string,
): void {
  const text = password.normalize("NFKC");
  const folded = text.toLowerCase();
  const isGuessable =
    new Set(folded).size < 5 ||
    "abcdefghijklmnopqrstuvwxyz01234567890123456789".includes(folded) ||
    namesAtHand.some(
      (name) =>
        name.length >= 4 &&
        folded.replaceAll(name.toLowerCase(), "").length < 8,
    ) ||
    /^(password|パスワード|qwerty|keii|welcome|letmein)+[\d!@#$%^&*._-]*$/i.test(
      folded,
    );
  if ([...text].length < passwordMinLength || isGuessable)
    throw new Problem(problems.invalid, {
      fields: {
        [field]: { key: "rule.isPassword", values: [passwordMinLength] },
      },
    });
}
