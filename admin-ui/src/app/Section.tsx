import { Box, Stack, Typography } from "@mui/material";
import { useId, type ReactNode } from "react";

interface SectionProps {
  /** The heading, in words. */
  title: string;
  /** What may be done here, at its right end. */
  actions?: ReactNode;
  id?: string;
  children: ReactNode;
}

/** A part of a page under its own heading and a thin line. */
export function Section({ title, actions, id, children }: SectionProps) {
  const titleId = useId();
  return (
    <Box component="section" id={id} aria-labelledby={titleId} sx={{ mb: 4 }}>
      <Stack
        direction="row"
        sx={{
          alignItems: "center",
          justifyContent: "space-between",
          borderBottom: 1,
          borderColor: "divider",
          minHeight: 38,
          mb: 1,
          gap: 1,
        }}
      >
        <Typography variant="h2" id={titleId}>
          {title}
        </Typography>
        {actions && (
          <Box className="keii-screen-only" sx={{ display: "flex", gap: 1 }}>
            {actions}
          </Box>
        )}
      </Stack>
      {children}
    </Box>
  );
}
