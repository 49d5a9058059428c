import { Typography } from "@mui/material";
import {
  AutocompleteInput,
  CheckboxGroupInput,
  RadioButtonGroupInput,
  SelectInput,
  TextInput,
  useRecordContext,
  useTranslate,
} from "react-admin";
import {
  dataItems,
  incidentKinds,
  languages,
  organisationRoles,
  severities,
} from "@keii/shared";
import { BothLanguagesInput } from "../app/BothLanguagesInput.js";
import { asText, useChoices, type Choice } from "../app/choices.js";

const zones = Intl.supportedValuesOf("timeZone").map((id) => ({
  id,
  name: id,
}));

/** The fields of an incident, for opening and for editing it. */
export function IncidentInputs() {
  const kinds = useChoices(incidentKinds, "incidents.kind");
  const levels = useChoices(severities, "incidents.severity");
  const roles = useChoices(organisationRoles, "incidents.organisationRole");
  const items = useChoices(dataItems, "incidents.dataItems");
  const spoken = useChoices(languages, "language");
  return (
    <>
      <BothLanguagesInput source="title" autoFocus />
      <SelectInput source="kind" choices={kinds} />
      <RadioButtonGroupInput
        source="severity"
        choices={levels}
        row={false}
        optionText={<SeverityText />}
      />
      <SelectInput source="organisationRole" choices={roles} />
      <CheckboxGroupInput source="dataItems" choices={items} />
      <CheckboxGroupInput source="languages" choices={spoken} />
      <AutocompleteInput source="zone" choices={zones} />
      <TextInput source="summary" multiline minRows={4} parse={asText} />
    </>
  );
}

function SeverityText() {
  const record = useRecordContext<Choice>();
  const translate = useTranslate();
  if (!record) return null;
  return (
    <>
      {record.name}
      <Typography variant="caption" component="div" color="textSecondary">
        {translate(`incidents.severityMeaning.${record.id}`)}
      </Typography>
    </>
  );
}
