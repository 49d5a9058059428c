import CheckIcon from "@mui/icons-material/Check";
import ContentCopyIcon from "@mui/icons-material/ContentCopy";
import { IconButton, Tooltip } from "@mui/material";
import { useTranslate } from "ra-core";
import { useEffect, useState } from "react";

/** Copies a text, and says so. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const translate = useTranslate();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const name = translate(isCopied ? "app.copied" : (label ?? "app.copy"));
  return (
    <Tooltip title={name}>
      <IconButton
        size="small"
        aria-label={name}
        onClick={() => {
          void navigator.clipboard
            .writeText(text)
            .then(() => setIsCopied(true));
        }}
      >
        {isCopied ? (
          <CheckIcon fontSize="inherit" />
        ) : (
          <ContentCopyIcon fontSize="inherit" />
        )}
      </IconButton>
    </Tooltip>
  );
}
