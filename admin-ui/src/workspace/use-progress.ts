import { useQuery } from "@tanstack/react-query";
import type { IncidentProgress } from "@keii/shared";
import { call } from "../app/http.js";
import { useIncident } from "../app/Incident.js";

/** How far the work on the incident is; undefined until it is known. */
export function useProgress(): IncidentProgress | undefined {
  const { id } = useIncident();
  const { data } = useQuery({
    queryKey: ["progress", id],
    queryFn: async ({ signal }) =>
      (await call<IncidentProgress>(`/incidents/${id}/progress`, { signal }))
        .data,
  });
  return data;
}
