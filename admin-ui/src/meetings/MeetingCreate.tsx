import { useWatch } from "react-hook-form";
import { useLocation } from "react-router";
import {
  NewMeeting,
  type Meeting,
  type MeetingAttendee,
  type OccurredInput,
} from "@keii/shared";
import { useStarted } from "../app/from-line.js";
import { useIncident } from "../app/Incident.js";
import { LineChoice } from "../app/LineChoice.js";
import { RecordCreate } from "../app/RecordCreate.js";
import { DecisionsInput } from "./DecisionsInput.js";
import { MeetingInputs } from "./MeetingInputs.js";

/** What a next meeting takes over from the one that calls it. */
export interface CalledBy {
  previousMeetingId: string;
  title: string;
  place: string;
  attendees: MeetingAttendee[];
  occurred: OccurredInput | { precision: "planned" };
}

export function calledBy({ id, title, place, attendees }: Meeting): CalledBy {
  return {
    previousMeetingId: id,
    title,
    place,
    attendees,
    occurred: { precision: "planned" },
  };
}

/** A meeting, planned or held; perhaps one that a line of the timeline speaks of, or that another meeting called. */
export function MeetingCreate() {
  const { id } = useIncident();
  const { lineText = "" } = useStarted();
  const called = (useLocation().state as { calledBy?: CalledBy } | null)
    ?.calledBy;
  return (
    <RecordCreate<Meeting>
      contract={NewMeeting}
      title={called ? "meetings.next.title" : "meetings.create.title"}
      draft={called ? undefined : `meetings:${id}:new`}
      redirect="show"
      defaultValues={{
        title: lineText.split("\n")[0]?.slice(0, 200),
        occurred: { precision: "minute" },
        place: "",
        attendees: [],
        agenda: "",
        minutes: "",
        decisions: [],
        previousMeetingId: null,
        timelineEventId: null,
        ...called,
      }}
    >
      <MeetingInputs />
      <OfHeld />
    </RecordCreate>
  );
}

/** A plan decides nothing yet, and is in no line. */
function OfHeld() {
  const occurred = useWatch<{ occurred: Partial<OccurredInput> | null }>({
    name: "occurred",
  }) as Partial<OccurredInput> | null;
  if (occurred?.precision === "planned") return null;
  return (
    <>
      <DecisionsInput />
      <LineChoice />
    </>
  );
}
