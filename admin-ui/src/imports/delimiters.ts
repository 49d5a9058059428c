import type { ImportDelimiter } from "@keii/shared";

/** Delimiters as the keys of their words. */
export const delimiterName: Record<ImportDelimiter, string> = {
  ",": "comma",
  "\t": "tab",
  ";": "semicolon",
};
