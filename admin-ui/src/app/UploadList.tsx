import CloseIcon from "@mui/icons-material/Close";
import ReplayIcon from "@mui/icons-material/ReplayOutlined";
import { Box, IconButton, LinearProgress, Stack } from "@mui/material";
import { useTranslate } from "ra-core";
import { safeFileName } from "@keii/shared";
import { useSizeText } from "./use-size-text.js";
import type { Uploads } from "./use-uploads.js";

/** What is on its way, how far it is, and the way to take it back. */
export function UploadList({ uploads }: { uploads: Uploads }) {
  const translate = useTranslate();
  const sizeText = useSizeText();
  if (uploads.list.length === 0) return null;
  return (
    <Box component="ul" sx={{ listStyle: "none", p: 0, m: 0 }}>
      {uploads.list.map(({ key, file, progress, arrived, hasFailed }) => {
        const name = safeFileName(file.name);
        const percent = Math.floor(progress * 100);
        const words = hasFailed
          ? translate("app.files.failed")
          : arrived
            ? translate("app.files.arrived")
            : translate("app.files.sending", { percent });
        return (
          <Stack
            key={key}
            component="li"
            direction="row"
            sx={{ alignItems: "center", gap: 1, minHeight: 36 }}
          >
            <Box
              sx={{
                flex: "0 1 auto",
                minWidth: 0,
                overflow: "hidden",
                textOverflow: "ellipsis",
                whiteSpace: "nowrap",
              }}
            >
              {name}
            </Box>
            <Box component="small" sx={{ flex: "none" }}>
              {sizeText(file.size)} · {words}
            </Box>
            {!arrived && !hasFailed && (
              <LinearProgress
                variant="determinate"
                value={percent}
                aria-label={translate("app.files.progressOf", { name })}
                sx={{ flex: "1 1 4rem", minWidth: 40 }}
              />
            )}
            {hasFailed && (
              <IconButton
                size="small"
                aria-label={translate("app.files.retryOf", { name })}
                onClick={() => uploads.retry(key)}
              >
                <ReplayIcon fontSize="small" />
              </IconButton>
            )}
            <IconButton
              size="small"
              aria-label={translate(
                arrived ? "app.files.removeOf" : "app.files.cancelOf",
                { name },
              )}
              onClick={() => uploads.remove(key)}
            >
              <CloseIcon fontSize="small" />
            </IconButton>
          </Stack>
        );
      })}
    </Box>
  );
}
