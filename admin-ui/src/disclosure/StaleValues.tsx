import { Alert, Box } from "@mui/material";
import { useTranslate } from "ra-core";
import { inLanguage, type StaleValue } from "@keii/shared";
import { useLanguage } from "../app/i18n.js";

/** What the public reads and the record no longer says: then and now. */
export function StaleValues({ values }: { values: readonly StaleValue[] }) {
  const translate = useTranslate();
  const language = useLanguage();
  if (values.length === 0) return null;
  return (
    <Alert severity="warning" sx={{ mb: 2 }}>
      {translate("publication.stale", { smart_count: values.length })}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {values.map(({ name, then, now }) => (
          <li key={name}>
            <code>{name}</code>{" "}
            {translate("publication.stale.value", {
              then: inLanguage(then, language),
              now: now
                ? inLanguage(now, language)
                : translate("publication.merge.none"),
            })}
          </li>
        ))}
      </Box>
    </Alert>
  );
}
