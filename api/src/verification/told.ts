import {
  dataItems,
  receiptText,
  stepsFor,
  type Bilingual,
  type DataItem,
  type FeeKnowledge,
  type ReceiptChannel,
  type ToldExposure,
  type ToldVerdict,
  type Verdict,
} from "@keii/shared";

/** What stands beside every verdict of an incident, as `portal_verdict_facts` answers it. */
export interface VerdictFacts {
  runNo: number;
  zone: string;
  asOf: string;
  exposures: {
    no: number;
    name: string;
    vector: string;
    subject: ToldExposure["subject"];
    fromOn: string | null;
    fromAt: string | null;
    untilOn: string | null;
    untilAt: string | null;
    siteNos: number[];
    dataItems: DataItem[];
  }[];
  sites: { no: number; name: Bilingual; isListed: boolean }[];
  fees: FeeKnowledge[];
}

/** What is said of one customer, as `portal_check_code` answers it. */
export interface ToldRow {
  outcome: "told";
  runNo: number;
  verdict: Verdict;
  exposureNos: number[];
  purchases: {
    siteNo: number;
    on: string | null;
    last4: string;
    brand: string;
  }[];
  purchaseCount: number;
  receiptNo: number;
  toldAt: string;
  channel: ReceiptChannel;
  changed: { from: Verdict; toldAt: string } | null;
}

const cardItems: readonly DataItem[] = [
  "card_number",
  "card_expiry",
  "security_code",
];

/** A customer's verdict with everything the page says beside it. */
export function toldVerdict(row: ToldRow, facts: VerdictFacts): ToldVerdict {
  const inThese = facts.exposures.filter(({ no }) =>
    row.exposureNos.includes(no),
  );
  const leaked = dataItems.filter((item) =>
    inThese.some((exposure) => exposure.dataItems.includes(item)),
  );
  const isAboutCards = leaked.some((item) => cardItems.includes(item));
  return {
    verdict: row.verdict,
    receipt: receiptText(row.receiptNo),
    toldAt: row.toldAt,
    asOf: facts.asOf,
    zone: facts.zone,
    channel: row.channel,
    changed: row.changed,
    exposures: inThese.map((one) => toldExposure(one, facts, () => true)),
    purchases: row.purchases.map(({ siteNo, ...purchase }) => ({
      site: siteOf(facts, siteNo),
      ...purchase,
    })),
    purchaseCount: row.purchaseCount,
    dataItems: leaked,
    steps: stepsFor(row.verdict, leaked),
    fees: isAboutCards ? facts.fees : [],
    rule:
      row.verdict === "not_affected"
        ? facts.exposures.map((one) =>
            toldExposure(one, facts, ({ isListed }) => isListed),
          )
        : [],
  };
}

function toldExposure(
  exposure: VerdictFacts["exposures"][number],
  { sites }: VerdictFacts,
  isShown: (site: VerdictFacts["sites"][number]) => boolean,
): ToldExposure {
  const { name, vector, subject, fromOn, fromAt, untilOn, untilAt } = exposure;
  return {
    name,
    vector,
    subject,
    fromOn,
    fromAt,
    untilOn,
    untilAt,
    sites: sites
      .filter((site) => exposure.siteNos.includes(site.no) && isShown(site))
      .map((site) => site.name),
    dataItems: exposure.dataItems,
  };
}

function siteOf({ sites }: VerdictFacts, siteNo: number): Bilingual {
  return sites.find(({ no }) => no === siteNo)?.name ?? { ja: "", en: "" };
}
