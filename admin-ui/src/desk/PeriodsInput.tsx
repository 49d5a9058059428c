import { TextField } from "@mui/material";
import { ValidationError } from "ra-core";
import { useState } from "react";
import { useController } from "react-hook-form";
import type { DeskPeriod } from "@keii/shared";
import { readPeriods, writePeriods } from "./periods-text.js";

/** The periods of a day in one line; the text is kept as typed while it says the same. */
export function PeriodsInput({
  source,
  label,
  helperText,
}: {
  source: string;
  label: string;
  helperText?: string;
}) {
  const { field, fieldState } = useController<Record<string, DeskPeriod[]>>({
    name: source,
  });
  const periods = field.value ?? [];
  const [typed, setTyped] = useState<string | null>(null);
  const isSame =
    typed !== null &&
    writePeriods(readPeriods(typed)) === writePeriods(periods);
  const message = messageIn(fieldState.error);
  return (
    <TextField
      label={label}
      name={field.name}
      inputRef={field.ref}
      value={isSame ? typed : writePeriods(periods)}
      error={message !== undefined}
      helperText={message ? <ValidationError error={message} /> : helperText}
      onBlur={() => {
        setTyped(null);
        field.onBlur();
      }}
      onChange={(event) => {
        setTyped(event.target.value);
        field.onChange(readPeriods(event.target.value));
      }}
    />
  );
}

/** What a rule says of the list, or of the first time in it that is none. */
function messageIn(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const { message } = error as { message?: unknown };
  if (typeof message === "string") return message;
  for (const [name, inner] of Object.entries(error)) {
    const found = name === "ref" ? undefined : messageIn(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}
