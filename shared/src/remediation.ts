import {
  BlankAsNull,
  BothLanguages,
  CalendarDay,
  Flag,
  FreeText,
  Id,
  Ids,
  LeftOut,
  Line,
  Nested,
  OneOf,
  OrNull,
  StringAsBilingual,
  Text,
} from "./rules.js";
import { OccurredInput } from "./occurred.js";
import type { Bilingual } from "./language.js";
import type { Moment } from "./moment.js";

/** A permanent measure is done once; a temporary one stops something until it ends. */
export const remediationKinds = ["permanent", "temporary"] as const;
export type RemediationKind = (typeof remediationKinds)[number];

export const remediationStates = [
  "planned",
  "in_progress",
  "done",
  "verified",
  "dropped",
  "withdrawn",
] as const;
export type RemediationState = (typeof remediationStates)[number];

/** Which state may follow which. Withdrawing, for what was recorded by mistake, is an act of its own. */
export const remediationTransitions: Record<
  RemediationKind,
  Record<RemediationState, readonly RemediationState[]>
> = {
  permanent: {
    planned: ["in_progress", "done", "dropped"],
    in_progress: ["planned", "done", "dropped"],
    done: ["in_progress", "verified"],
    verified: ["in_progress"],
    dropped: ["planned"],
    withdrawn: [],
  },
  temporary: {
    planned: ["in_progress", "dropped"],
    in_progress: ["planned", "done"],
    done: ["in_progress"],
    verified: [],
    dropped: ["planned"],
    withdrawn: [],
  },
};

/** The moments of a measure: done and verified, or for a temporary one stopped and ended. */
export const remediationMomentKinds = [
  "done",
  "verified",
  "stopped",
  "ended",
] as const;
export type RemediationMomentKind = (typeof remediationMomentKinds)[number];

/** The moments that belong to a measure in each state; the last of them leads there. */
export function remediationMomentsIn(
  kind: RemediationKind,
  state: RemediationState,
): readonly RemediationMomentKind[] {
  if (kind === "temporary")
    return state === "in_progress"
      ? ["stopped"]
      : state === "done"
        ? ["stopped", "ended"]
        : [];
  return state === "done"
    ? ["done"]
    : state === "verified"
      ? ["done", "verified"]
      : [];
}

/** How a public report splits them: what was carried out, what is still to come, and what is neither. */
export const remediationGroups = ["done", "planned", "none"] as const;
export type RemediationGroup = (typeof remediationGroups)[number];

/** A temporary measure is carried out from the moment it holds. */
export function remediationGroup(
  kind: RemediationKind,
  state: RemediationState,
): RemediationGroup {
  if (state === "dropped" || state === "withdrawn") return "none";
  return remediationMomentsIn(kind, state).length > 0 ? "done" : "planned";
}

export interface RemediationMoment {
  kind: RemediationMomentKind;
  occurred: Moment;
  /** Who did it, in words: a person, a department, another company. */
  who: string;
}

/** A measure against recurrence. */
export interface RemediationMeasure {
  id: string;
  version: number;
  incidentId: string;
  title: string;
  detail: string;
  kind: RemediationKind;
  state: RemediationState;
  group: RemediationGroup;
  /** Why it was dropped or withdrawn. */
  stateReason: string | null;
  owner: { id: string; name: string } | null;
  /** The day it is due; for a temporary one the day it is expected to end. */
  dueOn: string | null;
  isOverdue: boolean;
  /** What must be true before a temporary measure ends. */
  endCondition: string;
  publicWording: Bilingual | null;
  /** Published as a plan: it stays on the board until it is kept. */
  isPromise: boolean;
  deletesData: boolean;
  /** The finding of a forensic report it comes from. */
  finding: { id: string; no: number; title: string } | null;
  /** The image preserved before anything was deleted: a file of the case … */
  preservedEvidenceId: string | null;
  /** … or a confirmation in writing: who preserved it, where and when. */
  preservedBy: string;
  preservedPlace: string;
  preservedOn: string | null;
  moments: RemediationMoment[];
  /** Who marked it done, and who else verified it. */
  doneBy: { id: string; name: string } | null;
  verifiedBy: { id: string; name: string } | null;
  workCount: number;
  createdAt: string;
  createdBy: { id: string; name: string } | null;
}

/** An entry of the log of work on a measure. */
export interface RemediationWork {
  id: string;
  occurred: Moment;
  text: string;
  recordedAt: string;
  recordedBy: { id: string; name: string } | null;
}

