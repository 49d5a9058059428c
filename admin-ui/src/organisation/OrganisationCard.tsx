import { Box, Typography } from "@mui/material";
import { useGetOne, useTranslate } from "ra-core";
import type { Organisation } from "@keii/shared";
import { Failure } from "../app/Failure.js";
import { useValueText } from "../app/value-text.js";
import { sections } from "./sections.js";
import { useOrganisationValue } from "./use-organisation-value.js";

/** The company for those who may read it but not change it. */
export function OrganisationCard() {
  const translate = useTranslate();
  const { label, value } = useValueText(useOrganisationValue());
  const { data, error } = useGetOne<Organisation>("organisation", {
    id: "organisation",
  });
  if (error) return <Failure error={error} />;
  if (!data) return null;
  return sections.map(({ name, fields }) => (
    <Box component="section" key={name} sx={{ mb: 3 }}>
      <Typography variant="h2">
        {translate(`organisation.section.${name}`)}
      </Typography>
      <Box
        component="dl"
        sx={{
          m: 0,
          display: "grid",
          gridTemplateColumns: { xs: "1fr", sm: "14em 1fr" },
          columnGap: 3,
          rowGap: 0.5,
        }}
      >
        {fields.map((field) => (
          <Box key={field} sx={{ display: "contents" }}>
            <Box component="dt" sx={{ color: "text.secondary" }}>
              {label(field)}
            </Box>
            <Box component="dd" sx={{ m: 0, whiteSpace: "pre-line" }}>
              {value(field, data[field])}
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  ));
}
