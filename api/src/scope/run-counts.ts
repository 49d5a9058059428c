import type {
  PinnedExposure,
  ScopeCounts,
  ScopeFacet,
  ScopeFigures,
} from "@keii/shared";
import type { Queryable } from "../platform/database/database.js";
import type { ScopeQuestion } from "./chosen-rows.queries.js";
import { asked } from "./plan.js";
import {
  accountsStatement,
  customersStatement,
  monthStarts,
  purchasesStatement,
  severalStatement,
  type CustomersRow,
  type Places,
  type PurchasesRow,
  type SeveralRow,
} from "./run.queries.js";

/** What a run counts of one site, month, exposure, kind of data or combination of exposures; or of all. */
export interface Part extends ScopeCounts {
  facet: ScopeFacet | "all";
  key: string;
}

/** Sites and months that are counted by a mask; with the bits at both ends they fit into a number of the database. */
const mostPlaces = 60;

/** Counts what a run says, in two readings of the rows, and a third for the customers that these cannot tell. */
export async function countRun(
  database: Queryable,
  question: ScopeQuestion,
  now: Date,
  places = mostPlaces,
): Promise<{ figures: ScopeFigures; parts: Part[] }> {
  const first = firstMonth(question.exposures, now, places);
  const grid = await placesOf(database, question, first, places);
  const customers = await asked<CustomersRow>(
    database,
    question,
    customersStatement(question, grid),
  );
  const purchases = await asked<PurchasesRow>(
    database,
    question,
    purchasesStatement(question, grid),
  );
  const masks = masksOf(question.exposures);
  const again = customers.flatMap(({ what, mask, customerNo, ...row }) =>
    what === "several" && mask !== "0"
      ? [{ ...row, mask, customerNo: customerNo!, baseNo: row.baseNo! }]
      : [],
  );
  const several =
    again.length === 0
      ? []
      : await asked<SeveralRow>(
          database,
          question,
          severalStatement(question, again, [
            ...new Set(masks.map(({ mask }) => mask)),
          ]),
        );
  const [bases] = await database.query<{ accounts: number }>(
    accountsStatement(question),
    [question.incidentId],
  );
  const figures = figuresOf(customers, bases!.accounts);
  return {
    figures,
    parts: [
      { facet: "all", key: "", ...figures.affected },
      ...byExposures(masks, customers, purchases, several),
      ...bySite(places, customers, purchases, several),
      ...byMonth(first, places, customers, purchases, several),
      ...byCombination(question.exposures, customers),
    ],
  };
}

/** `yyyy-mm` of the first month that has a bit of its own. */
function firstMonth(
  exposures: readonly PinnedExposure[],
  now: Date,
  places: number,
): string {
  const froms = exposures.map(({ fromOn }) => fromOn);
  const [first] = froms.toSorted();
  if (first && !froms.includes(null)) return first.slice(0, 7);
  const untils = exposures.flatMap(({ untilOn }) => untilOn ?? []);
  const last = untils.toSorted().at(-1) ?? now.toISOString();
  return monthAfter(last.slice(0, 7), 1 - places);
}

function monthAfter(month: string, months: number): string {
  const [year, of] = month.split("-").map(Number) as [number, number];
  const count = year * 12 + of - 1 + months;
  return `${String(Math.floor(count / 12)).padStart(4, "0")}-${String((count % 12) + 1).padStart(2, "0")}`;
}

async function placesOf(
  database: Queryable,
  { exposures }: ScopeQuestion,
  first: string,
  places: number,
): Promise<Places> {
  const rows = await database.query<{ zone: string; starts: string[] }>(
    monthStarts,
    [[...new Set(exposures.map(({ zone }) => zone))], `${first}-01`, places],
  );
  return {
    places,
    starts: new Map(rows.map(({ zone, starts }) => [zone, starts])),
  };
}

interface Masked {
  facet: "exposure" | "data_item";
  key: string;
  mask: bigint;
}

/** Exposures and kinds of data are bits of a mask: what two of them share is counted once. */
function masksOf(exposures: readonly PinnedExposure[]): Masked[] {
  const maskOf = (isMeant: (exposure: PinnedExposure) => boolean) =>
    exposures.reduce(
      (mask, exposure, place) =>
        isMeant(exposure) ? mask | (1n << BigInt(place)) : mask,
      0n,
    );
  const items = [...new Set(exposures.flatMap(({ dataItems }) => dataItems))];
  return [
    ...exposures.map((one) => ({
      facet: "exposure" as const,
      key: String(one.no),
      mask: maskOf((exposure) => exposure === one),
    })),
    ...items.map((item) => ({
      facet: "data_item" as const,
      key: item,
      mask: maskOf(({ dataItems }) => dataItems.includes(item)),
    })),
  ];
}

type Purchased = Pick<PurchasesRow, "purchases" | "bare">;

class Tally {
  private readonly counts = new Map<string, ScopeCounts>();

  add(key: string, more: Partial<ScopeCounts>): void {
    const now = this.counts.get(key) ?? nobody;
    this.counts.set(key, {
      cards: now.cards + (more.cards ?? 0),
      purchases: now.purchases + (more.purchases ?? 0),
      accounts: now.accounts + (more.accounts ?? 0),
      persons: now.persons + (more.persons ?? 0),
    });
  }

  /** The customers of a row of masks, none of which is linked to a person. */
  addPlain(key: string, { accounts, references }: CustomersRow): void {
    this.add(key, { accounts, cards: references, persons: accounts });
  }

