import { Button } from "@mui/material";
import { SelectInput, TextInput, useNotify, useTranslate } from "react-admin";
import { useState } from "react";
import {
  AuthorityReplyAnswer,
  AuthorityReplyChange,
  AuthorityReplyWithdrawal,
  NewAuthorityReply,
  authorityMethods,
  authorityReplyKinds,
  type AuthorityReply,
  type AuthorityReport,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { asText, useChoices } from "../app/choices.js";
import { LineChoice } from "../app/LineChoice.js";
import { MemberInput } from "../app/MemberInput.js";
import { DayInput, MomentInput } from "../app/MomentInput.js";
import { useAct, useKeiiDataProvider, useLookAgain } from "../app/saving.js";
import { useSignedInUser } from "../app/session.js";
import { useNow } from "../app/use-now.js";
import { ReasonInput } from "./ReportDialogs.js";
import { useAuthorityWords } from "./use-authority-words.js";

interface ReplyDialogProps {
  reply: AuthorityReply;
  onClose: () => void;
}

const touched = ["authorities", "timeline"] as const;
const received = ["minute", "day", "about"] as const;

/** Records what came back. */
export function AddReply({
  report,
  onClose,
}: {
  report: AuthorityReport;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const notify = useNotify();
  const { today } = useNow();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const { reportOf } = useAuthorityWords();
  const kinds = useChoices(authorityReplyKinds, "authority-replies.kind");
  const add = async (data: Record<string, unknown>) => {
    await dataProvider.create("authority-replies", { data });
    notify("ra.notification.created", { type: "info" });
    await lookAgain("authority-replies", "incidents", ...touched);
  };
  return (
    <ActDialog
      title={translate("authority-replies.add")}
      sentence={translate("authority-replies.add.sentence", {
        report: reportOf(report),
      })}
      submitLabel={translate("app.record")}
      contract={NewAuthorityReply}
      defaultValues={{
        authorityReportId: report.id,
        kind: "question",
        occurred: { precision: "day", on: today },
        fromWhom: "",
        text: "",
        dueOn: null,
        timelineEventId: null,
      }}
      onSubmit={add}
      onClose={onClose}
    >
      <SelectInput source="kind" choices={kinds} isRequired />
      <MomentInput
        source="occurred"
        label={translate("resources.authority-replies.fields.occurred")}
        kinds={received}
      />
      <ReplyInputs />
      <LineChoice />
    </ActDialog>
  );
}

export function ChangeReply({ reply, onClose }: ReplyDialogProps) {
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const { id, occurred, method, fromWhom, text, dueOn } = reply;
  const change = async (data: Record<string, unknown>) => {
    // A time of the old day would not lie on a new one.
    const moved = data["dueOn"] === dueOn ? {} : { dueAt: null };
    try {
      await dataProvider.update("authority-replies", {
        id,
        data: { ...data, ...moved },
        previousData: reply,
      });
    } finally {
      await lookAgain("authority-replies", "incidents", ...touched);
    }
  };
  return (
    <ActDialog
      title={translate("authority-replies.change.title")}
      sentence={translate("authority-replies.change.sentence")}
      submitLabel={translate("ra.action.save")}
      contract={AuthorityReplyChange}
      defaultValues={{ occurred, method, fromWhom, text, dueOn, reason: "" }}
      onSubmit={change}
      onClose={onClose}
    >
      <MomentInput
        source="occurred"
        label={translate("resources.authority-replies.fields.occurred")}
        kinds={received}
      />
      <ReplyInputs />
      <ReasonInput />
    </ActDialog>
  );
}

function ReplyInputs() {
  const label = (field: string) =>
    `resources.authority-replies.fields.${field}`;
  const methods = useChoices(authorityMethods, "authorities.method");
  return (
    <>
      <SelectInput
        source="method"
        label={label("method")}
        choices={methods}
        isRequired
      />
      <TextInput
        source="fromWhom"
        label={label("fromWhom")}
        parse={asText}
        fullWidth
      />
      <TextInput
        source="text"
        label={label("text")}
        parse={asText}
        multiline
        minRows={3}
        fullWidth
      />
      <DayInput source="dueOn" label={label("dueOn")} />
    </>
  );
}

export function AnswerButton({ reply }: { reply: AuthorityReply }) {
  const translate = useTranslate();
  const { replyOf } = useAuthorityWords();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        aria-label={translate("authority-replies.answer.of", {
          reply: replyOf(reply),
        })}
        onClick={() => setIsOpen(true)}
      >
        {translate("authority-replies.answer")}
      </Button>
      {isOpen && <AnswerReply reply={reply} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function AnswerReply({ reply, onClose }: ReplyDialogProps) {
  const translate = useTranslate();
  const { today } = useNow();
  const me = useSignedInUser();
  const act = useAct<AuthorityReply>("authority-replies", touched);
  const { id, version, text } = reply;
  const answer = (data: Record<string, unknown>) => {
    const { on, at } = data["answered"] as { on: string; at?: string | null };
    return act({
      id,
      verb: "answer",
      version,
      data: { ...data, answered: { on, at: at ?? null } },
    });
  };
  return (
    <ActDialog
      title={translate("authority-replies.answer.title")}
      sentence={text}
      submitLabel={translate("app.record")}
      contract={AuthorityReplyAnswer}
      defaultValues={{
        answered: { on: today, at: null },
        answerText: "",
        answeredById: me?.id,
        timelineEventId: null,
      }}
      onSubmit={answer}
      onClose={onClose}
    >
      <MomentInput
        source="answered"
        label={translate("resources.authority-replies.fields.answered")}
        kinds={["minute", "day"]}
      />
      <TextInput
        source="answerText"
        label="resources.authority-replies.fields.answerText"
        multiline
        minRows={3}
        isRequired
        fullWidth
      />
      <MemberInput
        source="answeredById"
        label="resources.authority-replies.fields.answeredBy"
      />
      <LineChoice momentSource="answered" />
    </ActDialog>
  );
}

export function WithdrawReply({ reply, onClose }: ReplyDialogProps) {
  const translate = useTranslate();
  const act = useAct<AuthorityReply>("authority-replies", touched);
  const { id, version } = reply;
  return (
    <ActDialog
      title={translate("authority-replies.withdraw.title")}
      sentence={translate("authority-replies.withdraw.sentence")}
      submitLabel={translate("authority-replies.withdraw")}
      isIrreversible
      contract={AuthorityReplyWithdrawal}
      onSubmit={(data) => act({ id, verb: "withdraw", version, data })}
      onClose={onClose}
    >
      <ReasonInput />
    </ActDialog>
  );
}
