import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import type { ScopeResultSearch } from "@keii/shared";

export type Search = Omit<ScopeResultSearch, "cursor">;

const verdicts = ["affected", "unlisted"] as const;
const differences = ["added", "removed", "unchanged"] as const;

/** Which customers of a run are listed: it stands in the address, so that a figure can open its list. */
export function useResultSearch(): [Search, (search: Search) => void] {
  const [params, setParams] = useSearchParams();
  const search = useMemo(() => readSearch(params), [params]);
  const change = useCallback(
    (next: Search) => setParams(writeSearch(next), { replace: true }),
    [setParams],
  );
  return [search, change];
}

export function readSearch(params: URLSearchParams): Search {
  const among = <T extends string>(words: readonly T[], name: string) =>
    words.find((word) => word === params.get(name));
  const number = (name: string) => {
    const text = params.get(name);
    return text && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
  };
  const againstRunNo = number("against");
  const combination = params.get("combination");
  const search: Search = {
    verdict: among(verdicts, "verdict"),
    exposureNo: number("exposure"),
    ...(combination !== null &&
      /^\d+(\+\d+)*$/.test(combination) && { combination }),
    ...(againstRunNo !== undefined && {
      againstRunNo,
      difference: among(differences, "difference"),
    }),
  };
  return search;
}

export function writeSearch(search: Search): URLSearchParams {
  const params = new URLSearchParams();
  if (search.verdict) params.set("verdict", search.verdict);
  if (search.exposureNo) params.set("exposure", String(search.exposureNo));
  if (search.combination) params.set("combination", search.combination);
  if (search.againstRunNo) params.set("against", String(search.againstRunNo));
  if (search.difference) params.set("difference", search.difference);
  return params;
}
