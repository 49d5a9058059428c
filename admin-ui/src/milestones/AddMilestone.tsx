import { SelectInput, TextInput, useNotify, useTranslate } from "react-admin";
import { milestoneKinds, NewMilestone, type Milestone } from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { asText, useChoices } from "../app/choices.js";
import { LineChoice } from "../app/LineChoice.js";
import { MomentInput } from "../app/MomentInput.js";
import {
  useKeiiDataProvider,
  useLookAgain,
  useTellMasked,
} from "../app/saving.js";

export function AddMilestone({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  const notify = useNotify();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const tellMasked = useTellMasked();
  const kinds = useChoices(milestoneKinds, "milestones.kind");
  const add = async (data: Record<string, unknown>) => {
    const { meta } = (await dataProvider.create<Milestone>("milestones", {
      data,
    })) as { meta?: unknown };
    tellMasked(meta);
    notify("ra.notification.created", { type: "info" });
    await lookAgain("milestones", "incidents", "timeline");
  };
  return (
    <ActDialog
      title={translate("milestones.add.title")}
      sentence={translate("milestones.add.sentence")}
      submitLabel={translate("milestones.add.submit")}
      contract={NewMilestone}
      defaultValues={{
        occurred: { precision: "minute" },
        timelineEventId: null,
      }}
      onSubmit={add}
      onClose={onClose}
    >
      <SelectInput source="kind" choices={kinds} />
      <MomentInput
        source="occurred"
        label={translate("resources.milestones.fields.occurred")}
        kinds={["minute", "day"]}
      />
      <EvidenceInputs />
      <LineChoice />
    </ActDialog>
  );
}

/** Who learned it, how, and from what. */
export function EvidenceInputs() {
  return (
    <>
      <TextInput source="learnedBy" parse={asText} />
      <TextInput source="channel" parse={asText} />
      <TextInput source="evidence" parse={asText} multiline minRows={2} />
    </>
  );
}
