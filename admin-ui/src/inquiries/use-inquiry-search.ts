import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { InquiriesFound, InquirySearch } from "@keii/shared";
import { call } from "../app/http.js";
import { useIncident } from "../app/Incident.js";
import { useKeiiDataProvider } from "../app/saving.js";
import { useSignedInUser } from "../app/session.js";

export interface Search {
  q: string;
  status: NonNullable<InquirySearch["status"]> | null;
  category: NonNullable<InquirySearch["category"]> | null;
  assignee: "mine" | "nobody" | null;
}

const everything: Search = {
  q: "",
  status: null,
  category: null,
  assignee: null,
};

/** What was looked for, so that the way back leads there: in the memory of this window alone. */
let place: { of: string; search: Search } | null = null;

/** Looks for inquiries, unanswered ones first; an answer that comes late is never shown under a newer question. */
export function useInquirySearch() {
  const { id: incidentId } = useIncident();
  const of = `${useSignedInUser()?.id ?? ""} ${incidentId}`;
  const { pathOf } = useKeiiDataProvider();
  const [search, setSearch] = useState(
    place?.of === of ? place.search : everything,
  );
  const isTooShort = search.q !== "" && Array.from(search.q).length < 2;
  const query = useInfiniteQuery({
    queryKey: ["inquiries", "search", search],
    enabled: !isTooShort,
    queryFn: async ({ pageParam, signal }) => {
      const { data } = await call<InquiriesFound>(
        `${pathOf("inquiries")}/search`,
        {
          method: "POST",
          body: { ...search, ...(pageParam && { cursor: pageParam }) },
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
    isEverything: Object.values(search).every((one) => !one),
    change: (changed: Partial<Search>) => {
      const next = { ...search, ...changed };
      place = { of, search: next };
      setSearch(next);
    },
    inquiries: pages.flatMap(({ inquiries }) => inquiries),
    total: pages[0]?.total ?? 0,
    isCapped: pages[0]?.isCapped ?? false,
    isOld: query.isPlaceholderData,
    isPending: query.isPending && !isTooShort,
    error: query.error,
    hasMore: query.hasNextPage,
    isMoreComing: query.isFetchingNextPage,
    more: () => void query.fetchNextPage(),
  };
}
