import { Alert } from "@mui/material";
import { useTranslate } from "ra-core";
import { useWatch } from "react-hook-form";
import { inLanguage, type Bilingual } from "@keii/shared";
import { useLanguage } from "./i18n.js";
import { useNamedParties } from "./named-parties.js";

/** Tells of bodies that bear the name being typed; it is allowed, but mostly a slip. */
export function Namesakes({ ownId }: { ownId?: string }) {
  const translate = useTranslate();
  const language = useLanguage();
  const officialName = useWatch<Record<string, Bilingual | undefined>>({
    name: "officialName",
  });
  const names = [officialName?.ja, officialName?.en]
    .map((name) => plain(name ?? ""))
    .filter((name) => name !== "");
  const { parties } = useNamedParties(names[0] ?? "", noRole);
  const same = parties.filter(
    (party) =>
      party.id !== ownId &&
      [party.officialName, party.shortName].some(
        (known) =>
          known !== null &&
          [known.ja, known.en].some((name) => names.includes(plain(name))),
      ),
  );
  if (same.length === 0) return null;
  return (
    <Alert severity="warning" sx={{ mt: 1 }}>
      {translate("app.party.namesake", {
        names: same
          .map((party) => inLanguage(party.officialName, language))
          .join(translate("app.comma")),
      })}
    </Alert>
  );
}

const noRole: readonly [] = [];

function plain(name: string): string {
  return name.normalize("NFKC").toLowerCase().trim();
}
