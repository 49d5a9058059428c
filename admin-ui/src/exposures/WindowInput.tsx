import { Stack, TextField, Typography } from "@mui/material";
import { useTranslate, ValidationError } from "ra-core";
import { get, useController, useFormState } from "react-hook-form";
import { dayOf, isCalendarDay, momentAt, timeOf } from "@keii/shared";

/** Both ends of a window, each a day or a minute of it, in the zone of the exposure. */
export function WindowInput({
  zone,
  hasTimes,
}: {
  zone: string;
  /** Registrations are known to the day only. */
  hasTimes: boolean;
}) {
  const translate = useTranslate();
  return (
    <Stack
      component="fieldset"
      sx={{ border: 0, p: 0, m: 0, mt: 1, mb: 1, minWidth: 0 }}
    >
      <Typography
        component="legend"
        variant="body2"
        color="textSecondary"
        sx={{ p: 0, mb: 0.5 }}
      >
        {translate("exposures.window")}
      </Typography>
      <Stack direction="row" sx={{ gap: 1, flexWrap: "wrap" }}>
        <EndInput end="from" zone={zone} hasTimes={hasTimes} />
        <EndInput end="until" zone={zone} hasTimes={hasTimes} />
      </Stack>
      <Typography variant="caption" color="textSecondary">
        {translate("exposures.window.hint", { zone })}
      </Typography>
    </Stack>
  );
}

function EndInput({
  end,
  zone,
  hasTimes,
}: {
  end: "from" | "until";
  zone: string;
  hasTimes: boolean;
}) {
  const translate = useTranslate();
  const day = useController<Record<string, string | null>>({
    name: `${end}On`,
  });
  const minute = useController<Record<string, string | null>>({
    name: `${end}At`,
  });
  const { errors } = useFormState();
  const errorOf = (name: string) =>
    (get(errors, name) as { message?: string } | undefined)?.message;
  const on = day.field.value ?? null;
  const at = minute.field.value ?? null;
  const isOn = (at: string) => on !== null && dayOf(at, zone) === on;
  const time = at !== null && isOn(at) ? timeOf(at, zone) : "";
  const change = (newOn: string | null, newTime: string) => {
    day.field.onChange(newOn);
    minute.field.onChange(
      newOn && newTime && isCalendarDay(newOn)
        ? momentAt(newOn, newTime, zone).at
        : null,
    );
  };
  const words = (error: string | undefined, hint?: string) =>
    error ? <ValidationError error={error} /> : hint && translate(hint);
  const dayError = errorOf(`${end}On`);
  const timeError = errorOf(`${end}At`);
  return (
    <Stack direction="row" sx={{ gap: 0.5 }}>
      <TextField
        type="date"
        label={translate(`exposures.window.${end}On`)}
        value={on ?? ""}
        error={dayError !== undefined}
        helperText={words(dayError, `exposures.window.${end}Open`)}
        onChange={(event) => change(event.target.value || null, time)}
        sx={{ width: 170, flex: "none" }}
        slotProps={{
          inputLabel: { shrink: true },
          htmlInput: { min: "1900-01-01", max: "2999-12-31" },
        }}
      />
      {hasTimes && (
        <TextField
          type="time"
          label={translate(`exposures.window.${end}At`)}
          value={time}
          disabled={on === null}
          error={timeError !== undefined}
          helperText={words(timeError)}
          onChange={(event) => change(on, event.target.value)}
          sx={{ width: 130, flex: "none" }}
          slotProps={{ inputLabel: { shrink: true } }}
        />
      )}
    </Stack>
  );
}
