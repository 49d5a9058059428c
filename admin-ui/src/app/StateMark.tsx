import { Box } from "@mui/material";
import type { ReactNode } from "react";

interface StateMarkProps {
  children: ReactNode;
  /** Something has to be done about it. */
  isDue?: boolean;
  /** It is over and rests. */
  isOver?: boolean;
}

/** A state: its word, with a shape before it (filled due, hollow at work, a line when over). Colour comes last. */
export function StateMark({
  children,
  isDue = false,
  isOver = false,
}: StateMarkProps) {
  const shape = isDue ? "◆" : isOver ? "―" : "○";
  return (
    <Box component="span" sx={{ whiteSpace: "nowrap" }}>
      <Box
        component="span"
        aria-hidden
        sx={{ color: isDue ? "secondary.main" : "text.secondary", mr: 0.5 }}
      >
        {shape}
      </Box>
      {children}
    </Box>
  );
}
