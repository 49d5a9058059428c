import { Box, Button, Typography } from "@mui/material";
import {
  BooleanInput,
  DateInput,
  ResourceContextProvider,
  TextInput,
  useTranslate,
} from "react-admin";
import { useFormContext } from "react-hook-form";
import {
  DeskScheduleChange,
  NewDeskSchedule,
  weekdays,
  weekdayText,
  type RecordedSchedule,
  type WeeklyHours,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { BilingualInput } from "../app/BilingualInput.js";
import { asText } from "../app/choices.js";
import { useLanguage } from "../app/i18n.js";
import { PeriodsInput } from "./PeriodsInput.js";
import { useKeep } from "./use-desk.js";

const closed: WeeklyHours = {
  mon: [],
  tue: [],
  wed: [],
  thu: [],
  fri: [],
  sat: [],
  sun: [],
};

/** New hours of the week, begun from those that hold now, or a change of some. */
export function ScheduleDialog({
  schedule,
  like,
  onClose,
}: {
  schedule?: RecordedSchedule;
  like?: RecordedSchedule;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const keep = useKeep("desk-schedules");
  const started = schedule ?? like;
  return (
    <ResourceContextProvider value="desk-schedules">
      <ActDialog
        title={translate(
          schedule
            ? "desk.schedules.change"
            : like
              ? "desk.schedules.new"
              : "desk.schedules.add",
        )}
        sentence={translate(
          schedule
            ? "desk.schedules.change.sentence"
            : "desk.schedules.sentence",
        )}
        submitLabel={translate(schedule ? "ra.action.save" : "app.record")}
        contract={schedule ? DeskScheduleChange : NewDeskSchedule}
        defaultValues={{
          from: schedule?.from ?? "",
          weekly: started?.weekly ?? closed,
          closedOnHolidays: started?.closedOnHolidays ?? true,
          announcement: schedule?.announcement ?? { ja: "", en: "" },
          reason: "",
        }}
        onSubmit={(data) => keep(data, schedule)}
        onClose={onClose}
      >
        <DateInput source="from" helperText="desk.schedules.from.hint" />
        <WeeklyInputs />
        <BooleanInput source="closedOnHolidays" />
        <BilingualInput
          source="announcement"
          label="resources.desk-schedules.fields.announcement"
          helperText="desk.schedules.announcement.hint"
          multiline
        />
        {(schedule ?? like) && (
          <TextInput
            source="reason"
            parse={asText}
            helperText="desk.reason.hint"
            multiline
            fullWidth
          />
        )}
      </ActDialog>
    </ResourceContextProvider>
  );
}

function WeeklyInputs() {
  const translate = useTranslate();
  const language = useLanguage();
  const { getValues, setValue } = useFormContext<{ weekly: WeeklyHours }>();
  const takeMonday = () => {
    for (const day of ["tue", "wed", "thu", "fri"] as const)
      setValue(`weekly.${day}`, getValues("weekly.mon"), {
        shouldDirty: true,
      });
  };
  return (
    <Box role="group" aria-label={translate("desk.hours")} sx={{ my: 1 }}>
      <Typography variant="body2" color="textSecondary">
        {translate("desk.periods.hint")}
      </Typography>
      {weekdays.map((day) => (
        <Box key={day}>
          <PeriodsInput
            source={`weekly.${day}`}
            label={weekdayText(day, language)}
          />
          {day === "mon" && (
            <Button size="small" onClick={takeMonday}>
              {translate("desk.takeMonday")}
            </Button>
          )}
        </Box>
      ))}
    </Box>
  );
}
