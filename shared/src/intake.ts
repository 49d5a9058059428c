import {
  Instant,
  LeftOut,
  Line,
  OneOf,
  OrNull,
  PhoneNumber,
  SomeOf,
  Text,
} from "./rules.js";

export const intakeChannels = [
  "phone",
  "email",
  "letter",
  "web",
  "in_person",
  "own_finding",
  "other",
] as const;
export type IntakeChannel = (typeof intakeChannels)[number];

/** What has to be done in the first hour, in this order. */
export const firstSteps = [
  "keep_logs",
  "stop_card_payment",
  "call_back",
  "call_forensic_firm",
] as const;
export type FirstStep = (typeof firstSteps)[number];

/** The first hour on one page: nothing is needed but the text. */
export class NewIntake {
  /** "Write down what you are told, as you hear it." */
  @Text(20_000) text!: string;
  @LeftOut() @OrNull() @Line(200) callerName?: string | null;
  @LeftOut() @OrNull() @Line(200) callerOrganisation?: string | null;
  @LeftOut() @OrNull() @PhoneNumber() callBackNumber?: string | null;
  /** Who took the call, where it is not the person who writes. */
  @LeftOut() @OrNull() @Line(200) takenBy?: string | null;
  @LeftOut() @OrNull() @Instant() receivedAt?: string | null;
  @LeftOut() @OneOf(intakeChannels) channel?: IntakeChannel;
  /** Which of the first four tasks to put down. */
  @LeftOut() @SomeOf(firstSteps) tasks?: FirstStep[];
}

export interface Intake {
  id: string;
  incidentId: string;
  incidentCode: string;
  /** Null where its line of the timeline has become counsel's and the reader is not: then neither text nor caller is told. */
  text: string | null;
  callerName: string | null;
  callerOrganisation: string | null;
  callBackNumber: string | null;
  takenBy: string;
  receivedAt: string;
  channel: IntakeChannel;
  timelineEventId: string;
  milestoneId: string;
  /** The body that called, where it was said. */
  partyId: string | null;
  tasks: FirstStep[];
  maskedCount: number;
  isWithheld: boolean;
}
