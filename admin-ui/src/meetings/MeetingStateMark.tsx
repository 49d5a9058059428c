import { useTranslate } from "ra-core";
import type { MeetingState } from "@keii/shared";
import { StateMark } from "../app/StateMark.js";

export function MeetingStateMark({ state }: { state: MeetingState }) {
  const translate = useTranslate();
  return (
    <StateMark isOver={state !== "planned"}>
      {translate(`meetings.state.${state}`)}
    </StateMark>
  );
}
