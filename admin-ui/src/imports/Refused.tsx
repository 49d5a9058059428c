import { Alert, AlertTitle, Button } from "@mui/material";
import { useCreatePath, useTranslate } from "ra-core";
import { Link } from "react-router";
import type { ImportBatch, ImportOutcome } from "@keii/shared";
import { useOutcomeText } from "./outcome-text.js";

/** Why a file was not brought in; nothing has changed. */
export function Refused({ batch }: { batch: ImportBatch }) {
  const translate = useTranslate();
  return (
    batch.outcome && (
      <OutcomeAlert
        outcome={batch.outcome}
        title={translate("imports.refused.title")}
      />
    )
  );
}

/** What is wrong with a file, by line where there is one, and what one can do. */
export function OutcomeAlert({
  outcome,
  title,
}: {
  outcome: ImportOutcome;
  title?: string;
}) {
  const translate = useTranslate();
  const text = useOutcomeText();
  const createPath = useCreatePath();
  const isGone = outcome.problem === "noSpool";
  return (
    <Alert
      severity="error"
      sx={{ mb: 3 }}
      action={
        isGone && (
          <Button
            color="inherit"
            component={Link}
            to={createPath({ resource: "import-batches", type: "create" })}
          >
            {translate("imports.again")}
          </Button>
        )
      }
    >
      {title && <AlertTitle>{title}</AlertTitle>}
      <div>{text(outcome)}</div>
      <div>{translate(`imports.advice.${outcome.problem}`, { _: "" })}</div>
    </Alert>
  );
}
