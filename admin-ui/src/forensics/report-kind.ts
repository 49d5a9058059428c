import type { ForensicReportKind } from "@keii/shared";

/** Which report a line of the timeline speaks of; the first where it does not say. */
export function reportKindIn(text: string): ForensicReportKind {
  if (/最終|final/i.test(text)) return "final";
  return /中間|interim/i.test(text) ? "interim" : "first";
}
