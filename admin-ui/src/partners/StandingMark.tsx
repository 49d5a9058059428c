import { Box } from "@mui/material";
import { useTranslate } from "ra-core";
import type { PartnerStanding } from "@keii/shared";

/** Only a promise is a filled shape; what was merely asked for stays hollow. */
const shapes: Record<PartnerStanding, string> = {
  requested: "○",
  promised: "●",
  partly: "◐",
  refused: "×",
  unknown: "？",
  withdrawn: "―",
};

/** How a request stands, by its word and a shape of its own. */
export function StandingMark({ standing }: { standing: PartnerStanding }) {
  const translate = useTranslate();
  return (
    <Box component="span" sx={{ whiteSpace: "nowrap" }}>
      <Box
        component="span"
        aria-hidden
        sx={{ display: "inline-block", width: "1.3em" }}
      >
        {shapes[standing]}
      </Box>
      {translate(`partners.standing.${standing}`)}
    </Box>
  );
}
