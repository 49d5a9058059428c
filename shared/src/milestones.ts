import { FreeText, Id, LeftOut, Nested, OneOf, OrNull, Text } from "./rules.js";
import { OccurredInput } from "./occurred.js";
import type { Moment } from "./moment.js";

/** The moments from which legal clocks start; the words of the catalogue of duties. */
export const milestoneKinds = [
  "suspected",
  "aware",
  "discovered",
  "confirmed",
  "classified",
  "contained",
  "forensic_required",
  "forensic_engaged",
  "forensic_completed",
  "window_determined",
  "brand_notified",
  "individual_notified",
  "incident_closed",
] as const;
export type MilestoneKind = (typeof milestoneKinds)[number];

/** A candidate waits for somebody to confirm it; clocks run from it all the same. */
export const milestoneStates = ["candidate", "confirmed"] as const;
export type MilestoneState = (typeof milestoneStates)[number];

/** What was confirmed stays confirmed. */
export const milestoneTransitions: Record<
  MilestoneState,
  readonly MilestoneState[]
> = { candidate: ["confirmed"], confirmed: [] };

export interface Milestone {
  id: string;
  version: number;
  incidentId: string;
  kind: MilestoneKind;
  state: MilestoneState;
  occurred: Moment;
  learnedBy: string;
  channel: string;
  evidence: string;
  timelineEventId: string | null;
  /** A move that waits for a second person. */
  pendingMove: MilestonePendingMove | null;
  createdAt: string;
  createdBy: { id: string; name: string } | null;
}

export interface MilestonePendingMove {
  approvalId: string;
  occurred: Moment;
  reason: string;
  askedBy: { id: string; name: string };
  askedAt: string;
}

export class NewMilestone {
  @OneOf(milestoneKinds) kind!: MilestoneKind;
  @Nested(() => OccurredInput) occurred!: OccurredInput;
  @LeftOut() @FreeText(200) learnedBy?: string;
  @LeftOut() @FreeText(200) channel?: string;
  @LeftOut() @FreeText(2000) evidence?: string;
  /** A line of the timeline that already says it; otherwise a line is written. */
  @LeftOut() @OrNull() @Id() timelineEventId?: string | null;
}

export class MilestoneChange {
  @LeftOut() @OneOf(milestoneStates) state?: MilestoneState;
  @LeftOut() @FreeText(200) learnedBy?: string;
  @LeftOut() @FreeText(200) channel?: string;
  @LeftOut() @FreeText(2000) evidence?: string;
}

/** The instant a clock starts from is evidence: later takes a second person, earlier (or its author within two hours) a reason. */
export class MilestoneMove {
  @Nested(() => OccurredInput) occurred!: OccurredInput;
  @Text(2000) reason!: string;
}
