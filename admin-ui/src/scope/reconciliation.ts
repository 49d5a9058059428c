import type { GivenFigure, ScopeCount, ScopeRun } from "@keii/shared";

/** A figure somebody gave, held against ours in the same unit. */
export interface Reconciled {
  given: GivenFigure;
  /** Null where the run does not know the exposure. */
  ours: number | null;
  /** Ours less theirs. */
  difference: number | null;
}

export function reconcile(
  figures: readonly GivenFigure[],
  run: ScopeRun | undefined,
  counts: readonly ScopeCount[] | undefined,
): Reconciled[] {
  return figures.map((given) => {
    const ours = ourFigure(given, run, counts);
    return {
      given,
      ours,
      difference: ours === null ? null : ours - given.count,
    };
  });
}

function ourFigure(
  { unit, exposureNo }: GivenFigure,
  run: ScopeRun | undefined,
  counts: readonly ScopeCount[] | undefined,
): number | null {
  if (!run?.figures) return null;
  if (exposureNo === null) return run.figures.affected[unit];
  if (!counts || !run.exposures.some(({ no }) => no === exposureNo))
    return null;
  const found = counts.find(
    ({ facet, key }) => facet === "exposure" && key === String(exposureNo),
  );
  return found?.[unit] ?? 0;
}
