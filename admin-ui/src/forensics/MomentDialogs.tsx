import { TextInput, useTranslate } from "react-admin";
import { useWatch } from "react-hook-form";
import {
  ForensicMomentMove,
  ForensicMomentRemoval,
  NewForensicMoment,
  type ForensicEngagement,
  type ForensicMoment,
  type ForensicMomentKind,
  type OccurredInput,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { LineChoice } from "../app/LineChoice.js";
import { MomentInput } from "../app/MomentInput.js";
import { useAct } from "../app/saving.js";
import { Disorders, momentOf } from "./Disorders.js";

interface MomentProps {
  engagement: ForensicEngagement;
  moment: ForensicMoment;
  onClose: () => void;
}

export function MarkMoment({
  engagement: { id, version, moments },
  kind,
  onClose,
}: {
  engagement: ForensicEngagement;
  kind: ForensicMomentKind;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const act = useAct("forensics", ["timeline"]);
  return (
    <ActDialog
      title={translate(`forensics.moment.${kind}`)}
      sentence={translate("forensics.mark.sentence")}
      submitLabel={translate("forensics.mark")}
      contract={NewForensicMoment}
      defaultValues={{ kind, occurred: { precision: "day" } }}
      onSubmit={(data) => act({ id, verb: "mark", version, data })}
      onClose={onClose}
    >
      <MomentFields others={moments} kind={kind} />
      <LineChoice />
    </ActDialog>
  );
}

export function MoveMoment({ engagement, moment, onClose }: MomentProps) {
  const translate = useTranslate();
  const act = useAct("forensics", ["timeline"]);
  const { id, version, moments } = engagement;
  const { kind, occurred } = moment;
  return (
    <ActDialog
      title={translate(`forensics.moment.${kind}`)}
      sentence={translate("forensics.move.sentence")}
      submitLabel={translate("forensics.move")}
      contract={ForensicMomentMove}
      defaultValues={{ kind, occurred, reason: "" }}
      onSubmit={(data) => act({ id, verb: "move", version, data })}
      onClose={onClose}
    >
      <MomentFields
        others={moments.filter((other) => other.kind !== kind)}
        kind={kind}
      />
      <TextInput source="reason" label="app.reason" multiline minRows={2} />
    </ActDialog>
  );
}

export function UnmarkMoment({ engagement, moment, onClose }: MomentProps) {
  const translate = useTranslate();
  const act = useAct("forensics", ["timeline"]);
  const { id, version } = engagement;
  return (
    <ActDialog
      title={translate("forensics.withdraw.title", {
        what: translate(`forensics.moment.${moment.kind}`),
      })}
      sentence={translate("forensics.unmark.sentence")}
      submitLabel={translate("forensics.withdraw")}
      isIrreversible
      contract={ForensicMomentRemoval}
      defaultValues={{ kind: moment.kind, reason: "" }}
      onSubmit={(data) => act({ id, verb: "unmark", version, data })}
      onClose={onClose}
    >
      <TextInput source="reason" label="app.reason" multiline minRows={2} />
    </ActDialog>
  );
}

function MomentFields({
  others,
  kind,
}: {
  others: readonly ForensicMoment[];
  kind: ForensicMomentKind;
}) {
  const translate = useTranslate();
  const occurred = useWatch<Record<string, OccurredInput | undefined>>({
    name: "occurred",
  });
  return (
    <>
      <MomentInput
        source="occurred"
        label={translate(`forensics.moment.${kind}`)}
      />
      <Disorders
        moments={[...others, ...momentOf(kind, occurred)]}
        about={kind}
      />
    </>
  );
}
