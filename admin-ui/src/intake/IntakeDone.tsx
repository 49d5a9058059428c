import CheckIcon from "@mui/icons-material/Check";
import { Box, Button, Stack, Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import { useEffect, useMemo, useRef, useState } from "react";
import { Link } from "react-router";
import {
  dayOf,
  firstSteps,
  formatMoment,
  momentOn,
  type FirstStep,
  type Intake,
  type NewTask,
} from "@keii/shared";
import { createDataProvider, incidentPath } from "../app/data-provider.js";
import { useLanguage } from "../app/i18n.js";
import { useZone } from "../app/Incident.js";
import { PageTitle } from "../app/PageTitle.js";
import { useTellRefusal } from "../app/saving.js";
import { useSignedInUser } from "../app/session.js";

/** What the saving did, in a sentence, and the first four steps. */
export function IntakeDone({ intake }: { intake: Intake }) {
  const translate = useTranslate();
  const language = useLanguage();
  const zone = useZone();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const { incidentId, incidentCode, receivedAt } = intake;
  const on = dayOf(receivedAt, zone);
  const moment = formatMoment(
    { ...momentOn(on), precision: "minute", at: receivedAt },
    { zone, language, year: Number(on.slice(0, 4)) },
  );
  return (
    <Box ref={place} tabIndex={-1} role="status" sx={{ outline: "none" }}>
      <PageTitle
        text={translate("intake.done.title", { code: incidentCode })}
      />
      <Typography sx={{ fontSize: "1.125rem", fontWeight: 700, mb: 1 }}>
        {translate("intake.done.sentence", { moment })}
      </Typography>
      <Typography variant="h2" sx={{ mt: 3 }}>
        {translate("intake.done.steps")}
      </Typography>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
        {translate("intake.done.stepsHint")}
      </Typography>
      <Stack sx={{ gap: 1, alignItems: "flex-start", maxWidth: 480 }}>
        {firstSteps.map((step) => (
          <StepButton key={step} step={step} incidentId={incidentId} />
        ))}
      </Stack>
      <Button
        component={Link}
        to={`/incidents/${incidentId}`}
        variant="contained"
        size="medium"
        sx={{ mt: 3 }}
      >
        {translate("intake.done.open")}
      </Button>
    </Box>
  );
}

function StepButton({
  step,
  incidentId,
}: {
  step: FirstStep;
  incidentId: string;
}) {
  const translate = useTranslate();
  const me = useSignedInUser();
  const tellRefusal = useTellRefusal();
  const dataProvider = useMemo(
    () => createDataProvider(incidentPath(incidentId)),
    [incidentId],
  );
  const [state, setState] = useState<"open" | "busy" | "done">("open");
  const words = translate(`tasks.firstStep.${step}`);
  const putDown = async () => {
    setState("busy");
    const data: NewTask = { title: words, assigneeId: me?.id };
    try {
      await dataProvider.create("tasks", { data });
      setState("done");
    } catch (error) {
      setState("open");
      tellRefusal(error);
    }
  };
  if (state === "done")
    return (
      <Typography sx={{ display: "flex", alignItems: "center", gap: 1 }}>
        <CheckIcon fontSize="small" />
        {words}
        <Typography component="span" variant="body2" color="textSecondary">
          {translate("intake.done.stepSaved")}
        </Typography>
      </Typography>
    );
  return (
    <Button
      variant="outlined"
      size="medium"
      disabled={state === "busy"}
      onClick={() => void putDown()}
    >
      {words}
    </Button>
  );
}
