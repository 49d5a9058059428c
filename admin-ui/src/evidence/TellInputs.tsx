import { BooleanInput } from "react-admin";
import { useWatch } from "react-hook-form";
import { LineChoice } from "../app/LineChoice.js";

/** Where a day of receipt is given, its line of the timeline may be written or found. */
export function TellInputs() {
  const received = useWatch<Record<string, unknown>>({ name: "received" });
  if (!received) return null;
  return (
    <>
      <BooleanInput source="isTold" label="evidence.tell" />
      <LineChoice momentSource="received" />
    </>
  );
}
