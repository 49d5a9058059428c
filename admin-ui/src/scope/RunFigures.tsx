import { Box, Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import { scopeUnits, type ScopeCounts, type ScopeFigures } from "@keii/shared";
import { numberText, useCountText } from "../app/use-count-text.js";

/** How many are affected, in every unit; then who is apart. */
export function RunFigures({ figures }: { figures: ScopeFigures }) {
  const translate = useTranslate();
  const countText = useCountText();
  const { affected, unlisted, notAffected, unknownCustomers } = figures;
  return (
    <Box sx={{ fontVariantNumeric: "tabular-nums", mb: 1.5 }}>
      <BigCounts counts={affected} />
      <Typography
        variant="body2"
        color="textSecondary"
        component="ul"
        sx={{
          listStyle: "none",
          p: 0,
          m: 0,
          mt: 0.5,
          display: "flex",
          flexWrap: "wrap",
          columnGap: 2.5,
        }}
      >
        {unlisted.accounts > 0 && (
          <li>
            {translate("scope.verdict.unlisted")}{" "}
            {countText("accounts", unlisted.accounts)}
          </li>
        )}
        <li>
          {translate("scope.verdict.not_affected")}{" "}
          {countText("accounts", notAffected.accounts)}
        </li>
        {unknownCustomers > 0 && (
          <li>
            {translate("scope.unknownCustomers", {
              count: countText("accounts", unknownCustomers),
            })}
          </li>
        )}
      </Typography>
    </Box>
  );
}

function BigCounts({ counts }: { counts: ScopeCounts }) {
  const translate = useTranslate();
  return (
    <Box
      component="dl"
      sx={{
        display: "flex",
        flexWrap: "wrap",
        columnGap: 4,
        rowGap: 0.5,
        m: 0,
      }}
    >
      {scopeUnits.map((unit) => (
        <Box
          key={unit}
          sx={{ display: "flex", flexDirection: "column-reverse" }}
        >
          <Typography component="dt" variant="body2" color="textSecondary">
            {translate(`scope.unit.${unit}`)}
          </Typography>
          <Typography
            component="dd"
            sx={{
              m: 0,
              fontSize: unit === "cards" ? "1.75rem" : "1.25rem",
              fontWeight: unit === "cards" ? 700 : 400,
              lineHeight: 1.25,
            }}
          >
            {numberText(counts[unit])}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}
