/** What a person should look at before pasted entries are saved. */
export const pasteWarnings = [
  "no-moment",
  "no-text",
  "impossible-day",
  "wrong-weekday",
  "ambiguous-day",
  "end-before-start",
  "year-assumed",
  "year-wrapped",
  "year-doubtful",
  "past-midnight",
  "skipped-time",
  "repeated-time",
  "in-future",
  "planned",
  "duplicate",
  "two-facts",
  "text-too-long",
] as const;
export type PasteWarning = (typeof pasteWarnings)[number];
