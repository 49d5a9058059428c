import { Box, ButtonBase } from "@mui/material";
import { useTranslate } from "ra-core";
import { shades } from "./BarChart.js";
import type { Series } from "./purchase-bars.js";
import { useSeriesName, type By } from "./use-bar-words.js";

/** Which shade is what, in the order they are stacked; pressed, one of them is shown alone. */
export function Legend({
  by,
  series,
  only,
  onOnly,
}: {
  by: By;
  series: Series[];
  only: Series | undefined;
  onOnly: (series: Series | undefined) => void;
}) {
  const translate = useTranslate();
  const nameOf = useSeriesName(by);
  return (
    <Box
      role="group"
      aria-label={translate("scope.picture.legend")}
      sx={{ display: "flex", flexWrap: "wrap", columnGap: 1 }}
    >
      {series.map((key, place) => {
        const isOnly = key === only;
        return (
          <ButtonBase
            key={key ?? ""}
            aria-pressed={isOnly}
            title={translate("scope.picture.only")}
            onClick={() => onOnly(isOnly ? undefined : key)}
            sx={{
              gap: 0.75,
              px: 0.5,
              minHeight: 28,
              fontSize: 13,
              borderBottom: 2,
              borderColor: isOnly ? "text.primary" : "transparent",
              color:
                only === undefined || isOnly
                  ? "text.primary"
                  : "text.secondary",
            }}
          >
            <Box
              component="span"
              aria-hidden
              sx={{ position: "relative", width: 14, height: 14, border: 1 }}
            >
              <Box
                component="span"
                sx={{
                  position: "absolute",
                  inset: 0,
                  bgcolor: "currentColor",
                  opacity: shades[place],
                }}
              />
            </Box>
            {nameOf(key)}
          </ButtonBase>
        );
      })}
    </Box>
  );
}
