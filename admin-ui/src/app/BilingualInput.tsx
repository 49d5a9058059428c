import { Box, FormHelperText, FormLabel } from "@mui/material";
import { TextInput, useTranslate } from "react-admin";
import { useId } from "react";
import { get, useFormState } from "react-hook-form";
import { languages } from "@keii/shared";
import { languageNames } from "./i18n.js";

interface BilingualInputProps {
  source: string;
  /** Message key. */
  label: string;
  helperText?: string;
  multiline?: boolean;
}

/** One text in both languages of the product; what a rule says of the pair stands below it. */
export function BilingualInput({
  source,
  label,
  helperText,
  multiline = false,
}: BilingualInputProps) {
  const translate = useTranslate();
  const labelId = useId();
  const { errors } = useFormState();
  const error = get(errors, source) as { message?: unknown } | undefined;
  const message = typeof error?.message === "string" ? error.message : null;
  return (
    <Box role="group" aria-labelledby={labelId} sx={{ mt: 1 }}>
      <FormLabel id={labelId} error={message !== null}>
        {translate(label)}
      </FormLabel>
      <Box
        sx={{
          display: "grid",
          gridTemplateColumns: { xs: "1fr", sm: "1fr 1fr" },
          columnGap: 2,
        }}
      >
        {languages.map((language) => (
          <TextInput
            key={language}
            source={`${source}.${language}`}
            label={languageNames[language]}
            multiline={multiline}
            helperText={false}
            parse={asText}
          />
        ))}
      </Box>
      {(message ?? helperText) && (
        <FormHelperText error={message !== null}>
          {translate(message ? spoken(message) : (helperText ?? ""))}
        </FormHelperText>
      )}
    </Box>
  );
}

/** A side that was emptied is an empty text, never null. */
const asText = (value: unknown): string =>
  typeof value === "string" ? value : "";

const mark = "@@react-admin@@";

/** The message key of an error of ours; an error of the server is words already. */
function spoken(message: string): string {
  if (!message.startsWith(mark)) return message;
  const { message: key } = JSON.parse(message.slice(mark.length)) as {
    message: string;
  };
  return key;
}
