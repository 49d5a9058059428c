import { Box, Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import { inLanguage, type Sources } from "@keii/shared";
import { CopyButton } from "../app/CopyButton.js";
import { useLanguage } from "../app/i18n.js";

/** Everything a text can draw on, each with what it says now and how sure that is. */
export function MergeFields({
  sources,
  hasPassages = true,
}: {
  sources: Sources;
  hasPassages?: boolean;
}) {
  const translate = useTranslate();
  const language = useLanguage();
  return (
    <Box component="details" sx={{ my: 1 }}>
      <Box component="summary" sx={{ cursor: "pointer", py: 0.5 }}>
        {translate("publication.merge")}
      </Box>
      <Typography variant="body2" color="textSecondary">
        {translate("publication.merge.hint")}
      </Typography>
      <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0 }}>
        {hasPassages &&
          sources.passages.map(({ key, approved, newest }) => (
            <Field
              key={key}
              place={`{{passage.${key}}}`}
              label={translate("publication.merge.passage")}
              value={inLanguage((approved ?? newest).text, language)}
              note={
                approved === null ? translate("passages.notApproved") : null
              }
            />
          ))}
        {sources.facts.map(({ name, label, value, certainty }) => (
          <Field
            key={name}
            place={`{{fact.${name}}}`}
            label={inLanguage(label, language)}
            value={
              value
                ? inLanguage(value, language)
                : translate("publication.merge.none")
            }
            note={value ? translate(`facts.certainty.${certainty}`) : null}
          />
        ))}
      </Box>
    </Box>
  );
}

function Field({
  place,
  label,
  value,
  note,
}: {
  place: string;
  label: string;
  value: string;
  note: string | null;
}) {
  return (
    <Box
      component="li"
      sx={{
        display: "flex",
        gap: 1,
        alignItems: "flex-start",
        borderBottom: 1,
        borderColor: "divider",
        py: 0.5,
      }}
    >
      <CopyButton text={place} label={place} />
      <Box sx={{ minWidth: 0, overflowWrap: "anywhere" }}>
        <Typography variant="body2">
          {label}: <b>{value.length > 80 ? `${value.slice(0, 80)}…` : value}</b>
        </Typography>
        <Typography variant="caption" color="textSecondary">
          <code>{place}</code>
          {note !== null && ` ${note}`}
        </Typography>
      </Box>
    </Box>
  );
}
