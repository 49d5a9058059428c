import {
  Alert,
  Box,
  Button,
  ToggleButton,
  ToggleButtonGroup,
} from "@mui/material";
import {
  SaveContextProvider,
  TextInput,
  useNotify,
  useTranslate,
} from "react-admin";
import { useState } from "react";
import {
  inquiryTransitions,
  NewInquiryMessage,
  type InquiryThread,
} from "@keii/shared";
import { asText } from "../app/choices.js";
import { toContract } from "../app/contract.js";
import { ContractForm } from "../app/ContractForm.js";
import { forgetDraft } from "../app/drafts.js";
import { useAct, useTellRefused } from "../app/saving.js";

type Kind = "answer" | "note";

/** An answer that goes out, or a note that never does: one at a time, and each keeps its own draft. */
export function Say({ inquiry }: { inquiry: InquiryThread }) {
  const translate = useTranslate();
  const mayAnswer = inquiryTransitions[inquiry.status].includes("answered");
  const [chosen, setChosen] = useState<Kind>("answer");
  const [round, setRound] = useState(0);
  const kind = mayAnswer ? chosen : "note";
  return (
    <Box className="keii-screen-only" sx={{ mt: 3, maxWidth: 860 }}>
      {!mayAnswer && (
        <Alert severity="info" sx={{ mb: 1.5 }}>
          {translate("inquiries.say.closed")}
        </Alert>
      )}
      <ToggleButtonGroup
        exclusive
        size="small"
        value={kind}
        aria-label={translate("inquiries.say.label")}
        onChange={(_, next: Kind | null) => {
          if (next) setChosen(next);
        }}
        sx={{ mb: 1 }}
      >
        <ToggleButton value="answer" disabled={!mayAnswer}>
          {translate("inquiries.say.answer")}
        </ToggleButton>
        <ToggleButton value="note">
          {translate("inquiries.say.note")}
        </ToggleButton>
      </ToggleButtonGroup>
      <SayForm
        // Written and sent: the next one begins empty.
        key={`${kind} ${round}`}
        inquiry={inquiry}
        kind={kind}
        onSaid={() => setRound(round + 1)}
      />
    </Box>
  );
}

interface SayFormProps {
  inquiry: InquiryThread;
  kind: Kind;
  onSaid: () => void;
}

function SayForm({ inquiry, kind, onSaid }: SayFormProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const act = useAct("inquiries", ["progress"]);
  const tellRefused = useTellRefused(NewInquiryMessage);
  const [saving, setSaving] = useState(false);
  const { id, version, messages } = inquiry;
  const newest = messages.findLast((one) => one.kind !== "note")?.no ?? 0;
  const [seen, setSeen] = useState(newest);
  // What somebody else said while this was written: an answer goes out only once that was read.
  const isOld = kind === "answer" && newest > seen;
  const draft = `inquiries:${id}:${kind}`;
  const save = async (values: Record<string, unknown>) => {
    if (isOld) {
      notify("inquiries.say.old", { type: "warning" });
      return undefined;
    }
    setSaving(true);
    try {
      const data = toContract(NewInquiryMessage, { ...values, kind });
      await act({ id, verb: "messages", version, data });
      void forgetDraft(draft);
      notify(`inquiries.say.done.${kind}`, { type: "info" });
      onSaid();
      return undefined;
    } catch (error) {
      return tellRefused(error);
    } finally {
      setSaving(false);
    }
  };
  return (
    <SaveContextProvider value={{ save, saving, mutationMode: "pessimistic" }}>
      <Box
        sx={
          kind === "note"
            ? {
                border: 1,
                borderStyle: "dashed",
                borderColor: "text.secondary",
                bgcolor: "action.hover",
                p: 1.5,
              }
            : undefined
        }
      >
        {isOld && (
          <Alert
            severity="warning"
            sx={{ mb: 1 }}
            action={
              <Button color="inherit" onClick={() => setSeen(newest)}>
                {translate("inquiries.say.old.seen")}
              </Button>
            }
          >
            {translate("inquiries.say.old")}
          </Alert>
        )}
        <ContractForm
          contract={NewInquiryMessage}
          defaultValues={{ kind, text: "" }}
          draft={draft}
          isWide
          saveLabel={`inquiries.say.${kind}.submit`}
        >
          <TextInput
            source="text"
            label={`inquiries.say.${kind}.field`}
            helperText={`inquiries.say.${kind}.hint`}
            parse={asText}
            multiline
            minRows={kind === "answer" ? 5 : 2}
            fullWidth
          />
        </ContractForm>
      </Box>
    </SaveContextProvider>
  );
}
