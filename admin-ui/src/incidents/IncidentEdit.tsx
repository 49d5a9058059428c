import { Button } from "@mui/material";
import { BooleanInput, useTranslate } from "react-admin";
import { ResourceContextProvider } from "ra-core";
import { Link, useNavigate } from "react-router";
import { IncidentChange } from "@keii/shared";
import { useIncident } from "../app/Incident.js";
import { DayInput } from "../app/MomentInput.js";
import { RecordEdit } from "../app/RecordEdit.js";
import { IncidentInputs } from "./IncidentInputs.js";

export function IncidentEdit() {
  const { id } = useIncident();
  const translate = useTranslate();
  const navigate = useNavigate();
  return (
    <ResourceContextProvider value="incidents">
      <RecordEdit
        id={id}
        contract={IncidentChange}
        title="incidents.edit.title"
        draft={`incidents:${id}`}
        onSaved={() => void navigate(`/incidents/${id}`)}
        actions={
          <Button component={Link} to={`/incidents/${id}`}>
            {translate("ra.action.cancel")}
          </Button>
        }
      >
        <IncidentInputs />
        <DayInput
          source="lawAsOf"
          label="resources.incidents.fields.lawAsOf"
          hint="incidents.lawAsOf.hint"
        />
        <BooleanInput source="isOnLegalHold" />
      </RecordEdit>
    </ResourceContextProvider>
  );
}
