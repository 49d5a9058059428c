import { TextInput, useTranslate } from "react-admin";
import {
  NewRemediationMoment,
  RemediationMeasureChange,
  RemediationMomentMove,
  RemediationStateChange,
  RemediationWithdrawal,
  type RemediationMeasure,
  type RemediationMoment,
  type RemediationMomentKind,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { asText } from "../app/choices.js";
import { LineChoice } from "../app/LineChoice.js";
import { MomentInput } from "../app/MomentInput.js";
import { useAct, useKeiiDataProvider, useLookAgain } from "../app/saving.js";
import { useNow } from "../app/use-now.js";
import { label, MeasureInputs } from "./MeasureInputs.js";

interface DialogProps {
  measure: RemediationMeasure;
  onClose: () => void;
}

const momentKinds = ["minute", "day", "about"] as const;

/** Does an act on a measure; the timeline looks again as well. */
function useMeasureAct({ id, version }: RemediationMeasure) {
  const act = useAct<RemediationMeasure>("remediation", ["timeline"]);
  return (verb: string) => (data: Record<string, unknown>) =>
    act({ id, verb, version, data });
}

/** Done, verified, stopped or ended: when, and by whom. */
export function MarkMeasure({
  measure,
  kind,
  onClose,
}: DialogProps & { kind: RemediationMomentKind }) {
  const translate = useTranslate();
  const act = useMeasureAct(measure);
  const { today, now } = useNow();
  const isMinute = kind === "stopped" || kind === "ended";
  return (
    <ActDialog
      title={translate(`remediation.mark.${kind}`)}
      sentence={translate(`remediation.mark.${kind}.sentence`, {
        title: measure.title,
      })}
      submitLabel={translate("app.record")}
      contract={NewRemediationMoment}
      defaultValues={{
        kind,
        occurred: isMinute
          ? { precision: "minute", on: today, at: now }
          : { precision: "day", on: today },
        who: "",
        timelineEventId: null,
      }}
      onSubmit={act("mark")}
      onClose={onClose}
    >
      <MomentInput
        source="occurred"
        label={translate(label("occurred"))}
        kinds={momentKinds}
      />
      <TextInput source="who" label={label("who")} parse={asText} fullWidth />
      <LineChoice />
    </ActDialog>
  );
}

export function MoveMoment({
  measure,
  moment,
  onClose,
}: DialogProps & { moment: RemediationMoment }) {
  const translate = useTranslate();
  const act = useMeasureAct(measure);
  return (
    <ActDialog
      title={translate("remediation.move.title", {
        kind: translate(`remediation.moment.${moment.kind}`),
      })}
      sentence={translate("remediation.move.sentence")}
      submitLabel={translate("ra.action.save")}
      contract={RemediationMomentMove}
      defaultValues={{
        kind: moment.kind,
        occurred: moment.occurred,
        reason: "",
      }}
      onSubmit={act("move")}
      onClose={onClose}
    >
      <MomentInput
        source="occurred"
        label={translate(label("occurred"))}
        kinds={momentKinds}
      />
      <Reason />
    </ActDialog>
  );
}

/** Taken up, dropped, or opened again. */
export function ChangeMeasureState({
  measure,
  state,
  onClose,
}: DialogProps & { state: RemediationStateChange["state"] }) {
  const translate = useTranslate();
  const act = useMeasureAct(measure);
  const isDropped = state === "dropped";
  return (
    <ActDialog
      title={translate(`remediation.to.${state}`)}
      sentence={translate(`remediation.to.${state}.sentence`, {
        title: measure.title,
      })}
      submitLabel={translate(`remediation.to.${state}`)}
      isIrreversible={isDropped}
      contract={RemediationStateChange}
      defaultValues={{ state, reason: "" }}
      onSubmit={act("state")}
      onClose={onClose}
    >
      {(isDropped || measure.moments.length > 0) && <Reason />}
    </ActDialog>
  );
}

export function WithdrawMeasure({ measure, onClose }: DialogProps) {
  const translate = useTranslate();
  const act = useMeasureAct(measure);
  return (
    <ActDialog
      title={translate("remediation.withdraw")}
      sentence={translate("remediation.withdraw.sentence")}
      submitLabel={translate("remediation.withdraw")}
      isIrreversible
      contract={RemediationWithdrawal}
      defaultValues={{ reason: "" }}
      onSubmit={act("withdraw")}
      onClose={onClose}
    >
      <Reason />
    </ActDialog>
  );
}

export function ChangeMeasure({ measure, onClose }: DialogProps) {
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const { id, owner, finding } = measure;
  const change = async (data: Record<string, unknown>) => {
    try {
      await dataProvider.update("remediation", {
        id,
        data,
        previousData: measure,
      });
    } finally {
      await lookAgain("remediation", "timeline");
    }
  };
  return (
    <ActDialog
      title={translate("remediation.edit")}
      sentence={translate("remediation.edit.sentence")}
      submitLabel={translate("ra.action.save")}
      contract={RemediationMeasureChange}
      defaultValues={{
        ...measure,
        ownerId: owner?.id ?? null,
        findingId: finding?.id ?? null,
        reason: "",
      }}
      onSubmit={change}
      onClose={onClose}
    >
      <TextInput source="title" label={label("title")} fullWidth autoFocus />
      <MeasureInputs kind={measure.kind} />
      <Reason />
    </ActDialog>
  );
}

function Reason() {
  return (
    <TextInput
      source="reason"
      label="app.reason"
      parse={asText}
      multiline
      minRows={2}
      fullWidth
    />
  );
}
