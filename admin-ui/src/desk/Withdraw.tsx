import { ResourceContextProvider, TextInput, useTranslate } from "react-admin";
import { DeskWithdrawal } from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { useAct } from "../app/saving.js";

/** Takes hours or a day back, with a reason. */
export function Withdraw({
  resource,
  record: { id, version },
  sentence,
  onClose,
}: {
  resource: "desk-schedules" | "desk-days";
  record: { id: string; version: number };
  /** Message key. */
  sentence: string;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const act = useAct(resource, ["desk-hours"]);
  return (
    <ResourceContextProvider value={resource}>
      <ActDialog
        title={translate("desk.withdraw")}
        sentence={translate(sentence)}
        submitLabel={translate("desk.withdraw")}
        isIrreversible
        contract={DeskWithdrawal}
        onSubmit={(data) => act({ id, verb: "withdraw", version, data })}
        onClose={onClose}
      >
        <TextInput source="reason" label="app.reason" multiline fullWidth />
      </ActDialog>
    </ResourceContextProvider>
  );
}
