import { useMemo } from "react";
import type {
  NewTimelineEvent,
  PublicTimelineEntry,
  TimelineBatchSaved,
  TimelineEvent,
  TimelineFile,
  TimelineFilePreview,
  TimelinePicture,
  TimelineRevision,
} from "@keii/shared";
import { useIncident } from "../app/Incident.js";
import { incidentPath, listQuery } from "../app/data-provider.js";
import { call } from "../app/http.js";
import type { FetchedPage } from "./timeline-pages.js";
import type { TimelineQuery } from "./timeline-query.js";

/** What the timeline asks of the API beyond getting, creating and correcting one entry. */
export interface TimelineCalls {
  page: (
    query: TimelineQuery,
    /** Where the page begins: behind a cursor, or at an offset of at most 10,000. */
    start: string | number | null,
    size: number,
    signal?: AbortSignal,
  ) => Promise<FetchedPage>;
  one: (id: string) => Promise<TimelineEvent>;
  picture: (
    query: TimelineQuery,
    signal?: AbortSignal,
  ) => Promise<TimelinePicture>;
  revisions: (id: string) => Promise<TimelineRevision[]>;
  publicEntries: () => Promise<PublicTimelineEntry[]>;
  saveBatch: (
    entries: NewTimelineEvent[],
    key: string,
  ) => Promise<TimelineBatchSaved>;
  readFile: (file: TimelineFile) => Promise<TimelineFilePreview>;
}

export const largestPage = 200;

export function useTimelineCalls(): TimelineCalls {
  const { id } = useIncident();
  return useMemo(() => timelineCalls(incidentPath(id)("timeline")), [id]);
}

function timelineCalls(path: string): TimelineCalls {
  return {
    page: async (query, start, size, signal) => {
      const offset = typeof start === "number" ? start : 0;
      const params = listQuery({ filter: query.filter, sort: query.sort });
      params.set("range", JSON.stringify([offset, offset + size - 1]));
      if (typeof start === "string") params.set("cursor", start);
      const { data, headers } = await call<TimelineEvent[]>(
        `${path}?${params}`,
        { signal },
      );
      const total = /\/(\d+)$/.exec(headers.get("content-range") ?? "")?.[1];
      return {
        rows: data,
        next: headers.get("keii-next-cursor"),
        total: total === undefined ? null : Number(total),
        isTotalCapped: headers.get("keii-total-capped") === "true",
      };
    },
    one: async (id) => (await call<TimelineEvent>(`${path}/${id}`)).data,
    picture: async ({ filter }, signal) => {
      const params = listQuery({ filter });
      return (
        await call<TimelinePicture>(`${path}/picture?${params}`, { signal })
      ).data;
    },
    revisions: async (id) =>
      (await call<TimelineRevision[]>(`${path}/${id}/revisions`)).data,
    publicEntries: async () =>
      (await call<PublicTimelineEntry[]>(`${path}/public`)).data,
    saveBatch: async (entries, key) =>
      (
        await call<TimelineBatchSaved>(`${path}/batch`, {
          method: "POST",
          body: { entries },
          headers: { "Idempotency-Key": key },
        })
      ).data,
    readFile: async (file) =>
      (
        await call<TimelineFilePreview>(`${path}/file`, {
          method: "POST",
          body: file,
        })
      ).data,
  };
}
