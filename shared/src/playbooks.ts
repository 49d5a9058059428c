import {
  FreeText,
  Id,
  LeftOut,
  Line,
  Nested,
  NestedList,
  OneOf,
  OneOrMoreOf,
  OrNull,
} from "./rules.js";
import { milestoneKinds, type MilestoneKind } from "./milestones.js";
import { memberRoles, type MemberRole } from "./permissions.js";
import { TaskOffset } from "./task-offset.js";
import type { Task, TaskState } from "./tasks.js";

/** A retired playbook is kept, and offered no more. */
export const playbookStates = ["active", "retired"] as const;
export type PlaybookState = (typeof playbookStates)[number];

export interface PlaybookTask {
  id: string;
  title: string;
  detail: string;
  /** Who answers for it, by role. */
  role: MemberRole | null;
  due: TaskOffset | null;
}

/** What is to be done in a kind of case. */
export interface Playbook {
  id: string;
  version: number;
  name: string;
  whenToUse: string;
  state: PlaybookState;
  tasks: PlaybookTask[];
  createdAt: string;
  createdBy: { id: string; name: string } | null;
}

export class NewPlaybookTask {
  @Line(200) title!: string;
  @LeftOut() @FreeText(5000) detail?: string;
  @LeftOut() @OrNull() @OneOf(memberRoles) role?: MemberRole | null;
  @LeftOut() @OrNull() @Nested(() => TaskOffset) due?: TaskOffset | null;
}

export class NewPlaybook {
  @Line(200) name!: string;
  @LeftOut() @FreeText(5000) whenToUse?: string;
  @NestedList(() => NewPlaybookTask, 200) tasks!: NewPlaybookTask[];
}

/** One that was there keeps its id, and is told by it where the playbook was applied. */
export class PlaybookTaskChange extends NewPlaybookTask {
  @LeftOut() @Id() id?: string;
}

export class PlaybookChange {
  @LeftOut() @Line(200) name?: string;
  @LeftOut() @FreeText(5000) whenToUse?: string;
  @LeftOut() @OneOf(playbookStates) state?: PlaybookState;
  /** All of them, in their order. */
  @LeftOut()
  @NestedList(() => PlaybookTaskChange, 200)
  tasks?: PlaybookTaskChange[];
}

/** What a playbook would make of an incident now. */
export interface PlaybookPreview {
  id: string;
  version: number;
  name: string;
  whenToUse: string;
  tasks: PlaybookPreviewTask[];
}

export interface PlaybookPreviewTask extends PlaybookTask {
  dueOn: string | null;
  dueAt: string | null;
  /** Its milestone is not there yet: it is made without a due moment, and gets one when the milestone is recorded. */
  isWaiting: boolean;
  /** The one member with the role, where there is only one. */
  assignee: { id: string; name: string } | null;
  /** The task that was made of it before. */
  made: { id: string; title: string; state: TaskState } | null;
}

export interface PlaybookApplied {
  made: Task[];
  /** Those that were there from an earlier time, and were left as they are. */
  keptCount: number;
}

/** From which milestones the tasks of an incident are counted, to make a playbook of them. */
export class PlaybookDraftRequest {
  @OneOrMoreOf(milestoneKinds) milestones!: MilestoneKind[];
}

/** The tasks of an incident as a playbook would have them; nothing is saved. */
export interface PlaybookDraft {
  tasks: Omit<PlaybookTask, "id">[];
}
