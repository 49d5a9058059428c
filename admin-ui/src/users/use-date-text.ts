import { dayOf, formatMoment, momentOn } from "@keii/shared";
import { useLanguage } from "../app/i18n.js";
import { useKnownYear, useZone } from "../app/Incident.js";

/** Writes an instant as people say it, for use within a sentence. */
export function useDateText(): (at: string) => string {
  const language = useLanguage();
  const zone = useZone();
  const year = useKnownYear();
  return (at) =>
    formatMoment(
      { ...momentOn(dayOf(at, zone)), precision: "minute", at },
      { zone, language, year },
    );
}
