import { TextInput, useNotify, useTranslate } from "react-admin";
import {
  TimelineRestoration,
  TimelineRetraction,
  type TimelineEvent,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { useAct } from "../app/saving.js";

interface EntryActProps {
  entry: TimelineEvent;
  onClose: () => void;
}

/** Strikes an entry through, for everybody and for good: it is never deleted. */
export function TimelineRetract({ entry, onClose }: EntryActProps) {
  const translate = useTranslate();
  const act = useAct<TimelineEvent>("timeline");
  const notify = useNotify();
  return (
    <ActDialog
      title={translate("timeline.retract.title", { no: entry.no })}
      sentence={translate(
        entry.visibility === "public"
          ? "timeline.retract.publicSentence"
          : "timeline.retract.sentence",
        { text: beginningOf(entry.text) },
      )}
      submitLabel={translate("timeline.retract.submit")}
      isIrreversible
      contract={TimelineRetraction}
      onSubmit={async (data) => {
        const { id, version } = entry;
        await act({ id, verb: "retract", version, data });
        notify("timeline.retract.done", { type: "info" });
      }}
      onClose={onClose}
    >
      <ReasonInput />
    </ActDialog>
  );
}

/** Takes a retraction back; both stay in the history. */
export function TimelineRestore({ entry, onClose }: EntryActProps) {
  const translate = useTranslate();
  const act = useAct<TimelineEvent>("timeline");
  const notify = useNotify();
  return (
    <ActDialog
      title={translate("timeline.restore.title", { no: entry.no })}
      sentence={translate("timeline.restore.sentence", {
        text: beginningOf(entry.text),
      })}
      submitLabel={translate("timeline.restore.submit")}
      contract={TimelineRestoration}
      onSubmit={async (data) => {
        const { id, version } = entry;
        await act({ id, verb: "restore", version, data });
        notify("timeline.restore.done", { type: "info" });
      }}
      onClose={onClose}
    >
      <ReasonInput />
    </ActDialog>
  );
}

function ReasonInput() {
  return (
    <TextInput
      source="reason"
      label="timeline.column.reason"
      multiline
      minRows={2}
      isRequired
      autoFocus
    />
  );
}

function beginningOf(text: string | null): string {
  const characters = [...(text ?? "")];
  return characters.length > 60
    ? `${characters.slice(0, 60).join("")}…`
    : characters.join("");
}
