import { Alert } from "@mui/material";
import { TextInput, useRecordContext, useTranslate } from "react-admin";
import { useRedirect } from "ra-core";
import { ExposureChange, type Exposure } from "@keii/shared";
import { asText } from "../app/choices.js";
import { RecordEdit } from "../app/RecordEdit.js";
import { circled } from "./exposure-text.js";
import { DraftPreview } from "./DraftPreview.js";
import { ToPage } from "./ExposureCreate.js";
import { ExposureHistory } from "./ExposureHistory.js";
import { ExposureInputs } from "./ExposureInputs.js";

/** Changes an exposure; what was computed before stays as it was. */
export function ExposureEdit() {
  const redirect = useRedirect();
  return (
    <RecordEdit<Exposure>
      contract={ExposureChange}
      title={({ no, name }) => `${circled(no)} ${name}`}
      always={["reason"]}
      onSaved={() => redirect("list", "exposures")}
      actions={<ToPage />}
    >
      <Fields />
    </RecordEdit>
  );
}

function Fields() {
  const translate = useTranslate();
  const exposure = useRecordContext<Exposure>();
  if (!exposure) return null;
  const { id, zone, state, withdrawalReason } = exposure;
  return (
    <>
      {state === "withdrawn" && (
        <Alert severity="warning" sx={{ mb: 1 }}>
          {translate("exposures.withdrawn", { reason: withdrawalReason })}
        </Alert>
      )}
      <ExposureInputs zone={zone} />
      {state === "current" && <DraftPreview exposureId={id} zone={zone} />}
      <TextInput
        source="reason"
        label="app.reason"
        parse={asText}
        multiline
        minRows={2}
      />
      <ExposureHistory exposureId={id} />
    </>
  );
}
