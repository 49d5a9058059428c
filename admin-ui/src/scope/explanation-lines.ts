import type { ScopeExplanation } from "@keii/shared";

type Purchase = ScopeExplanation["others"][number];
export type Because = Purchase["because"][number];

/** Whether a moment has to be read to the second: a purchase one second after the window is a near miss. */
export function secondsOf(at: string): string {
  const seconds = new Date(at).getUTCSeconds();
  return seconds === 0 ? "" : `:${String(seconds).padStart(2, "0")}`;
}

/** Near misses first: what failed at one thing only, then the rest, each by its time. */
export function nearestFirst(others: readonly Purchase[]): Purchase[] {
  return [...others].sort(
    (a, b) =>
      a.because.length - b.because.length ||
      (a.paidAt ?? "").localeCompare(b.paidAt ?? ""),
  );
}