  /** Purchases, of which those without a reference are cards. */
  addPurchases(key: string, { purchases, bare }: Purchased): void {
    this.add(key, { purchases, cards: bare });
  }

  /** Customers that were read again; their purchases are among those of everybody. */
  addSeveral(key: string, { accounts, references, persons }: SeveralRow): void {
    this.add(key, { accounts, cards: references, persons });
  }

  parts(facet: ScopeFacet): Part[] {
    return [...this.counts].flatMap(([key, counts]) =>
      counts.accounts > 0 ? [{ facet, key, ...counts }] : [],
    );
  }
}

export const nobody: ScopeCounts = {
  cards: 0,
  purchases: 0,
  accounts: 0,
  persons: 0,
};

function figuresOf(
  customers: readonly CustomersRow[],
  accounts: number,
): ScopeFigures {
  const groups = customers.filter(({ what }) => what === "exposure");
  const linked = customers.filter(({ personId }) => personId !== null);
  const isAffected = ({ mask }: CustomersRow) => mask !== "0";
  const isUnlisted = ({ mask }: CustomersRow) => mask === "0";
  const total = (isMeant: (row: CustomersRow) => boolean): ScopeCounts => {
    const meant = groups.filter(isMeant);
    return {
      cards: sum(meant, "cards"),
      purchases: sum(meant, "purchases"),
      accounts: sum(meant, "accounts"),
      persons: sum(meant, "accounts") - repeated(linked.filter(isMeant)),
    };
  };
  const affected = total(isAffected);
  return {
    affected,
    unlisted: total(isUnlisted),
    notAffected: { accounts: accounts - sum(groups, "known") },
    unknownCustomers:
      affected.accounts - sum(groups.filter(isAffected), "known"),
  };
}

function sum(
  rows: readonly CustomersRow[],
  of: "cards" | "purchases" | "accounts" | "known",
): number {
  return rows.reduce((all, row) => all + row[of], 0);
}

/** How many of these accounts belong to a person that another of them belongs to already. */
function repeated(linked: readonly CustomersRow[]): number {
  return linked.length - new Set(linked.map(({ personId }) => personId)).size;
}

function byExposures(
  masks: readonly Masked[],
  customers: readonly CustomersRow[],
  purchases: readonly PurchasesRow[],
  several: readonly SeveralRow[],
): Part[] {
  return masks.flatMap(({ facet, key, mask }) => {
    const tally = new Tally();
    const isIn = (bits: string) => (BigInt(bits) & mask) !== 0n;
    for (const row of customers)
      if (row.what === "exposure" && row.isPlain && isIn(row.mask))
        tally.addPlain(key, row);
    for (const row of purchases)
      if (isIn(row.chosen)) tally.addPurchases(key, row);
    for (const row of several)
      if (row.facet === "mask" && row.key === String(mask))
        tally.addSeveral(key, row);
    return tally.parts(facet);
  });
}

function bySite(
  places: number,
  customers: readonly CustomersRow[],
  purchases: readonly PurchasesRow[],
  several: readonly SeveralRow[],
): Part[] {
  const tally = new Tally();
  for (const row of customers)
    if (row.what === "site")
      for (const site of placesIn(row.mask, places))
        tally.addPlain(String(site), row);
  for (const row of purchases) tally.addPurchases(String(row.siteNo), row);
  for (const row of several)
    if (row.facet === "site") tally.addSeveral(row.key, row);
  return tally.parts("site");
}

function byMonth(
  first: string,
  places: number,
  customers: readonly CustomersRow[],
  purchases: readonly PurchasesRow[],
  several: readonly SeveralRow[],
): Part[] {
  const tally = new Tally();
  const counted = new Set<string>();
  const keyOf = (place: number) => monthAfter(first, place - 1);
  for (let place = 1; place <= places; place++) counted.add(keyOf(place));
  for (const row of customers)
    if (row.what === "month")
      for (const place of placesIn(row.mask, places))
        tally.addPlain(keyOf(place), row);
  for (const row of purchases)
    if (row.month >= 1 && row.month <= places)
      tally.addPurchases(keyOf(row.month), row);
  for (const row of several)
    if (row.facet === "month") {
      tally.addSeveral(row.key, row);
      // Whoever bought something in a month without a place was read again with all of it.
      if (!counted.has(row.key)) tally.addPurchases(row.key, row);
    }
  return tally.parts("month");
}

function placesIn(mask: string, places: number): number[] {
  const bits = BigInt(mask);
  return Array.from({ length: places }, (_, at) => at + 1).filter(
    (place) => (bits >> BigInt(place)) % 2n === 1n,
  );
}

/** Customers by all exposures that chose something of theirs: each in one combination. */
function byCombination(
  exposures: readonly PinnedExposure[],
  customers: readonly CustomersRow[],
): Part[] {
  const tally = new Tally();
  const keyOf = (mask: string) =>
    exposures
      .filter((_, place) => (BigInt(mask) >> BigInt(place)) % 2n === 1n)
      .map(({ no }) => no)
      .join("+");
  const linked = new Map<string, CustomersRow[]>();
  for (const row of customers) {
    if (row.mask === "0") continue;
    if (row.what === "exposure")
      tally.add(keyOf(row.mask), { ...row, persons: row.accounts });
    if (row.personId === null) continue;
    const alike = linked.get(row.mask);
    if (alike) alike.push(row);
    else linked.set(row.mask, [row]);
  }
  for (const [mask, rows] of linked)
    tally.add(keyOf(mask), { persons: -repeated(rows) });
  return tally.parts("combination");
}
