import { useResourceContext, useTranslate } from "ra-core";
import { formatMoment, type Bilingual, type Moment } from "@keii/shared";
import { useKnownYear, useZone } from "./Incident.js";
import { useLanguage } from "./i18n.js";

/** Fields and their values in words: enums by `<resource>.<field>.<value>`, moments, both languages, yes and no. */
export function useValueText(
  own?: (field: string, value: unknown) => string | undefined,
) {
  const resource = useResourceContext() ?? "";
  const translate = useTranslate();
  const language = useLanguage();
  const zone = useZone();
  const year = useKnownYear();

  const word = (field: string, value: string): string => {
    const fallback = translate(`${field}.${value}`, { _: value });
    return /^[\w-]+$/.test(value)
      ? translate(`${resource}.${field}.${value}`, { _: fallback })
      : value;
  };

  const plain = (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === "")
      return translate("app.none");
    if (typeof value === "boolean")
      return translate(`ra.boolean.${String(value)}`);
    if (typeof value === "string") return word(field, value);
    if (typeof value === "number") return String(value);
    if (Array.isArray(value))
      return value.length === 0
        ? translate("app.none")
        : value.map((item) => plain(field, item)).join(", ");
    if (isMoment(value)) return formatMoment(value, { zone, language, year });
    if (isBilingual(value))
      return [...new Set([value.ja, value.en])].filter(Boolean).join(" / ");
    return JSON.stringify(value, null, 1);
  };

  return {
    label: (field: string) =>
      translate(`resources.${resource}.fields.${field}`, { _: field }),
    value: (field: string, value: unknown) =>
      own?.(field, value) ?? plain(field, value),
  };
}

function isMoment(value: unknown): value is Moment {
  return typeof value === "object" && value !== null && "precision" in value;
}

function isBilingual(value: unknown): value is Bilingual {
  return typeof value === "object" && value !== null && "ja" in value;
}
