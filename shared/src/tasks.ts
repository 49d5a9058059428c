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
import type { MemberRole } from "./permissions.js";
import type { TaskOffset } from "./task-offset.js";

export const taskStates = ["open", "done", "dropped"] as const;
export type TaskState = (typeof taskStates)[number];

/** Which state may follow which: what is done or dropped may be taken up again. */
export const taskTransitions: Record<TaskState, readonly TaskState[]> = {
  open: ["done", "dropped"],
  done: ["open"],
  dropped: ["open"],
};

/** What somebody has to do now. */
export interface Task {
  id: string;
  version: number;
  incidentId: string;
  title: string;
  note: string;
  state: TaskState;
  assignee: { id: string; name: string } | null;
  /** Who answers for it by role, where a playbook says so. */
  responsibleRole: MemberRole | null;
  /** Last day, in the incident's zone, where no time is set. */
  dueOn: string | null;
  dueAt: string | null;
  /** From which milestone the due moment is counted; it follows it until somebody sets another one. */
  dueOffset: TaskOffset | null;
  isOverdue: boolean;
  /** The record it came from, such as the first call. */
  source: { kind: string; id: string } | null;
  doneAt: string | null;
  doneBy: { id: string; name: string } | null;
  createdAt: string;
  createdBy: { id: string; name: string } | null;
}

export class NewTask {
  @Line(200) title!: string;
  @LeftOut() @FreeText(5000) note?: string;
  @LeftOut() @OrNull() @Id() assigneeId?: string | null;
  @LeftOut() @OrNull() @CalendarDay() dueOn?: string | null;
  @LeftOut() @OrNull() @Instant() dueAt?: string | null;
  /** The line of the timeline it came from. */
  @LeftOut() @OrNull() @Id() timelineEventId?: string | null;
}

export class TaskChange {
  @LeftOut() @Line(200) title?: string;
  @LeftOut() @FreeText(5000) note?: string;
  @LeftOut() @OrNull() @Id() assigneeId?: string | null;
  @LeftOut() @OrNull() @CalendarDay() dueOn?: string | null;
  @LeftOut() @OrNull() @Instant() dueAt?: string | null;
  @LeftOut() @OneOf(taskStates) state?: TaskState;
}
