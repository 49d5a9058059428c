import { Box, Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import { inLanguage } from "@keii/shared";
import { useLanguage } from "../app/i18n.js";
import { InstantText } from "../app/MomentText.js";
import { Section } from "../app/Section.js";
import { useEditions } from "./records.js";

/** Everything that was ever published, the newest first. */
export function Editions() {
  const translate = useTranslate();
  const language = useLanguage();
  const editions = useEditions();
  if (!editions || editions.length === 0) return null;
  return (
    <Box sx={{ mt: 4 }}>
      <Section title={translate("publication.editions")}>
        {editions.map((edition) => (
          <Box key={edition.id} sx={{ mb: 1.5, overflowWrap: "anywhere" }}>
            <b>{translate("publication.edition", { no: edition.no })}</b>{" "}
            <InstantText at={edition.publishedAt} />{" "}
            {translate("publication.edition.by", {
              asked: edition.askedBy?.name ?? "",
              approved: edition.approvedBy?.name ?? "",
            })}
            {edition.note && (
              <Typography variant="body2">
                {inLanguage(edition.note, language)}
              </Typography>
            )}
            {edition.takenDown.map(({ at, reason }) => (
              <Typography key={at} variant="body2">
                {translate("publication.edition.takenDown", { reason })}{" "}
                <InstantText at={at} />
              </Typography>
            ))}
            <Typography variant="caption" color="textSecondary" component="p">
              SHA-256 {edition.sha256}
            </Typography>
          </Box>
        ))}
      </Section>
    </Box>
  );
}
