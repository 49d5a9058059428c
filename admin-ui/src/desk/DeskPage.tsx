import { Alert, Box, Button, Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import { useState } from "react";
import {
  dayOf,
  deskChangeText,
  deskStateText,
  inLanguage,
  type DeskNow,
  type DeskReader,
} from "@keii/shared";
import { Empty } from "../app/Empty.js";
import { FailurePage } from "../app/Failure.js";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";
import { PageTitle } from "../app/PageTitle.js";
import { Section } from "../app/Section.js";
import { DeskWeek } from "./DeskWeek.js";
import { ExplainDue } from "./ExplainDue.js";
import { Lines } from "./Lines.js";
import { OwnDays } from "./OwnDays.js";
import { ScheduleDialog } from "./ScheduleDialogs.js";
import { Schedules } from "./Schedules.js";
import { useDesk } from "./use-desk.js";

/** When the desk answers and where it is reached; what is due in its time. */
export function DeskPage() {
  const { data, error } = useDesk();
  const language = useLanguage();
  if (error) return <FailurePage error={error} />;
  if (!data) return <PageTitle title="desk.title" />;
  const reader = { language, zone: data.zone, now: data.asOf };
  return (
    <>
      <PageTitle title="desk.title" />
      {data.schedules.length === 0 && data.days.length === 0 ? (
        <NoHours />
      ) : (
        <Now desk={data} reader={reader} />
      )}
      <Lines />
      <Schedules today={dayOf(data.asOf, data.zone)} />
      <OwnDays />
      {data.schedules.length > 0 && <ExplainDue reader={reader} />}
    </>
  );
}

function Now({ desk, reader }: { desk: DeskNow; reader: DeskReader }) {
  const translate = useTranslate();
  const { state, change, week, zone } = desk;
  const announcement = inLanguage(change?.announcement, reader.language);
  return (
    <>
      <Typography
        component="p"
        role="status"
        sx={{
          fontSize: "1.25rem",
          fontWeight: 700,
          borderLeft: 4,
          borderColor: state.isOpen ? "text.primary" : "divider",
          pl: 1.5,
          py: 0.5,
          mb: 2,
        }}
      >
        {deskStateText(state, reader)}
      </Typography>
      {change && (
        <Alert severity="info" sx={{ mb: 2 }}>
          <b>{deskChangeText(change, reader)}</b>
          {announcement && (
            <Box sx={{ whiteSpace: "pre-line" }}>{announcement}</Box>
          )}
        </Alert>
      )}
      <Section title={translate("desk.week")}>
        <DeskWeek week={week} reader={reader} />
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          {translate(desk.holidays === "JP" ? "desk.zone.japan" : "desk.zone", {
            zone,
          })}
        </Typography>
      </Section>
    </>
  );
}

function NoHours() {
  const translate = useTranslate();
  const mayWrite = useMay("desk.writeHours");
  const [isAdding, setIsAdding] = useState(false);
  return (
    <>
      <Empty
        title="desk.empty.title"
        text="desk.empty.text"
        example="desk.empty.example"
      >
        {mayWrite && (
          <Button variant="contained" onClick={() => setIsAdding(true)}>
            {translate("desk.schedules.add")}
          </Button>
        )}
      </Empty>
      {isAdding && <ScheduleDialog onClose={() => setIsAdding(false)} />}
    </>
  );
}
