import { planOf, spansOf, type Language } from "@keii/shared";
import { dayOf } from "../platform/clock/clock.js";
import { hoursOf } from "./desk.js";
import type { PublishedDesk } from "./published.js";

/** When somebody may be called back. */
export interface CallBackSlot {
  from: string;
  until: string;
  label: string;
}

const slotMilliseconds = 2 * 3_600_000;
/** Nobody is promised a call sooner. */
const notice = 3_600_000;
const openDays = 5;
const horizonDays = 21;
const dayMilliseconds = 86_400_000;

/** Stretches of two hours in which the desk is open, on the next days that it is. */
export function callBackSlots(
  desk: PublishedDesk | null,
  now: Date,
  language: Language,
): CallBackSlot[] {
  if (!desk) return [];
  const hours = hoursOf(desk);
  const first = Date.parse(`${dayOf(now, desk.zone)}T00:00:00Z`);
  const slots: CallBackSlot[] = [];
  for (let day = 0, open = 0; day < horizonDays && open < openDays; day++) {
    const on = new Date(first + day * dayMilliseconds)
      .toISOString()
      .slice(0, 10);
    const before = slots.length;
    for (const { start, end } of spansOf(planOf(hours, on), desk.zone))
      for (let from = start; from < end; from += slotMilliseconds) {
        const until = Math.min(from + slotMilliseconds, end);
        if (from < now.getTime() + notice) continue;
        slots.push({
          from: new Date(from).toISOString(),
          until: new Date(until).toISOString(),
          label: callBackText({ from, until }, desk.zone, language),
        });
      }
    if (slots.length > before) open++;
  }
  return slots;
}

/** 7月21日(木) 10:00〜12:00 */
export function callBackText(
  { from, until }: { from: number | string; until: number | string },
  zone: string,
  language: Language,
): string {
  const locale = language === "ja" ? "ja-JP" : "en-GB";
  const time = new Intl.DateTimeFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  });
  const day = new Intl.DateTimeFormat(locale, {
    month: "long",
    day: "numeric",
    weekday: "short",
    timeZone: zone,
  });
  const [begin, end] = [new Date(from), new Date(until)];
  const dash = language === "ja" ? "〜" : "–";
  return `${day.format(begin)} ${time.format(begin)}${dash}${time.format(end)}`;
}
