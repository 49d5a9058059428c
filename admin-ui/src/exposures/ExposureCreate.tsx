import { Button } from "@mui/material";
import { useCreatePath, useTranslate } from "react-admin";
import { Link } from "react-router";
import { NewExposure, type Exposure } from "@keii/shared";
import { useIncident, useZone } from "../app/Incident.js";
import { RecordCreate } from "../app/RecordCreate.js";
import { useLookAgain } from "../app/saving.js";
import { useRedirect } from "ra-core";
import { DraftPreview } from "./DraftPreview.js";
import { ExposureInputs } from "./ExposureInputs.js";

/** A new path by which data leaked. */
export function ExposureCreate() {
  const { id, dataItems } = useIncident();
  const zone = useZone();
  const redirect = useRedirect();
  const lookAgain = useLookAgain();
  return (
    <RecordCreate<Exposure>
      contract={NewExposure}
      title="exposures.add"
      draft={`exposures:${id}:new`}
      onSaved={() => {
        void lookAgain("scope-runs");
        redirect("list", "exposures");
      }}
      actions={<ToPage />}
      defaultValues={{
        name: "",
        vector: "",
        subject: "purchases",
        fromOn: null,
        fromAt: null,
        untilOn: null,
        untilAt: null,
        memberBaseIds: [],
        siteIds: [],
        methods: ["card"],
        statuses: ["completed"],
        givenListId: null,
        dataItems,
        findingId: null,
      }}
    >
      <ExposureInputs zone={zone} />
      <DraftPreview exposureId={null} zone={zone} />
    </RecordCreate>
  );
}

/** Back to the page that shows it all. */
export function ToPage() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  return (
    <Button
      component={Link}
      to={createPath({ resource: "exposures", type: "list" })}
      color="inherit"
    >
      {translate("ra.action.cancel")}
    </Button>
  );
}
