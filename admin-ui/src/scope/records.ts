import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type {
  GivenFigure,
  ImportBatch,
  PurchaseDay,
  ScopeCount,
  ScopeRun,
} from "@keii/shared";
import { call } from "../app/http.js";
import { useIncident, useMay } from "../app/Incident.js";
import { useKeiiDataProvider } from "../app/saving.js";

/** The runs, the newest first; as many as somebody compares. */
export function useRuns(): UseQueryResult<ScopeRun[]> {
  const { id } = useIncident();
  const dataProvider = useKeiiDataProvider();
  return useQuery({
    queryKey: ["scope-runs", id, "newest"],
    queryFn: async () =>
      (
        await dataProvider.getList<ScopeRun>("scope-runs", {
          pagination: { page: 1, perPage: 200 },
          sort: { field: "no", order: "DESC" },
          filter: {},
        })
      ).data,
  });
}

/** A run that has figures: the newest, and the one that is official. */
export function standingOf(runs: readonly ScopeRun[]): {
  newest: ScopeRun | undefined;
  frozen: ScopeRun | undefined;
} {
  return {
    newest: runs.find(({ figures }) => figures !== null),
    frozen: runs.find(({ state }) => state === "frozen"),
  };
}

/** What a run counted, by exposure, site, month, kind of data and combination. */
export function useCounts(runId: string | undefined): ScopeCount[] | undefined {
  const { id } = useIncident();
  const { data } = useQuery({
    queryKey: ["scope-runs", id, "counts", runId],
    enabled: runId !== undefined,
    queryFn: async ({ signal }) =>
      (
        await call<ScopeCount[]>(
          `/incidents/${id}/scope-runs/${runId}/counts`,
          { signal },
        )
      ).data,
    staleTime: Infinity,
  });
  return data;
}

export function usePurchaseDays(
  by: "method" | "site",
): UseQueryResult<PurchaseDay[]> {
  const { id } = useIncident();
  return useQuery({
    queryKey: ["import-batches", id, "purchases-per-day", by],
    queryFn: async ({ signal }) =>
      (
        await call<PurchaseDay[]>(
          `/incidents/${id}/purchases-per-day?by=${by}`,
          { signal },
        )
      ).data,
    staleTime: 60_000,
  });
}

export function useGivenFigures(): GivenFigure[] | undefined {
  const { id } = useIncident();
  const dataProvider = useKeiiDataProvider();
  const { data } = useQuery({
    queryKey: ["given-figures", id, "all"],
    queryFn: async () =>
      (
        await dataProvider.getList<GivenFigure>("given-figures", {
          pagination: { page: 1, perPage: 200 },
          sort: { field: "receivedOn", order: "DESC" },
          filter: {},
        })
      ).data,
  });
  return data;
}

/** The number of the newest batch that changed something; undefined while it is not known. */
export function useNewestBatchNo(): number | undefined {
  const { id } = useIncident();
  const dataProvider = useKeiiDataProvider();
  const mayRead = useMay("scope.read");
  const { data } = useQuery({
    queryKey: ["import-batches", id, "newest"],
    enabled: mayRead,
    queryFn: async () => {
      const { data } = await dataProvider.getList<ImportBatch>(
        "import-batches",
        {
          pagination: { page: 1, perPage: 50 },
          sort: { field: "no", order: "DESC" },
          filter: { state: "done" },
        },
      );
      return data.find(({ isDryRun }) => !isDryRun)?.no ?? 0;
    },
  });
  return data;
}
