import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Typography,
} from "@mui/material";
import { useTranslate } from "ra-core";
import { useId, useState, type ReactNode } from "react";
import { isRefusal } from "./http.js";
import { refusalText } from "./saving.js";

interface ConfirmDialogProps {
  title: string;
  /** In one sentence what will happen, and to how many people. */
  sentence: ReactNode;
  submitLabel: string;
  /** An act that cannot be undone or takes something away looks different from saving. */
  isIrreversible?: boolean;
  /** False while something has still to be chosen. */
  canSubmit?: boolean;
  /** Does the act; the dialog closes when it succeeds and says why when it is refused. */
  onSubmit: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before an act that needs nothing but a yes. Mount it to open it. */
export function ConfirmDialog({
  title,
  sentence,
  submitLabel,
  isIrreversible = false,
  canSubmit = true,
  onSubmit,
  onClose,
}: ConfirmDialogProps) {
  const translate = useTranslate();
  const titleId = useId();
  const textId = useId();
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const submit = async () => {
    setIsBusy(true);
    setRefusal(null);
    try {
      await onSubmit();
      onClose();
    } catch (error) {
      setRefusal(error);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth="sm"
      fullWidth
      aria-labelledby={titleId}
      aria-describedby={textId}
    >
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <DialogContent>
        <Typography
          id={textId}
          component="div"
          sx={
            isIrreversible
              ? { borderLeft: 4, borderColor: "secondary.main", pl: 1.5 }
              : undefined
          }
        >
          {sentence}
        </Typography>
        {refusal !== null && (
          <Alert severity="error" role="alert" sx={{ mt: 2 }}>
            {reasonsOf(refusal, translate)}
          </Alert>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate("ra.action.cancel")}</Button>
        <Button
          variant="contained"
          color={isIrreversible ? "secondary" : "primary"}
          disabled={isBusy || !canSubmit}
          onClick={() => void submit()}
        >
          {submitLabel}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** Why it was refused: what the rule says, or else the problem's own words. */
function reasonsOf(
  error: unknown,
  translate: (key: string, options?: { _: string }) => string,
): string {
  const errors = isRefusal(error)
    ? Object.values(error.body?.errors ?? {})
    : [];
  return errors.length > 0 ? errors.join(" ") : refusalText(error, translate);
}
