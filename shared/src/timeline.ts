import {
  BothLanguages,
  Flag,
  FreeText,
  Id,
  LeftOut,
  Lines,
  Nested,
  NestedList,
  OneOf,
  OrNull,
  StringAsBilingual,
  Text,
} from "./rules.js";
import { LearnedInput, OccurredInput, type Learned } from "./occurred.js";
import type { Bilingual } from "./language.js";
import type { Moment } from "./moment.js";

export const timelineTypes = [
  "fact",
  "decision",
  "action",
  "communication",
] as const;
export type TimelineType = (typeof timelineTypes)[number];

/** 発覚・封じ込め・調査・当局・取引先・顧客・公表・再発防止: also the lanes of the picture, in this order. */
export const timelineCategories = [
  "discovery",
  "containment",
  "investigation",
  "authorities",
  "partners",
  "customers",
  "disclosure",
  "prevention",
] as const;
export type TimelineCategory = (typeof timelineCategories)[number];

/** 公表可 may be published, 社内限り internal, 弁護士限り counsel only. */
export const visibilities = ["public", "internal", "counsel"] as const;
export type Visibility = (typeof visibilities)[number];

/** What a revision did to its entry. A move changes only the place within the day. */
export const revisionKinds = [
  "recorded",
  "corrected",
  "retracted",
  "restored",
  "moved",
  "adopted",
] as const;
export type RevisionKind = (typeof revisionKinds)[number];

export const timelineStates = ["current", "retracted"] as const;
export type TimelineState = (typeof timelineStates)[number];

/** What else was on the table when a decision was taken. */
export class DecisionInput {
  @LeftOut() @Lines(20, 1000) options?: string[];
  @LeftOut() @FreeText(5000) advice?: string;
  @LeftOut() @FreeText(500) decidedBy?: string;
  @LeftOut() @FreeText(5000) dissent?: string;
}

export interface Decision {
  options: string[];
  advice: string;
  decidedBy: string;
  dissent: string;
}

/** A record that an entry speaks of. */
export interface TimelineSource {
  /** What of it is spoken of, such as `authorities.filed`: the resource, and where it has several moments, which. */
  kind: string;
  id: string;
}

export interface TimelineEvent {
  id: string;
  incidentId: string;
  /** Number within the incident, in the order of recording. */
  no: number;
  /** Number of the newest revision; what `If-Match` names. */
  version: number;
  state: TimelineState;
  occurred: Moment;
  learned: Learned | null;
  type: TimelineType;
  category: TimelineCategory;
  /** What happened, as the company writes it for itself. Null when withheld. */
  text: string | null;
  /** How the public report says it, where it differs. */
  publicWording: Bilingual | null;
  visibility: Visibility;
  /** Why an entry is for counsel only; shown with its number and date where its text is withheld. */
  counselBasis: string | null;
  isWithheld: boolean;
  decision: Decision | null;
  /** The record that wrote the entry or that it was turned into, and any more it speaks of. */
  records: TimelineSource[];
  /** Reason of the newest correction or retraction. */
  reason: string | null;
  correctionCount: number;
  recordedAt: string;
  recordedBy: { id: string; name: string } | null;
  revisedAt: string | null;
  revisedBy: { id: string; name: string } | null;
}

/** One step in the life of an entry, with the whole of what it said then. */
export interface TimelineRevision {
  no: number;
  kind: RevisionKind;
  reason: string | null;
  occurred: Moment;
  learned: Learned | null;
  type: TimelineType;
  category: TimelineCategory;
  text: string | null;
  publicWording: Bilingual | null;
  visibility: Visibility;
  counselBasis: string | null;
  decision: Decision | null;
  recordedAt: string;
  recordedBy: { id: string; name: string } | null;
}

