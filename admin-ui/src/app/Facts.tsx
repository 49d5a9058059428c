import { Box, Typography } from "@mui/material";
import type { ReactNode } from "react";

/** Names and values, one line each; the names line up. */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <Box
      component="dl"
      sx={{
        display: "grid",
        gridTemplateColumns: {
          xs: "minmax(0, 1fr)",
          sm: "fit-content(13em) minmax(0, 1fr)",
        },
        columnGap: 3,
        rowGap: { xs: 0, sm: 0.75 },
        m: 0,
        "& dd": { m: 0, mb: { xs: 1, sm: 0 }, minWidth: 0 },
      }}
    >
      {children}
    </Box>
  );
}

export function Fact({
  name,
  children,
}: {
  name: string;
  children: ReactNode;
}) {
  return (
    <>
      <Typography component="dt" variant="body2" color="textSecondary">
        {name}
      </Typography>
      <Typography component="dd" variant="body2">
        {children}
      </Typography>
    </>
  );
}
