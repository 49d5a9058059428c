import CheckIcon from "@mui/icons-material/Check";
import ContentCopyIcon from "@mui/icons-material/ContentCopy";
import { IconButton, Tooltip } from "@mui/material";
import { useTranslate } from "ra-core";
import { useEffect, useState } from "react";

/** Copies a text, and says so. `label` is a message key or words. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const translate = useTranslate();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const name = isCopied
    ? translate("app.copied")
    : translate(label ?? "app.copy", { _: label });
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
