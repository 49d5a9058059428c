import type { QueryClientConfig } from "@tanstack/react-query";

/** Live updates say what changed; refetching on every focus would only blur what is being read. */
export const queryOptions: QueryClientConfig = {
  defaultOptions: {
    queries: {
      retry: false,
      refetchOnWindowFocus: false,
      staleTime: 1000,
      // A list that arrives makes the record as it was known before count as fresh.
      refetchOnMount: ({ queryKey }) =>
        queryKey[1] === "getOne" ? "always" : true,
    },
  },
};
