import { Box } from "@mui/material";
import { useTranslate } from "ra-core";
import type { UserState } from "@keii/shared";
import { useZone } from "../app/Incident.js";
import { DayText } from "../app/MomentText.js";
import { daysLeft } from "./days-left.js";

/** So near that somebody should think of it. */
const soon = 14;

/** The last day of an account, with the days left when there are few. */
export function ExpiryText({
  on,
  state,
}: {
  on: string | null;
  state: UserState;
}) {
  const translate = useTranslate();
  const zone = useZone();
  if (on === null)
    return (
      <Box component="span" sx={{ color: "text.secondary" }}>
        {translate("users.noEnd")}
      </Box>
    );
  const left = daysLeft(on, new Date(), zone);
  return (
    <Box component="span" sx={{ whiteSpace: "nowrap" }}>
      <DayText on={on} />
      {state !== "disabled" && left >= 0 && left <= soon && (
        <Box component="span" sx={{ color: "secondary.main", ml: 1 }}>
          {left === 0
            ? translate("users.lastDay")
            : translate("users.daysLeft", { count: left })}
        </Box>
      )}
    </Box>
  );
}
