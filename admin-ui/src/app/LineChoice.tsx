import {
  FormControl,
  FormControlLabel,
  FormLabel,
  Radio,
  RadioGroup,
} from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useTranslate } from "ra-core";
import { useId } from "react";
import { useController, useWatch } from "react-hook-form";
import type { OccurredInput, TimelineEvent } from "@keii/shared";
import { useMay } from "./Incident.js";
import { MomentText } from "./MomentText.js";
import { useKeiiDataProvider } from "./saving.js";

const newLine = "new";

/**
 * Offers the lines of the record's day that are there already, so that nothing stands twice in the course of events;
 * shows nothing where that day has none.
 */
export function LineChoice({
  source = "timelineEventId",
  momentSource = "occurred",
}: {
  source?: string;
  momentSource?: string;
}) {
  const translate = useTranslate();
  const labelId = useId();
  const { field } = useController<Record<string, string | null>>({
    name: source,
  });
  const occurred = useWatch<Record<string, OccurredInput | null>>({
    name: momentSource,
  });
  const lines = useLinesOf(occurred?.on);
  const chosen = lines.some(({ id }) => id === field.value)
    ? field.value
    : null;
  if (lines.length === 0) return null;
  return (
    <FormControl fullWidth sx={{ mt: 2 }}>
      <FormLabel id={labelId} sx={{ fontSize: "0.8125rem" }}>
        {translate("app.line.label")}
      </FormLabel>
      <RadioGroup
        aria-labelledby={labelId}
        value={chosen ?? newLine}
        onChange={(_, value) =>
          field.onChange(value === newLine ? null : value)
        }
      >
        <FormControlLabel
          value={newLine}
          control={<Radio size="small" />}
          label={translate("app.line.new")}
        />
        {lines.map((line) => (
          <FormControlLabel
            key={line.id}
            value={line.id}
            control={<Radio size="small" />}
            label={
              <>
                <MomentText moment={line.occurred} /> {line.text}
              </>
            }
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
}

/** The lines of a day that still stand and may be read. */
function useLinesOf(on: string | undefined): TimelineEvent[] {
  const dataProvider = useKeiiDataProvider();
  const mayRead = useMay("timeline.read");
  const { data = [] } = useQuery({
    queryKey: ["timeline", "of-day", on],
    enabled: mayRead && on !== undefined && on !== "",
    queryFn: async () => {
      const { data } = await dataProvider.getList<TimelineEvent>("timeline", {
        pagination: { page: 1, perPage: 50 },
        sort: { field: "occurred", order: "ASC" },
        filter: { from: on, to: on, state: "current" },
      });
      return data.filter(({ isWithheld }) => !isWithheld);
    },
  });
  return data;
}
