import { useQuery } from "@tanstack/react-query";
import type { DeskNow } from "@keii/shared";
import { call } from "../app/http.js";
import { useIncident } from "../app/Incident.js";
import { useKeiiDataProvider, useLookAgain } from "../app/saving.js";

/** When the desk answers, looked at again as the minutes pass. */
export function useDesk() {
  const { id } = useIncident();
  return useQuery({
    queryKey: ["desk-hours", id],
    queryFn: async ({ signal }) =>
      (await call<DeskNow>(`/incidents/${id}/desk-hours`, { signal })).data,
    refetchInterval: 60_000,
  });
}

/** Records something of the desk, or changes what is there. */
export function useKeep(
  resource: string,
): (
  data: Record<string, unknown>,
  before?: { id: string; version: number },
) => Promise<void> {
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  return async (data, before) => {
    try {
      if (before)
        await dataProvider.update(resource, {
          id: before.id,
          data,
          previousData: before,
        });
      else await dataProvider.create(resource, { data });
    } finally {
      await lookAgain(resource, "desk-hours");
    }
  };
}
