import type {
  DecisionInput,
  LearnedInput,
  OccurredInput,
  TimelineCategory,
  TimelineType,
  Visibility,
  Bilingual,
} from "@keii/shared";
import type { Content } from "./revision.js";

/** What a record says of itself in the course of events. */
export interface RecordLine {
  /** The record's own; the incident's where nothing is said. */
  zone?: string;
  occurred: OccurredInput;
  learned?: LearnedInput | null;
  text: string;
  type: TimelineType;
  category: TimelineCategory;
  /** Internal where nothing is said. */
  visibility?: Visibility;
  /** Needed where it is for counsel only. */
  counselBasis?: string | null;
  publicWording?: Bilingual | null;
  decision?: DecisionInput | null;
}

/** Records that only mark what a line says: the line may be corrected apart from them. */
const markers: ReadonlySet<string> = new Set([
  "intake",
  "milestone",
  "milestone.moved",
]);

export function isMarker({ kind }: { kind: string }): boolean {
  return markers.has(kind);
}

/** Whether when a line happened, and whether it holds at all, is said by the record behind it. */
export function followsItsRecord(line: {
  source_kind: string | null;
}): boolean {
  return line.source_kind !== null && !isMarker({ kind: line.source_kind });
}

export function isSameMoment(one: Content, other: Content): boolean {
  return (
    one.occurred_precision === other.occurred_precision &&
    one.occurred_on === other.occurred_on &&
    one.occurred_at === other.occurred_at &&
    one.occurred_until_on === other.occurred_until_on &&
    one.occurred_until_at === other.occurred_until_at
  );
}
