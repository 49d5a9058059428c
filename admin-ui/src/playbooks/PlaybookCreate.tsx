import { useLocation } from "react-router";
import { NewPlaybook, type Playbook } from "@keii/shared";
import { RecordCreate } from "../app/RecordCreate.js";
import { PlaybookInputs } from "./PlaybookInputs.js";

/** A new playbook: empty, from a starter, or from the tasks of a case. */
export function PlaybookCreate() {
  const started = (
    useLocation().state as { playbook?: Partial<NewPlaybook> } | null
  )?.playbook;
  return (
    <RecordCreate<Playbook>
      contract={NewPlaybook}
      title="playbooks.create.title"
      draft={started ? undefined : "playbooks:new"}
      redirect="show"
      isWide
      defaultValues={{
        name: "",
        whenToUse: "",
        tasks: [{ title: "", detail: "", role: null, due: null }],
        ...started,
      }}
    >
      <PlaybookInputs />
    </RecordCreate>
  );
}
