import { Alert, Box, Button } from "@mui/material";
import {
  RadioButtonGroupInput,
  TextInput,
  useRecordContext,
  useTranslate,
} from "react-admin";
import { useState } from "react";
import {
  FaqChange,
  FaqWithdrawal,
  faqVisibilities,
  inLanguage,
  NewFaqEntry,
  type FaqEntry,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { BilingualInput } from "../app/BilingualInput.js";
import { asText, useChoices } from "../app/choices.js";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";
import { DayInput } from "../app/MomentInput.js";
import { RecordCreate } from "../app/RecordCreate.js";
import { RecordEdit } from "../app/RecordEdit.js";
import { useAct, useTellRefusal } from "../app/saving.js";
import { useNow } from "../app/use-now.js";
import { MergeFields } from "./MergeFields.js";
import { useSources } from "./records.js";
import { StaleValues } from "./StaleValues.js";
import { WrittenText } from "./WrittenText.js";

const label = (field: string) => `resources.faq.fields.${field}`;

export function FaqCreate() {
  const { today } = useNow();
  return (
    <RecordCreate<FaqEntry>
      contract={NewFaqEntry}
      title="faq.add"
      isWide
      saveLabel="publication.save"
      redirect="edit"
      defaultValues={{
        visibility: "public",
        section: { ja: "", en: "" },
        question: { ja: "", en: "" },
        answer: { ja: "", en: "" },
        effectiveFrom: today,
        effectiveUntil: null,
      }}
    >
      <Inputs />
    </RecordCreate>
  );
}

export function FaqEdit() {
  const language = useLanguage();
  return (
    <RecordEdit<FaqEntry>
      contract={FaqChange}
      isWide
      title={({ question }) => inLanguage(question, language)}
      always={["reason"]}
      saveLabel="publication.save"
      actions={<Acts />}
    >
      <Standing />
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
  const sources = useSources();
  const visibilities = useChoices(faqVisibilities, "faq.visibility");
  return (
    <>
      <RadioButtonGroupInput
        source="visibility"
        label={label("visibility")}
        choices={visibilities}
      />
      <BilingualInput source="section" label={label("section")} />
      <BilingualInput source="question" label={label("question")} />
      <WrittenText source="answer" label={label("answer")} />
      {sources && <MergeFields sources={sources} />}
      <DayInput source="effectiveFrom" label={label("effectiveFrom")} />
      <DayInput
        source="effectiveUntil"
        label={label("effectiveUntil")}
        hint="faq.until.hint"
      />
    </>
  );
}

function Standing() {
  const translate = useTranslate();
  const entry = useRecordContext<FaqEntry>();
  if (!entry) return null;
  return (
    <Box>
      {entry.state === "withdrawn" && (
        <Alert severity="warning">
          {translate("faq.withdrawn", { reason: entry.withdrawalReason })}
        </Alert>
      )}
      {entry.state === "changed" && (
        <Alert severity="info">{translate("faq.changed")}</Alert>
      )}
      <StaleValues values={entry.stale} />
    </Box>
  );
}

function Acts() {
  const translate = useTranslate();
  const entry = useRecordContext<FaqEntry>();
  const mayWrite = useMay("disclosure.write");
  const act = useAct<FaqEntry>("faq");
  const tellRefusal = useTellRefusal();
  const [isWithdrawing, setIsWithdrawing] = useState(false);
  if (!entry || !mayWrite || entry.state === "withdrawn") return null;
  const { id, version } = entry;
  return (
    <>
      <Button
        color="secondary"
        onClick={() =>
          void act({ id, verb: "publish", version }).catch(tellRefusal)
        }
      >
        {translate("faq.publish")}
      </Button>
      <Button color="inherit" onClick={() => setIsWithdrawing(true)}>
        {translate("faq.withdraw")}
      </Button>
      {isWithdrawing && (
        <ActDialog
          title={translate("faq.withdraw")}
          sentence={translate("faq.withdraw.sentence")}
          submitLabel={translate("faq.withdraw")}
          isIrreversible
          contract={FaqWithdrawal}
          defaultValues={{ reason: "" }}
          onSubmit={(data) => act({ id, verb: "withdraw", version, data })}
          onClose={() => setIsWithdrawing(false)}
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
