import { TextInput, useTranslate } from "react-admin";
import {
  MeetingHeld,
  MeetingWithdrawal,
  NewMeetingDecision,
  type Meeting,
  type MeetingDecision,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { LineChoice } from "../app/LineChoice.js";
import { MomentInput } from "../app/MomentInput.js";
import { useAct } from "../app/saving.js";
import { AttendeesInput } from "./AttendeesInput.js";
import {
  DecisionInputs,
  DecisionsInput,
  newDecision,
} from "./DecisionsInput.js";
import { heldKinds, LongText } from "./MeetingInputs.js";

interface MeetingDialogProps {
  meeting: Meeting;
  onClose: () => void;
}

/** A plan took place: when, who came, what was said and decided. */
export function HoldMeeting({ meeting, onClose }: MeetingDialogProps) {
  const translate = useTranslate();
  const act = useAct("meetings", ["timeline"]);
  const { id, version, occurred, attendees, minutes } = meeting;
  return (
    <ActDialog
      title={translate("meetings.hold.title", { title: meeting.title })}
      sentence={translate("meetings.hold.sentence")}
      submitLabel={translate("meetings.hold.button")}
      contract={MeetingHeld}
      defaultValues={{
        occurred: { precision: "minute", on: occurred.on, at: occurred.at },
        attendees,
        minutes,
        decisions: [],
        timelineEventId: null,
      }}
      onSubmit={(data) => act({ id, verb: "hold", version, data })}
      onClose={onClose}
    >
      <MomentInput
        source="occurred"
        label={translate("resources.meetings.fields.occurred")}
        kinds={heldKinds}
      />
      <AttendeesInput />
      <LongText source="minutes" rows={4} />
      <DecisionsInput />
      <LineChoice />
    </ActDialog>
  );
}

/** One more decision, or one that a line of that day says already. */
export function Decide({ meeting, onClose }: MeetingDialogProps) {
  const translate = useTranslate();
  const act = useAct("meetings", ["timeline"]);
  const { id, version, occurred } = meeting;
  return (
    <ActDialog
      title={translate("meetings.decide.title")}
      sentence={translate("meetings.decisions.explain")}
      submitLabel={translate("meetings.decide.button")}
      contract={NewMeetingDecision}
      defaultValues={{ ...newDecision, occurred }}
      onSubmit={(data) => act({ id, verb: "decide", version, data })}
      onClose={onClose}
    >
      <DecisionInputs />
    </ActDialog>
  );
}

export function WithdrawDecision({
  meeting,
  decision,
  onClose,
}: MeetingDialogProps & { decision: MeetingDecision }) {
  const translate = useTranslate();
  const act = useAct("meetings", ["timeline"]);
  const { id, version } = meeting;
  return (
    <ActDialog
      title={translate("meetings.decision.withdraw.title")}
      sentence={translate("meetings.decision.withdraw.sentence")}
      submitLabel={translate("meetings.withdraw")}
      isIrreversible
      contract={MeetingWithdrawal}
      onSubmit={({ reason }) =>
        act({
          id,
          verb: "withdraw-decision",
          version,
          data: { decisionId: decision.id, reason },
        })
      }
      onClose={onClose}
    >
      <TextInput source="reason" label="app.reason" multiline fullWidth />
    </ActDialog>
  );
}

export function WithdrawMeeting({ meeting, onClose }: MeetingDialogProps) {
  const translate = useTranslate();
  const act = useAct("meetings", ["timeline"]);
  const { id, version, title } = meeting;
  return (
    <ActDialog
      title={translate("meetings.withdraw.title")}
      sentence={translate("meetings.withdraw.sentence", { title })}
      submitLabel={translate("meetings.withdraw")}
      isIrreversible
      contract={MeetingWithdrawal}
      onSubmit={(data) => act({ id, verb: "withdraw", version, data })}
      onClose={onClose}
    >
      <TextInput source="reason" label="app.reason" multiline fullWidth />
    </ActDialog>
  );
}
