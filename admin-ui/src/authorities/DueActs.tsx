import { Button } from "@mui/material";
import { useTranslate } from "ra-core";
import { useState } from "react";
import type { AuthorityDue } from "@keii/shared";
import {
  AddDue,
  ChangeDue,
  DropDue,
  MeetDue,
  ReopenDue,
} from "./DueDialogs.js";

type Open = "change" | "drop" | "meet" | "reopen";

export function AddDueButton() {
  const translate = useTranslate();
  const [isAdding, setIsAdding] = useState(false);
  return (
    <>
      <Button variant="outlined" onClick={() => setIsAdding(true)}>
        {translate("authority-dues.add")}
      </Button>
      {isAdding && <AddDue onClose={() => setIsAdding(false)} />}
    </>
  );
}

/** What may be done with a due in its state. */
export function DueActs({ due }: { due: AuthorityDue }) {
  const translate = useTranslate();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const isOpen = due.state === "open";
  const acts: Open[] = isOpen ? ["change", "meet", "drop"] : ["reopen"];
  return (
    <>
      {acts.map((act) => (
        <Button
          key={act}
          color="inherit"
          size="small"
          aria-label={translate(`authority-dues.${act}.of`, { what: due.what })}
          onClick={() => setOpen(act)}
        >
          {translate(`authority-dues.${act}`)}
        </Button>
      ))}
      {open === "change" && <ChangeDue due={due} onClose={close} />}
      {open === "drop" && <DropDue due={due} onClose={close} />}
      {open === "meet" && <MeetDue due={due} onClose={close} />}
      {open === "reopen" && <ReopenDue due={due} onClose={close} />}
    </>
  );
}
