import { TextField, useMediaQuery } from "@mui/material";
import { useTranslate } from "ra-core";
import { useEffect, useRef, useState } from "react";
import { isCompositionEvent } from "./composition.js";

interface SearchFieldProps {
  /** Message keys. */
  label: string;
  hint: string;
  /** What is looked for now. */
  q: string;
  /** Typing came to rest, and no conversion is open. */
  onSearch: (q: string) => void;
  /** Enter or ↓ when all is found. */
  onLeave: () => void;
}

/** Milliseconds without a key before a search begins. */
export const searchPause = 250;

/** The one field by which people are found; it waits for the end of a Japanese conversion. */
export function SearchField({
  label,
  hint,
  q,
  onSearch,
  onLeave,
}: SearchFieldProps) {
  const translate = useTranslate();
  const hasKeyboard = useMediaQuery("(pointer: fine)", { noSsr: true });
  const [typed, setTyped] = useState(q);
  const [isComposing, setIsComposing] = useState(false);
  const newest = useRef(onSearch);
  useEffect(() => {
    newest.current = onSearch;
  });
  const wanted = typed.trim();
  useEffect(() => {
    if (isComposing || wanted === q) return;
    const timer = setTimeout(() => newest.current(wanted), searchPause);
    return () => clearTimeout(timer);
  }, [wanted, isComposing, q]);
  return (
    <TextField
      type="search"
      label={translate(label)}
      helperText={translate(hint)}
      value={typed}
      autoFocus={hasKeyboard}
      fullWidth
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        if (isCompositionEvent(event)) return;
        if (event.key !== "Enter" && event.key !== "ArrowDown") return;
        event.preventDefault();
        if (wanted === q) onLeave();
        else onSearch(wanted);
      }}
      slotProps={{
        htmlInput: {
          autoComplete: "off",
          autoCapitalize: "none",
          spellCheck: false,
          onCompositionStart: () => setIsComposing(true),
          onCompositionEnd: () => setIsComposing(false),
        },
      }}
    />
  );
}
