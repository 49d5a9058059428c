import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Typography,
} from "@mui/material";
import { Form, useTranslate } from "ra-core";
import { useId, useMemo, useState, type ReactNode } from "react";
import type { FieldValues } from "react-hook-form";
import { isPlainEnter } from "./composition.js";
import { contractResolver, toContract, type Contract } from "./contract.js";
import { keepTyped } from "./ContractForm.js";
import { useTellRefused } from "./saving.js";

interface ActDialogProps {
  title: string;
  /** In one sentence what will happen, to whom, and who has to confirm. */
  sentence: ReactNode;
  /** What the button says. */
  submitLabel: string;
  /** An act that cannot be undone or goes out looks different from saving. */
  isIrreversible?: boolean;
  contract: Contract;
  defaultValues?: Record<string, unknown>;
  /** The fields. */
  children?: ReactNode;
  /** Does the act. A refusal is shown at its fields, or as a message. */
  onSubmit: (data: Record<string, unknown>) => Promise<unknown>;
  onClose: () => void;
}

/** Asks for what an act needs (a reason, a choice) and does it. Mount it to open it. */
export function ActDialog({
  title,
  sentence,
  submitLabel,
  isIrreversible = false,
  contract,
  defaultValues,
  children,
  onSubmit,
  onClose,
}: ActDialogProps) {
  const translate = useTranslate();
  const tellRefused = useTellRefused(contract);
  const titleId = useId();
  const formId = useId();
  const [isBusy, setIsBusy] = useState(false);
  const resolver = useMemo(() => contractResolver(contract), [contract]);
  const submit = async (values: FieldValues) => {
    setIsBusy(true);
    try {
      await onSubmit(toContract(contract, values));
      onClose();
    } catch (error) {
      return tellRefused(error);
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
    >
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <DialogContent>
        <Typography
          variant="body1"
          component="div"
          sx={
            isIrreversible
              ? { borderLeft: 4, borderColor: "secondary.main", pl: 1.5, mb: 1 }
              : { mb: 1 }
          }
        >
          {sentence}
        </Typography>
        <Form
          id={formId}
          resolver={resolver}
          defaultValues={defaultValues}
          record={emptyRecord}
          resetOptions={keepTyped}
          onSubmit={submit}
          noValidate
        >
          <Box
            onKeyDown={(event) => {
              if (isPlainEnter(event) && (event.metaKey || event.ctrlKey)) {
                event.preventDefault();
                event.currentTarget.closest("form")?.requestSubmit();
              }
            }}
          >
            {children}
          </Box>
        </Form>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate("ra.action.cancel")}</Button>
        <Button
          type="submit"
          form={formId}
          variant="contained"
          color={isIrreversible ? "secondary" : "primary"}
          disabled={isBusy}
        >
          {submitLabel}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** The form of an act starts from its own defaults, not from the record around it. */
const emptyRecord = {};
