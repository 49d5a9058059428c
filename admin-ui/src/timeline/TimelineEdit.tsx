import { Alert, Button } from "@mui/material";
import {
  TextInput,
  useCreatePath,
  useRecordContext,
  useTranslate,
} from "react-admin";
import { Link, useParams } from "react-router";
import { TimelineEventCorrection, type TimelineEvent } from "@keii/shared";
import { RecordEdit } from "../app/RecordEdit.js";
import { TimelineInputs } from "./TimelineInputs.js";
import { useEntryWords } from "./use-entry-words.js";

/** A correction: what stood before stays in the history, with the reason. */
export function TimelineEdit() {
  const { id } = useParams<{ id: string }>();
  const translate = useTranslate();
  const words = useEntryWords();
  const createPath = useCreatePath();
  return (
    <RecordEdit<TimelineEvent>
      contract={TimelineEventCorrection}
      title={({ no }) => translate("timeline.correctEntry", { no })}
      always={["reason"]}
      draft={`timeline:${id}`}
      saveLabel="timeline.correct"
      redirect="show"
      valueText={words}
      actions={
        <Button
          component={Link}
          to={createPath({ resource: "timeline", type: "show", id })}
          color="inherit"
        >
          {translate("ra.action.cancel")}
        </Button>
      }
    >
      <CorrectionInputs />
    </RecordEdit>
  );
}

function CorrectionInputs() {
  const entry = useRecordContext<TimelineEvent>();
  const translate = useTranslate();
  if (entry?.state === "retracted")
    return (
      <Alert severity="warning">
        {translate("timeline.isRetracted", { reason: entry.reason ?? "" })}
      </Alert>
    );
  return (
    <>
      <TimelineInputs />
      <TextInput
        source="reason"
        label="timeline.correctionReason"
        helperText="timeline.correctionReasonHint"
        multiline
        minRows={2}
        isRequired
        format={(value: string | null) => value ?? ""}
      />
    </>
  );
}
