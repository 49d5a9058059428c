import { NewPartnerRequest } from "@keii/shared";
import { useStarted } from "../app/from-line.js";
import { useIncident } from "../app/Incident.js";
import { LineChoice } from "../app/LineChoice.js";
import { RecordCreate } from "../app/RecordCreate.js";
import { PartnerInputs } from "./PartnerInputs.js";

/** A new request, perhaps one that a line of the timeline speaks of. */
export function PartnerCreate() {
  const { id } = useIncident();
  const { lineText = "" } = useStarted();
  return (
    <RecordCreate
      contract={NewPartnerRequest}
      title="partners.create.title"
      draft={`partners:${id}:new`}
      redirect="show"
      defaultValues={{
        partyId: null,
        text: lineText,
        occurred: { precision: "minute" },
        askedBy: "",
        channel: "",
        timelineEventId: null,
      }}
    >
      <PartnerInputs />
      <LineChoice />
    </RecordCreate>
  );
}
