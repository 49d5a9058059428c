import type { Meeting, NewMeetingDecision } from "@keii/shared";
import type { RecordLine } from "../timeline/record-line.js";

/** More names than a line can carry are counted. */
const namedInLine = 8;

/** That the meeting took place, and who was there. */
export function heldLine(meeting: Meeting): RecordLine {
  const names = meeting.attendeeNames.map(({ ja }) => ja);
  const more = names.length - namedInLine;
  const present =
    names.length === 0
      ? ""
      : `(出席: ${names.slice(0, namedInLine).join("、")}${more > 0 ? `ほか${more}名` : ""})`;
  return {
    occurred: meeting.occurred,
    text: `${meeting.title}を開催${present}`,
    type: "action",
    category: "containment",
  };
}

/** What the meeting decided, in its own words, when it met. */
export function decidedLine(
  { occurred }: Pick<Meeting, "occurred">,
  { text, category, decision }: NewMeetingDecision,
): RecordLine {
  return {
    occurred,
    text,
    type: "decision",
    category: category ?? "containment",
    decision: decision ?? null,
  };
}
