import { Box, Typography } from "@mui/material";
import { TextInput, useTranslate } from "react-admin";
import { useWatch } from "react-hook-form";
import { languages, type Bilingual } from "@keii/shared";
import { asText } from "../app/choices.js";
import { languageNames } from "../app/i18n.js";
import { useSources } from "./records.js";
import { TextFindings, TextPreview } from "./TextPreview.js";

/** A text with merge fields in both languages, each beside what the public will read. */
export function WrittenText({
  source,
  label,
  minRows = 4,
}: {
  source: string;
  /** Message key. */
  label: string;
  minRows?: number;
}) {
  const translate = useTranslate();
  const sources = useSources();
  const value = useWatch<Record<string, Bilingual | undefined>>({
    name: source,
  });
  return (
    <Box role="group" aria-label={translate(label)} sx={{ mt: 2 }}>
      <Typography variant="h3" component="h3">
        {translate(label)}
      </Typography>
      {languages.map((language) => {
        const text = value?.[language] ?? "";
        return (
          <Box
            key={language}
            sx={{
              display: "grid",
              columnGap: 3,
              mb: 2,
              gridTemplateColumns: {
                xs: "minmax(0, 1fr)",
                lg: "minmax(0, 1fr) minmax(0, 1fr)",
              },
            }}
          >
            <TextInput
              source={`${source}.${language}`}
              label={languageNames[language]}
              parse={asText}
              multiline
              minRows={minRows}
              maxRows={40}
            />
            <Box
              sx={{
                borderLeft: { lg: 1 },
                borderColor: { lg: "divider" },
                pl: { lg: 3 },
                minWidth: 0,
              }}
            >
              {text !== "" && (
                <Typography variant="caption" color="textSecondary">
                  {translate("publication.preview")}
                </Typography>
              )}
              {sources && (
                <>
                  <TextFindings
                    text={text}
                    language={language}
                    sources={sources}
                  />
                  <TextPreview
                    text={text}
                    language={language}
                    sources={sources}
                  />
                </>
              )}
            </Box>
          </Box>
        );
      })}
    </Box>
  );
}
