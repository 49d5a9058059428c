import { TextInput, useTranslate } from "react-admin";
import { ExposureWithdrawal, type Exposure } from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { asText } from "../app/choices.js";
import { useAct } from "../app/saving.js";
import { circled } from "./exposure-text.js";
import { DeltaText } from "./DeltaText.js";
import { usePreview } from "./use-preview.js";

/** Takes an exposure out; says how many customers only it chose. */
export function WithdrawExposure({
  exposure,
  onClose,
}: {
  exposure: Exposure;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const act = useAct<Exposure>("exposures", ["scope-runs"]);
  const { id, version, no, name } = exposure;
  const { answer } = usePreview(id, "none");
  return (
    <ActDialog
      title={translate("exposures.withdraw.title", {
        name: `${circled(no)} ${name}`,
      })}
      sentence={
        <>
          {translate("exposures.withdraw.sentence")}
          {answer && (
            <>
              {" "}
              {translate("exposures.withdraw.effect")} <DeltaText {...answer} />
            </>
          )}
        </>
      }
      submitLabel={translate("exposures.withdraw")}
      isIrreversible
      contract={ExposureWithdrawal}
      defaultValues={{ reason: "" }}
      onSubmit={(data) => act({ id, verb: "withdraw", version, data })}
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
