import { Box, Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import type { ReactNode } from "react";

interface EmptyProps {
  /** Message keys: what belongs here, and an example. */
  title: string;
  text: string;
  example?: string;
  /** The one button to begin. */
  children?: ReactNode;
}

/** Teaches what belongs in a place where nothing is yet. */
export function Empty({ title, text, example, children }: EmptyProps) {
  const translate = useTranslate();
  return (
    <Box sx={{ maxWidth: 560, py: 4, px: 2 }}>
      <Typography variant="h2">{translate(title)}</Typography>
      <Typography sx={{ mt: 0.5 }}>{translate(text)}</Typography>
      {example && (
        <Typography
          variant="body2"
          component="p"
          sx={{
            mt: 1.5,
            pl: 1.5,
            borderLeft: 3,
            borderColor: "divider",
            color: "text.secondary",
            whiteSpace: "pre-line",
          }}
        >
          {translate(example)}
        </Typography>
      )}
      {children && <Box sx={{ mt: 2 }}>{children}</Box>}
    </Box>
  );
}
