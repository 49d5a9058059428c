import { sameness, type TimelineEvent } from "@keii/shared";

/** The entry of a day that already says what a new text says. */
export function findSame(
  on: string,
  text: string,
  rows: readonly TimelineEvent[],
): TimelineEvent | null {
  const own = sameness(on, text);
  return (
    rows.find((row) => sameness(row.occurred.on, row.text ?? "") === own) ??
    null
  );
}
