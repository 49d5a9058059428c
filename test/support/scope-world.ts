import {
  orderStatuses,
  paymentMethods,
  type DataItem,
  type ExposureSubject,
  type GivenListKind,
  type OrderStatus,
  type PaymentMethod,
  type ScopeCounts,
} from "@keii/shared";
import { Random } from "./random.js";

/** A purchase as a batch left it; `until` is the batch that replaced it. */
export interface WorldPurchase {
  base: number;
  site: number;
  order: string;
  customer: string;
  paidAt: string | null;
  method: PaymentMethod;
  status: OrderStatus;
  card: string;
  transaction: string;
  batch: number;
  until: number | null;
}

export interface WorldCustomer {
  base: number;
  no: string;
  registeredOn: string | null;
  batch: number;
  /** Accounts with the same letter are one person. */
  person: string | null;
}

export interface WorldList {
  kind: GivenListKind;
  base: number | null;
  ids: string[];
}

/** An exposure in the words of the record; bases and sites by their numbers. */
export interface WorldExposure {
  subject: ExposureSubject;
  zone: string;
  fromOn: string | null;
  fromAt: string | null;
  untilOn: string | null;
  untilAt: string | null;
  bases: number[];
  sites: number[];
  methods: PaymentMethod[];
  statuses: OrderStatus[];
  list: WorldList | null;
  dataItems: DataItem[];
}

export interface World {
  batches: number;
  customers: WorldCustomer[];
  purchases: WorldPurchase[];
  exposures: WorldExposure[];
}

const zones = [
  "Asia/Tokyo",
  "Asia/Tokyo",
  "America/New_York",
  "Asia/Kathmandu",
];
const items: DataItem[] = ["card_number", "security_code", "address"];
/** Around a change of the clocks in New York. */
const days = [
  "2015-10-30",
  "2015-10-31",
  "2015-11-01",
  "2015-11-02",
  "2015-11-03",
];

/** First and last moments of days and minutes in each zone, and what is beside them. */
function edges(): number[] {
  const moments: number[] = [];
  for (const day of days)
    for (const zone of new Set(zones))
      for (let hour = -14; hour <= 14; hour++)
        for (const quarter of [0, 15, 30, 45]) {
          const at =
            Date.parse(`${day}T00:00:00Z`) +
            hour * 3_600_000 +
            quarter * 60_000;
          if (local(at, zone).endsWith("00:00:00")) moments.push(at);
        }
  return moments;
}
const midnights = edges();

