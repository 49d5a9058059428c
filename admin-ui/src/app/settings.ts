import { useQuery } from "@tanstack/react-query";
import { call } from "./http.js";

/** What the API says about itself before sign-in. */
export interface Settings {
  demo: boolean;
  demoClock: string | null;
  demoUsers: { email: string; password: string }[];
  hasMail: boolean;
  version: string;
}

export function useSettings(): Settings | undefined {
  return useQuery({
    queryKey: ["keii-settings"],
    queryFn: async ({ signal }) =>
      (await call<Settings>("/settings", { signal, isSignIn: true })).data,
    staleTime: Infinity,
  }).data;
}
