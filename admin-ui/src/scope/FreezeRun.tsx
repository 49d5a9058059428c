import { TextInput, useTranslate } from "react-admin";
import { ScopeFreeze, type ScopeRun } from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { asText } from "../app/choices.js";
import { useAct } from "../app/saving.js";
import { CountsText } from "../exposures/DeltaText.js";

/** Asks for a run to become the official figure; a second person decides. */
export function FreezeRun({
  run,
  former,
  onClose,
}: {
  run: ScopeRun;
  /** The run that is official now. */
  former: ScopeRun | undefined;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const act = useAct<ScopeRun>("scope-runs", ["approvals", "progress"]);
  const { id, version, no, figures } = run;
  return (
    <ActDialog
      title={translate("scope.freeze.title", { no })}
      sentence={
        <>
          <p style={{ margin: 0 }}>
            {translate("scope.freeze.sentence", { no })}{" "}
            <b>{figures && <CountsText counts={figures.affected} />}</b>
          </p>
          <p style={{ margin: "0.5em 0 0" }}>
            {translate("scope.freeze.forGood")}{" "}
            {former && translate("scope.freeze.former", { no: former.no })}
          </p>
          <p style={{ margin: "0.5em 0 0" }}>
            {translate("scope.freeze.second")}
          </p>
        </>
      }
      submitLabel={translate("scope.freeze.submit")}
      isIrreversible
      contract={ScopeFreeze}
      defaultValues={{ reason: "" }}
      onSubmit={(data) => act({ id, verb: "freeze", version, data })}
      onClose={onClose}
    >
      <TextInput
        source="reason"
        label="app.reason"
        parse={asText}
        multiline
        minRows={2}
        fullWidth
      />
    </ActDialog>
  );
}
