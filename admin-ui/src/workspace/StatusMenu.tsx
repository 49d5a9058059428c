import ExpandMoreIcon from "@mui/icons-material/ExpandMore";
import { Button, Menu, MenuItem, Typography } from "@mui/material";
import { TextInput, useTranslate } from "react-admin";
import { useState } from "react";
import {
  IncidentStatusChange,
  incidentTransitions,
  type IncidentStatus,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { useIncident, useMay } from "../app/Incident.js";
import { useAct } from "../app/saving.js";

/** The status of the case, and what it may become from here; each change asks for its reason. */
export function StatusMenu() {
  const { status } = useIncident();
  const translate = useTranslate();
  const mayWrite = useMay("incidents.write");
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [chosen, setChosen] = useState<IncidentStatus | null>(null);
  const word = translate(`incidents.status.${status}`);
  if (!mayWrite)
    return (
      <Typography variant="body2" sx={{ fontWeight: 700 }}>
        {word}
      </Typography>
    );
  return (
    <>
      <Button
        variant="outlined"
        aria-haspopup="menu"
        aria-label={translate("workspace.status.label", { status: word })}
        endIcon={<ExpandMoreIcon />}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {word}
      </Button>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
      >
        {incidentTransitions[status].map((next) => (
          <MenuItem
            key={next}
            onClick={() => {
              setAnchor(null);
              setChosen(next);
            }}
          >
            {translate("workspace.status.to", {
              status: translate(`incidents.status.${next}`),
            })}
          </MenuItem>
        ))}
      </Menu>
      {chosen && (
        <StatusDialog status={chosen} onClose={() => setChosen(null)} />
      )}
    </>
  );
}

function StatusDialog({
  status,
  onClose,
}: {
  status: IncidentStatus;
  onClose: () => void;
}) {
  const incident = useIncident();
  const translate = useTranslate();
  const act = useAct("incidents", ["timeline"]);
  const word = (of: IncidentStatus) => translate(`incidents.status.${of}`);
  return (
    <ActDialog
      title={translate("workspace.status.title", { status: word(status) })}
      sentence={translate("workspace.status.sentence", {
        from: word(incident.status),
        to: word(status),
      })}
      submitLabel={translate("workspace.status.submit")}
      contract={IncidentStatusChange}
      defaultValues={{ status, reason: "" }}
      onSubmit={(data) =>
        act({
          id: incident.id,
          verb: "status",
          version: incident.version,
          data: { ...data, status },
        })
      }
      onClose={onClose}
    >
      <TextInput
        source="reason"
        label="app.reason"
        multiline
        minRows={2}
        autoFocus
      />
    </ActDialog>
  );
}
