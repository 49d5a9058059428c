import { useTranslate } from "ra-core";
import { useCallback } from "react";
import type {
  Exposure,
  ExposureSubject,
  OrderStatus,
  PaymentMethod,
  PinnedExposure,
} from "@keii/shared";
import { useLanguage } from "../app/i18n.js";
import { windowText } from "./exposure-text.js";
import { windowOf, type Window } from "./window.js";

/** What a card says of an exposure, of the record or as a run saw it. */
export interface Told {
  name: string;
  subject: ExposureSubject;
  window: Window;
  siteCount: number;
  baseCount: number;
  methods: readonly PaymentMethod[];
  statuses: readonly OrderStatus[];
  hasList: boolean;
}

export function toldOf(exposure: Exposure): Told {
  const { siteIds, memberBaseIds, givenListId } = exposure;
  return {
    ...exposure,
    window: exposure,
    siteCount: siteIds.length,
    baseCount: memberBaseIds.length,
    hasList: givenListId !== null,
  };
}

export function toldOfPinned(pinned: PinnedExposure): Told {
  return {
    ...pinned,
    window: windowOf(pinned),
    siteCount: pinned.siteNos.length,
    baseCount: pinned.baseNos.length,
    hasList: pinned.givenListNo !== null,
  };
}

/** One sentence for an exposure: "Webサーバ経由: 2016/5/20–8/14、7サイト、カード決済". */
export function useExposureSentence(): (told: Told) => string {
  const conditions = useConditions();
  const translate = useTranslate();
  return useCallback(
    (told) => [told.name, translate("app.colon"), conditions(told)].join(""),
    [conditions, translate],
  );
}

/** The conditions alone, without the name. */
export function useConditions(): (told: Told) => string {
  const translate = useTranslate();
  const language = useLanguage();
  return useCallback(
    (told) => {
      const { subject, window, siteCount, baseCount, methods, statuses } = told;
      const span = windowText(window, language);
      const comma = translate("app.comma");
      const named = (words: readonly string[], prefix: string) =>
        words.map((word) => translate(`${prefix}.${word}`));
      const days = span ?? translate("exposures.says.anyDay");
      const parts =
        subject === "customers"
          ? [translate("exposures.says.registered", { days })]
          : [
              days,
              siteCount === 0
                ? translate("exposures.says.allSites")
                : translate("exposures.says.sites", { smart_count: siteCount }),
              methodsText(named(methods, "paymentStops.method"), translate),
            ];
      const isUsual = statuses.length === 1 && statuses[0] === "completed";
      if (subject === "purchases" && !isUsual)
        parts.push(
          named(statuses, "imports.status").join(
            translate("exposures.says.and"),
          ),
        );
      if (baseCount > 0)
        parts.push(
          translate("exposures.says.bases", { smart_count: baseCount }),
        );
      if (told.hasList) parts.push(translate("exposures.says.list"));
      return parts.join(comma);
    },
    [language, translate],
  );
}

function methodsText(
  words: readonly string[],
  translate: (key: string, values?: object) => string,
): string {
  if (words.length === 0) return translate("exposures.says.allMethods");
  if (words.length > 3)
    return translate("exposures.says.methodCount", {
      smart_count: words.length,
    });
  return translate("exposures.says.methods", {
    methods: words.join(translate("exposures.says.and")),
  });
}
