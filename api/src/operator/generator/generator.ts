import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ImportEncoding } from "@keii/shared";
import { customerHeaders, writeCustomers } from "./customers-file.js";
import { exampleWithList, exposures } from "./exposures-file.js";
import { toldCustomers } from "./near-misses.js";
import { linkedAccounts } from "./people.js";
import { planOf, smallest } from "./plan.js";
import { purchaseHeaders, PurchasesFile } from "./purchases-file.js";
import { baseNames, bases, shops, wordMeanings } from "./shops.js";
import { TableFile } from "./table-file.js";
import { Tally } from "./tally.js";

/** What the demo shows: 14,627 cards. */
export const demoWorld = {
  seed: 20160812,
  customers: 60_000,
  purchases: 150_000,
};

export interface World {
  seed: number;
  customers: number;
  purchases: number;
  encoding: ImportEncoding;
}

/** The counts of what was written and the answer it has to give; also kept as MANIFEST.json. */
export type Manifest = Awaited<ReturnType<typeof generate>>;

/** Whether a world of this size has room for its near misses. */
export function isLargeEnough({
  customers,
  purchases,
}: Omit<World, "encoding" | "seed">): boolean {
  return (
    customers >= smallest.customers &&
    (purchases === 0 || purchases >= smallest.purchases)
  );
}

/**
 * Writes the exports of an invented group of shops: the same bytes for the same seed and size, in memory that does not
 * grow with the rows but for two bytes an affected card.
 */
export async function generate(world: World, folder: string) {
  const { seed, customers, purchases, encoding } = world;
  await mkdir(folder, { recursive: true });
  const plan = planOf(seed, customers, purchases);
  const tally = new Tally(plan);
  const make = (kind: string, base: string, headers: readonly string[]) =>
    TableFile.make(join(folder, `${kind}-${base}.csv`), encoding, headers);
  const customerFiles = {
    print: await make("customers", "print", customerHeaders),
    goods: await make("customers", "goods", customerHeaders),
  };
  const purchaseFiles = {
    print: await make("purchases", "print", purchaseHeaders),
    goods: await make("purchases", "goods", purchaseHeaders),
  };
  try {
    for (const base of bases)
      await writeCustomers(plan, base, customerFiles[base]);
    await new PurchasesFile(plan, purchaseFiles, tally).write();
  } finally {
    for (const base of bases) {
      await customerFiles[base].close();
      await purchaseFiles[base].close();
    }
  }
  const manifest = {
    seed,
    encoding,
    customers,
    purchases,
    memberBases: bases.map((code) => ({
      code,
      name: baseNames[code],
      customers: {
        file: `customers-${code}.csv`,
        rows: customerFiles[code].rows,
        bytes: customerFiles[code].bytes,
      },
      purchases: {
        file: `purchases-${code}.csv`,
        rows: purchaseFiles[code].rows,
        bytes: purchaseFiles[code].bytes,
      },
    })),
    sites: shops.map(({ code, name, base, word }) => ({
      code,
      name,
      memberBase: base,
      word,
    })),
    expected: tally.expected(),
  };
  const json = (name: string, value: unknown) =>
    writeFile(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
  await json("values.json", wordMeanings());
  await json("EXPOSURE-1.json", exposures[0]);
  await json("EXPOSURE-2.json", exposures[1]);
  await json("EXAMPLE-GIVEN-LIST.json", exampleWithList(tally.listedOrders));
  await json("persons.json", linkedAccounts(plan));
  await json("MANIFEST.json", manifest);
  await writeFile(join(folder, "README.txt"), readme(purchases > 0));
  return manifest;
}

function readme(hasPurchases: boolean): string {
  const lines = [
    "架空の通販グループの会員データと購入データ。実在の人・会社・電話番号・住所ではない。",
    "Exports of an invented group of shops. Nobody and nothing in them is real.",
    "",
    "customers-*.csv, purchases-*.csv  会員基盤ごと / one for each member base",
    "values.json             サイト・支払方法・状況の読み替え / what the shops' words mean (import --values)",
    "EXPOSURE-1.json, -2.json  漏えいの経路 / the two exposures (exposure add --file)",
    "EXAMPLE-GIVEN-LIST.json 受領したリストの例。正式な件数には入らない / a third one with a given list, no part of the official figure",
    "persons.json            同じ人の会員ID / accounts that are one person, to be linked by somebody",
    "MANIFEST.json           件数と期待する答え / counts, and the answer to expect",
    "",
    "手で作った会員 / customers made by hand",
  ];
  if (hasPurchases)
    for (const { base, no, what } of toldCustomers)
      lines.push(`${base} ${no}  ${what.ja}`, `              ${what.en}`);
  return `${lines.join("\n")}\n`;
}