export function aWorld(seed: number): World {
  const random = new Random(seed);
  const some = <T>(all: readonly T[]): T[] =>
    random.below(3) === 0 ? all.filter(() => random.below(2) === 0) : [];
  const batches = 1 + random.below(4);
  const moment = () => {
    const at =
      random.of(midnights) +
      random.of([-1, 0, 1, 59_999, 60_000, 3_600_000, -60_000, -60_001]);
    return random.below(12) === 0 ? null : new Date(at).toISOString();
  };
  const ids = Array.from({ length: 6 }, (_, at) => String(at + 1));
  const customers: WorldCustomer[] = [1, 2].flatMap((base) =>
    ids
      .filter(() => random.below(4) > 0)
      .map((no) => ({
        base,
        no,
        registeredOn: random.below(4) === 0 ? null : random.of(days),
        batch: 1 + random.below(batches),
        person: random.below(3) === 0 ? random.of(["a", "b"]) : null,
      })),
  );
  const purchases: WorldPurchase[] = [];
  for (let at = 0; at < 30; at++) {
    const own = {
      base: 1 + random.below(2),
      site: 1 + random.below(3),
      order: `o${at}`,
    };
    const values = () => ({
      customer: random.of([...ids, "unknown"]),
      paidAt: moment(),
      method: random.of(paymentMethods.slice(0, 2)),
      status:
        random.below(3) > 0 ? ("completed" as const) : random.of(orderStatuses),
      card: random.of(["", "", "r1", "r2"]),
      transaction: random.below(2) === 0 ? "" : `t${random.below(10)}`,
    });
    let batch = 1 + random.below(batches);
    let row: WorldPurchase = { ...own, ...values(), batch, until: null };
    while (batch < batches && random.below(3) === 0) {
      batch += 1 + random.below(batches - batch);
      purchases.push({ ...row, until: batch });
      row = { ...own, ...values(), batch, until: null };
    }
    purchases.push(row);
  }
  const exposures = Array.from({ length: 1 + random.below(4) }, () => {
    const subject: ExposureSubject =
      random.below(5) === 0 ? "customers" : "purchases";
    const zone = random.of(zones);
    const end = (isUntil: boolean, after: string) => {
      if (random.below(5) === 0) return { on: null, at: null };
      if (subject === "customers" || random.below(3) > 0)
        return { on: random.of(days.filter((day) => day >= after)), at: null };
      const minute = new Date(
        Math.floor(
          (random.of(midnights) + random.of([0, -60_000, 60_000])) / 60_000,
        ) * 60_000,
      );
      const on = local(minute.getTime(), zone).slice(0, 10);
      return on < after || (isUntil && on === after)
        ? { on: random.of(days.filter((day) => day >= after)), at: null }
        : { on, at: minute.toISOString() };
    };
    const from = end(false, days[0]!);
    const until = end(
      true,
      from.on !== null && from.on > days[4]! ? days[4]! : (from.on ?? days[0]!),
    );
    const isTurned =
      from.on !== null && until.on !== null && until.on < from.on;
    return {
      subject,
      zone,
      fromOn: from.on,
      fromAt: from.at,
      untilOn: isTurned ? from.on : until.on,
      untilAt: isTurned ? null : until.at,
      bases: some([1, 2]),
      sites: subject === "customers" ? [] : some([1, 2, 3]),
      methods: subject === "customers" ? [] : some(paymentMethods.slice(0, 2)),
      statuses:
        random.below(2) === 0
          ? (["completed"] as OrderStatus[])
          : [...orderStatuses],
      list: random.below(3) === 0 ? aList(random, subject, ids) : null,
      dataItems: items.filter((_, at) => at === 0 || random.below(2) === 0),
    };
  });
  // A list alone: neither window nor sites nor methods.
  for (const exposure of exposures)
    if (exposure.list && random.below(2) === 0)
      Object.assign(exposure, {
        fromOn: null,
        fromAt: null,
        untilOn: null,
        untilAt: null,
        sites: [],
        methods: [],
      });
  return { batches, customers, purchases, exposures };
}

function aList(
  random: Random,
  subject: ExposureSubject,
  ids: string[],
): WorldList {
  const kind: GivenListKind =
    subject === "customers"
      ? "customers"
      : random.of(["customers", "orders", "transactions"] as const);
  const pool = {
    customers: [...ids, "unknown", "nobody"],
    orders: Array.from({ length: 30 }, (_, at) => `o${at}`),
    transactions: Array.from({ length: 10 }, (_, at) => `t${at}`),
  }[kind];
  return {
    kind,
    base: kind === "customers" ? 1 + random.below(2) : null,
    ids: pool.filter(() => random.below(3) === 0),
  };
}

/** The wall clock of a moment, to the second. */
export function local(at: number, zone: string): string {
  return new Date(at).toLocaleString("sv-SE", { timeZone: zone });
}

export interface Answer {
  results: Record<
    string,
    { verdict: string; exposures: number[]; purchases: number; cards: number }
  >;
  affected: ScopeCounts;
  unlisted: ScopeCounts;
  notAffected: number;
  unknownCustomers: number;
  counts: Record<string, ScopeCounts>;
}

interface Standing {
  chosen: Set<number>;
  unlisted: Set<number>;
  /** What counts of theirs, with the exposures that chose it. */
  bought: { purchase: WorldPurchase; chosen: number[]; isOff: boolean }[];
}

