import { Box, Button, Typography } from "@mui/material";
import {
  DateInput,
  ResourceContextProvider,
  TextInput,
  useGetList,
  useTranslate,
} from "react-admin";
import { useState } from "react";
import {
  DeskDayChange,
  inLanguage,
  NewDeskDay,
  periodsText,
  type RecordedDay,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { BilingualInput } from "../app/BilingualInput.js";
import { asText } from "../app/choices.js";
import { Failure } from "../app/Failure.js";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";
import { DayText } from "../app/MomentText.js";
import { Section } from "../app/Section.js";
import { PeriodsInput } from "./PeriodsInput.js";
import { Row } from "./Row.js";
import { useKeep } from "./use-desk.js";
import { Withdraw } from "./Withdraw.js";

/** Days on which the desk is closed though the week says otherwise, or open for once. */
export function OwnDays() {
  const translate = useTranslate();
  const mayWrite = useMay("desk.writeHours");
  const [isAdding, setIsAdding] = useState(false);
  const { data, error } = useGetList<RecordedDay>("desk-days", {
    pagination: { page: 1, perPage: 200 },
    sort: { field: "on", order: "ASC" },
  });
  return (
    <Section
      title={translate("desk.days.title")}
      actions={
        mayWrite && (
          <Button onClick={() => setIsAdding(true)}>
            {translate("desk.days.add")}
          </Button>
        )
      }
    >
      {error && <Failure error={error} />}
      {data?.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {translate("desk.days.none")}
        </Typography>
      )}
      <Box component="ul" sx={{ listStyle: "none", p: 0, m: 0 }}>
        {data?.map((day) => (
          <OwnDayRow key={day.id} day={day} />
        ))}
      </Box>
      {isAdding && <OwnDayDialog onClose={() => setIsAdding(false)} />}
    </Section>
  );
}

function OwnDayRow({ day }: { day: RecordedDay }) {
  const translate = useTranslate();
  const language = useLanguage();
  const mayWrite = useMay("desk.writeHours");
  const [open, setOpen] = useState<"change" | "withdraw" | null>(null);
  const { on, periods, name, withdrawalReason } = day;
  const close = () => setOpen(null);
  return (
    <Row
      isBack={withdrawalReason !== null}
      note={withdrawalReason ?? undefined}
      acts={
        mayWrite &&
        withdrawalReason === null && (
          <>
            <Button
              aria-label={translate("desk.change.of", { what: on })}
              onClick={() => setOpen("change")}
            >
              {translate("desk.change")}
            </Button>
            <Button
              color="inherit"
              aria-label={translate("desk.withdraw.of", { what: on })}
              onClick={() => setOpen("withdraw")}
            >
              {translate("desk.withdraw")}
            </Button>
          </>
        )
      }
    >
      <b>
        <DayText on={on} />
      </b>{" "}
      {inLanguage(name, language)}: {periodsText(periods, language)}
      {open === "change" && <OwnDayDialog day={day} onClose={close} />}
      {open === "withdraw" && (
        <Withdraw
          resource="desk-days"
          record={day}
          sentence="desk.days.withdraw.sentence"
          onClose={close}
        />
      )}
    </Row>
  );
}

function OwnDayDialog({
  day,
  onClose,
}: {
  day?: RecordedDay;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const keep = useKeep("desk-days");
  return (
    <ResourceContextProvider value="desk-days">
      <ActDialog
        title={translate(day ? "desk.days.change" : "desk.days.add")}
        sentence={translate("desk.days.sentence")}
        submitLabel={translate(day ? "ra.action.save" : "app.record")}
        contract={day ? DeskDayChange : NewDeskDay}
        defaultValues={{
          on: day?.on ?? "",
          periods: day?.periods ?? [],
          name: day?.name ?? { ja: "", en: "" },
          reason: "",
        }}
        onSubmit={(data) => keep(data, day)}
        onClose={onClose}
      >
        <DateInput source="on" />
        <BilingualInput
          source="name"
          label="resources.desk-days.fields.name"
          helperText="desk.days.name.hint"
        />
        <PeriodsInput
          source="periods"
          label={translate("resources.desk-days.fields.periods")}
          helperText={translate("desk.periods.hint")}
        />
        <TextInput
          source="reason"
          parse={asText}
          helperText="desk.reason.hint"
          multiline
          fullWidth
        />
      </ActDialog>
    </ResourceContextProvider>
  );
}
