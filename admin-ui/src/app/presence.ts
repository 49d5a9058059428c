import { useQuery } from "@tanstack/react-query";
import { call } from "./http.js";
import { useMaybeIncident } from "./Incident.js";
import { useSignedInUser } from "./session.js";

/** Somebody else who has the incident open. */
export interface Present {
  userId: string;
  name: string;
  resource: string;
  recordId: string | null;
}

/** Tells every 20 seconds where I am in the incident, and learns who else is. */
export function usePresence(
  resource: string,
  recordId: string | null = null,
): Present[] {
  const incidentId = useMaybeIncident()?.id;
  const me = useSignedInUser()?.id;
  const { data = [] } = useQuery({
    queryKey: ["keii-presence", incidentId, resource, recordId],
    queryFn: async ({ signal }) => {
      const { data } = await call<Present[]>(
        `/incidents/${incidentId}/presence`,
        { method: "POST", body: { resource, recordId }, signal },
      );
      return data;
    },
    enabled: incidentId !== undefined,
    refetchInterval: 20_000,
    retry: false,
  });
  return data.filter(({ userId }) => userId !== me);
}
