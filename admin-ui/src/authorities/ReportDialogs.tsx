import { TextInput, useNotify, useTranslate } from "react-admin";
import {
  AuthorityReportAmendment,
  AuthorityReportWithdrawal,
  NewAuthorityFiling,
  type AuthorityReport,
  type OccurredInput,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { asText } from "../app/choices.js";
import { LineChoice } from "../app/LineChoice.js";
import { MemberInput } from "../app/MemberInput.js";
import { MomentInput } from "../app/MomentInput.js";
import { useAct } from "../app/saving.js";
import { useSignedInUser } from "../app/session.js";
import { useNow } from "../app/use-now.js";
import { useAuthorityWords } from "./use-authority-words.js";

interface ReportDialogProps {
  report: AuthorityReport;
  onClose: () => void;
}

/** What a line of the timeline knows of the filing. */
export interface FilingStart {
  occurred?: OccurredInput;
  timelineEventId?: string;
}

const touched = ["authority-dues", "timeline"] as const;

/** Says that the draft was handed in; from then on its content stands. */
export function FileReport({
  report,
  start,
  onClose,
}: ReportDialogProps & { start: FilingStart }) {
  const translate = useTranslate();
  const notify = useNotify();
  const { today } = useNow();
  const me = useSignedInUser();
  const { nameOf, whatOf } = useAuthorityWords();
  const act = useAct<AuthorityReport>("authorities", touched);
  const { id, version, receiptNumber } = report;
  return (
    <ActDialog
      title={translate("authorities.file.title")}
      sentence={translate("authorities.file.sentence", {
        recipient: nameOf(report),
        what: whatOf(report),
      })}
      submitLabel={translate("authorities.file.submit")}
      isIrreversible
      contract={NewAuthorityFiling}
      defaultValues={{
        occurred: start.occurred ?? { precision: "day", on: today },
        filedById: me?.id,
        receiptNumber,
        timelineEventId: start.timelineEventId ?? null,
      }}
      onSubmit={async (data) => {
        await act({ id, verb: "filing", version, data });
        notify("authorities.file.done", { type: "info" });
      }}
      onClose={onClose}
    >
      <MomentInput
        source="occurred"
        label={translate("authorities.filedWhen")}
        kinds={["minute", "day", "about"]}
      />
      <MemberInput
        source="filedById"
        label="resources.authorities.fields.filedBy"
      />
      <TextInput
        source="receiptNumber"
        label="resources.authorities.fields.receiptNumber"
        helperText="authorities.receiptHint"
        parse={asText}
        fullWidth
      />
      <LineChoice />
    </ActDialog>
  );
}

/** Adds what arrived after filing. */
export function AmendReport({ report, onClose }: ReportDialogProps) {
  const translate = useTranslate();
  const act = useAct<AuthorityReport>("authorities", touched);
  const { id, version, receiptNumber, department, officer } = report;
  return (
    <ActDialog
      title={translate("authorities.amend.title")}
      sentence={translate("authorities.amend.sentence")}
      submitLabel={translate("authorities.amend")}
      contract={AuthorityReportAmendment}
      defaultValues={{ receiptNumber, department, officer, reason: "" }}
      onSubmit={(data) => act({ id, verb: "amend", version, data })}
      onClose={onClose}
    >
      {(["receiptNumber", "department", "officer"] as const).map((field) => (
        <TextInput
          key={field}
          source={field}
          label={`resources.authorities.fields.${field}`}
          parse={asText}
          fullWidth
        />
      ))}
      <ReasonInput />
    </ActDialog>
  );
}

/** Takes a draft or a filing back. */
export function WithdrawReport({ report, onClose }: ReportDialogProps) {
  const translate = useTranslate();
  const act = useAct<AuthorityReport>("authorities", touched);
  const { reportOf } = useAuthorityWords();
  const { id, version, filing } = report;
  return (
    <ActDialog
      title={translate("authorities.withdraw.title")}
      sentence={translate(
        filing
          ? "authorities.withdraw.sentence"
          : "authorities.withdraw.draftSentence",
        { report: reportOf(report) },
      )}
      submitLabel={translate("authorities.withdraw")}
      isIrreversible
      contract={AuthorityReportWithdrawal}
      onSubmit={(data) => act({ id, verb: "withdraw", version, data })}
      onClose={onClose}
    >
      <ReasonInput />
    </ActDialog>
  );
}

export function ReasonInput() {
  return (
    <TextInput
      source="reason"
      label="authorities.reason"
      multiline
      minRows={2}
      isRequired
      fullWidth
    />
  );
}
