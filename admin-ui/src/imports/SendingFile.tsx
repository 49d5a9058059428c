import { Alert, Box, Button, LinearProgress, Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import { useEffect, useState } from "react";
import type { ImportBatch } from "@keii/shared";
import { useMay } from "../app/Incident.js";
import {
  refusalText,
  useKeiiDataProvider,
  useLookAgain,
} from "../app/saving.js";
import { Section } from "../app/Section.js";
import { useSizeText } from "../app/use-size-text.js";
import { FileChoice } from "./FileChoice.js";
import { sendings, useSending, type Sending } from "./sendings.js";

/** The bytes of a batch on their way; or, where nobody here sends them, the way to send them again. */
export function SendingFile({ batch }: { batch: ImportBatch }) {
  const translate = useTranslate();
  const mayWrite = useMay("scope.write");
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const sending = useSending(batch.id);
  const isSending = sending !== null;
  useEffect(
    () => () => {
      // It has arrived or was broken off while nobody told us.
      if (isSending) void lookAgain("import-batches");
    },
    [isSending, lookAgain],
  );
  const send = (file: File) => {
    const path = `${dataProvider.pathOf("import-batches")}/${batch.id}`;
    void sendings
      .start(path, batch.id, file)
      .then(() => lookAgain("import-batches"));
  };
  if (!mayWrite)
    return <Typography>{translate("imports.sending.elsewhere")}</Typography>;
  return (
    <Section title={translate("imports.sending.title")}>
      {sending && sending.failure === null && <OnItsWay sending={sending} />}
      {sending && sending.failure !== null && (
        <Broken sending={sending} onSend={() => send(sending.file)} />
      )}
      {!sending && <SendAgain onSend={send} />}
    </Section>
  );
}

function OnItsWay({ sending: { file, share } }: { sending: Sending }) {
  const translate = useTranslate();
  const sizeText = useSizeText();
  const percent = Math.floor(share * 100);
  return (
    <Box sx={{ maxWidth: 640 }}>
      <LinearProgress
        variant="determinate"
        value={percent}
        aria-label={translate("imports.sending.title")}
        sx={{ height: 8, mb: 1 }}
      />
      <Typography>
        {translate("imports.sending.share", {
          percent,
          sent: sizeText(file.size * share),
          size: sizeText(file.size),
        })}
      </Typography>
      <Typography color="textSecondary" variant="body2">
        {translate("imports.sending.hint")}
      </Typography>
    </Box>
  );
}

function Broken({ sending, onSend }: { sending: Sending; onSend: () => void }) {
  const translate = useTranslate();
  return (
    <Alert
      severity="error"
      action={
        <Button color="inherit" onClick={onSend}>
          {translate("imports.sending.again")}
        </Button>
      }
    >
      {translate("imports.sending.broken", {
        reason: refusalText(sending.failure, translate),
      })}
    </Alert>
  );
}

function SendAgain({ onSend }: { onSend: (file: File) => void }) {
  const translate = useTranslate();
  const [file, setFile] = useState<File | null>(null);
  return (
    <>
      <Typography sx={{ mb: 1.5, maxWidth: 640 }}>
        {translate("imports.sending.lost")}
      </Typography>
      <FileChoice file={file} onFile={setFile} />
      <Button
        variant="contained"
        disabled={!file || file.size === 0}
        onClick={() => file && onSend(file)}
      >
        {translate("imports.send")}
      </Button>
    </>
  );
}
