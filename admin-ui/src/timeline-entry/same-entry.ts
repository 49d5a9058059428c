import type { TimelineEvent } from "@keii/shared";

/** What two entries have in common that say the same of one day: marks, blanks and width aside. */
export function sameness(on: string, text: string): string {
  const bare = text.normalize("NFKC").replace(/[\p{P}\p{S}\s]/gu, "");
  return `${on} ${bare.toLowerCase()}`;
}

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
