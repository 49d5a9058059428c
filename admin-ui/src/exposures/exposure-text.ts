import { dayOf, timeOf, type Language } from "@keii/shared";
import type { Window } from "./window.js";

/** ① to ⑳; further on in brackets. */
export function circled(no: number): string {
  return no >= 1 && no <= 20 ? String.fromCodePoint(0x245f + no) : `(${no})`;
}

/** A calendar day as a card writes it: `2016/5/20`, `May 20, 2016`. */
export function dayText(
  on: string,
  language: Language,
  hasYear = true,
): string {
  const [year, month, day] = on.split("-").map(Number) as [
    number,
    number,
    number,
  ];
  if (language === "ja") return `${hasYear ? `${year}/` : ""}${month}/${day}`;
  return new Intl.DateTimeFormat("en-US", {
    timeZone: "UTC",
    month: "short",
    day: "numeric",
    ...(hasYear && { year: "numeric" }),
  }).format(Date.UTC(year, month - 1, day));
}

function endText(
  on: string,
  at: string | null,
  zone: string,
  language: Language,
  hasYear: boolean,
): string {
  if (at === null) return dayText(on, language, hasYear);
  return `${dayText(dayOf(at, zone), language, hasYear)} ${timeOf(at, zone)}`;
}

/** A window in the fewest words: `2016/5/20–8/14`, `May 20 – Aug 14, 2016`; null where it is open at both ends. */
export function windowText(window: Window, language: Language): string | null {
  const { zone, fromOn, fromAt, untilOn, untilAt } = window;
  const isJapanese = language === "ja";
  if (fromOn === null && untilOn === null) return null;
  if (untilOn === null) {
    const from = endText(fromOn!, fromAt, zone, language, true);
    return isJapanese ? `${from}〜` : `from ${from}`;
  }
  const isOneYear = fromOn?.slice(0, 4) === untilOn.slice(0, 4);
  const hasUntilYear = !isJapanese || !isOneYear;
  const until = endText(untilOn, untilAt, zone, language, hasUntilYear);
  if (fromOn === null) {
    const whole = endText(untilOn, untilAt, zone, language, true);
    return isJapanese ? `〜${whole}` : `until ${whole}`;
  }
  const hasFromYear = isJapanese || !isOneYear;
  const from = endText(fromOn, fromAt, zone, language, hasFromYear);
  return isJapanese ? `${from}–${until}` : `${from} – ${until}`;
}
