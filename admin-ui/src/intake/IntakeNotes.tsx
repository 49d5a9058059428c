import { Box, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useTranslate } from "ra-core";
import type { Intake } from "@keii/shared";
import { CopyButton } from "../app/CopyButton.js";
import { Fact, Facts } from "../app/Facts.js";
import { call } from "../app/http.js";
import { InstantText } from "../app/MomentText.js";
import { useKeiiDataProvider } from "../app/saving.js";
import { Section } from "../app/Section.js";

/** What was written down in the first hour, word for word. */
export function IntakeNotes() {
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const path = dataProvider.pathOf("intake");
  const { data = [] } = useQuery({
    queryKey: ["intake", path],
    queryFn: async ({ signal }) =>
      (await call<Intake[]>(path, { signal })).data,
  });
  if (data.length === 0) return null;
  return (
    <Section title={translate("intake.notes")}>
      {data.map((intake) => (
        <Note key={intake.id} intake={intake} />
      ))}
    </Section>
  );
}

function Note({ intake }: { intake: Intake }) {
  const translate = useTranslate();
  const { callerOrganisation, callerName, callBackNumber } = intake;
  const caller = [callerOrganisation, callerName].filter(Boolean).join(" ");
  return (
    <Box sx={{ mb: 2 }}>
      <Typography
        sx={{
          whiteSpace: "pre-wrap",
          borderLeft: 3,
          borderColor: "divider",
          pl: 1.5,
          mb: 1,
        }}
      >
        {intake.isWithheld ? translate("timeline.withheld") : intake.text}
      </Typography>
      <Facts>
        <Fact name={translate("resources.intake.fields.receivedAt")}>
          <InstantText at={intake.receivedAt} />{" "}
          {translate(`intake.channel.${intake.channel}`)}
        </Fact>
        {caller && <Fact name={translate("intake.notes.from")}>{caller}</Fact>}
        {callBackNumber && (
          <Fact name={translate("resources.intake.fields.callBackNumber")}>
            {callBackNumber} <CopyButton text={callBackNumber} />
          </Fact>
        )}
        <Fact name={translate("intake.notes.takenBy")}>{intake.takenBy}</Fact>
        {intake.tasks.length > 0 && (
          <Fact name={translate("intake.notes.tasks")}>
            {intake.tasks
              .map((task) => translate(`tasks.firstStep.${task}`))
              .join(translate("app.comma"))}
          </Fact>
        )}
      </Facts>
    </Box>
  );
}
