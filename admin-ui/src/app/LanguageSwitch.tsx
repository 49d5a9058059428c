import { Button } from "@mui/material";
import { languageNames, useLanguage, useSwitchLanguage } from "./i18n.js";
import { useTellRefusal } from "./saving.js";

/** The other language, one click away, called by its own name. */
export function LanguageSwitch() {
  const language = useLanguage();
  const switchTo = useSwitchLanguage();
  const tellRefusal = useTellRefusal();
  const other = language === "ja" ? "en" : "ja";
  return (
    <Button
      lang={other}
      onClick={() => void switchTo(other).catch(tellRefusal)}
    >
      {languageNames[other]}
    </Button>
  );
}
