import { Alert } from "@mui/material";
import { TextInput, useRecordContext, useTranslate } from "react-admin";
import { useParams } from "react-router";
import { TimelineEventCorrection, type TimelineEvent } from "@keii/shared";
import { RecordEdit } from "../app/RecordEdit.js";
import { TimelineInputs } from "./TimelineInputs.js";
import { useEntryWords } from "./use-entry-words.js";

/** A correction: what stood before stays in the history, with the reason. */
export function TimelineEdit() {
  const { id } = useParams<{ id: string }>();
  const translate = useTranslate();
  const words = useEntryWords();
  return (
    <RecordEdit<TimelineEvent>
      contract={TimelineEventCorrection}
      title={({ no }) => translate("timeline.correctEntry", { no })}
      always={["reason"]}
      draft={`timeline:${id}`}
      saveLabel="timeline.correct"
      redirect="show"
      valueText={words}
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