/** The answer as one would work it out by hand: each customer, each purchase, each exposure. `numbers` are the exposures'. */
export function answerOf(
  world: World,
  asOf: number,
  numbers = world.exposures.map((_, at) => at + 1),
): Answer {
  const exposures = numbers.map((no) => ({ no, ...world.exposures[no - 1]! }));
  const there = world.purchases.filter(
    ({ batch, until }) => batch <= asOf && (until === null || until > asOf),
  );
  const known = world.customers.filter(({ batch }) => batch <= asOf);
  const people = new Map<string, Standing>();
  const standing = (base: number, no: string): Standing => {
    const key = `${base}:${no}`;
    let found = people.get(key);
    if (!found)
      people.set(
        key,
        (found = { chosen: new Set(), unlisted: new Set(), bought: [] }),
      );
    return found;
  };
  for (const purchase of there) {
    const chosen: number[] = [];
    let isOff = false;
    for (const exposure of exposures) {
      if (exposure.subject !== "purchases") continue;
      const says = judge(exposure, purchase);
      if (says === "chosen") chosen.push(exposure.no);
      if (says === "unlisted") {
        isOff = true;
        standing(purchase.base, purchase.customer).unlisted.add(exposure.no);
      }
    }
    if (chosen.length === 0 && !isOff) continue;
    const one = standing(purchase.base, purchase.customer);
    for (const no of chosen) one.chosen.add(no);
    one.bought.push({ purchase, chosen, isOff });
  }
  for (const exposure of exposures) {
    const { list } = exposure;
    if (list && isAlone(exposure)) {
      if (
        list.kind === "customers" &&
        (exposure.bases.length === 0 || exposure.bases.includes(list.base!))
      )
        for (const id of list.ids)
          standing(list.base!, id).chosen.add(exposure.no);
    } else if (exposure.subject === "customers")
      for (const customer of known) {
        const on = customer.registeredOn;
        if (
          exposure.bases.length > 0 &&
          !exposure.bases.includes(customer.base)
        )
          continue;
        if (exposure.fromOn !== null && (on === null || on < exposure.fromOn))
          continue;
        if (exposure.untilOn !== null && (on === null || on > exposure.untilOn))
          continue;
        const isListed =
          !list ||
          (list.base === customer.base && list.ids.includes(customer.no));
        standing(customer.base, customer.no)[
          isListed ? "chosen" : "unlisted"
        ].add(exposure.no);
      }
  }
  return tally(world, known, exposures, people);
}

type Numbered = WorldExposure & { no: number };

function isAlone({
  list,
  fromOn,
  untilOn,
  sites,
  methods,
}: WorldExposure): boolean {
  return (
    list !== null &&
    fromOn === null &&
    untilOn === null &&
    sites.length === 0 &&
    methods.length === 0
  );
}

function judge(
  e: Numbered,
  p: WorldPurchase,
): "chosen" | "unlisted" | "outside" {
  if (e.bases.length > 0 && !e.bases.includes(p.base)) return "outside";
  if (e.sites.length > 0 && !e.sites.includes(p.site)) return "outside";
  if (e.methods.length > 0 && !e.methods.includes(p.method)) return "outside";
  if (!e.statuses.includes(p.status)) return "outside";
  if (e.fromOn !== null || e.untilOn !== null) {
    if (p.paidAt === null) return "outside";
    const on = local(Date.parse(p.paidAt), e.zone).slice(0, 10);
    const minute = Math.floor(Date.parse(p.paidAt) / 60_000) * 60_000;
    if (
      e.fromAt !== null
        ? minute < Date.parse(e.fromAt)
        : e.fromOn !== null && on < e.fromOn
    )
      return "outside";
    if (
      e.untilAt !== null
        ? minute > Date.parse(e.untilAt)
        : e.untilOn !== null && on > e.untilOn
    )
      return "outside";
  }
  if (!e.list) return "chosen";
  const key = {
    customers: p.customer,
    orders: p.order,
    transactions: p.transaction,
  }[e.list.kind];
  const isOn =
    (e.list.base === null || e.list.base === p.base) &&
    e.list.ids.includes(key);
  return isOn ? "chosen" : isAlone(e) ? "outside" : "unlisted";
}

