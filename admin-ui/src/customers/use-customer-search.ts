import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CustomersFound } from "@keii/shared";
import { call } from "../app/http.js";
import { useIncident } from "../app/Incident.js";
import { useKeiiDataProvider } from "../app/saving.js";
import { useSignedInUser } from "../app/session.js";

export interface Search {
  q: string;
  memberBaseId: string | null;
}

interface Place {
  search: Search;
  /** Whose page was opened from it. */
  openedId: string | null;
}

/**
 * Where somebody was, so that the way back from a customer leads there. In the memory of this window alone: what people
 * look for stands in no address, no history and no store.
 */
let place: (Place & { of: string }) | null = null;

const nowhere: Place = {
  search: { q: "", memberBaseId: null },
  openedId: null,
};

/** How much has to be typed before anything is looked for. */
export const fewestCharacters = 2;

/** Looks for customers; an answer that comes late is never shown under a newer question. */
export function useCustomerSearch() {
  const { id: incidentId } = useIncident();
  const userId = useSignedInUser()?.id ?? "";
  const of = `${userId} ${incidentId}`;
  const { pathOf } = useKeiiDataProvider();
  const [from] = useState(place?.of === of ? place : nowhere);
  const [search, setSearch] = useState(from.search);
  const { q, memberBaseId } = search;
  const isTooShort = q !== "" && Array.from(q).length < fewestCharacters;
  const query = useInfiniteQuery({
    queryKey: ["customers", "search", search],
    enabled: !isTooShort,
    queryFn: async ({ pageParam, signal }) => {
      const { data } = await call<CustomersFound>(
        `${pathOf("customers")}/search`,
        {
          method: "POST",
          body: { q, memberBaseId, ...(pageParam && { cursor: pageParam }) },
          signal,
        },
      );
      return data;
    },
    initialPageParam: "",
    getNextPageParam: ({ cursor }) => cursor,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  const pages = isTooShort ? [] : (query.data?.pages ?? []);
  return {
    search,
    isTooShort,
    change: (changed: Partial<Search>) => {
      const next = { ...search, ...changed };
      place = { of, search: next, openedId: null };
      setSearch(next);
    },
    /** Says whose page is opened, for the way back. */
    open: (openedId: string) => {
      place = { of, search, openedId };
    },
    cameFromId: from.openedId,
    customers: pages.flatMap(({ customers }) => customers),
    total: pages[0]?.total ?? 0,
    isCapped: pages[0]?.isCapped ?? false,
    /** What stands below belongs to what was typed before. */
    isOld: query.isPlaceholderData,
    isPending: query.isPending && !isTooShort,
    error: query.error,
    hasMore: query.hasNextPage,
    isMoreComing: query.isFetchingNextPage,
    more: () => void query.fetchNextPage(),
  };
}
