import { dayCount, dayNo, rowsPerDay } from "./days.js";
import { toldCustomers, toldIn } from "./near-misses.js";
import { hash, scatter, Spread } from "./numbers.js";
import { bases, type BaseCode } from "./shops.js";

/** Of 150,000 purchases this many cards are affected; of others, in proportion. */
const reference = { cards: 14_627, purchases: 150_000 };

/** The smallest world that has every near miss in it. */
export const smallest = { customers: 100, purchases: 200 };

/** Accounts stand in the order they registered; this part of them did before the first window. */
const oldPart = 0.7;

/** No card is taken from this day on. */
export const cardStop = dayNo("2016-08-13");
const firstAccount = 100_001;

/** A stretch of the calendar in which the same kinds of purchases are made. */
export interface Stretch {
  from: number;
  until: number;
  route: 1 | 2 | null;
  rows: number;
  /** Affected purchases of each base in it, and how many came before. */
  affected: Record<BaseCode, number>;
  before: Record<BaseCode, number>;
  /** Puts the affected purchases between the others. */
  place: (row: number) => number;
}

/** The customers of a base and the affected ones among them. */
export interface BasePlan {
  code: BaseCode;
  customers: number;
  told: number;
  /** Cards that are affected, their purchases, and the accounts they belong to. */
  cards: number;
  purchases: number;
  accounts: Spread;
  /** Which purchase of a base is a card's first: all below `cards`. */
  order: (purchase: number) => number;
}

export interface Plan {
  seed: number;
  customers: number;
  purchases: number;
  perDay: number[];
  stretches: Stretch[];
  bases: Record<BaseCode, BasePlan>;
}

/** Fixes every number beforehand, so that the answer is right by construction. */
export function planOf(
  seed: number,
  customers: number,
  purchases: number,
): Plan {
  const toldPurchases = toldCustomers.flatMap((c) => c.purchases);
  const rows = purchases === 0 ? 0 : purchases - toldPurchases.length;
  const perDay = rowsPerDay(rows);
  const wanted = Math.round(
    (purchases * reference.cards) / reference.purchases,
  );
  const cards = rows === 0 ? 0 : Math.max(2, wanted - toldCards());
  const printCustomers = Math.floor(customers * 0.7);
  const print = basePlan(
    "print",
    printCustomers,
    Math.round(cards * 0.72),
    seed,
  );
  const goods = basePlan(
    "goods",
    customers - printCustomers,
    cards - Math.round(cards * 0.72),
    seed,
  );
  const plans = { print, goods };
  return {
    seed,
    customers,
    purchases,
    perDay,
    stretches: stretchesOf(perDay, plans, seed),
    bases: plans,
  };
}

function basePlan(
  code: BaseCode,
  customers: number,
  wanted: number,
  seed: number,
): BasePlan {
  const told = toldIn(code);
  const old = Math.floor((customers - told) * oldPart);
  const cards = Math.min(wanted, Math.floor(old * 0.9));
  const accounts = Math.ceil(cards * 0.94);
  const purchases = cards + Math.round(cards * 0.25);
  return {
    code,
    customers,
    told,
    cards,
    purchases,
    accounts: new Spread(accounts, old),
    order: scatter(purchases, hash(seed, 1, code.length)),
  };
}

function stretchesOf(
  perDay: readonly number[],
  plans: Record<BaseCode, BasePlan>,
  seed: number,
): Stretch[] {
  const edges = [
    0,
    dayNo("2014-08-25"),
    dayNo("2015-09-24"),
    dayNo("2016-05-20"),
    cardStop,
    dayCount,
  ];
  const routes = [null, 1, null, 2, null] as const;
  const rowsIn = (at: number) =>
    perDay.slice(edges[at], edges[at + 1]).reduce((a, b) => a + b, 0);
  const inWindows = rowsIn(1) + rowsIn(3);
  const given = { print: 0, goods: 0 };
  return routes.map((route, at) => {
    const rows = rowsIn(at);
    const before = { ...given };
    const affected = { print: 0, goods: 0 };
    for (const base of bases) {
      const { purchases } = plans[base];
      if (route === 1)
        affected[base] = Math.round((purchases * rows) / inWindows);
      if (route === 2) affected[base] = purchases - given[base];
      given[base] += affected[base];
    }
    if (affected.print + affected.goods > rows)
      throw new Error("the windows are too short for their purchases");
    return {
      from: edges[at]!,
      until: edges[at + 1]!,
      route,
      rows,
      affected,
      before,
      place: scatter(rows, hash(seed, 2, at)),
    };
  });
}

function toldCards(): number {
  let cards = 0;
  for (const { purchases } of toldCustomers) cards += toldCardsOf(purchases);
  return cards;
}

/** 件 of purchases made by hand: different cards, and each purchase without a reference. */
export function toldCardsOf(
  purchases: (typeof toldCustomers)[number]["purchases"],
  route?: 1 | 2,
): number {
  const chosen = purchases.filter(({ by }) =>
    route === undefined ? by !== undefined : by?.includes(route),
  );
  const known = chosen.filter(({ card }) => card !== null);
  return (
    new Set(known.map(({ card }) => card ?? 1)).size +
    chosen.length -
    known.length
  );
}

/** The member id at a place of a base. */
export function customerNo(place: number): string {
  return String(firstAccount + place);
}

/** Which card an affected purchase is made with; the later ones repeat those that have a reference. */
export function cardOf(plan: BasePlan, purchase: number): number {
  if (purchase < plan.cards) return purchase;
  const repeated = ((purchase - plan.cards) * 7919) % plan.cards;
  return hasReference(repeated) ? repeated : (repeated + 1) % plan.cards;
}

/** Every fiftieth card has no reference in the exports, and so one purchase each. */
export function hasReference(card: number): boolean {
  return card % 50 !== 7;
}
