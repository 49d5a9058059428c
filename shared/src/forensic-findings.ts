import {
  CalendarDay,
  FreeText,
  Id,
  Instant,
  LeftOut,
  Line,
  OneOf,
  OrNull,
} from "./rules.js";
import type { ForensicReportKind } from "./forensic-reports.js";
import type { TaskState } from "./tasks.js";

/** How grave a finding is: what each means stands in `forensics.severityMeaning`. */
export const findingSeverities = ["critical", "high", "medium", "low"] as const;
export type FindingSeverity = (typeof findingSeverities)[number];

/** Accepted: nothing is done about it, for a reason. Withdrawn: it was written down by mistake. */
export const findingStates = [
  "open",
  "addressed",
  "accepted",
  "withdrawn",
] as const;
export type FindingState = (typeof findingStates)[number];

/** Which state may follow which: what was settled may be taken up again, but for what was never found. */
export const findingTransitions: Record<FindingState, readonly FindingState[]> =
  {
    open: ["addressed", "accepted", "withdrawn"],
    addressed: ["open", "accepted"],
    accepted: ["open", "addressed"],
    withdrawn: [],
  };

/** States that need a reason. */
export const reasonedFindingStates: readonly FindingState[] = [
  "accepted",
  "withdrawn",
];

/** A measure that a finding led to. */
export interface FindingMeasure {
  id: string;
  title: string;
  state: string;
}

/** 指摘事項: what a report found wanting. */
export interface ForensicFinding {
  id: string;
  version: number;
  incidentId: string;
  report: { id: string; kind: ForensicReportKind; edition: string };
  /** Its number within the report. */
  no: number;
  title: string;
  detail: string;
  severity: FindingSeverity;
  state: FindingState;
  stateReason: string;
  /** What was made of it. */
  measures: FindingMeasure[];
  tasks: { id: string; title: string; state: TaskState }[];
  createdAt: string;
  createdBy: { id: string; name: string } | null;
}

export class NewForensicFinding {
  @Id() reportId!: string;
  @Line(300) title!: string;
  @LeftOut() @FreeText(10_000) detail?: string;
  @OneOf(findingSeverities) severity!: FindingSeverity;
}

export class ForensicFindingChange {
  @LeftOut() @Line(300) title?: string;
  @LeftOut() @FreeText(10_000) detail?: string;
  @LeftOut() @OneOf(findingSeverities) severity?: FindingSeverity;
  @LeftOut() @OneOf(findingStates) state?: FindingState;
  /** Needed to accept a finding, or to withdraw it. */
  @LeftOut() @FreeText(2000) stateReason?: string;
}

/** A task made of a finding; called as the finding where nothing else is said. */
export class FindingTask {
  @LeftOut() @OrNull() @Line(200) title?: string | null;
  @LeftOut() @OrNull() @Id() assigneeId?: string | null;
  @LeftOut() @OrNull() @CalendarDay() dueOn?: string | null;
  @LeftOut() @OrNull() @Instant() dueAt?: string | null;
}
