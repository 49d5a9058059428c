import { Algorithm, hash, verify } from "@node-rs/argon2";
import { passwordMinLength, problems } from "@keii/shared";
import { Problem } from "../http/problem.js";
import { Turns } from "../http/turns.js";

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
  private readonly turns = new Turns(atOnce, mostWaiting);
  private readonly decoy = hash("a password nobody has", options);

  async hash(password: string): Promise<string> {
    return this.turns.take(() => hash(password.normalize("NFKC"), options));
  }

  /** Takes the same time where there is no such user (`stored` null). */
  async verify(stored: string | null, password: string): Promise<boolean> {
    const against = stored ?? (await this.decoy);
    const fits = await this.turns.take(() =>
      verify(against, password.normalize("NFKC")),
    );
    return stored !== null && fits;
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
