import { TextInput } from "react-admin";
import { PartnerRequestChange, type PartnerRequest } from "@keii/shared";
import { RecordEdit } from "../app/RecordEdit.js";
import { PartnerInputs } from "./PartnerInputs.js";
import { usePartnerWords } from "./use-partner-words.js";

/** Corrects a request; its line in the timeline follows. */
export function PartnerEdit() {
  const { title } = usePartnerWords();
  return (
    <RecordEdit<PartnerRequest>
      contract={PartnerRequestChange}
      title={title}
      always={["reason"]}
      redirect="show"
    >
      <PartnerInputs />
      <TextInput source="reason" label="app.reason" multiline fullWidth />
    </RecordEdit>
  );
}
