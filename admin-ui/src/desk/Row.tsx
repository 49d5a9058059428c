import { Box, Typography } from "@mui/material";
import type { ReactNode } from "react";

interface RowProps {
  children: ReactNode;
  /** Below it, smaller. */
  note?: ReactNode;
  /** It was taken back. */
  isBack?: boolean;
  /** What may be done with it, at its end. */
  acts?: ReactNode;
}

/** One record of the desk in a list. */
export function Row({ children, note, isBack = false, acts }: RowProps) {
  return (
    <Box
      component="li"
      sx={{
        display: "flex",
        flexWrap: "wrap",
        alignItems: "center",
        gap: 1,
        py: 0.75,
        borderBottom: 1,
        borderColor: "divider",
      }}
    >
      <Box sx={{ flex: "1 1 18em", minWidth: 0, overflowWrap: "anywhere" }}>
        <Box sx={{ textDecoration: isBack ? "line-through" : undefined }}>
          {children}
        </Box>
        {note && (
          <Typography variant="caption" color="textSecondary" component="div">
            {note}
          </Typography>
        )}
      </Box>
      {acts && <Box className="keii-screen-only">{acts}</Box>}
    </Box>
  );
}
