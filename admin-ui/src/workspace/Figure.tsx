import { Link } from "@mui/material";
import type { ReactNode } from "react";
import { Link as RouterLink } from "react-router";

/** A figure of the case; it opens the list behind it. */
export function Figure({
  to,
  isDue = false,
  isLong = false,
  children,
}: {
  to: string;
  isDue?: boolean;
  /** May be longer than a phone is wide. */
  isLong?: boolean;
  children: ReactNode;
}) {
  return (
    <Link
      component={RouterLink}
      to={to}
      sx={{
        whiteSpace: isLong ? "normal" : "nowrap",
        minWidth: 0,
        // Wrapped on a phone, each is still large enough for a finger.
        lineHeight: "24px",
        color: isDue ? "secondary.main" : "text.primary",
        fontWeight: isDue ? 700 : 400,
        textDecorationColor: "currentcolor",
      }}
    >
      {children}
    </Link>
  );
}
