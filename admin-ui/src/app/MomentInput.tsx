import { MenuItem, Stack, TextField } from "@mui/material";
import { useTranslate, ValidationError } from "ra-core";
import { useId } from "react";
import { get, useController, useFormState } from "react-hook-form";
import {
  dayOf,
  isCalendarDay,
  momentAt,
  precisions,
  timeOf,
  type OccurredInput,
  type Precision,
} from "@keii/shared";
import { useZone } from "./Incident.js";

type Draft = Partial<OccurredInput>;

interface MomentInputProps {
  source: string;
  label: string;
  /** Which kinds of moment may be chosen; all by default. */
  kinds?: readonly Precision[];
}

/** A moment of any shape: a minute, a day, about a day, a period, planned. In the zone of the incident. */
export function MomentInput({
  source,
  label,
  kinds = precisions,
}: MomentInputProps) {
  const translate = useTranslate();
  const zone = useZone();
  const labelId = useId();
  const { field } = useController<Record<string, Draft | null>>({
    name: source,
  });
  const errorOf = useErrorOf(source);
  const value = field.value ?? {};
  const precision = value.precision ?? (value.at ? "minute" : "day");
  const hasTime = precision !== "day";
  const hasEnd = precision === "period" || precision === "planned";
  const change = (part: Draft) =>
    field.onChange(shaped({ ...value, precision, ...part }, zone));

  return (
    <Stack
      role="group"
      aria-labelledby={labelId}
      component="fieldset"
      sx={{ border: 0, p: 0, m: 0, mt: 1, minWidth: 0 }}
    >
      <Stack
        component="legend"
        id={labelId}
        sx={{ p: 0, fontSize: "0.8125rem", color: "text.secondary" }}
      >
        {label}
      </Stack>
      <Stack direction="row" sx={{ gap: 1, flexWrap: "wrap" }}>
        <TextField
          select
          label={translate("app.moment.precision")}
          value={precision}
          sx={{ width: 120, flex: "none" }}
          error={errorOf("precision") !== undefined}
          helperText={<Words error={errorOf("precision")} />}
          onChange={(event) =>
            change({ precision: event.target.value as Precision })
          }
        >
          {kinds.map((kind) => (
            <MenuItem key={kind} value={kind}>
              {translate(`timeline.precision.${kind}`)}
            </MenuItem>
          ))}
        </TextField>
        <DayBox
          label="app.moment.on"
          value={value.on}
          error={errorOf("on") ?? errorOf("")}
          onChange={(on) => change({ on })}
        />
        {hasTime && (
          <TimeBox
            label="app.moment.at"
            at={value.at}
            zone={zone}
            error={errorOf("at")}
            onChange={(time) => change({ at: atOf(value.on, time, zone) })}
          />
        )}
        {hasEnd && (
          <>
            <DayBox
              label="app.moment.untilOn"
              hint={precision === "period" ? "app.moment.ongoing" : undefined}
              value={value.untilOn}
              error={errorOf("untilOn")}
              onChange={(on) => change({ untilOn: on || null })}
            />
            <TimeBox
              label="app.moment.untilAt"
              at={value.untilAt}
              zone={zone}
              error={errorOf("untilAt")}
              onChange={(time) =>
                change({ untilAt: atOf(value.untilOn, time, zone) })
              }
            />
          </>
        )}
      </Stack>
    </Stack>
  );
}

/** The moment with nothing in it that its kind does not have, and its times on its days. */
export function shaped(value: Draft, zone: string): Draft {
  const { precision, on, at, untilOn, untilAt } = value;
  const hasTime = precision !== "day";
  const hasEnd = precision === "period" || precision === "planned";
  return {
    precision,
    on,
    at: hasTime ? movedTo(on, at, zone) : null,
    untilOn: hasEnd ? (untilOn ?? null) : null,
    untilAt: hasEnd ? movedTo(untilOn, untilAt, zone) : null,
  };
}

function movedTo(
  on: string | null | undefined,
  at: string | null | undefined,
  zone: string,
): string | null {
  if (!at || !on || !isCalendarDay(on)) return null;
  return dayOf(at, zone) === on ? at : atOf(on, timeOf(at, zone), zone);
}

function atOf(
  on: string | null | undefined,
  time: string,
  zone: string,
): string | null {
  return time && on && isCalendarDay(on) ? momentAt(on, time, zone).at : null;
}

interface BoxProps {
  label: string;
  hint?: string;
  error: string | undefined;
}

function DayBox({
  label,
  hint,
  value,
  error,
  onChange,
}: BoxProps & {
  value: string | null | undefined;
  onChange: (on: string) => void;
}) {
  const translate = useTranslate();
  return (
    <TextField
      type="date"
      label={translate(label)}
      value={value ?? ""}
      error={error !== undefined}
      helperText={
        error ? <Words error={error} /> : hint ? translate(hint) : undefined
      }
      sx={{
        width: "auto",
        maxWidth: "100%",
        flex: "none",
        "& .MuiInputBase-root": { width: 170 },
      }}
      slotProps={{
        inputLabel: { shrink: true },
        htmlInput: { min: "1900-01-01", max: "2999-12-31" },
      }}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function TimeBox({
  label,
  at,
  zone,
  error,
  onChange,
}: BoxProps & {
  at: string | null | undefined;
  zone: string;
  onChange: (time: string) => void;
}) {
  const translate = useTranslate();
  return (
    <TextField
      type="time"
      label={translate(label)}
      value={at ? timeOf(at, zone) : ""}
      error={error !== undefined}
      helperText={<Words error={error} />}
      sx={{ width: 140, flex: "none" }}
      slotProps={{ inputLabel: { shrink: true } }}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function Words({ error }: { error: string | undefined }) {
  return error ? <ValidationError error={error} /> : null;
}

function useErrorOf(source: string): (part: string) => string | undefined {
  const { errors } = useFormState();
  return (part) => {
    const path = part ? `${source}.${part}` : source;
    const found = get(errors, path) as { message?: unknown } | undefined;
    return typeof found?.message === "string" ? found.message : undefined;
  };
}

/** A calendar day as `yyyy-mm-dd`; emptied it is null. */
export function DayInput({
  source,
  label,
  hint,
}: {
  source: string;
  label: string;
  hint?: string;
}) {
  const { field } = useController<Record<string, string | null>>({
    name: source,
  });
  const errorOf = useErrorOf(source);
  return (
    <DayBox
      label={label}
      hint={hint}
      value={field.value}
      error={errorOf("")}
      onChange={(on) => field.onChange(on || null)}
    />
  );
}

/** An instant, entered as day and time of the zone around. */
export function InstantInput({
  source,
  label,
}: {
  source: string;
  label: string;
}) {
  const translate = useTranslate();
  const zone = useZone();
  const { field } = useController<Record<string, string | null>>({
    name: source,
  });
  const errorOf = useErrorOf(source);
  const at = field.value;
  const shown = at ? `${dayOf(at, zone)}T${timeOf(at, zone)}` : "";
  const change = (text: string) => {
    const [on, time] = text.split("T");
    field.onChange(on && time ? momentAt(on, time, zone).at : null);
  };
  const error = errorOf("");
  return (
    <TextField
      type="datetime-local"
      label={translate(label)}
      value={shown}
      error={error !== undefined}
      helperText={<Words error={error} />}
      slotProps={{ inputLabel: { shrink: true } }}
      onChange={(event) => change(event.target.value)}
    />
  );
}
