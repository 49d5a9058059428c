import { TextInput, useTranslate } from "react-admin";
import { precisions, type Precision } from "@keii/shared";
import { asText } from "../app/choices.js";
import { MomentInput } from "../app/MomentInput.js";
import { AttendeesInput } from "./AttendeesInput.js";

/** When something was held that is no plan any more. */
export const heldKinds = precisions.filter((kind) => kind !== "planned");

/** What kind of moment a meeting has: a plan stays one until the meeting is said to have been held. */
export function MeetingInputs({ kinds }: { kinds?: readonly Precision[] }) {
  const translate = useTranslate();
  const label = (field: string) => `resources.meetings.fields.${field}`;
  return (
    <>
      <TextInput source="title" label={label("title")} fullWidth autoFocus />
      <MomentInput
        source="occurred"
        label={translate(label("occurred"))}
        kinds={kinds}
      />
      <TextInput
        source="place"
        label={label("place")}
        parse={asText}
        fullWidth
      />
      <AttendeesInput />
      <LongText source="agenda" rows={3} />
      <LongText source="minutes" rows={6} />
    </>
  );
}

export function LongText({ source, rows }: { source: string; rows: number }) {
  return (
    <TextInput
      source={source}
      label={`resources.meetings.fields.${source}`}
      parse={asText}
      multiline
      minRows={rows}
      fullWidth
    />
  );
}
