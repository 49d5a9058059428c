import { PlaybookChange, type Playbook, type PlaybookTask } from "@keii/shared";
import { RecordEdit } from "../app/RecordEdit.js";
import { PlaybookInputs } from "./PlaybookInputs.js";

export function PlaybookEdit() {
  return (
    <RecordEdit<Playbook>
      contract={PlaybookChange}
      title={({ name }) => name}
      redirect="show"
      valueText={(field, value) =>
        field === "tasks" && Array.isArray(value)
          ? (value as PlaybookTask[]).map(({ title }) => title).join(" / ")
          : undefined
      }
    >
      <PlaybookInputs />
    </RecordEdit>
  );
}
