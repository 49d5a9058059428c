import { Box } from "@mui/material";
import { useTranslate } from "ra-core";
import type { ScopeCounts } from "@keii/shared";
import { useCountText } from "../app/use-count-text.js";

/** ＋312件(312人) / −0件(0人): what a change would add and remove, each with its unit. */
export function DeltaText({
  added,
  removed,
}: {
  added: ScopeCounts;
  removed: ScopeCounts;
}) {
  return (
    <Box
      component="span"
      sx={{ fontVariantNumeric: "tabular-nums", fontWeight: 700 }}
    >
      <Side sign="＋" counts={added} />
      {" / "}
      <Side sign="−" counts={removed} />
    </Box>
  );
}

function Side({ sign, counts }: { sign: string; counts: ScopeCounts }) {
  const translate = useTranslate();
  const countText = useCountText();
  return (
    <Box component="span" sx={{ whiteSpace: "nowrap" }}>
      {sign}
      {translate("exposures.delta", {
        cards: countText("cards", counts.cards),
        persons: countText("persons", counts.persons),
      })}
    </Box>
  );
}

/** All four units of one thing, in a row. */
export function CountsText({ counts }: { counts: ScopeCounts }) {
  const translate = useTranslate();
  const countText = useCountText();
  return (
    <Box component="span" sx={{ fontVariantNumeric: "tabular-nums" }}>
      {(["cards", "purchases", "accounts", "persons"] as const)
        .map((unit) => countText(unit, counts[unit]))
        .join(translate("app.comma"))}
    </Box>
  );
}
