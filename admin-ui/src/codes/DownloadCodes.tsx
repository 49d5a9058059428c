import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
} from "@mui/material";
import { useTranslate } from "ra-core";
import { useId, useState } from "react";
import type { CodeBatch } from "@keii/shared";

/** Codes are seen once: said before they are made. */
export function DownloadCodes({
  batch,
  onDownload,
  onClose,
}: {
  batch: CodeBatch;
  onDownload: () => Promise<void>;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const titleId = useId();
  const [isBusy, setIsBusy] = useState(false);
  const download = async () => {
    setIsBusy(true);
    await onDownload();
    onClose();
  };
  return (
    <Dialog
      open
      onClose={isBusy ? undefined : onClose}
      maxWidth="sm"
      fullWidth
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>
        {translate("codes.download.title", {
          no: batch.no,
          label: batch.label,
        })}
      </DialogTitle>
      <DialogContent>
        <DialogContentText>
          {translate("codes.download.sentence", { count: batch.codeCount })}
        </DialogContentText>
        {batch.state === "made" && (
          <DialogContentText sx={{ mt: 1 }}>
            {translate("codes.download.again")}
          </DialogContentText>
        )}
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={onClose} disabled={isBusy}>
          {translate("ra.action.cancel")}
        </Button>
        <Button
          variant="contained"
          onClick={() => void download()}
          disabled={isBusy}
        >
          {translate(isBusy ? "codes.downloading" : "codes.download")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
