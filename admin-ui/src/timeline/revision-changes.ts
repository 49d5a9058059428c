import type { TimelineRevision } from "@keii/shared";

/** What a revision may change, in the order in which it is told. */
export const revisedFields = [
  "occurred",
  "learned",
  "type",
  "category",
  "text",
  "publicWording",
  "visibility",
  "counselBasis",
  "decision",
] as const;
export type RevisedField = (typeof revisedFields)[number];

export interface FieldChange {
  field: RevisedField;
  before: TimelineRevision[RevisedField];
  after: TimelineRevision[RevisedField];
}

export interface RevisionStep {
  revision: TimelineRevision;
  changes: FieldChange[];
}

/** Each revision with what it changed against the one before it; newest first. */
export function revisionSteps(
  revisions: readonly TimelineRevision[],
): RevisionStep[] {
  const inOrder = [...revisions].sort((a, b) => a.no - b.no);
  return inOrder
    .map((revision, index) => ({
      revision,
      changes: changesBetween(inOrder[index - 1], revision),
    }))
    .reverse();
}

function changesBetween(
  before: TimelineRevision | undefined,
  after: TimelineRevision,
): FieldChange[] {
  if (!before) return [];
  return revisedFields
    .filter((field) => stable(before[field]) !== stable(after[field]))
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

function stable(value: unknown): string {
  return JSON.stringify(value ?? null, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : part,
  );
}
