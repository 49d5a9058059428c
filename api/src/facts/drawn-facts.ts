import {
  figureText,
  formalDay,
  formalList,
  formalMoment,
  formalSpan,
  formalTime,
  incidentMessages,
  milestoneKinds,
  milestoneMessages,
  scopeMessages,
  scopeUnits,
  timeOf,
  type Bilingual,
  type DataItem,
  type Fact,
  type Messages,
  type ScopeUnit,
} from "@keii/shared";
import { toMoment } from "../timeline/occurrence.js";
import type { ExposureRecord, FactRecords } from "./facts.queries.js";

const wordOf = (messages: Messages, key: string): Bilingual => ({
  ja: messages.ja[key]!,
  en: messages.en[key]!,
});

/** Both sides, where one was left empty. */
const whole = ({ ja, en }: Bilingual): Bilingual => ({
  ja: ja || en,
  en: en || ja,
});

/** What nothing more is known of than its name. */
function unknown(name: string, label: Bilingual): Fact {
  return {
    name,
    label,
    value: null,
    amount: null,
    unit: null,
    asOf: null,
    certainty: "suspected",
    source: null,
  };
}

function figure(
  name: string,
  label: Bilingual,
  unit: ScopeUnit,
  amount: number | null,
  more: Pick<Fact, "asOf" | "certainty" | "source">,
): Fact {
  return {
    ...unknown(name, label),
    unit,
    ...(amount !== null && {
      amount,
      value: figureText(unit, amount),
      ...more,
    }),
  };
}

/** Every value the record can give to a text, those included that it does not have yet. */
export function drawnFacts(records: FactRecords): Fact[] {
  return [
    ...affected(records),
    ...given(records),
    ...exposures(records),
    ...dates(records),
    ...measures(records),
    {
      ...unknown("company.name", {
        ja: "会社の名称",
        en: "Name of the company",
      }),
      value: whole(records.companyName),
      certainty: "confirmed",
      source: { resource: "organisation", id: null },
    },
  ];
}

function affected({ run }: FactRecords): Fact[] {
  const more = {
    asOf: run?.ranOn ?? null,
    certainty: "confirmed" as const,
    source: run && { resource: "scope-runs", id: run.id },
  };
  return [
    ...scopeUnits.map((unit) => {
      const word = wordOf(scopeMessages, `scope.unit.${unit}`);
      return figure(
        `affected.${unit}`,
        { ja: `対象の数: ${word.ja}`, en: `Affected: ${word.en}` },
        unit,
        run?.figures.affected[unit] ?? null,
        more,
      );
    }),
    {
      ...unknown("affected.on", {
        ja: "対象を確定した計算の日",
        en: "Day of the official scope run",
      }),
      ...(run && { ...more, value: formalDay(run.ranOn) }),
    },
  ];
}

function given(records: FactRecords): Fact[] {
  return scopeUnits.map((unit) => {
    const found = records.given.find((one) => one.unit === unit);
    const word = wordOf(scopeMessages, `scope.unit.${unit}`);
    const giver = found ? whole(found.giver) : null;
    return figure(
      `given.${unit}`,
      {
        ja: `受領した数: ${word.ja}${giver ? `(${giver.ja})` : ""}`,
        en: `As given: ${word.en}${giver ? ` (${giver.en})` : ""}`,
      },
      unit,
      found?.count ?? null,
      {
        asOf: found?.receivedOn ?? null,
        certainty: "probable",
        source: found ? { resource: "given-figures", id: found.id } : null,
      },
    );
  });
}

