import { Box } from "@mui/material";
import { useTranslate } from "ra-core";
import { InstantText } from "./MomentText.js";
import { useSettings } from "./settings.js";

/** Says that this is the demo, and on which day it pretends to be. */
export function Banners() {
  const settings = useSettings();
  const translate = useTranslate();
  if (!settings?.demo && !settings?.demoClock) return null;
  return (
    <Box
      component="aside"
      aria-label={translate("app.about")}
      className="keii-screen-only"
      sx={{
        bgcolor: "action.hover",
        borderBottom: 1,
        borderColor: "divider",
        px: 2,
        py: 0.25,
        fontSize: "0.8125rem",
        textAlign: "center",
      }}
    >
      {settings.demo && translate("app.demo")}{" "}
      {settings.demoClock && (
        <>
          {translate("app.demoClock")}{" "}
          <b>
            <InstantText at={settings.demoClock} />
          </b>
        </>
      )}
    </Box>
  );
}
