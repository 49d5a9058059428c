import { createHmac, timingSafeEqual } from "node:crypto";

const validMinutes = 120;
/** Clocks of several portal processes may differ by so much. */
const skewMinutes = 2;

export type TokenState = "valid" | "missing" | "expired" | "foreign";

/**
 * Stands hidden in every form and says: this page made it, for this purpose and incident, not long ago. Nothing is kept
 * and no cookie is set, so any portal process that has the same secret takes it.
 */
export class FormTokens {
  constructor(
    private readonly secret: string,
    private readonly now: () => number = Date.now,
  ) {}

  issue(purpose: string, slug: string): string {
    const minute = this.minute().toString(36);
    return `${minute}.${this.mark(purpose, slug, minute)}`;
  }

  judge(token: string, purpose: string, slug: string): TokenState {
    if (token === "") return "missing";
    const [, minute, mark] = /^([0-9a-z]{1,8})\.([\w-]{43})$/.exec(token) ?? [];
    if (minute === undefined || mark === undefined) return "foreign";
    const expected = this.mark(purpose, slug, minute);
    if (!timingSafeEqual(Buffer.from(mark), Buffer.from(expected)))
      return "foreign";
    const age = this.minute() - Number.parseInt(minute, 36);
    return age > validMinutes || age < -skewMinutes ? "expired" : "valid";
  }

  private minute(): number {
    return Math.floor(this.now() / 60_000);
  }

  private mark(purpose: string, slug: string, minute: string): string {
    return createHmac("sha256", this.secret)
      .update(`form\n${purpose}\n${slug}\n${minute}`)
      .digest("base64url");
  }
}
