import { useLocale, useLocaleState } from "ra-core";
import type { I18nProvider } from "ra-core";
import polyglotI18nProvider from "ra-i18n-polyglot";
import english from "ra-language-english";
import japaneseModule from "@bicstone/ra-language-japanese";
import { languages, type Language, type Messages } from "@keii/shared";
import { speak } from "./http.js";
import { savePreferences } from "./sign-in.js";
import { currentUser } from "./session.js";
import { frameworkMessages } from "./framework.messages.js";

/** A CommonJS package: what its default import is depends on who bundles it. */
const japanese =
  (japaneseModule as { default?: typeof japaneseModule }).default ??
  japaneseModule;

/** All words of a language: the framework's, ours over them. */
export function mergeMessages(
  parts: readonly Messages[],
  language: Language,
): Record<string, unknown> {
  const framework = language === "ja" ? japanese : english;
  return Object.assign(
    {},
    framework,
    ...[frameworkMessages, ...parts].map((part) => part[language]),
  ) as Record<string, unknown>;
}

export function createI18nProvider(
  parts: readonly Messages[],
  initial: Language,
): I18nProvider {
  speak(initial);
  document.documentElement.lang = initial;
  const provider = polyglotI18nProvider(
    (locale) => mergeMessages(parts, locale as Language) as never,
    initial,
    languages.map((locale) => ({ locale, name: languageNames[locale] })),
    { allowMissing: import.meta.env.PROD },
  );
  return {
    ...provider,
    changeLocale: (locale, options) => {
      speak(locale as Language);
      document.documentElement.lang = locale;
      return provider.changeLocale(locale, options);
    },
  };
}

/** Each language calls itself by its own name. */
export const languageNames: Record<Language, string> = {
  ja: "日本語",
  en: "English",
};

export function useLanguage(): Language {
  return useLocale() === "en" ? "en" : "ja";
}

/** Switches the language, here at once and on the server for the next sign-in. */
export function useSwitchLanguage(): (language: Language) => Promise<void> {
  const [, setLocale] = useLocaleState();
  return async (language) => {
    setLocale(language);
    if (currentUser()) await savePreferences({ language });
  };
}
