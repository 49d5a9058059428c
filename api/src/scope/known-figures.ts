import type { PinnedExposure, ScopeFigures } from "@keii/shared";

const most = 200;

/**
 * What was counted lately, by what was asked and of which rows: whoever moves the edge of an exposure asks again and
 * again what the same exposures said before.
 */
export class KnownFigures {
  private readonly figures = new Map<string, ScopeFigures>();

  /** `rows` names the state of everything that is counted. */
  get(rows: string, exposures: readonly PinnedExposure[]): ScopeFigures | null {
    return this.figures.get(keyOf(rows, exposures)) ?? null;
  }

  keep(
    rows: string,
    exposures: readonly PinnedExposure[],
    figures: ScopeFigures,
  ): void {
    const key = keyOf(rows, exposures);
    this.figures.delete(key);
    this.figures.set(key, figures);
    for (const oldest of this.figures.keys()) {
      if (this.figures.size <= most) return;
      this.figures.delete(oldest);
    }
  }
}

function keyOf(rows: string, exposures: readonly PinnedExposure[]): string {
  return JSON.stringify([
    rows,
    exposures.map(
      ({ subject, zone, fromOn, untilOn, from, until, ...others }) => [
        subject,
        zone,
        fromOn,
        untilOn,
        from,
        until,
        others.baseNos,
        others.siteNos,
        others.methods,
        others.statuses,
        others.givenListNo,
      ],
    ),
  ]);
}
