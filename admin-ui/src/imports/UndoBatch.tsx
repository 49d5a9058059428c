import { Button } from "@mui/material";
import { TextInput, useTranslate } from "react-admin";
import { useState } from "react";
import { ImportUndo, type ImportBatch } from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { useAct } from "../app/saving.js";
import { numberText } from "./number-text.js";

/** Takes back what a batch did, with a reason. */
export function UndoBatch({ batch }: { batch: ImportBatch }) {
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  const act = useAct("import-batches", ["customers", "member-bases"]);
  const { id, version, no, kind, newRows, changedRows } = batch;
  return (
    <>
      <Button color="inherit" onClick={() => setIsOpen(true)}>
        {translate("imports.undo.button")}
      </Button>
      {isOpen && (
        <ActDialog
          title={translate("imports.undo.title", { no })}
          sentence={translate(`imports.undo.sentence.${kind}`, {
            new: numberText(newRows),
            changed: numberText(changedRows),
          })}
          submitLabel={translate("imports.undo.submit")}
          isIrreversible
          contract={ImportUndo}
          onSubmit={(data) => act({ id, verb: "undo", version, data })}
          onClose={() => setIsOpen(false)}
        >
          <TextInput
            source="reason"
            label="app.reason"
            multiline
            fullWidth
            autoFocus
          />
        </ActDialog>
      )}
    </>
  );
}
