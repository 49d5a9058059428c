import { Alert, Link } from "@mui/material";
import { useRedirect, useTranslate } from "ra-core";
import { Link as RouterLink } from "react-router";
import { NewIncident, type Incident } from "@keii/shared";
import { RecordCreate } from "../app/RecordCreate.js";
import { IncidentInputs } from "./IncidentInputs.js";

const usual = {
  severity: "medium",
  organisationRole: "own",
  zone: "Asia/Tokyo",
  languages: ["ja"],
  dataItems: [],
  title: { ja: "", en: "" },
};

export function IncidentCreate() {
  const goTo = useRedirect();
  const translate = useTranslate();
  return (
    <RecordCreate<Incident>
      contract={NewIncident}
      title="incidents.create.title"
      defaultValues={usual}
      draft="incidents:new"
      onSaved={({ id }) => goTo(`/incidents/${id}`)}
    >
      <Alert severity="info" sx={{ mb: 1 }}>
        {translate("incidents.create.hint")}{" "}
        <Link component={RouterLink} to="/intake">
          {translate("app.nav.intake")}
        </Link>
      </Alert>
      <IncidentInputs />
    </RecordCreate>
  );
}
