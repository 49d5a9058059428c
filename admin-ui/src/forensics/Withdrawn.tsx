import { Typography } from "@mui/material";
import { TextInput, useTranslate } from "react-admin";
import { ForensicWithdrawal } from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { useAct } from "../app/saving.js";

/** That a record was withdrawn, and why. */
export function WithdrawnNote({ reason }: { reason: string }) {
  const translate = useTranslate();
  return (
    <Typography variant="body2" sx={{ mb: 1 }}>
      {translate("forensics.withdrawn", { reason })}
    </Typography>
  );
}

/** Withdraws a record that was made by mistake; it stays, struck through. */
export function Withdraw({
  resource,
  record: { id, version },
  what,
  onClose,
}: {
  resource: string;
  record: { id: string; version: number };
  /** The record in words. */
  what: string;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const act = useAct(resource, [
    "timeline",
    "forensics",
    "forensic_reports",
    "forensic_findings",
    "forensic_handovers",
  ]);
  return (
    <ActDialog
      title={translate("forensics.withdraw.title", { what })}
      sentence={translate("forensics.withdraw.sentence")}
      submitLabel={translate("forensics.withdraw")}
      isIrreversible
      contract={ForensicWithdrawal}
      defaultValues={{ reason: "" }}
      onSubmit={(data) => act({ id, verb: "withdraw", version, data })}
      onClose={onClose}
    >
      <TextInput source="reason" label="app.reason" multiline minRows={2} />
    </ActDialog>
  );
}
