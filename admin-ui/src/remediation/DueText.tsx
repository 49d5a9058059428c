import { Box } from "@mui/material";
import { useTranslate } from "ra-core";
import type { RemediationMeasure } from "@keii/shared";
import { DayText } from "../app/MomentText.js";

/** What is overdue says so in words: a promise that was not kept in time, a temporary measure that still holds. */
export function DueText({ measure }: { measure: RemediationMeasure }) {
  const translate = useTranslate();
  const { dueOn, isOverdue, kind } = measure;
  if (dueOn === null) return <>{translate("remediation.noDue")}</>;
  if (!isOverdue) return <DayText on={dueOn} />;
  return (
    <Box component="span" sx={{ color: "secondary.main", fontWeight: 700 }}>
      <DayText on={dueOn} />{" "}
      <Box component="span" sx={{ whiteSpace: "nowrap" }}>
        {translate(`remediation.overdue.${kind}`)}
      </Box>
    </Box>
  );
}
