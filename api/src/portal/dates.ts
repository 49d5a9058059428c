import type { Language } from "@keii/shared";

const formats = new Map<string, Intl.DateTimeFormat>();

/** 2016年7月19日, or 19 July 2016: the day of an instant in a zone. */
export function dayText(
  instant: string,
  zone: string,
  language: Language,
): string {
  return formatOf(language, zone, false).format(new Date(instant));
}

/** A calendar day `yyyy-mm-dd`, which is the same day everywhere. */
export function calendarDayText(on: string, language: Language): string {
  return dayText(`${on}T00:00:00Z`, "UTC", language);
}

/** 2016年7月19日 14:30, or 19 July 2016 at 14:30. */
export function minuteText(
  instant: string,
  zone: string,
  language: Language,
): string {
  return formatOf(language, zone, true).format(new Date(instant));
}

function formatOf(
  language: Language,
  zone: string,
  hasTime: boolean,
): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${hasTime}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language === "ja" ? "ja-JP" : "en-GB", {
    year: "numeric",
    month: "long",
    day: "numeric",
    ...(hasTime && { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
    timeZone: zone,
  });
  formats.set(key, made);
  return made;
}
