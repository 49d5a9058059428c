import { useLocaleState, useRemoveFromStore, useStore } from "ra-core";
import { useEffect } from "react";
import { useSignedInUser } from "./session.js";

/** Language and theme are those the signed-in user chose, on whichever machine. */
export function FollowPreferences() {
  const user = useSignedInUser();
  const language = user?.language;
  const theme = user?.theme;
  const [, setLocale] = useLocaleState();
  const [, setTheme] = useStore<string>("theme");
  const forget = useRemoveFromStore();
  useEffect(() => {
    if (language) setLocale(language);
  }, [language, setLocale]);
  useEffect(() => {
    if (theme === "system") forget("theme");
    else if (theme) setTheme(theme);
  }, [theme, setTheme, forget]);
  return null;
}
