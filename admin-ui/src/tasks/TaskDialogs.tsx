import { SelectInput, TextInput, useNotify, useTranslate } from "react-admin";
import { NewTask, TaskChange, taskStates, type Task } from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { asText, useChoices } from "../app/choices.js";
import { MemberInput } from "../app/MemberInput.js";
import { DayInput } from "../app/MomentInput.js";
import { useKeiiDataProvider, useLookAgain } from "../app/saving.js";

export function AddTask({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  const notify = useNotify();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const add = async (data: Record<string, unknown>) => {
    await dataProvider.create("tasks", { data });
    notify("ra.notification.created", { type: "info" });
    await lookAgain("tasks");
  };
  return (
    <ActDialog
      title={translate("tasks.add")}
      sentence={translate("tasks.add.sentence")}
      submitLabel={translate("ra.action.save")}
      contract={NewTask}
      defaultValues={{ note: "" }}
      onSubmit={add}
      onClose={onClose}
    >
      <TaskInputs />
    </ActDialog>
  );
}

export function ChangeTask({
  task,
  onClose,
}: {
  task: Task;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const states = useChoices(taskStates, "tasks.state");
  const { id, title, note, state, dueOn, assignee } = task;
  const change = async (data: Record<string, unknown>) => {
    // A time of the old day would not lie on a new one.
    const moved = data["dueOn"] === dueOn ? {} : { dueAt: null };
    try {
      await dataProvider.update("tasks", {
        id,
        data: { ...data, ...moved },
        previousData: task,
      });
    } finally {
      await lookAgain("tasks");
    }
  };
  return (
    <ActDialog
      title={translate("tasks.edit.title")}
      sentence={translate("tasks.edit.sentence")}
      submitLabel={translate("ra.action.save")}
      contract={TaskChange}
      defaultValues={{
        title,
        note,
        state,
        dueOn,
        assigneeId: assignee?.id ?? null,
      }}
      onSubmit={change}
      onClose={onClose}
    >
      <TaskInputs />
      <SelectInput
        source="state"
        label="resources.tasks.fields.state"
        choices={states}
      />
    </ActDialog>
  );
}

function TaskInputs() {
  const label = (field: string) => `resources.tasks.fields.${field}`;
  return (
    <>
      <TextInput source="title" label={label("title")} fullWidth autoFocus />
      <MemberInput
        source="assigneeId"
        label={label("assignee")}
        emptyText="tasks.nobody"
      />
      <DayInput source="dueOn" label={label("due")} />
      <TextInput
        source="note"
        label={label("note")}
        parse={asText}
        multiline
        minRows={2}
        fullWidth
      />
    </>
  );
}
