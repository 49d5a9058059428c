import type { Bilingual, Language } from "./language.js";
import type { Moment } from "./moment.js";
import { timeOf } from "./moment.js";
import type { ScopeUnit } from "./scope.js";

/** How sure we are. */
export const factCertainties = ["suspected", "probable", "confirmed"] as const;
export type FactCertainty = (typeof factCertainties)[number];

/** A value of the record by its name, as outgoing texts draw it: `{{fact.affected.cards}}`. */
export interface Fact {
  name: string;
  label: Bilingual;
  /** As it is printed, with its unit; null while the record does not say. */
  value: Bilingual | null;
  /** The bare figure, where it is one. Cards and persons are different facts. */
  amount: number | null;
  unit: ScopeUnit | null;
  /** The day the value speaks of. */
  asOf: string | null;
  certainty: FactCertainty;
  /** The record it comes from, by the name of its list. */
  source: { resource: string; id: string | null } | null;
}

/** A value as a text drew it; `name` is its place without the braces. */
export interface DrawnValue {
  name: string;
  text: Bilingual;
  amount: number | null;
  unit: ScopeUnit | null;
  asOf: string | null;
  certainty: FactCertainty | null;
  source: Fact["source"];
}

/** A published value that the record no longer says. */
export interface StaleValue {
  name: string;
  then: Bilingual;
  now: Bilingual | null;
}

const units: Record<
  ScopeUnit,
  { ja: (count: string) => string; en: readonly [one: string, many: string] }
> = {
  cards: { ja: (count) => `${count}件`, en: ["card", "cards"] },
  purchases: {
    ja: (count) => `購入${count}件`,
    en: ["purchase", "purchases"],
  },
  accounts: {
    ja: (count) => `${count}アカウント`,
    en: ["account", "accounts"],
  },
  persons: { ja: (count) => `${count}人`, en: ["person", "persons"] },
};

/** A figure as it is printed: never without its unit. */
export function figureText(unit: ScopeUnit, amount: number): Bilingual {
  const count = amount.toLocaleString("en-US");
  const { ja, en } = units[unit];
  return { ja: ja(count), en: `${count} ${en[amount === 1 ? 0 : 1]}` };
}

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** A calendar day as a letter writes it: `2016年8月12日`, `August 12, 2016`. */
export function formalDay(on: string): Bilingual {
  const [year, month, day] = on.split("-").map(Number) as [
    number,
    number,
    number,
  ];
  return {
    ja: `${year}年${month}月${day}日`,
    en: `${months[month - 1]} ${day}, ${year}`,
  };
}

/** A day with the time of an instant in the zone. */
export function formalTime(on: string, at: string, zone: string): Bilingual {
  const day = formalDay(on);
  const time = timeOf(at, zone);
  const [hour, minute] = time.split(":").map(Number) as [number, number];
  return {
    ja: `${day.ja}${hour}時${minute === 0 ? "" : `${minute}分`}`,
    en: `${day.en}, ${time}`,
  };
}

/** A span as a letter writes it; an end that is null is open. */
export function formalSpan(
  from: Bilingual | null,
  until: Bilingual | null,
): Bilingual | null {
  if (from && until)
    return from.ja === until.ja
      ? from
      : {
          ja: `${from.ja}から${until.ja}まで`,
          en: `from ${from.en} to ${until.en}`,
        };
  if (from) return { ja: `${from.ja}以降`, en: `since ${from.en}` };
  if (until) return { ja: `${until.ja}まで`, en: `until ${until.en}` };
  return null;
}

/**
 * When something happened, to the day and no more exactly than it is known: about with 頃, planned as planned,
 * whatever day it is by now.
 */
export function formalMoment(moment: Moment): Bilingual {
  const start = formalDay(moment.on);
  const end = moment.untilOn === null ? null : formalDay(moment.untilOn);
  const span = end === null ? start : formalSpan(start, end)!;
  switch (moment.precision) {
    case "minute":
    case "day":
      return start;
    case "about":
      return { ja: `${start.ja}頃`, en: `around ${start.en}` };
    case "planned":
      return { ja: `${span.ja}(予定)`, en: `${span.en} (planned)` };
    case "period":
      return end === null ? formalSpan(start, null)! : span;
  }
}

/** Things side by side: `A、B`, `A, B and C`. */
export function formalList(items: readonly Bilingual[]): Bilingual {
  const side = (language: Language) =>
    items.map((item) => item[language]).filter((text) => text !== "");
  const en = side("en");
  return {
    ja: side("ja").join("、"),
    en:
      en.length < 2
        ? en.join("")
        : `${en.slice(0, -1).join(", ")} and ${en.at(-1)!}`,
  };
}
