import { useCallback } from "react";
import { dayOf, formatMoment, momentOn } from "@keii/shared";
import { useLanguage } from "./i18n.js";
import { useKnownYear, useZone } from "./Incident.js";

/** Writes an instant as people say it, for use within a sentence. */
export function useDateText(): (at: string) => string {
  const language = useLanguage();
  const zone = useZone();
  const year = useKnownYear();
  return useCallback(
    (at) =>
      formatMoment(
        { ...momentOn(dayOf(at, zone)), precision: "minute", at },
        { zone, language, year },
      ),
    [language, zone, year],
  );
}
