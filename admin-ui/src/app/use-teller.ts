import { useTranslate } from "ra-core";
import { useMemo } from "react";
import { formatMoment, momentOn, type AuditTeller } from "@keii/shared";
import { useLanguage } from "./i18n.js";
import { useKnownYear } from "./Incident.js";
import { useDateText } from "./use-date-text.js";

/** How entries are told on this screen: its language, its zone, its year. */
export function useTeller(): AuditTeller {
  const translate = useTranslate();
  const language = useLanguage();
  const year = useKnownYear();
  const dateText = useDateText();
  return useMemo(
    () => ({
      translate,
      date: (value) =>
        value.length === 10
          ? formatMoment(momentOn(value), { zone: "UTC", language, year })
          : dateText(value),
    }),
    [translate, language, year, dateText],
  );
}
