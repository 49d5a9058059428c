import { useLocation } from "react-router";
import type { OccurredInput, TimelineEvent } from "@keii/shared";

/**
 * A resource that a line of the timeline can be turned into names its button in `options.fromLine`. Its form for a new
 * record then starts with what the line says.
 */
export interface FromLine {
  /** Message key of the button. */
  label: string;
}

/** What a form takes over from the line it was started from. */
export interface StartedFromLine {
  timelineEventId: string;
  occurred: OccurredInput;
  /** The line's words, for the field that holds them in this record. */
  lineText: string;
}

export function startedFrom(line: TimelineEvent): StartedFromLine {
  return {
    timelineEventId: line.id,
    occurred: line.occurred,
    lineText: line.text ?? "",
  };
}

/** What the form is to start with, where a line brought the reader here. */
export function useStarted(): Partial<StartedFromLine> {
  const state = useLocation().state as {
    fromLine?: StartedFromLine;
  } | null;
  return state?.fromLine ?? {};
}
