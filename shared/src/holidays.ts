import japan from "@holiday-jp/holiday_jp/lib/holidays.js";
import type { Bilingual } from "./language.js";

/** Whose public holidays a desk keeps; `JP` knows those of 1970 to 2050. */
export const holidayCalendars = ["JP"] as const;
export type HolidayCalendar = (typeof holidayCalendars)[number];

const ofJapan = new Map<string, { name: string; name_en: string }>(
  Object.entries(japan),
);

/** The calendar of the country a zone is the time of; null where none is kept. */
export function holidaysOf(zone: string): HolidayCalendar | null {
  return zone === "Asia/Tokyo" || zone === "Japan" ? "JP" : null;
}

/** The name of the public holiday on a day; null where it is none. A day in lieu is one, too. */
export function holidayOn(
  calendar: HolidayCalendar | null,
  on: string,
): Bilingual | null {
  const holiday = calendar === "JP" ? ofJapan.get(on) : undefined;
  return holiday ? { ja: holiday.name, en: holiday.name_en } : null;
}
