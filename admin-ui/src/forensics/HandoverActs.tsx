import { TextInput, useTranslate } from "react-admin";
import { ForensicHandoverChange, type ForensicHandover } from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { asText } from "../app/choices.js";
import { useKeiiDataProvider, useLookAgain } from "../app/saving.js";
import { HandoverInputs } from "./HandoverInputs.js";
import { useReportName } from "./records.js";
import { RowMenu } from "./RowMenu.js";
import { Withdraw } from "./Withdrawn.js";

/** What may be done with an act of handing over. */
export function HandoverActs({ handover }: { handover: ForensicHandover }) {
  const translate = useTranslate();
  const nameOf = useReportName();
  const what = translate("forensics.handover.of", {
    report: nameOf(handover.report),
  });
  return (
    <RowMenu
      what={what}
      acts={[
        { act: "edit", label: "ra.action.edit" },
        { act: "withdraw", label: "forensics.withdraw" },
      ]}
      dialog={(act, onClose) =>
        act === "edit" ? (
          <ChangeHandover handover={handover} what={what} onClose={onClose} />
        ) : (
          <Withdraw
            resource="forensic_handovers"
            record={handover}
            what={what}
            onClose={onClose}
          />
        )
      }
    />
  );
}

function ChangeHandover({
  handover,
  what,
  onClose,
}: {
  handover: ForensicHandover;
  what: string;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const { id, recipients, occurred, method, handedBy, note } = handover;
  const change = async (data: Record<string, unknown>) => {
    try {
      await dataProvider.update("forensic_handovers", {
        id,
        data,
        previousData: handover,
      });
    } finally {
      await lookAgain("forensic_handovers", "forensics", "timeline");
    }
  };
  return (
    <ActDialog
      title={translate("forensics.change.of", { what })}
      sentence={translate("forensics.change.sentence")}
      submitLabel={translate("ra.action.save")}
      contract={ForensicHandoverChange}
      defaultValues={{
        recipients: recipients.map(({ party, receipt }) => ({
          partyId: party.id,
          receipt,
        })),
        occurred,
        method,
        handedBy,
        note,
        reason: "",
      }}
      onSubmit={change}
      onClose={onClose}
    >
      <HandoverInputs />
      <TextInput
        source="reason"
        label="app.reason"
        helperText="forensics.handover.reason"
        parse={asText}
        multiline
      />
    </ActDialog>
  );
}
