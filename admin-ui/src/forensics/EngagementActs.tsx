import { TextInput, useTranslate } from "react-admin";
import {
  ForensicEngagementChange,
  inLanguage,
  type ForensicEngagement,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { asText } from "../app/choices.js";
import { useLanguage } from "../app/i18n.js";
import { useKeiiDataProvider, useLookAgain } from "../app/saving.js";
import { EngagementInputs } from "./EngagementInputs.js";
import { RowMenu } from "./RowMenu.js";
import { Withdraw } from "./Withdrawn.js";

/** What may be done with an engagement as a whole. */
export function EngagementActs({
  engagement,
}: {
  engagement: ForensicEngagement;
}) {
  const language = useLanguage();
  const what = inLanguage(engagement.firm.name, language);
  return (
    <RowMenu
      what={what}
      acts={[
        { act: "edit", label: "ra.action.edit" },
        { act: "withdraw", label: "forensics.withdraw" },
      ]}
      dialog={(act, onClose) =>
        act === "edit" ? (
          <ChangeEngagement engagement={engagement} onClose={onClose} />
        ) : (
          <Withdraw
            resource="forensics"
            record={engagement}
            what={what}
            onClose={onClose}
          />
        )
      }
    />
  );
}

function ChangeEngagement({
  engagement,
  onClose,
}: {
  engagement: ForensicEngagement;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const { id, firm, requiredBy, isPfi, scope, leadInvestigator } = engagement;
  const { independenceCheckedBy, independenceCheckedOn } = engagement;
  const change = async (data: Record<string, unknown>) => {
    try {
      await dataProvider.update("forensics", {
        id,
        data,
        previousData: engagement,
      });
    } finally {
      await lookAgain("forensics", "timeline");
    }
  };
  return (
    <ActDialog
      title={translate("forensics.edit.title")}
      sentence={translate("forensics.edit.sentence")}
      submitLabel={translate("ra.action.save")}
      contract={ForensicEngagementChange}
      defaultValues={{
        firmId: firm.id,
        requiredById: requiredBy?.id ?? null,
        isPfi,
        scope,
        leadInvestigator,
        independenceCheckedBy,
        independenceCheckedOn,
        reason: "",
      }}
      onSubmit={change}
      onClose={onClose}
    >
      <EngagementInputs />
      <TextInput
        source="reason"
        label="app.reason"
        helperText="forensics.edit.reason"
        parse={asText}
        multiline
      />
    </ActDialog>
  );
}
