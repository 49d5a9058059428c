import { Box, TextField, Typography } from "@mui/material";
import { useTranslate, ValidationError } from "react-admin";
import { useController, useFormState } from "react-hook-form";
import { momentAt, timeOf, type Learned } from "@keii/shared";
import { useZone } from "../app/Incident.js";

/** When we learned of it, where that is another time than when it happened. */
export function LearnedInputs({ source }: { source: string }) {
  const translate = useTranslate();
  const zone = useZone();
  const { field } = useController<Record<string, Learned | null>>({
    name: source,
    defaultValue: null,
  });
  const value = field.value;
  const errors = useFieldErrors(source);
  const time = value?.at ? timeOf(value.at, zone) : "";
  const change = (on: string, time: string) => {
    if (!on) field.onChange(null);
    else if (!time) field.onChange({ on, at: null });
    else field.onChange({ on, at: momentAt(on, time, zone).at });
  };
  return (
    <Box>
      <Box sx={{ display: "flex", gap: 1.5, flexWrap: "wrap" }}>
        <TextField
          type="date"
          label={translate("timeline.learnedOn")}
          value={value?.on ?? ""}
          error={"on" in errors}
          helperText={errors.on && <ValidationError error={errors.on} />}
          sx={{ maxWidth: 200 }}
          onChange={(event) => change(event.target.value, time)}
          slotProps={{ inputLabel: { shrink: true } }}
        />
        <TextField
          type="time"
          label={translate("timeline.learnedAt")}
          value={time}
          disabled={!value}
          error={"at" in errors}
          helperText={errors.at && <ValidationError error={errors.at} />}
          sx={{ maxWidth: 160 }}
          onChange={(event) => change(value?.on ?? "", event.target.value)}
          slotProps={{ inputLabel: { shrink: true } }}
        />
      </Box>
      <Typography variant="caption" color="text.secondary">
        {translate("timeline.learnedHint")}
      </Typography>
    </Box>
  );
}

/** The messages below a field whose value is an object. */
function useFieldErrors(source: string): Record<string, string> {
  const { errors } = useFormState();
  const own = errors[source] as
    Record<string, { message?: string } | undefined> | undefined;
  return Object.fromEntries(
    Object.entries(own ?? {}).flatMap(([key, error]) =>
      typeof error === "object" && error.message ? [[key, error.message]] : [],
    ),
  );
}
