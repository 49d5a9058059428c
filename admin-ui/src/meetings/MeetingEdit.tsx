import { TextInput, useRecordContext } from "react-admin";
import { MeetingChange, type Meeting } from "@keii/shared";
import { RecordEdit } from "../app/RecordEdit.js";
import { asText } from "../app/choices.js";
import { heldKinds, MeetingInputs } from "./MeetingInputs.js";

/** Writes on the minutes; what its line says changes with a reason. */
export function MeetingEdit() {
  return (
    <RecordEdit<Meeting>
      contract={MeetingChange}
      title={({ title }) => title}
      always={["reason"]}
      redirect="show"
    >
      <Inputs />
    </RecordEdit>
  );
}

function Inputs() {
  const meeting = useRecordContext<Meeting>();
  const isPlan = meeting?.state === "planned";
  return (
    <>
      <MeetingInputs kinds={isPlan ? ["planned"] : heldKinds} />
      {!isPlan && (
        <TextInput
          source="reason"
          label="app.reason"
          helperText="meetings.reasonHint"
          parse={asText}
          multiline
          fullWidth
        />
      )}
    </>
  );
}
