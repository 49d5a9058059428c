import type { ExposureSubject } from "@keii/shared";
import type { Window } from "../exposures/window.js";

/** Each window has a lane above the bars. */
export const laneHeight = 26;

/** A window as the picture shows it. */
export interface DrawnWindow {
  /** Of the record; null where only a run knows it. */
  id: string | null;
  no: number;
  name: string;
  subject: ExposureSubject;
  /** As it is recorded. */
  window: Window;
  /** As somebody has moved it, not saved yet. */
  draft: Window | null;
}
