import { MenuItem, Stack, TextField } from "@mui/material";
import { useTranslate, ValidationError } from "ra-core";
import { get, useController, useFormState } from "react-hook-form";
import {
  milestoneKinds,
  offsetUnits,
  type MilestoneKind,
  type OffsetUnit,
  type TaskOffset,
} from "@keii/shared";

type Draft = Omit<TaskOffset, "count"> & { count: number | null };

/** Until when, counted from a milestone; or not at all. */
export function OffsetInput({ source }: { source: string }) {
  const translate = useTranslate();
  const { field } = useController<Record<string, Draft | null | undefined>>({
    name: source,
  });
  const { errors } = useFormState();
  const found = get(errors, `${source}.count`) as
    { message?: unknown } | undefined;
  const error = typeof found?.message === "string" ? found.message : undefined;
  const due = field.value ?? null;
  const label = (name: string) =>
    translate(`resources.playbooks.fields.${name}`);
  const choose = (from: string) =>
    field.onChange(
      from === ""
        ? null
        : {
            count: due?.count ?? 1,
            unit: due?.unit ?? "days",
            from: from as MilestoneKind,
          },
    );
  return (
    <Stack direction="row" sx={{ gap: 1, flexWrap: "wrap" }}>
      <TextField
        select
        label={label("from")}
        value={due?.from ?? ""}
        sx={{ width: 220 }}
        slotProps={{
          inputLabel: { shrink: true },
          select: { displayEmpty: true },
        }}
        onChange={(event) => choose(event.target.value)}
      >
        <MenuItem value="">{translate("playbooks.due.none")}</MenuItem>
        {milestoneKinds.map((kind) => (
          <MenuItem key={kind} value={kind}>
            {translate(`milestones.kind.${kind}`)}
          </MenuItem>
        ))}
      </TextField>
      {due && (
        <>
          <TextField
            type="number"
            label={label("count")}
            value={due.count ?? ""}
            sx={{ width: 90 }}
            error={error !== undefined}
            helperText={error && <ValidationError error={error} />}
            slotProps={{ htmlInput: { min: -3650, max: 3650, step: 1 } }}
            onChange={(event) =>
              field.onChange({ ...due, count: numberIn(event.target.value) })
            }
          />
          <TextField
            select
            label={label("unit")}
            value={due.unit}
            sx={{ width: 110 }}
            onChange={(event) =>
              field.onChange({ ...due, unit: event.target.value as OffsetUnit })
            }
          >
            {offsetUnits.map((unit) => (
              <MenuItem key={unit} value={unit}>
                {translate(`playbooks.unit.${unit}`)}
              </MenuItem>
            ))}
          </TextField>
        </>
      )}
    </Stack>
  );
}

function numberIn(text: string): number | null {
  return text === "" ? null : Number(text);
}
