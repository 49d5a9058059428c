import { TextField } from "@mui/material";
import { Stack } from "@mui/material";
import { useTranslate, ValidationError } from "ra-core";
import { get, useController, useFormState } from "react-hook-form";
import { momentAt, timeOf, type Learned } from "@keii/shared";
import { useZone } from "./Incident.js";

/** A day and, where it is known, its minute; nothing while there is no day. */
export function DayTimeInput({
  source,
  dayLabel,
  timeLabel,
}: {
  source: string;
  dayLabel: string;
  timeLabel: string;
}) {
  const translate = useTranslate();
  const zone = useZone();
  const { field } = useController<Record<string, Learned | null>>({
    name: source,
    defaultValue: null,
  });
  const { errors } = useFormState();
  const { value } = field;
  const time = value?.at ? timeOf(value.at, zone) : "";
  const change = (on: string, at: string) => {
    if (!on) field.onChange(null);
    else field.onChange({ on, at: at ? momentAt(on, at, zone).at : null });
  };
  const errorOf = (part: string) =>
    (get(errors, `${source}${part}`) as { message?: string } | undefined)
      ?.message;
  const dayError = errorOf(".on") ?? errorOf("");
  const timeError = errorOf(".at");
  return (
    <Stack direction="row" sx={{ gap: 1.5, flexWrap: "wrap" }}>
      <TextField
        type="date"
        label={translate(dayLabel)}
        value={value?.on ?? ""}
        error={dayError !== undefined}
        helperText={dayError && <ValidationError error={dayError} />}
        sx={{ maxWidth: 200 }}
        onChange={(event) => change(event.target.value, time)}
        slotProps={{ inputLabel: { shrink: true } }}
      />
      <TextField
        type="time"
        label={translate(timeLabel)}
        value={time}
        disabled={!value}
        error={timeError !== undefined}
        helperText={timeError && <ValidationError error={timeError} />}
        sx={{ maxWidth: 160 }}
        onChange={(event) => change(value?.on ?? "", event.target.value)}
        slotProps={{ inputLabel: { shrink: true } }}
      />
    </Stack>
  );
}
