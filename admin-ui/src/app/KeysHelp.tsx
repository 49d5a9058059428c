import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Table,
  TableBody,
  TableCell,
  TableRow,
} from "@mui/material";
import { useTranslate } from "ra-core";
import { useState } from "react";
import { keyName, useKey, useKeyList, type KeyDeed } from "./keys.js";

/** `?`: what can be pressed here. */
export function KeysHelp() {
  const translate = useTranslate();
  const list = useKeyList();
  const [deeds, setDeeds] = useState<KeyDeed[] | null>(null);
  useKey("?", "app.keys.help", () => setDeeds(newestOfEach(list())));
  if (!deeds) return null;
  const close = () => setDeeds(null);
  return (
    <Dialog open onClose={close} aria-labelledby="keys-title">
      <DialogTitle id="keys-title">{translate("app.keys.title")}</DialogTitle>
      <DialogContent>
        <Table size="small">
          <TableBody>
            {deeds.map(({ key, label }) => (
              <TableRow key={key}>
                <TableCell component="th" scope="row">
                  <kbd>{keyName(key)}</kbd>
                </TableCell>
                <TableCell>{translate(label)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </DialogContent>
      <DialogActions>
        <Button onClick={close} autoFocus>
          {translate("ra.action.close")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function newestOfEach(deeds: KeyDeed[]): KeyDeed[] {
  return [...new Map(deeds.map((deed) => [deed.key, deed])).values()];
}
