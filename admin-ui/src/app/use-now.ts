import { useState } from "react";
import { dayOf, timeOf } from "@keii/shared";
import { useZone } from "./Incident.js";
import { useSettings } from "./settings.js";

/** What the incident's clock says: today and now in its zone. In the demo its own clock. */
export function useNow(): { now: string; today: string; time: string } {
  const zone = useZone();
  const demoClock = useSettings()?.demoClock;
  const [openedAt] = useState(() => new Date().toISOString());
  const now = demoClock ?? openedAt;
  return { now, today: dayOf(now, zone), time: timeOf(now, zone) };
}
