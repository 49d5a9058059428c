import type { Theme } from "@mui/material";
import { useEffect, useRef } from "react";
import { useParams } from "react-router";

/** Brings the record that the address names into sight, and marks it: a chip of the timeline leads here. */
export function useOpened<T extends HTMLElement>(id: string) {
  const { id: opened } = useParams<{ id: string }>();
  const ref = useRef<T>(null);
  const isOpened = opened === id;
  useEffect(() => {
    if (isOpened) ref.current?.scrollIntoView({ block: "center" });
  }, [isOpened]);
  return {
    ref,
    "aria-current": isOpened ? ("true" as const) : undefined,
    sx: isOpened
      ? {
          boxShadow: (theme: Theme) =>
            `inset 3px 0 ${theme.palette.text.primary}`,
        }
      : {},
  };
}
