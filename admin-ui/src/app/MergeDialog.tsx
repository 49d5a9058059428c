import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  Radio,
  RadioGroup,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from "@mui/material";
import { useTranslate } from "ra-core";
import { useState } from "react";
import { isSame } from "./contract.js";
import { useValueText } from "./value-text.js";

type Side = "mine" | "theirs";

interface MergeDialogProps {
  base: object;
  /** What I wanted to save, by field. */
  mine: Record<string, unknown>;
  /** The record as somebody else left it. */
  theirs: object;
  valueText?: (field: string, value: unknown) => string | undefined;
  isSaving: boolean;
  /** Called with the fields of mine that are to be kept. */
  onSettle: (chosen: Record<string, unknown>) => Promise<void>;
  onClose: () => void;
}

/** Two people changed one record: both versions and the one before, field by field, and a choice for each. */
export function MergeDialog({
  base,
  mine,
  theirs,
  valueText,
  isSaving,
  onSettle,
  onClose,
}: MergeDialogProps) {
  const translate = useTranslate();
  const textOf = useValueText(valueText);
  const before = base as Record<string, unknown>;
  const now = theirs as Record<string, unknown>;
  const [choices, setChoices] = useState<Record<string, Side>>({});
  const fields = Object.keys(mine).filter(
    (field) => field in before || field in now,
  );
  const choiceOf = (field: string): Side => choices[field] ?? "mine";
  const settle = () => {
    const isKept = (field: string) =>
      !fields.includes(field) || choiceOf(field) === "mine";
    const kept = Object.entries(mine).filter(([field]) => isKept(field));
    return onSettle(Object.fromEntries(kept));
  };
  return (
    <Dialog open maxWidth="md" fullWidth aria-labelledby="merge-title">
      <DialogTitle id="merge-title">{translate("app.merge.title")}</DialogTitle>
      <DialogContent>
        <Typography variant="body2" sx={{ mb: 2 }}>
          {translate("app.merge.sentence")}
        </Typography>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{translate("app.merge.field")}</TableCell>
              <TableCell>{translate("app.merge.base")}</TableCell>
              <TableCell>{translate("app.merge.theirs")}</TableCell>
              <TableCell>{translate("app.merge.mine")}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {fields.map((field) => {
              const isUntouched = isSame(now[field], before[field]);
              return (
                <TableRow key={field} sx={{ verticalAlign: "top" }}>
                  <TableCell component="th" scope="row">
                    {textOf.label(field)}
                  </TableCell>
                  <TableCell sx={{ whiteSpace: "pre-wrap" }}>
                    {textOf.value(field, before[field])}
                  </TableCell>
                  {(["theirs", "mine"] as const).map((side) => (
                    <TableCell key={side}>
                      <RadioGroup
                        value={choiceOf(field)}
                        onChange={() =>
                          setChoices({ ...choices, [field]: side })
                        }
                      >
                        <FormControlLabel
                          value={side}
                          control={<Radio size="small" />}
                          sx={{ whiteSpace: "pre-wrap", alignItems: "start" }}
                          label={
                            side === "theirs" && isUntouched
                              ? translate("app.merge.unchanged")
                              : textOf.value(
                                  field,
                                  (side === "mine" ? mine : now)[field],
                                )
                          }
                        />
                      </RadioGroup>
                    </TableCell>
                  ))}
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate("app.merge.back")}</Button>
        <Button
          variant="contained"
          disabled={isSaving}
          onClick={() => void settle()}
        >
          {translate("app.merge.save")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
