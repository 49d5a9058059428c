import { Alert, Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import { OrganisationChange, type Organisation } from "@keii/shared";
import { useMay } from "../app/Incident.js";
import { PageTitle } from "../app/PageTitle.js";
import { RecordEdit } from "../app/RecordEdit.js";
import { OrganisationCard } from "./OrganisationCard.js";
import { OrganisationInputs } from "./OrganisationInputs.js";
import { useOrganisationValue } from "./use-organisation-value.js";

/** The company itself: a form for administrators, a sheet for everybody else. */
export function OrganisationPage() {
  const translate = useTranslate();
  const mayWrite = useMay("organisation.write");
  const valueText = useOrganisationValue();
  return (
    <>
      <PageTitle title="organisation.title" />
      <Typography sx={{ mb: 2, maxWidth: 760 }}>
        {translate("organisation.intro")}
      </Typography>
      {mayWrite ? (
        <RecordEdit<Organisation>
          id="organisation"
          contract={OrganisationChange}
          draft="organisation"
          valueText={valueText}
        >
          <OrganisationInputs />
        </RecordEdit>
      ) : (
        <>
          <Alert severity="info" sx={{ mb: 2, maxWidth: 760 }}>
            {translate("organisation.readOnly")}
          </Alert>
          <OrganisationCard />
        </>
      )}
    </>
  );
}
