import { Box, Button, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { TextInput, useTranslate } from "react-admin";
import { useState } from "react";
import {
  attachmentKinds,
  NewRemediationWork,
  type RemediationMeasure,
  type RemediationWork,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { AttachedFiles, useAttachedFiles } from "../app/AttachedFiles.js";
import { Failure } from "../app/Failure.js";
import { FilesInput } from "../app/FilesInput.js";
import { call } from "../app/http.js";
import { useMay } from "../app/Incident.js";
import { MomentInput } from "../app/MomentInput.js";
import { MomentText } from "../app/MomentText.js";
import { useKeiiDataProvider, useLookAgain } from "../app/saving.js";
import { Section } from "../app/Section.js";
import { useNow } from "../app/use-now.js";

/** What was done on a measure, day by day. What is written stays. */
export function WorkLog({ measure }: { measure: RemediationMeasure }) {
  const translate = useTranslate();
  const { pathOf } = useKeiiDataProvider();
  const mayWrite = useMay("remediation.write");
  const [isAdding, setIsAdding] = useState(false);
  const path = `${pathOf("remediation")}/${measure.id}/work`;
  const { data, error } = useQuery({
    queryKey: ["remediation", "work", measure.id],
    queryFn: async ({ signal }) =>
      (await call<RemediationWork[]>(path, { signal })).data,
  });
  const files = useAttachedFiles(
    attachmentKinds.remediationWork,
    data?.map(({ id }) => id) ?? [],
  );
  return (
    <Section
      title={translate("remediation.work")}
      actions={
        mayWrite &&
        measure.state !== "withdrawn" && (
          <Button onClick={() => setIsAdding(true)}>
            {translate("remediation.work.add")}
          </Button>
        )
      }
    >
      {error && <Failure error={error} />}
      {data?.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {translate("remediation.work.empty")}
        </Typography>
      )}
      {data?.map(({ id, occurred, text, recordedBy }) => (
        <Box key={id} sx={{ mb: 1, overflowWrap: "anywhere" }}>
          <Typography variant="body2" color="textSecondary">
            <MomentText moment={occurred} /> · {recordedBy?.name}
          </Typography>
          <Typography sx={{ whiteSpace: "pre-line" }}>{text}</Typography>
          {files.has(id) && <AttachedFiles files={files.get(id) ?? []} />}
        </Box>
      ))}
      {isAdding && <AddWork path={path} onClose={() => setIsAdding(false)} />}
    </Section>
  );
}

function AddWork({ path, onClose }: { path: string; onClose: () => void }) {
  const translate = useTranslate();
  const lookAgain = useLookAgain();
  const { today } = useNow();
  const add = async (body: Record<string, unknown>) => {
    await call(path, { method: "POST", body });
    await lookAgain("remediation", "evidence/links");
  };
  return (
    <ActDialog
      title={translate("remediation.work.add")}
      sentence={translate("remediation.work.sentence")}
      submitLabel={translate("app.record")}
      contract={NewRemediationWork}
      defaultValues={{ occurred: { precision: "day", on: today }, text: "" }}
      onSubmit={add}
      onClose={onClose}
    >
      <MomentInput
        source="occurred"
        label={translate("resources.remediation.fields.occurred")}
        kinds={["minute", "day", "about"]}
      />
      <TextInput
        source="text"
        label="resources.remediation.fields.text"
        multiline
        minRows={3}
        fullWidth
      />
      <FilesInput />
    </ActDialog>
  );
}
