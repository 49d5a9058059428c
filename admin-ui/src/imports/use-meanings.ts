import { useTranslate } from "ra-core";
import {
  customerStatuses,
  inLanguage,
  orderStatuses,
  paymentMethods,
  type ImportKind,
  type Site,
  type WordField,
} from "@keii/shared";
import { useLanguage } from "../app/i18n.js";

/** What a word of a field may mean; a meaning that is no longer among them stays legible. */
export function useMeanings(kind: ImportKind, sites: readonly Site[]) {
  const translate = useTranslate();
  const language = useLanguage();
  return (field: WordField, means: string | null) => {
    const choices =
      field === "site"
        ? sites.map(({ code, name }) => ({
            id: code,
            name: siteName(code, inLanguage(name, language)),
          }))
        : field === "method"
          ? paymentMethods.map((id) => ({
              id: id as string,
              name: translate(`paymentStops.method.${id}`, { _: id }),
            }))
          : kind === "purchases"
            ? orderStatuses.map((id) => ({
                id: id as string,
                name: translate(`imports.status.${id}`),
              }))
            : customerStatuses.map((id) => ({
                id: id as string,
                name: translate(`customers.status.${id}`),
              }));
    return means === null || choices.some(({ id }) => id === means)
      ? choices
      : [...choices, { id: means, name: means }];
  };
}

function siteName(code: string, name: string): string {
  return name === code ? code : `${name} (${code})`;
}
