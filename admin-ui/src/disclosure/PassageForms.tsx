import { Alert, Button } from "@mui/material";
import { TextInput, useRecordContext, useTranslate } from "react-admin";
import { NewPassage, PassageChange, type Passage } from "@keii/shared";
import { asText } from "../app/choices.js";
import { useMay } from "../app/Incident.js";
import { RecordCreate } from "../app/RecordCreate.js";
import { RecordEdit } from "../app/RecordEdit.js";
import { useAct, useTellRefusal } from "../app/saving.js";
import { MergeFields } from "./MergeFields.js";
import { useSources } from "./records.js";
import { WrittenText } from "./WrittenText.js";

export function PassageCreate() {
  return (
    <RecordCreate<Passage>
      contract={NewPassage}
      title="passages.add"
      isWide
      saveLabel="publication.save"
      redirect="edit"
      defaultValues={{ key: "", text: { ja: "", en: "" } }}
    >
      <TextInput source="key" parse={asText} helperText="passages.key.hint" />
      <Words />
    </RecordCreate>
  );
}

export function PassageEdit() {
  return (
    <RecordEdit<Passage>
      contract={PassageChange}
      isWide
      title={({ key }) => `{{passage.${key}}}`}
      always={["reason"]}
      saveLabel="publication.save"
      actions={<Approve />}
    >
      <Standing />
      <Words />
      <TextInput
        source="reason"
        label="app.reason"
        parse={asText}
        multiline
        minRows={2}
      />
    </RecordEdit>
  );
}

function Words() {
  const sources = useSources();
  return (
    <>
      <WrittenText source="text" label="resources.passages.fields.text" />
      {sources && <MergeFields sources={sources} hasPassages={false} />}
    </>
  );
}

function Standing() {
  const translate = useTranslate();
  const passage = useRecordContext<Passage>();
  if (!passage || passage.approvedNo === passage.no) return null;
  return (
    <Alert severity="info">
      {passage.approvedNo === null
        ? translate("passages.waits")
        : translate("passages.newerWaits", { no: passage.approvedNo })}
    </Alert>
  );
}

function Approve() {
  const translate = useTranslate();
  const passage = useRecordContext<Passage>();
  const mayApprove = useMay("disclosure.publish");
  const act = useAct<Passage>("passages", ["publication", "faq"]);
  const tellRefusal = useTellRefusal();
  if (!passage || !mayApprove || passage.approvedNo === passage.no) return null;
  const { id, version } = passage;
  return (
    <Button
      color="secondary"
      onClick={() =>
        void act({ id, verb: "approve", version }).catch(tellRefusal)
      }
    >
      {translate("passages.approve")}
    </Button>
  );
}
