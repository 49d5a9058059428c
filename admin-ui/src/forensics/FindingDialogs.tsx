import { SelectInput, TextInput, useNotify, useTranslate } from "react-admin";
import {
  FindingTask,
  ForensicFindingChange,
  NewForensicFinding,
  findingSeverities,
  findingTransitions,
  type ForensicFinding,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { asText, useChoices } from "../app/choices.js";
import { MemberInput } from "../app/MemberInput.js";
import { DayInput } from "../app/MomentInput.js";
import { useAct, useKeiiDataProvider, useLookAgain } from "../app/saving.js";
import { RowMenu } from "./RowMenu.js";

const label = (field: string) => `resources.forensic_findings.fields.${field}`;

/** What may be done with a finding. */
export function FindingActs({ finding }: { finding: ForensicFinding }) {
  return (
    <RowMenu
      what={finding.title}
      acts={[
        { act: "task", label: "forensics.task.make" },
        { act: "edit", label: "forensics.finding.change" },
      ]}
      dialog={(act, onClose) =>
        act === "task" ? (
          <MakeTask finding={finding} onClose={onClose} />
        ) : (
          <ChangeFinding finding={finding} onClose={onClose} />
        )
      }
    />
  );
}

export function AddFinding({
  reportId,
  onClose,
}: {
  reportId: string;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const notify = useNotify();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const add = async (data: Record<string, unknown>) => {
    await dataProvider.create("forensic_findings", { data });
    notify("ra.notification.created", { type: "info" });
    await lookAgain("forensic_findings");
  };
  return (
    <ActDialog
      title={translate("forensics.finding.add")}
      sentence={translate("forensics.finding.add.sentence")}
      submitLabel={translate("ra.action.save")}
      contract={NewForensicFinding}
      defaultValues={{ reportId, detail: "", severity: "high" }}
      onSubmit={add}
      onClose={onClose}
    >
      <FindingInputs />
    </ActDialog>
  );
}

function ChangeFinding({
  finding,
  onClose,
}: {
  finding: ForensicFinding;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const { id, title, detail, severity, state, stateReason } = finding;
  const states = useChoices(
    [state, ...findingTransitions[state]],
    "forensics.finding",
  );
  const change = async (data: Record<string, unknown>) => {
    try {
      await dataProvider.update("forensic_findings", {
        id,
        data,
        previousData: finding,
      });
    } finally {
      await lookAgain("forensic_findings");
    }
  };
  return (
    <ActDialog
      title={translate("forensics.finding.change")}
      sentence={translate("forensics.change.sentence")}
      submitLabel={translate("ra.action.save")}
      contract={ForensicFindingChange}
      defaultValues={{ title, detail, severity, state, stateReason }}
      onSubmit={change}
      onClose={onClose}
    >
      <FindingInputs />
      <SelectInput source="state" label={label("state")} choices={states} />
      <TextInput
        source="stateReason"
        label={label("stateReason")}
        helperText="forensics.finding.reason"
        parse={asText}
        multiline
      />
    </ActDialog>
  );
}

function FindingInputs() {
  const translate = useTranslate();
  const severities = findingSeverities.map((id) => ({
    id,
    name: `${translate(`forensics.severity.${id}`)} – ${translate(`forensics.severityMeaning.${id}`)}`,
  }));
  return (
    <>
      <TextInput source="title" label={label("title")} fullWidth autoFocus />
      <SelectInput
        source="severity"
        label={label("severity")}
        choices={severities}
        fullWidth
      />
      <TextInput
        source="detail"
        label={label("detail")}
        parse={asText}
        multiline
        minRows={3}
        fullWidth
      />
    </>
  );
}

function MakeTask({
  finding: { id, title },
  onClose,
}: {
  finding: ForensicFinding;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const act = useAct("forensic_findings", ["tasks"]);
  return (
    <ActDialog
      title={translate("forensics.task.make")}
      sentence={translate("forensics.task.sentence")}
      submitLabel={translate("forensics.task.submit")}
      contract={FindingTask}
      defaultValues={{ title: title.slice(0, 200) }}
      onSubmit={(data) => act({ id, verb: "task", data })}
      onClose={onClose}
    >
      <TextInput
        source="title"
        label="resources.tasks.fields.title"
        fullWidth
        autoFocus
      />
      <MemberInput
        source="assigneeId"
        label="resources.tasks.fields.assignee"
        emptyText="tasks.nobody"
      />
      <DayInput source="dueOn" label="resources.tasks.fields.due" />
    </ActDialog>
  );
}
