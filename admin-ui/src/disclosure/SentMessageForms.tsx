import { Button } from "@mui/material";
import {
  SelectInput,
  TextInput,
  useRecordContext,
  useTranslate,
} from "react-admin";
import { useState } from "react";
import {
  inLanguage,
  NewSentMessage,
  SentMessageChange,
  sentMessageKinds,
  SentMessageWithdrawal,
  type SentMessage,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { BilingualInput } from "../app/BilingualInput.js";
import { asText, useChoices } from "../app/choices.js";
import { useLanguage } from "../app/i18n.js";
import { DayInput } from "../app/MomentInput.js";
import { RecordCreate } from "../app/RecordCreate.js";
import { RecordEdit } from "../app/RecordEdit.js";
import { useAct } from "../app/saving.js";
import { useNow } from "../app/use-now.js";

const label = (field: string) => `resources.sent-messages.fields.${field}`;

export function SentMessageCreate() {
  const { today } = useNow();
  return (
    <RecordCreate<SentMessage>
      contract={NewSentMessage}
      title="sentMessages.add"
      saveLabel="publication.save"
      defaultValues={{
        kind: "mail",
        sender: { ja: "", en: "" },
        subject: { ja: "", en: "" },
        looksLike: { ja: "", en: "" },
        fromOn: today,
        untilOn: null,
      }}
    >
      <Inputs />
    </RecordCreate>
  );
}

export function SentMessageEdit() {
  const language = useLanguage();
  return (
    <RecordEdit<SentMessage>
      contract={SentMessageChange}
      title={({ sender }) => inLanguage(sender, language)}
      always={["reason"]}
      saveLabel="publication.save"
      redirect="list"
      actions={<Withdraw />}
    >
      <Inputs />
      <TextInput
        source="reason"
        label="app.reason"
        parse={asText}
        multiline
        minRows={2}
      />
    </RecordEdit>
  );
}

function Inputs() {
  const kinds = useChoices(sentMessageKinds, "sentMessages.kind");
  return (
    <>
      <SelectInput source="kind" choices={kinds} />
      <BilingualInput
        source="sender"
        label={label("sender")}
        helperText="sentMessages.sender.hint"
      />
      <BilingualInput source="subject" label={label("subject")} />
      <BilingualInput
        source="looksLike"
        label={label("looksLike")}
        helperText="sentMessages.looksLike.hint"
        multiline
      />
      <DayInput source="fromOn" label={label("fromOn")} />
      <DayInput source="untilOn" label={label("untilOn")} />
    </>
  );
}

function Withdraw() {
  const translate = useTranslate();
  const message = useRecordContext<SentMessage>();
  const act = useAct<SentMessage>("sent-messages");
  const [isOpen, setIsOpen] = useState(false);
  if (!message || message.withdrawalReason !== null) return null;
  const { id, version } = message;
  return (
    <>
      <Button color="inherit" onClick={() => setIsOpen(true)}>
        {translate("sentMessages.withdraw")}
      </Button>
      {isOpen && (
        <ActDialog
          title={translate("sentMessages.withdraw")}
          sentence={translate("sentMessages.withdraw.sentence")}
          submitLabel={translate("sentMessages.withdraw")}
          isIrreversible
          contract={SentMessageWithdrawal}
          defaultValues={{ reason: "" }}
          onSubmit={(data) => act({ id, verb: "withdraw", version, data })}
          onClose={() => setIsOpen(false)}
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
      )}
    </>
  );
}
