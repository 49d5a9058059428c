import type { OrderStatus, PaymentMethod } from "@keii/shared";
import { wide } from "./addresses.js";
import { registeredBy } from "./customers-file.js";
import {
  cardStop,
  cardOf,
  customerNo,
  hasReference,
  type Plan,
  type Stretch,
} from "./plan.js";
import { dayNo, dayParts, secondAt } from "./days.js";
import { toldCustomers, type ToldPurchase } from "./near-misses.js";
import { below, hash } from "./numbers.js";
import {
  bases,
  methodWords,
  shopOf,
  shops,
  statusWords,
  type BaseCode,
  type Shop,
} from "./shops.js";
import type { Tally } from "./tally.js";
import type { TableFile } from "./table-file.js";

export const purchaseHeaders = [
  "注文番号",
  "会員ID",
  "サイト",
  "支払方法",
  "決済日時",
  "注文状態",
  "カードブランド",
  "下4桁",
  "カード参照",
  "取引番号",
];

interface Purchase {
  base: BaseCode;
  customer: string;
  shop: Shop;
  method: PaymentMethod;
  word?: string;
  status: OrderStatus;
  /** Which card of the account; null: not paid by card, or no reference. */
  card: number | null;
}

const brands = ["VISA", "Mastercard", "JCB", "AMEX"];
const listed = shops.filter(({ routes }) => routes.length > 0);
const shopsOf = (base: BaseCode, route: 1 | 2): Shop[] =>
  listed.filter((shop) => shop.base === base && shop.routes.includes(route));
const chosenShops = {
  print: { 1: shopsOf("print", 1), 2: shopsOf("print", 2) },
  goods: { 1: shopsOf("goods", 1), 2: shopsOf("goods", 2) },
};
const firstRouteOnly = {
  print: chosenShops.print[1].filter(({ routes }) => !routes.includes(2)),
  goods: chosenShops.goods[1].filter(({ routes }) => !routes.includes(2)),
};
const stamp = shopOf("stamp");
/** The window of the example with a given list. */
export const exampleWindow = { from: "2016-08-01", until: "2016-08-12" };

/** Writes the purchases of all bases in the order of time, each into the file of its base. */
export class PurchasesFile {
  private readonly prefix: Record<string, string> = {};
  private day = 0;
  private order = 10_000_000;

  constructor(
    private readonly plan: Plan,
    private readonly files: Record<BaseCode, TableFile>,
    private readonly tally: Tally,
  ) {}

  async write(): Promise<void> {
    if (this.plan.purchases === 0) return;
    const told = toldCustomers
      .flatMap((customer) =>
        customer.purchases.map((purchase) => ({ customer, purchase })),
      )
      .sort((a, b) => (a.purchase.at < b.purchase.at ? -1 : 1));
    let next = 0;
    const tellUntil = (day: number, second: number) => {
      for (; next < told.length; next++) {
        const { customer, purchase } = told[next]!;
        const [on = "", at = ""] = purchase.at.split(" ");
        const [h = 0, m = 0, s = 0] = at.split(":").map(Number);
        const toldSecond = h * 3600 + m * 60 + s;
        const toldDay = dayNo(on);
        if (toldDay > day || (toldDay === day && toldSecond > second)) return;
        this.enter(toldDay);
        this.tell(customer.base, customer.no, purchase, toldSecond);
      }
    };
    for (const stretch of this.plan.stretches) {
      let row = 0;
      for (let day = stretch.from; day < stretch.until; day++) {
        const rows = this.plan.perDay[day]!;
        const registered = this.registeredOn(day);
        for (let at = 0; at < rows; at++, row++) {
          const second = secondAt(
            (at + below(hash(this.plan.seed, 500 + day, at), 1000) / 1000) /
              rows,
          );
          tellUntil(day, second);
          this.enter(day);
          if (this.one(stretch, row, day, second, registered))
            await this.flush();
        }
      }
    }
    tellUntil(Number.MAX_SAFE_INTEGER, 0);
  }

  private async flush(): Promise<void> {
    for (const base of bases) await this.files[base].flush();
  }

  private enter(day: number): void {
    if (this.day === day && this.prefix.print !== undefined) return;
    this.day = day;
    const [y, m, d] = dayParts(day);
    this.prefix.print = `${y}-${two(m)}-${two(d)}`;
    this.prefix.goods = `${y}/${m}/${d}`;
  }

  /** How many accounts of each base there are on a day, those made by hand aside. */
  private registeredOn(day: number): Record<BaseCode, number> {
    const [y, m, d] = dayParts(day);
    const part = registeredBy(Date.UTC(y, m - 1, d - 1));
    const of = (base: BaseCode) => {
      const { customers, told } = this.plan.bases[base];
      return Math.max(1, Math.floor((customers - told) * part));
    };
    return { print: of("print"), goods: of("goods") };
  }

  private one(
    stretch: Stretch,
    row: number,
    day: number,
    second: number,
    registered: Record<BaseCode, number>,
  ): boolean {
    const { affected, before, route } = stretch;
    const place = stretch.place(row);
    if (route !== null) {
      if (place < affected.print)
        return this.affected("print", before.print + place, route, second);
      const inGoods = place - affected.print;
      if (inGoods < affected.goods)
        return this.affected("goods", before.goods + inGoods, route, second);
    }
    const purchase = this.other(stretch, day, registered);
    this.noteExample(purchase, day);
    return this.put(purchase, second);
  }

