import type { Language } from "@keii/shared";
import polyglotI18nProvider from "ra-i18n-polyglot";
import { mergeMessages } from "../../admin-ui/src/app/i18n.js";
import { messages } from "../../admin-ui/src/resources.js";

export type Words = (key: string, values?: Record<string, unknown>) => string;

/** The console's own words, so that a test finds a button by what it says in either language. */
export function wordsOf(language: Language): Words {
  const provider = polyglotI18nProvider(
    (locale) => mergeMessages(messages, locale as Language) as never,
    language,
  );
  return (key, values) => {
    const words = provider.translate(key, values);
    if (words === key) throw new Error(`no words for ${key}`);
    return words;
  };
}

/** The first parts of all message keys: whatever looks like a key of one of them is one. */
export function keyPrefixes(): string[] {
  const parts = messages.flatMap(({ ja }) => Object.keys(ja));
  return ["ra", ...new Set(parts.map((key) => key.split(".")[0] ?? key))];
}
