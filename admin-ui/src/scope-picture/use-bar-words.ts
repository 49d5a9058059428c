import { useTranslate } from "ra-core";
import { useCallback, useMemo } from "react";
import { inLanguage } from "@keii/shared";
import { useLanguage } from "../app/i18n.js";
import { dayAt } from "../app/picture-scale.js";
import { dayText } from "../exposures/exposure-text.js";
import { useSites } from "../exposures/records.js";
import { endOf, type Bar, type BarUnit, type Series } from "./purchase-bars.js";

export type By = "method" | "site";

/** What a series is called: a way to pay, or a site by its name. */
export function useSeriesName(by: By): (series: Series) => string {
  const translate = useTranslate();
  const language = useLanguage();
  const sites = useSites();
  const names = useMemo(
    () =>
      new Map(
        sites?.map(({ code, name }) => [code, inLanguage(name, language)]),
      ),
    [sites, language],
  );
  return useCallback(
    (series) => {
      if (series === null) return translate("scope.picture.others");
      return by === "method"
        ? translate(`paymentStops.method.${series}`, { _: series })
        : names.get(series) || series;
    },
    [by, names, translate],
  );
}

/** The days a bar is of. */
export function useBarDays(): (
  bar: Pick<Bar, "start">,
  unit: BarUnit,
) => string {
  const translate = useTranslate();
  const language = useLanguage();
  return useCallback(
    ({ start }, unit) => {
      const first = dayText(dayAt(start), language);
      if (unit === "day") return first;
      const last = dayText(dayAt(endOf(unit, start) - 1), language, false);
      return translate("scope.picture.span", { first, last });
    },
    [language, translate],
  );
}