export class NewTimelineEvent {
  @Nested(() => OccurredInput) occurred!: OccurredInput;
  @LeftOut()
  @OrNull()
  @Nested(() => LearnedInput)
  learned?: LearnedInput | null;
  @Text(10_000) text!: string;
  @LeftOut() @OneOf(timelineTypes) type?: TimelineType;
  @LeftOut() @OneOf(timelineCategories) category?: TimelineCategory;
  @LeftOut() @OneOf(visibilities) visibility?: Visibility;
  @LeftOut()
  @OrNull()
  @StringAsBilingual()
  @BothLanguages(10_000)
  publicWording?: Bilingual | null;
  /** Kept only while the entry is for counsel only. */
  @LeftOut() @OrNull() @Text(500) counselBasis?: string | null;
  @LeftOut()
  @OrNull()
  @Nested(() => DecisionInput)
  decision?: DecisionInput | null;
  /** Where in its day: after this entry, or first (null). Left out: by its time, else last. */
  @LeftOut() @OrNull() @Id() afterId?: string | null;
}

/** A correction names what changes and why; what it leaves out stays. */
export class TimelineEventCorrection {
  @LeftOut() @Nested(() => OccurredInput) occurred?: OccurredInput;
  @LeftOut()
  @OrNull()
  @Nested(() => LearnedInput)
  learned?: LearnedInput | null;
  @LeftOut() @Text(10_000) text?: string;
  @LeftOut() @OneOf(timelineTypes) type?: TimelineType;
  @LeftOut() @OneOf(timelineCategories) category?: TimelineCategory;
  @LeftOut() @OneOf(visibilities) visibility?: Visibility;
  @LeftOut()
  @OrNull()
  @StringAsBilingual()
  @BothLanguages(10_000)
  publicWording?: Bilingual | null;
  /** Kept only while the entry is for counsel only. */
  @LeftOut() @OrNull() @Text(500) counselBasis?: string | null;
  @LeftOut()
  @OrNull()
  @Nested(() => DecisionInput)
  decision?: DecisionInput | null;
  @Text(2000) reason!: string;
}

export class TimelineRetraction {
  @Text(2000) reason!: string;
}

export class TimelineRestoration {
  @Text(2000) reason!: string;
}

/** Puts an entry behind another of the same day; null: first of the day. */
export class TimelineMove {
  @OrNull() @Id() afterId!: string | null;
}

/** Lines to be read by the parser, not saved. */
export class TimelinePaste {
  @FreeText(1_000_000) text!: string;
}

/** Entries saved in one step: all of them or none. */
export class TimelineBatch {
  @NestedList(() => NewTimelineEvent, 2000) entries!: NewTimelineEvent[];
}

export interface TimelineBatchSaved {
  ids: string[];
  count: number;
}

/** A CSV as the export writes it; rows with a known number are corrections, rows without one are new. */
export class TimelineFile {
  @FreeText(20_000_000) csv!: string;
  /** Needed where the file corrects entries. */
  @LeftOut() @Text(2000) reason?: string;
  /** Only say what would change. */
  @LeftOut() @Flag() isPreview?: boolean;
}

export interface TimelineFileRow {
  line: number;
  state: "new" | "changed" | "same" | "rejected";
  no: number | null;
  text: string;
  /** Fields that change, before and after, as they stand in the file. */
  changes: Record<string, { before: string; after: string }>;
  errors: Record<string, string>;
}

export interface TimelineFilePreview {
  rows: TimelineFileRow[];
  newCount: number;
  changedCount: number;
  sameCount: number;
  rejectedCount: number;
  isSaved: boolean;
}

/** A point of the picture: what is needed to draw it, of the same rows as the list. */
export interface TimelinePoint {
  id: string;
  no: number;
  occurred: Moment;
  type: TimelineType;
  category: TimelineCategory;
  visibility: Visibility;
  state: TimelineState;
  label: string;
}

/** Where there are too many points to draw each: how many lie in a lane on a day. */
export interface TimelineDensity {
  on: string;
  category: TimelineCategory;
  count: number;
}

export interface TimelinePicture {
  count: number;
  firstOn: string | null;
  lastOn: string | null;
  points: TimelinePoint[];
  /** Filled instead of `points` beyond 3,000 entries. */
  densities: TimelineDensity[];
}

/** An entry exactly as a reader outside would get it. */
export interface PublicTimelineEntry {
  no: number;
  occurred: Moment;
  text: Bilingual;
}
