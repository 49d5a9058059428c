import { Button, Stack } from "@mui/material";
import { TextInput, useTranslate } from "react-admin";
import { useState } from "react";
import { CodeBatchRevocation, type CodeBatch } from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { asText } from "../app/choices.js";
import { saveFile } from "../app/ExportButtons.js";
import { callFile } from "../app/http.js";
import {
  useAct,
  useKeiiDataProvider,
  useLookAgain,
  useTellRefusal,
} from "../app/saving.js";
import { DownloadCodes } from "./DownloadCodes.js";

/** What may be done with a batch as it stands. */
export function CodeBatchActs({ batch }: { batch: CodeBatch }) {
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const tellRefusal = useTellRefusal();
  const act = useAct<CodeBatch>("code-batches");
  const [asked, setAsked] = useState<"download" | "revoke" | null>(null);
  const { id, no, label, version, state } = batch;
  const close = () => setAsked(null);
  const download = async () => {
    try {
      const path = `${dataProvider.pathOf("code-batches")}/${id}/download`;
      const { blob, name } = await callFile(path, { method: "POST" });
      saveFile(blob, name);
    } catch (error) {
      tellRefusal(error);
    } finally {
      await lookAgain("code-batches");
    }
  };
  if (state === "revoked") return null;
  return (
    <Stack direction="row" sx={{ gap: 0.5 }}>
      {state !== "downloaded" && (
        <Button
          size="small"
          onClick={() => setAsked("download")}
          aria-label={translate("codes.download.of", { no })}
        >
          {translate("codes.download")}
        </Button>
      )}
      <Button
        size="small"
        color="inherit"
        onClick={() => setAsked("revoke")}
        aria-label={translate("codes.revoke.of", { no })}
      >
        {translate("codes.revoke")}
      </Button>
      {asked === "download" && (
        <DownloadCodes batch={batch} onDownload={download} onClose={close} />
      )}
      {asked === "revoke" && (
        <ActDialog
          title={translate("codes.revoke.title", { no, label })}
          sentence={translate("codes.revoke.sentence", {
            count: batch.codeCount,
          })}
          submitLabel={translate("codes.revoke")}
          isIrreversible
          contract={CodeBatchRevocation}
          defaultValues={{ reason: "" }}
          onSubmit={(data) => act({ id, verb: "revoke", version, data })}
          onClose={close}
        >
          <TextInput
            source="reason"
            label="app.reason"
            parse={asText}
            multiline
            minRows={2}
            fullWidth
          />
        </ActDialog>
      )}
    </Stack>
  );
}
