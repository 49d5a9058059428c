import { Id, LeftOut, Line, OrNull } from "./rules.js";
import type { Bilingual } from "./language.js";
import type { Incident } from "./incidents.js";

/** What needs me: one line, by due time, across incidents. */
export interface HomeTask {
  kind:
    | "approval"
    | "task"
    | "measure"
    | "milestone_candidate"
    | "authority_due"
    | "authority_reply";
  id: string;
  incidentId: string;
  incidentCode: string;
  incidentTitle: Bilingual;
  label: string;
  /** First day of a yardstick, which ends with `dueOn`. */
  dueFromOn: string | null;
  /** Where a day is due; then `dueAt` is the end of it. */
  dueOn: string | null;
  dueAt: string | null;
  since: string;
}

/** What changed since I was last here. */
export interface HomeChange {
  incidentId: string;
  incidentCode: string;
  incidentTitle: Bilingual;
  resource: string;
  recordId: string;
  label: string;
  act: string;
  by: string;
  at: string;
}

export interface Home {
  /** Those that changed last. */
  incidents: Incident[];
  /** The first of each kind. */
  tasks: HomeTask[];
  changes: HomeChange[];
  changesSince: string | null;
}

/** Where somebody is, so that others see who else is looking. */
export class Presence {
  @Line(50) resource!: string;
  @LeftOut() @OrNull() @Id() recordId?: string | null;
}

export interface Looking {
  userId: string;
  name: string;
  resource: string;
  recordId: string | null;
}
