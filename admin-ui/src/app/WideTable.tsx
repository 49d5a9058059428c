import { Box, type BoxProps } from "@mui/material";

/** Lets a table be scrolled sideways within the page, from the keyboard as well. */
export function WideTable({ label, ...props }: BoxProps & { label: string }) {
  return (
    <Box
      role="group"
      aria-label={label}
      tabIndex={0}
      sx={{ overflowX: "auto" }}
      {...props}
    />
  );
}