  private affected(
    base: BaseCode,
    at: number,
    route: 1 | 2,
    second: number,
  ): boolean {
    const plan = this.plan.bases[base];
    const purchase = plan.order(at);
    const card = cardOf(plan, purchase);
    const ordinal = card % plan.accounts.chosen;
    const number = hash(this.plan.seed, 510, this.order);
    const choice = chosenShops[base][route];
    this.tally.count(base, card, ordinal, route);
    return this.put(
      {
        base,
        customer: customerNo(plan.told + plan.accounts.placeOf(ordinal)),
        shop: choice[below(number, choice.length)]!,
        method: "card",
        status: number % 97 === 0 ? "refunded" : "completed",
        card: hasReference(card) ? (card < plan.accounts.chosen ? 1 : 2) : null,
      },
      second,
    );
  }

  /** A purchase that no exposure chooses. */
  private other(
    { route }: Stretch,
    day: number,
    registered: Record<BaseCode, number>,
  ): Purchase {
    const { seed } = this.plan;
    const h = (purpose: number, size: number) =>
      below(hash(seed, 520 + purpose, this.order), size);
    const base: BaseCode = h(0, 10) < 7 ? "print" : "goods";
    const place = h(1, registered[base]);
    const isUnknown = h(2, 3000) === 0;
    const { told } = this.plan.bases[base];
    const customer = isUnknown
      ? String(990_000_000 + place)
      : customerNo(told + place);
    const purchase = (
      method: PaymentMethod,
      more: Partial<Purchase> = {},
    ): Purchase => ({
      base,
      customer,
      shop: chosenShops[base][1][h(3, chosenShops[base][1].length)]!,
      method,
      status: h(4, 60) === 0 ? "cancelled" : "completed",
      card: method === "card" && h(6, 50) !== 0 ? 1 : null,
      ...more,
    });
    const takesCards = day < cardStop;
    const kind = h(5, 100);
    if (takesCards && kind < 4) return purchase("card", { status: "failed" });
    if (takesCards && kind < 7)
      return purchase("card", { status: "cancelled" });
    if (takesCards && kind < 11 && base === "print")
      return purchase("card", { shop: stamp, status: "completed" });
    if (route === 2 && kind < 16) {
      const choice = firstRouteOnly[base];
      return purchase("card", { shop: choice[h(3, choice.length)]! });
    }
    if (takesCards && route === null && kind < 40) return purchase("card");
    const others = otherMethods[base];
    return purchase(others[h(7, others.length)]!);
  }

  private noteExample(
    { shop, method, status, base, customer }: Purchase,
    day: number,
  ): void {
    if (
      shop !== stamp ||
      method !== "card" ||
      status !== "completed" ||
      day < exampleFrom ||
      day > exampleUntil
    )
      return;
    const { told, accounts } = this.plan.bases[base];
    const place = Number(customer) - Number(customerNo(0)) - told;
    if (accounts.ordinalAt(place) === null)
      this.tally.unlisted.add(`${base} ${customer}`);
  }

  private tell(
    base: BaseCode,
    customer: string,
    told: ToldPurchase,
    second: number,
  ): void {
    const method = told.method ?? "card";
    if (told.isListed === true)
      this.tally.listedOrders.push(`${orderPrefix[base]}${this.order}`);
    this.put(
      {
        base,
        customer,
        shop: shopOf(told.site),
        method,
        word: told.word,
        status: told.status ?? "completed",
        card: method === "card" && told.card !== null ? (told.card ?? 1) : null,
      },
      second,
    );
  }

  private put(purchase: Purchase, second: number): boolean {
    const { base, customer, shop, method, status, card } = purchase;
    const number = this.order++;
    const hashed = hash(this.plan.seed, 540, number);
    const words = methodWords[base][method]!;
    const id =
      base === "goods" && hashed % 90 === 0 ? wide(customer) : customer;
    const minutes = Math.floor(second / 60);
    const moment =
      base === "print"
        ? `${this.prefix.print} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(second % 60)}`
        : `${this.prefix.goods} ${Math.floor(minutes / 60)}:${two(minutes % 60)}`;
    let paid = ",,,";
    if (method === "card") {
      const key = hash(this.plan.seed, 550 + (card ?? 3), Number(customer));
      const isPaid = status !== "failed";
      paid = `${brands[key % 4]!},${isPaid ? String(1000 + (key % 9000)) : ""},${card === null || !isPaid ? "" : `${base[0]!}c${key.toString(36)}x${card}`},${isPaid ? `tx${number.toString(36)}` : ""}`;
    }
    return this.files[base].add(
      `${orderPrefix[base]}${number},${id},${shop.word},${purchase.word ?? words[hashed % words.length]!},${moment},${statusWords[status]},${paid}\r\n`,
    );
  }
}

const exampleFrom = dayNo(exampleWindow.from);
const exampleUntil = dayNo(exampleWindow.until);
const orderPrefix: Record<BaseCode, string> = { print: "SP", goods: "SG-" };

const otherMethods: Record<BaseCode, readonly PaymentMethod[]> = {
  print: [
    "bank_transfer",
    "bank_transfer",
    "convenience_store",
    "convenience_store",
    "cash_on_delivery",
    "cash_on_delivery",
    "pay_later",
    "carrier_billing",
    "points",
  ],
  goods: [
    "bank_transfer",
    "convenience_store",
    "convenience_store",
    "cash_on_delivery",
    "wallet",
    "points",
  ],
};

const pairs = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, "0"));

function two(number: number): string {
  return pairs[number]!;
}
