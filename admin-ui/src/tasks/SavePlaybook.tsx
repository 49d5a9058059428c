import { SelectArrayInput, useTranslate } from "react-admin";
import { useGetList } from "ra-core";
import { useNavigate } from "react-router";
import {
  PlaybookDraftRequest,
  type Milestone,
  type PlaybookDraft,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { useChoices } from "../app/choices.js";
import { call } from "../app/http.js";
import { useKeiiDataProvider } from "../app/saving.js";

/** Counts the tasks of this case from its milestones, and opens the form of a new playbook with them. */
export function SavePlaybook({ onClose }: { onClose: () => void }) {
  const { data: milestones } = useGetList<Milestone>("milestones", {
    pagination: { page: 1, perPage: 50 },
    sort: { field: "occurred", order: "ASC" },
  });
  if (!milestones) return null;
  return (
    <ChooseMilestones
      kinds={milestones.map(({ kind }) => kind)}
      onClose={onClose}
    />
  );
}

function ChooseMilestones({
  kinds,
  onClose,
}: {
  kinds: Milestone["kind"][];
  onClose: () => void;
}) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const path = useKeiiDataProvider().pathOf("playbooks");
  const choices = useChoices(kinds, "milestones.kind");
  const open = async (body: Record<string, unknown>) => {
    const { data } = await call<PlaybookDraft>(`${path}/draft`, {
      method: "POST",
      body,
    });
    void navigate("/playbooks/create", { state: { playbook: data } });
  };
  return (
    <ActDialog
      title={translate("tasks.playbook.save")}
      sentence={translate("tasks.playbook.save.sentence")}
      submitLabel={translate("tasks.playbook.save.next")}
      contract={PlaybookDraftRequest}
      defaultValues={{ milestones: kinds }}
      onSubmit={open}
      onClose={onClose}
    >
      <SelectArrayInput
        source="milestones"
        label="tasks.playbook.countedFrom"
        choices={choices}
        fullWidth
      />
    </ActDialog>
  );
}
