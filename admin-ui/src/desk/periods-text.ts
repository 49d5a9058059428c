import type { DeskPeriod } from "@keii/shared";

/** A day's periods as they are typed: `10:00-12:30, 13:30-17:00`; nothing is closed. */
export function writePeriods(periods: readonly DeskPeriod[]): string {
  return periods
    .map(({ from, until }) => (until ? `${from}-${until}` : from))
    .join(", ");
}

/**
 * Reads what people type for a day's periods: `10-17`, `9:30〜12:00、13時〜17時`. What is no period stays as it is, for
 * the contract's rule to refuse.
 */
export function readPeriods(typed: string): DeskPeriod[] {
  return typed
    .normalize("NFKC")
    .replace(/\s*[-~〜–—―ー−‐]+\s*/g, "-")
    .split(/[,、;\s]+/)
    .filter((part) => part !== "")
    .map((part) => {
      const [from = "", until = "", ...rest] = part.split("-");
      return rest.length > 0
        ? { from: part, until: "" }
        : { from: readTime(from), until: until && readTime(until) };
    });
}

function readTime(typed: string): string {
  const parts = /^(\d{1,2})(?::(\d{2})|時(?:(\d{1,2})分?|半)?)?$/.exec(typed);
  if (!parts) return typed;
  const [, hours = "", minutes, spoken] = parts;
  const past = typed.endsWith("半") ? "30" : (minutes ?? spoken ?? "00");
  return `${hours.padStart(2, "0")}:${past.padStart(2, "0")}`;
}
