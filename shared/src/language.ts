export const languages = ["ja", "en"] as const;
export type Language = (typeof languages)[number];

/** A text in both languages of the product; at least one side is filled. */
export interface Bilingual {
  ja: string;
  en: string;
}

/** Words of one part of the product: key → text, the same keys in both languages. */
export type Messages = Record<Language, Record<string, string>>;

/** The side of a bilingual text for a reader, or the other one where it is empty. */
export function inLanguage(
  text: Bilingual | null | undefined,
  language: Language,
): string {
  if (!text) return "";
  const other = language === "ja" ? "en" : "ja";
  return text[language] || text[other];
}

/** Fills `%{name}` places of a message. */
export function fillMessage(
  message: string,
  values: Record<string, unknown> = {},
): string {
  return message.replace(/%\{(\w+)\}/g, (place, name: string) =>
    name in values ? String(values[name]) : place,
  );
}
