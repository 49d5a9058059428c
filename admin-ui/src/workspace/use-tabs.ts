import { useMemo } from "react";
import { useIncident } from "../app/Incident.js";
import { tabs, type Tab } from "./tabs.js";

/** The tabs that are open to the reader. */
export function useTabs(): readonly Tab[] {
  const { permissions } = useIncident();
  return useMemo(
    () =>
      tabs.filter(
        (tab) =>
          !tab.permissions ||
          tab.permissions.some((needed) => permissions.includes(needed)),
      ),
    [permissions],
  );
}
