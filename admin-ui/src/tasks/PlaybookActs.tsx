import { Button } from "@mui/material";
import { useTranslate } from "ra-core";
import { useState } from "react";
import { useMay } from "../app/Incident.js";
import { ApplyPlaybook } from "./ApplyPlaybook.js";
import { SavePlaybook } from "./SavePlaybook.js";

/** From a playbook into this case, and back. */
export function PlaybookActs() {
  const translate = useTranslate();
  const maySave = useMay("playbooks.write");
  const [open, setOpen] = useState<"apply" | "save" | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      {maySave && (
        <Button color="inherit" onClick={() => setOpen("save")}>
          {translate("tasks.playbook.save")}
        </Button>
      )}
      <Button variant="outlined" onClick={() => setOpen("apply")}>
        {translate("tasks.playbook.apply")}
      </Button>
      {open === "apply" && <ApplyPlaybook onClose={close} />}
      {open === "save" && <SavePlaybook onClose={close} />}
    </>
  );
}
