import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { NewExposure, ScopePreviewed } from "@keii/shared";
import { call } from "../app/http.js";
import { useIncident } from "../app/Incident.js";

/** How long somebody has to rest before the engine is asked. */
const pause = 300;

export interface Previewed {
  answer: ScopePreviewed | undefined;
  error: Error | null;
  isAsking: boolean;
}

/**
 * What the exposures would say with this draft among them; nothing is saved. A question that was overtaken by the next
 * is given up. With "none" the exposure is left away; with null nothing is asked.
 */
export function usePreview(
  exposureId: string | null,
  draft: Partial<NewExposure> | "none" | null,
): Previewed {
  const { id } = useIncident();
  const question =
    draft &&
    JSON.stringify({ exposureId, draft: draft === "none" ? [] : [draft] });
  const asked = useRested(question);
  const { data, error, isFetching } = useQuery({
    // An overtaken question has no reader any more: its request is aborted.
    queryKey: ["exposures", id, "preview", asked],
    enabled: asked !== null,
    queryFn: async ({ signal }) =>
      (
        await call<ScopePreviewed>(`/incidents/${id}/scope-runs/preview`, {
          method: "POST",
          body: JSON.parse(asked!) as object,
          signal,
        })
      ).data,
    retry: false,
    staleTime: 30_000,
    gcTime: 60_000,
  });
  const isCurrent = asked !== null && asked === question;
  return {
    answer: isCurrent ? data : undefined,
    error: isCurrent ? error : null,
    isAsking: question !== null && (!isCurrent || isFetching),
  };
}

/** The value once it has not changed for a while; nothing at once. */
function useRested(value: string | null): string | null {
  const [rested, setRested] = useState<string | null>(null);
  useEffect(() => {
    if (value === null) {
      setRested(null);
      return;
    }
    const timer = setTimeout(() => setRested(value), pause);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