function exposures(records: FactRecords): Fact[] {
  const { run, certaintyOfExposures: certainty } = records;
  const of = (
    name: string,
    label: Bilingual,
    value: Bilingual | null,
    id: string | null,
  ): Fact => ({
    ...unknown(name, label),
    value,
    asOf: run?.ranOn ?? null,
    certainty,
    source: { resource: "exposures", id },
  });
  const items =
    records.exposures.length > 0
      ? records.exposures.flatMap(({ dataItems }) => dataItems)
      : records.dataItems;
  return [
    of(
      "data.items",
      { ja: "流出した項目(全体)", en: "Kinds of data, all together" },
      itemsText([...new Set(items)]),
      null,
    ),
    ...records.exposures.flatMap((exposure) => {
      const { no, id } = exposure;
      const label = (ja: string, en: string): Bilingual => ({
        ja: `流出経路${no}: ${ja}`,
        en: `Exposure ${no}: ${en}`,
      });
      return [
        of(
          `exposure.${no}.window`,
          label("期間", "window"),
          windowText(exposure),
          id,
        ),
        of(
          `exposure.${no}.sites`,
          label("サイト", "sites"),
          sitesText(exposure, records.sites),
          id,
        ),
        of(
          `exposure.${no}.items`,
          label("項目", "kinds of data"),
          itemsText(exposure.dataItems),
          id,
        ),
        figure(
          `exposure.${no}.cards`,
          label("件数", "cards"),
          "cards",
          run?.cards[no] ?? null,
          {
            asOf: run?.ranOn ?? null,
            certainty: "confirmed",
            source: run && { resource: "scope-runs", id: run.id },
          },
        ),
      ];
    }),
  ];
}

function itemsText(items: readonly DataItem[]): Bilingual | null {
  if (items.length === 0) return null;
  const words = items.map((item) =>
    wordOf(incidentMessages, `incidents.dataItems.${item}`),
  );
  return formalList(
    words.map(({ ja, en }) => ({
      ja,
      en: en.charAt(0).toLowerCase() + en.slice(1),
    })),
  );
}

/** A time is said only where the end is not the edge of its day. */
function windowText(exposure: ExposureRecord): Bilingual | null {
  const end = (on: string | null, at: string | null, edge: string) =>
    on === null
      ? null
      : at === null || timeOf(at, exposure.zone) === edge
        ? formalDay(on)
        : formalTime(on, at, exposure.zone);
  return formalSpan(
    end(exposure.fromOn, exposure.fromAt, "00:00"),
    end(exposure.untilOn, exposure.untilAt, "23:59"),
  );
}

/** Shops that the report does not name are left out. */
function sitesText(
  { siteNos }: ExposureRecord,
  sites: FactRecords["sites"],
): Bilingual | null {
  const named = sites.filter(
    ({ no, isListed }) =>
      isListed && (siteNos.length === 0 || siteNos.includes(no)),
  );
  return named.length === 0
    ? null
    : formalList(named.map(({ name }) => whole(name)));
}

function dates(records: FactRecords): Fact[] {
  return milestoneKinds.map((kind) => {
    const name = `date.${kind}`;
    const label = wordOf(milestoneMessages, `milestones.kind.${kind}`);
    const found = records.milestones.find((one) => one.kind === kind);
    if (!found) return unknown(name, label);
    return {
      ...unknown(name, label),
      value: formalMoment(toMoment(found)),
      certainty: found.state === "confirmed" ? "confirmed" : "suspected",
      source: { resource: "milestones", id: found.id },
    };
  });
}

function measures({ measures: all }: FactRecords): Fact[] {
  const of = (name: string, label: Bilingual, isDone: boolean): Fact => {
    const found = all.filter((measure) => measure.isDone === isDone);
    if (found.length === 0) return unknown(name, label);
    const wordings = found.map(({ wording }) => whole(wording));
    return {
      ...unknown(name, label),
      value: {
        ja: wordings.map(({ ja }) => `・${ja}`).join("\n"),
        en: wordings.map(({ en }) => `- ${en}`).join("\n"),
      },
      certainty: "confirmed",
      source: { resource: "remediation", id: null },
    };
  };
  return [
    of(
      "measures.done",
      { ja: "実施した再発防止策", en: "Measures carried out" },
      true,
    ),
    of(
      "measures.planned",
      { ja: "今後の再発防止策", en: "Measures to come" },
      false,
    ),
  ];
}