function cardsOf(purchases: readonly WorldPurchase[]): number {
  const named = purchases.filter(({ card }) => card !== "");
  return (
    new Set(named.map(({ card }) => card)).size +
    purchases.length -
    named.length
  );
}

function tally(
  world: World,
  known: WorldCustomer[],
  exposures: Numbered[],
  people: Map<string, Standing>,
): Answer {
  const personOf = (key: string) =>
    world.customers.find(({ base, no }) => `${base}:${no}` === key)?.person ??
    key;
  const knownKeys = new Set(known.map(({ base, no }) => `${base}:${no}`));
  const results: Answer["results"] = {};
  const parts = new Map<string, Map<string, WorldPurchase[]>>();
  const count = (part: string, key: string, bought: WorldPurchase[]) => {
    const customers = parts.get(part) ?? new Map<string, WorldPurchase[]>();
    parts.set(part, customers);
    customers.set(key, [...(customers.get(key) ?? []), ...bought]);
  };
  for (const [key, { chosen, unlisted, bought }] of people) {
    if (chosen.size === 0 && unlisted.size === 0) continue;
    const isAffected = chosen.size > 0;
    const meant = bought.filter((one) =>
      isAffected ? one.chosen.length > 0 : one.isOff,
    );
    const own = meant.map(({ purchase }) => purchase);
    const nos = [...(isAffected ? chosen : unlisted)].sort((a, b) => a - b);
    results[key] = {
      verdict: isAffected ? "affected" : "unlisted",
      exposures: nos,
      purchases: own.length,
      cards: cardsOf(own),
    };
    count(isAffected ? "affected" : "unlisted", key, own);
    if (!isAffected) continue;
    count("all/", key, own);
    count(`combination/${nos.join("+")}`, key, own);
    for (const exposure of exposures)
      if (chosen.has(exposure.no))
        count(
          `exposure/${exposure.no}`,
          key,
          meant
            .filter((one) => one.chosen.includes(exposure.no))
            .map(({ purchase }) => purchase),
        );
    for (const item of items) {
      const with_ = exposures
        .filter(({ dataItems }) => dataItems.includes(item))
        .map(({ no }) => no);
      if (with_.some((no) => chosen.has(no)))
        count(
          `data_item/${item}`,
          key,
          meant
            .filter((one) => one.chosen.some((no) => with_.includes(no)))
            .map(({ purchase }) => purchase),
        );
    }
    for (const one of meant) {
      count(`site/${one.purchase.site}`, key, [one.purchase]);
      const { zone } = exposures.find(({ no }) => no === one.chosen[0])!;
      if (one.purchase.paidAt !== null)
        count(
          `month/${local(Date.parse(one.purchase.paidAt), zone).slice(0, 7)}`,
          key,
          [one.purchase],
        );
    }
  }
  const counts = (
    customers = new Map<string, WorldPurchase[]>(),
  ): ScopeCounts => ({
    cards: [...customers.values()].reduce(
      (sum, bought) => sum + cardsOf(bought),
      0,
    ),
    purchases: [...customers.values()].reduce(
      (sum, bought) => sum + bought.length,
      0,
    ),
    accounts: customers.size,
    persons: new Set([...customers.keys()].map(personOf)).size,
  });
  return {
    results,
    affected: counts(parts.get("affected")),
    unlisted: counts(parts.get("unlisted")),
    notAffected: known.filter(({ base, no }) => !(`${base}:${no}` in results))
      .length,
    unknownCustomers: [...(parts.get("affected")?.keys() ?? [])].filter(
      (key) => !knownKeys.has(key),
    ).length,
    counts: Object.fromEntries(
      [...parts]
        .filter(([part]) => part.includes("/"))
        .map(([part, customers]) => [part, counts(customers)]),
    ),
  };
}