export class NewRemediationMeasure {
  @Line(200) title!: string;
  @OneOf(remediationKinds) kind!: RemediationKind;
  /** Since when it is done, or has been stopping something; null for what is planned. */
  @OrNull() @Nested(() => OccurredInput) occurred!: OccurredInput | null;
  /** A line of the timeline that already says so; otherwise a line is written. */
  @LeftOut() @OrNull() @Id() timelineEventId?: string | null;
  @LeftOut() @FreeText(200) who?: string;
  @LeftOut() @FreeText(5000) detail?: string;
  @LeftOut() @OrNull() @Id() ownerId?: string | null;
  @LeftOut() @OrNull() @CalendarDay() dueOn?: string | null;
  @LeftOut() @FreeText(2000) endCondition?: string;
  @LeftOut()
  @OrNull()
  @BlankAsNull()
  @StringAsBilingual()
  @BothLanguages(2000)
  publicWording?: Bilingual | null;
  @LeftOut() @Flag() isPromise?: boolean;
  @LeftOut() @Flag() deletesData?: boolean;
  /** The finding of a forensic report it comes from. */
  @LeftOut() @OrNull() @Id() findingId?: string | null;
  @LeftOut() @OrNull() @Id() preservedEvidenceId?: string | null;
  @LeftOut() @FreeText(200) preservedBy?: string;
  @LeftOut() @FreeText(200) preservedPlace?: string;
  @LeftOut() @OrNull() @CalendarDay() preservedOn?: string | null;
}

/** What lines of the timeline say (the title), and that it is a promise no more, changes with a reason only. */
export class RemediationMeasureChange {
  @LeftOut() @Line(200) title?: string;
  @LeftOut() @FreeText(5000) detail?: string;
  @LeftOut() @OrNull() @Id() ownerId?: string | null;
  @LeftOut() @OrNull() @CalendarDay() dueOn?: string | null;
  @LeftOut() @FreeText(2000) endCondition?: string;
  @LeftOut()
  @OrNull()
  @BlankAsNull()
  @StringAsBilingual()
  @BothLanguages(2000)
  publicWording?: Bilingual | null;
  @LeftOut() @Flag() isPromise?: boolean;
  @LeftOut() @Flag() deletesData?: boolean;
  /** The finding of a forensic report it comes from. */
  @LeftOut() @OrNull() @Id() findingId?: string | null;
  @LeftOut() @OrNull() @Id() preservedEvidenceId?: string | null;
  @LeftOut() @FreeText(200) preservedBy?: string;
  @LeftOut() @FreeText(200) preservedPlace?: string;
  @LeftOut() @OrNull() @CalendarDay() preservedOn?: string | null;
  @LeftOut() @FreeText(2000) reason?: string;
}

/** A measure was done, verified by somebody else, stopped something, or ended. */
export class NewRemediationMoment {
  @OneOf(remediationMomentKinds) kind!: RemediationMomentKind;
  @Nested(() => OccurredInput) occurred!: OccurredInput;
  @LeftOut() @FreeText(200) who?: string;
  @LeftOut() @OrNull() @Id() timelineEventId?: string | null;
}

/** A moment that was recorded lies elsewhere. */
export class RemediationMomentMove {
  @OneOf(remediationMomentKinds) kind!: RemediationMomentKind;
  @Nested(() => OccurredInput) occurred!: OccurredInput;
  @Text(2000) reason!: string;
}

/** Taking up, dropping, or opening again; moments that no longer hold are taken back, for a reason. */
export class RemediationStateChange {
  @OneOf(["planned", "in_progress", "dropped"]) state!:
    "planned" | "in_progress" | "dropped";
  @LeftOut() @FreeText(2000) reason?: string;
}

/** Where in the public order: right behind another measure, or first (null). */
export class RemediationPlacing {
  @OrNull() @Id() afterMeasureId!: string | null;
}

/** The measure was recorded by mistake: it stays, struck through, and its lines are taken back. */
export class RemediationWithdrawal {
  @Text(2000) reason!: string;
}

export class NewRemediationWork {
  @Nested(() => OccurredInput) occurred!: OccurredInput;
  @Text(5000) text!: string;
  /** What shows it. */
  @LeftOut() @Ids() evidenceIds?: string[];
}

/** Whether what a deletion would destroy is preserved: as a file of the case, or confirmed in writing. */
export function isPreserved(measure: {
  preservedEvidenceId: string | null;
  preservedBy: string;
  preservedPlace: string;
  preservedOn: string | null;
}): boolean {
  return (
    measure.preservedEvidenceId !== null ||
    (measure.preservedBy.trim() !== "" &&
      measure.preservedPlace.trim() !== "" &&
      measure.preservedOn !== null)
  );
}
