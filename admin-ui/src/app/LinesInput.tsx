import { TextField } from "@mui/material";
import {
  FieldTitle,
  InputHelperText,
  useInput,
  useTranslate,
} from "react-admin";
import { useState } from "react";

/** A list of texts, one per line; the text is kept as typed, the list without what is blank. */
export function LinesInput({
  source,
  label,
  helperText,
}: {
  source: string;
  /** Message key, where the resource around has no words for the source. */
  label?: string;
  helperText: string;
}) {
  const translate = useTranslate();
  const { field, fieldState, id } = useInput({ source });
  const lines = (field.value ?? []) as string[];
  const [typed, setTyped] = useState<string | null>(null);
  const text =
    typed !== null && linesOf(typed).join("\n") === lines.join("\n")
      ? typed
      : lines.join("\n");
  const { error } = fieldState;
  return (
    <TextField
      id={id}
      name={field.name}
      inputRef={field.ref}
      label={<FieldTitle label={label} source={source} />}
      multiline
      minRows={2}
      value={text}
      error={error !== undefined}
      helperText={
        <InputHelperText
          error={error?.message}
          helperText={translate(helperText)}
        />
      }
      onBlur={field.onBlur}
      onChange={(event) => {
        setTyped(event.target.value);
        field.onChange(linesOf(event.target.value));
      }}
    />
  );
}

export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
