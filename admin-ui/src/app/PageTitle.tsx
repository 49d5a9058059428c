import { Stack, Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import { useEffect, type ReactNode } from "react";

interface PageTitleProps {
  /** A message key … */
  title?: string;
  /** … or the words themselves. */
  text?: string;
  /** What may be done on this page, at its right end. */
  children?: ReactNode;
}

/** The heading of a page and its name in the browser's tab. */
export function PageTitle({ title, text, children }: PageTitleProps) {
  const translate = useTranslate();
  const words = text ?? (title ? translate(title) : "");
  useEffect(() => {
    document.title = `${words} | Keii`;
  }, [words]);
  return (
    <Stack
      direction="row"
      sx={{
        alignItems: "center",
        justifyContent: "space-between",
        flexWrap: "wrap",
        gap: 1,
        mb: 1.5,
      }}
    >
      <Typography variant="h1">{words}</Typography>
      {children && (
        <Stack
          direction="row"
          className="keii-screen-only"
          sx={{ gap: 1, flexWrap: "wrap", alignItems: "center" }}
        >
          {children}
        </Stack>
      )}
    </Stack>
  );
}
