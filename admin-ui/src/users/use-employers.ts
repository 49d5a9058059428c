import { useQuery } from "@tanstack/react-query";
import { call } from "../app/http.js";

/** The employers accounts have, in order. */
export function useEmployers() {
  return useQuery({
    queryKey: ["users", "employers"],
    queryFn: async ({ signal }) =>
      (await call<string[]>("/users/employers", { signal })).data,
  });
}
