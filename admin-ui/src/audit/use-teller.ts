import { useTranslate } from "ra-core";
import { useMemo } from "react";
import { dayOf, formatMoment, momentOn, type AuditTeller } from "@keii/shared";
import { useLanguage } from "../app/i18n.js";
import { useKnownYear, useZone } from "../app/Incident.js";

/** How entries are told on this screen: its language, its zone, its year. */
export function useTeller(): AuditTeller {
  const translate = useTranslate();
  const language = useLanguage();
  const zone = useZone();
  const year = useKnownYear();
  return useMemo(() => {
    const format = { zone, language, year };
    return {
      translate,
      date: (value) =>
        value.length === 10
          ? formatMoment(momentOn(value), format)
          : formatMoment(
              {
                ...momentOn(dayOf(value, zone)),
                precision: "minute",
                at: value,
              },
              format,
            ),
    };
  }, [translate, language, zone, year]);
}
