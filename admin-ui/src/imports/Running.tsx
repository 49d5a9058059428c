import { Box, LinearProgress, Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import type { ImportBatch } from "@keii/shared";
import { Section } from "../app/Section.js";
import { useSizeText } from "../app/use-size-text.js";
import { shareRead } from "./BatchState.js";
import { numberText } from "./number-text.js";

/** A batch that waits its turn or is being read: how far it is. */
export function Running({ batch }: { batch: ImportBatch }) {
  const translate = useTranslate();
  const sizeText = useSizeText();
  const { state, isDryRun, bytesRead, size, rows } = batch;
  const share = shareRead(batch);
  const isRead = state === "running" && share === 1;
  const title = translate(
    isDryRun ? "imports.running.check" : "imports.running.import",
  );
  const words =
    state === "queued"
      ? translate("imports.running.queued")
      : translate("imports.running.read", {
          read: sizeText(bytesRead),
          size: sizeText(size),
          rows: numberText(rows),
        });
  return (
    <Section title={title}>
      <Box sx={{ maxWidth: 640 }}>
        <LinearProgress
          variant={
            state === "queued" || isRead ? "indeterminate" : "determinate"
          }
          value={Math.floor(share * 100)}
          aria-label={title}
          sx={{ height: 8, mb: 1 }}
        />
        <Typography>{words}</Typography>
        <Typography color="textSecondary" variant="body2">
          {translate(
            isRead ? "imports.running.merging" : "imports.running.hint",
          )}
        </Typography>
      </Box>
    </Section>
  );
}
