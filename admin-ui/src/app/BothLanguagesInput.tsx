import { TextField } from "@mui/material";
import { useResourceContext, useTranslate, ValidationError } from "ra-core";
import { useController } from "react-hook-form";
import type { Bilingual } from "@keii/shared";

interface BothLanguagesInputProps {
  source: string;
  autoFocus?: boolean;
}

/** A text in both languages; one of the two is enough. Labels: `resources.<resource>.fields.<source>.ja` and `.en`. */
export function BothLanguagesInput({
  source,
  autoFocus = false,
}: BothLanguagesInputProps) {
  const translate = useTranslate();
  const resource = useResourceContext();
  const { field, fieldState } = useController<Record<string, Bilingual | null>>(
    { name: source },
  );
  const { ja, en } = { ja: field.value?.ja ?? "", en: field.value?.en ?? "" };
  const label = (side: "ja" | "en") =>
    translate(`resources.${resource}.fields.${source}.${side}`);
  const message = fieldState.error?.message;
  return (
    <>
      <TextField
        label={label("ja")}
        value={ja}
        autoFocus={autoFocus}
        error={message !== undefined}
        helperText={message && <ValidationError error={message} />}
        inputRef={field.ref}
        onBlur={field.onBlur}
        slotProps={{ htmlInput: { lang: "ja" } }}
        onChange={(event) => field.onChange({ ja: event.target.value, en })}
      />
      <TextField
        label={label("en")}
        value={en}
        error={message !== undefined}
        onBlur={field.onBlur}
        slotProps={{ htmlInput: { lang: "en" } }}
        onChange={(event) => field.onChange({ ja, en: event.target.value })}
      />
    </>
  );
}
