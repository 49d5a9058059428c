import {
  CalendarDay,
  FreeText,
  Id,
  Instant,
  LeftOut,
  Line,
  Nested,
  NestedList,
  NestedListOrEmpty,
  OneOf,
  OrNull,
  Text,
} from "./rules.js";
import { OccurredInput } from "./occurred.js";
import type { Bilingual } from "./language.js";
import type { Moment } from "./moment.js";
import {
  DecisionInput,
  timelineCategories,
  type Decision,
  type TimelineCategory,
} from "./timeline.js";

export const meetingStates = ["planned", "held", "withdrawn"] as const;
export type MeetingState = (typeof meetingStates)[number];

/** Which state may follow which: what was held is never a plan again. */
export const meetingTransitions: Record<MeetingState, readonly MeetingState[]> =
  {
    planned: ["held", "withdrawn"],
    held: ["withdrawn"],
    withdrawn: [],
  };

/** Who was there: a member, or somebody from outside, told by body, by name, or by both. */
export interface MeetingAttendee {
  userId: string | null;
  partyId: string | null;
  name: string;
}

/** What was decided is a line of the timeline; the meeting only knows which. */
export interface MeetingDecision {
  id: string;
  timelineEventId: string | null;
  /** As the line says it now. Null where the line is not for the reader, or gone to another record. */
  text: string | null;
  isWithheld: boolean;
  category: TimelineCategory | null;
  decision: Decision | null;
  withdrawalReason: string | null;
  recordedAt: string;
  recordedBy: { id: string; name: string } | null;
}

export interface MeetingName {
  id: string;
  title: string;
  occurred: Moment;
}

/** A meeting of those who respond: planned, then held. */
export interface Meeting {
  id: string;
  version: number;
  incidentId: string;
  title: string;
  state: MeetingState;
  occurred: Moment;
  /** A room, or the channel of a call. */
  place: string;
  attendees: MeetingAttendee[];
  /** What each of them is called, in the same order. */
  attendeeNames: Bilingual[];
  agenda: string;
  minutes: string;
  decisions: MeetingDecision[];
  /** Tasks it gave, and those of them that are open. */
  taskCount: number;
  openTaskCount: number;
  previous: MeetingName | null;
  next: MeetingName | null;
  withdrawalReason: string | null;
  createdAt: string;
  createdBy: { id: string; name: string } | null;
}

export class MeetingAttendeeInput {
  @LeftOut() @OrNull() @Id() userId?: string | null;
  @LeftOut() @OrNull() @Id() partyId?: string | null;
  @LeftOut() @FreeText(200) name?: string;
}

export class NewMeetingDecision {
  @Text(10_000) text!: string;
  @LeftOut() @OneOf(timelineCategories) category?: TimelineCategory;
  @LeftOut()
  @OrNull()
  @Nested(() => DecisionInput)
  decision?: DecisionInput | null;
  /** A line of the timeline that already says it; otherwise a line is written. */
  @LeftOut() @OrNull() @Id() timelineEventId?: string | null;
}

/** A moment that is planned makes a plan; any other says that the meeting was held. */
export class NewMeeting {
  @Line(200) title!: string;
  @Nested(() => OccurredInput) occurred!: OccurredInput;
  @LeftOut() @FreeText(500) place?: string;
  @LeftOut()
  @NestedListOrEmpty(() => MeetingAttendeeInput, 100)
  attendees?: MeetingAttendeeInput[];
  @LeftOut() @FreeText(10_000) agenda?: string;
  @LeftOut() @FreeText(50_000) minutes?: string;
  /** Of a meeting that was held. */
  @LeftOut()
  @NestedListOrEmpty(() => NewMeetingDecision, 50)
  decisions?: NewMeetingDecision[];
  /** The meeting that called this one. */
  @LeftOut() @OrNull() @Id() previousMeetingId?: string | null;
  /** A line of the timeline that already says it was held; otherwise a line is written. */
  @LeftOut() @OrNull() @Id() timelineEventId?: string | null;
}

/** What the line of the timeline says (when, what it was called, who came) changes with a reason only. */
export class MeetingChange {
  @LeftOut() @Line(200) title?: string;
  @LeftOut() @Nested(() => OccurredInput) occurred?: OccurredInput;
  @LeftOut() @FreeText(500) place?: string;
  @LeftOut()
  @NestedListOrEmpty(() => MeetingAttendeeInput, 100)
  attendees?: MeetingAttendeeInput[];
  @LeftOut() @FreeText(10_000) agenda?: string;
  @LeftOut() @FreeText(50_000) minutes?: string;
  @LeftOut() @FreeText(2000) reason?: string;
}

/** A planned meeting took place. */
export class MeetingHeld {
  @Nested(() => OccurredInput) occurred!: OccurredInput;
  @LeftOut()
  @NestedListOrEmpty(() => MeetingAttendeeInput, 100)
  attendees?: MeetingAttendeeInput[];
  @LeftOut() @FreeText(50_000) minutes?: string;
  @LeftOut()
  @NestedListOrEmpty(() => NewMeetingDecision, 50)
  decisions?: NewMeetingDecision[];
  @LeftOut() @OrNull() @Id() timelineEventId?: string | null;
}

export class MeetingDecisionWithdrawal {
  @Id() decisionId!: string;
  @Text(2000) reason!: string;
}

export class NewMeetingTask {
  @Line(200) title!: string;
  @LeftOut() @FreeText(5000) note?: string;
  @LeftOut() @OrNull() @Id() assigneeId?: string | null;
  @LeftOut() @OrNull() @CalendarDay() dueOn?: string | null;
  @LeftOut() @OrNull() @Instant() dueAt?: string | null;
}

/** What is to be done after the meeting, all in one act. */
export class NewMeetingTasks {
  @NestedList(() => NewMeetingTask, 50) tasks!: NewMeetingTask[];
}

export class MeetingWithdrawal {
  @Text(2000) reason!: string;
}
