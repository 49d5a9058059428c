import type { Plan } from "./plan.js";
import { toldCardsOf } from "./plan.js";
import { toldCustomers } from "./near-misses.js";
import { linkedAccounts } from "./people.js";
import { bases, type BaseCode } from "./shops.js";

export interface Counts {
  cards: number;
  purchases: number;
  accounts: number;
}

/** Keeps, while purchases are written, what the exposures will choose: two bits a card and an account. */
export class Tally {
  /** Customers inside the example's window, on no list and not affected otherwise. */
  readonly unlisted = new Set<string>();
  readonly listedOrders: string[] = [];
  private readonly cards: Record<BaseCode, Uint8Array>;
  private readonly accounts: Record<BaseCode, Uint8Array>;
  private readonly purchases = { 1: 0, 2: 0 };

  constructor(private readonly plan: Plan) {
    const bits = (of: (base: BaseCode) => number) => ({
      print: new Uint8Array(of("print")),
      goods: new Uint8Array(of("goods")),
    });
    this.cards = bits((base) => plan.bases[base].cards);
    this.accounts = bits((base) => plan.bases[base].accounts.chosen);
  }

  count(base: BaseCode, card: number, account: number, route: 1 | 2): void {
    this.purchases[route]++;
    this.cards[base][card]! |= route;
    this.accounts[base][account]! |= route;
  }

  /** What the engine has to answer. */
  expected() {
    const told = this.plan.purchases === 0 ? [] : toldCustomers;
    const chosen = told.filter(({ purchases }) => purchases.some((p) => p.by));
    const unknown = chosen.filter(({ isUnknown }) => isUnknown).length;
    const all = this.sum();
    const linked = linkedAccounts(this.plan);
    for (const { purchases, base, no } of told)
      for (const { isListed } of purchases)
        if (isListed === false) this.unlisted.add(`${base} ${no}`);
    const isListed = told.filter(({ purchases }) =>
      purchases.some((p) => p.isListed === true),
    ).length;
    return {
      ...all,
      persons: all.accounts,
      personsOnceLinked: all.accounts - linked.length,
      unknownCustomers: unknown,
      notAffected: this.plan.customers - (all.accounts - unknown),
      exposures: [
        { file: "EXPOSURE-1.json", ...this.sum(1) },
        { file: "EXPOSURE-2.json", ...this.sum(2) },
      ],
      withExample: {
        file: "EXAMPLE-GIVEN-LIST.json",
        cards: all.cards + isListed,
        accounts: all.accounts + isListed,
        unlistedAccounts: this.unlisted.size,
      },
    };
  }

  private sum(route?: 1 | 2): Counts {
    const told = this.plan.purchases === 0 ? [] : toldCustomers;
    const wanted = route ?? 3;
    const set = (marks: Record<BaseCode, Uint8Array>) =>
      bases.reduce(
        (sum, base) =>
          sum + marks[base].reduce((n, m) => n + ((m & wanted) > 0 ? 1 : 0), 0),
        0,
      );
    const counts = {
      cards: set(this.cards),
      purchases:
        route === undefined
          ? this.purchases[1] + this.purchases[2]
          : this.purchases[route],
      accounts: set(this.accounts),
    };
    for (const { purchases } of told) {
      const chosen = purchases.filter(({ by }) =>
        route === undefined ? by !== undefined : by?.includes(route),
      ).length;
      counts.purchases += chosen;
      counts.accounts += chosen > 0 ? 1 : 0;
      counts.cards += toldCardsOf(purchases, route);
    }
    return counts;
  }
}
