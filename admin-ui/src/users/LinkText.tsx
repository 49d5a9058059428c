import { Box, Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import type { OneTimeLink } from "@keii/shared";
import { CopyButton } from "../app/CopyButton.js";
import { useDateText } from "../app/use-date-text.js";

/** A one-time link with its copy button and how long it works. */
export function LinkText({ link, name }: { link: OneTimeLink; name: string }) {
  const translate = useTranslate();
  const dateText = useDateText();
  return (
    <Box>
      <Box sx={{ display: "flex", alignItems: "start", gap: 0.5 }}>
        <Box
          component="code"
          sx={{ fontSize: "0.8125rem", wordBreak: "break-all", pt: 0.5 }}
        >
          {link.url}
        </Box>
        <CopyButton
          text={link.url}
          label={translate("users.link.copy", { name })}
        />
      </Box>
      <Typography variant="caption" color="textSecondary">
        {translate("users.link.expires", { date: dateText(link.expiresAt) })}
      </Typography>
    </Box>
  );
}
