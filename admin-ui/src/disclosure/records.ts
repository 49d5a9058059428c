import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type {
  Fact,
  Passage,
  Publication,
  PublicationEdition,
  Sources,
} from "@keii/shared";
import { call, isRefusal } from "../app/http.js";
import { useIncident } from "../app/Incident.js";

function usePart<T>(resource: string, path: string): T | undefined {
  const { id } = useIncident();
  const { data } = useQuery({
    queryKey: [resource, id, path],
    queryFn: async ({ signal }) =>
      (await call<T>(`/incidents/${id}/${path}`, { signal })).data,
  });
  return data;
}

/** What texts may draw on; undefined until it is known. */
export function useSources(): Sources | undefined {
  const facts = usePart<Fact[]>("facts", "facts");
  const passages = usePart<Passage[]>("passages", "passages?range=[0,199]");
  if (!facts || !passages) return undefined;
  return {
    facts,
    passages: passages.map(({ key, no, text, approvedNo, approvedText }) => ({
      key,
      approved:
        approvedNo === null ? null : { no: approvedNo, text: approvedText! },
      newest: { no, text },
    })),
  };
}

/** The page as it is being written; null where nobody began. */
export function usePublication(): UseQueryResult<Publication | null> {
  const { id } = useIncident();
  return useQuery({
    queryKey: ["publication", id, "page"],
    queryFn: async ({ signal }) => {
      try {
        const path = `/incidents/${id}/publication`;
        return (await call<Publication>(path, { signal })).data;
      } catch (error) {
        if (isRefusal(error) && error.status === 404) return null;
        throw error;
      }
    },
    retry: false,
  });
}

export function useEditions(): PublicationEdition[] | undefined {
  return usePart<PublicationEdition[]>("publication", "publication/editions");
}
