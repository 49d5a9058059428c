import { Button } from "@mui/material";
import { SelectInput, TextInput, useTranslate } from "react-admin";
import { useState } from "react";
import {
  answerOutcomes,
  NewPartnerAnswer,
  PartnerWithdrawal,
  type PartnerAnswer,
  type PartnerRequest,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { asText, useChoices } from "../app/choices.js";
import { FilesInput } from "../app/FilesInput.js";
import { LineChoice } from "../app/LineChoice.js";
import { MomentInput } from "../app/MomentInput.js";
import { useAct } from "../app/saving.js";
import { happenedKinds } from "./PartnerInputs.js";
import { usePartnerWords } from "./use-partner-words.js";

interface ActProps {
  request: PartnerRequest;
  onClose: () => void;
}

/** What came back: promised, refused, or nothing. */
export function AnswerPartner({ request, onClose }: ActProps) {
  const translate = useTranslate();
  const { title } = usePartnerWords();
  const act = useAct("partners", ["timeline", "evidence/links"]);
  const outcomes = useChoices(answerOutcomes, "partners.outcome");
  const label = (field: string) => `resources.partners.fields.${field}`;
  const { id, version } = request;
  return (
    <ActDialog
      title={translate("partners.answer.title", { request: title(request) })}
      sentence={translate("partners.answer.sentence")}
      submitLabel={translate("partners.answer.submit")}
      contract={NewPartnerAnswer}
      defaultValues={{
        occurred: { precision: "minute" },
        answeredBy: "",
        words: "",
        timelineEventId: null,
      }}
      onSubmit={(data) => act({ id, verb: "answer", version, data })}
      onClose={onClose}
    >
      <SelectInput
        source="outcome"
        label={label("outcome")}
        choices={outcomes}
        autoFocus
      />
      <MomentInput
        source="occurred"
        label={translate(label("answered"))}
        kinds={happenedKinds}
      />
      <TextInput
        source="answeredBy"
        label={label("answeredBy")}
        parse={asText}
      />
      <TextInput
        source="words"
        label={label("words")}
        parse={asText}
        multiline
        minRows={2}
        fullWidth
      />
      <FilesInput />
      <LineChoice />
    </ActDialog>
  );
}

/** Takes back the whole request. */
export function WithdrawPartner({ request, onClose }: ActProps) {
  const translate = useTranslate();
  const { title } = usePartnerWords();
  const act = useAct("partners", ["timeline"]);
  const { id, version } = request;
  return (
    <ActDialog
      title={translate("partners.withdraw.title", { request: title(request) })}
      sentence={translate("partners.withdraw.sentence")}
      submitLabel={translate("partners.withdraw.submit")}
      isIrreversible
      contract={PartnerWithdrawal}
      onSubmit={(data) => act({ id, verb: "withdraw", version, data })}
      onClose={onClose}
    >
      <TextInput source="reason" label="app.reason" multiline fullWidth />
    </ActDialog>
  );
}

/** Takes back one answer that was recorded by mistake; the one before holds again. */
export function WithdrawAnswer({
  request,
  answer,
}: {
  request: PartnerRequest;
  answer: PartnerAnswer;
}) {
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  const act = useAct("partners", ["timeline"]);
  const { id, version } = request;
  const withdraw = ({ reason }: Record<string, unknown>) =>
    act({
      id,
      verb: "withdraw-answer",
      version,
      data: { answerId: answer.id, reason },
    });
  return (
    <>
      <Button color="inherit" size="small" onClick={() => setIsOpen(true)}>
        {translate("partners.withdrawAnswer.button")}
      </Button>
      {isOpen && (
        <ActDialog
          title={translate("partners.withdrawAnswer.title", {
            outcome: translate(`partners.outcome.${answer.outcome}`),
          })}
          sentence={translate("partners.withdrawAnswer.sentence")}
          submitLabel={translate("partners.withdraw.submit")}
          isIrreversible
          contract={PartnerWithdrawal}
          onSubmit={withdraw}
          onClose={() => setIsOpen(false)}
        >
          <TextInput source="reason" label="app.reason" multiline fullWidth />
        </ActDialog>
      )}
    </>
  );
}
