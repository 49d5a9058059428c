import CheckIcon from "@mui/icons-material/Check";
import { Button, Stack, Typography } from "@mui/material";
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
  type NewTimelineEvent,
  type TimelineCategory,
} from "@keii/shared";
import { createDataProvider, incidentPath } from "../app/data-provider.js";
import { useLanguage } from "../app/i18n.js";
import { useZone } from "../app/Incident.js";
import { PageTitle } from "../app/PageTitle.js";
import { useTellRefusal } from "../app/saving.js";

const categories: Record<FirstStep, TimelineCategory> = {
  keep_logs: "investigation",
  stop_card_payment: "containment",
  call_back: "partners",
  call_forensic_firm: "investigation",
};

/** What the saving did, in a sentence, and the first four steps. */
export function IntakeDone({ intake }: { intake: Intake }) {
  const translate = useTranslate();
  const language = useLanguage();
  const zone = useZone();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const { incidentId, incidentCode, receivedAt, maskedCount } = intake;
  const on = dayOf(receivedAt, zone);
  const moment = formatMoment(
    { ...momentOn(on), precision: "minute", at: receivedAt },
    { zone, language, year: Number(on.slice(0, 4)) },
  );
  return (
    <div ref={place} tabIndex={-1} role="status">
      <PageTitle
        text={translate("intake.done.title", { code: incidentCode })}
      />
      <Typography sx={{ fontSize: "1.125rem", fontWeight: 700, mb: 1 }}>
        {translate("intake.done.sentence", { moment })}
      </Typography>
      {maskedCount > 0 && (
        <Typography sx={{ mb: 1 }}>
          {translate("intake.done.masked", { smart_count: maskedCount })}
        </Typography>
      )}
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
    </div>
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
  const zone = useZone();
  const tellRefusal = useTellRefusal();
  const dataProvider = useMemo(
    () => createDataProvider(incidentPath(incidentId)),
    [incidentId],
  );
  const [state, setState] = useState<"open" | "busy" | "done">("open");
  const words = translate(`intake.firstStep.${step}`);
  const plan = async () => {
    setState("busy");
    const on = dayOf(new Date().toISOString(), zone);
    const data: NewTimelineEvent = {
      occurred: { precision: "planned", on },
      text: words,
      type: "action",
      category: categories[step],
      visibility: "internal",
    };
    try {
      await dataProvider.create("timeline", { data });
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
      onClick={() => void plan()}
    >
      {words}
    </Button>
  );
}
