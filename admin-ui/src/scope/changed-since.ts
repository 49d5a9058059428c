import type { Exposure, PinnedExposure, ScopeRun } from "@keii/shared";
import { isSameWindow, windowOf } from "../exposures/window.js";

/** What changed since a run was made; its figures still say what was true then. */
export interface ChangedSince {
  exposures: boolean;
  imports: boolean;
}

export function changedSince(
  run: ScopeRun,
  exposures: readonly Exposure[] | undefined,
  newestBatchNo: number | undefined,
): ChangedSince {
  const current = exposures?.filter(({ state }) => state === "current");
  return {
    exposures:
      current !== undefined &&
      (current.length !== run.exposures.length ||
        current.some((one) => {
          const pinned = run.exposures.find(({ no }) => no === one.no);
          return !pinned || !choosesTheSame(one, pinned);
        })),
    imports: newestBatchNo !== undefined && newestBatchNo !== run.batchNo,
  };
}

/** As far as it can be told from both: names and vectors choose nobody. */
export function choosesTheSame(
  exposure: Exposure,
  pinned: PinnedExposure,
): boolean {
  const sameSet = (one: readonly string[], other: readonly string[]) =>
    one.length === other.length && one.every((word) => other.includes(word));
  return (
    exposure.subject === pinned.subject &&
    isSameWindow(readable(exposure), readable(windowOf(pinned))) &&
    exposure.siteIds.length === pinned.siteNos.length &&
    exposure.memberBaseIds.length === pinned.baseNos.length &&
    (exposure.givenListId !== null) === (pinned.givenListNo !== null) &&
    sameSet(exposure.methods, pinned.methods) &&
    sameSet(exposure.statuses, pinned.statuses) &&
    sameSet(exposure.dataItems, pinned.dataItems)
  );
}

/** Instants in one spelling. */
function readable<T extends { fromAt: string | null; untilAt: string | null }>(
  window: T,
): T {
  const spelt = (at: string | null) => at && new Date(at).toISOString();
  return {
    ...window,
    fromAt: spelt(window.fromAt),
    untilAt: spelt(window.untilAt),
  };
}
