import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type RefObject,
} from "react";
import type { TimelineEvent } from "@keii/shared";
import { useIncident } from "../app/Incident.js";
import { useLiveChanges, type LiveEvent } from "../app/live.js";
import { isRefusal } from "../app/http.js";
import { useTimelineCalls } from "./timeline-calls.js";
import type { TimelineRows } from "./use-timeline-rows.js";

const gatheringMilliseconds = 60;
/** So many changes at once are an import or a reconnect: the list is then read anew. */
const many = 20;

/**
 * What others change while I look: an entry that stays in its place is shown as it is now; one that would shift the
 * rows waits while somebody is scrolling or pointing among them, and is counted.
 */
export function useWaitingChanges(
  rows: TimelineRows,
  area: RefObject<HTMLElement | null>,
): { count: number; show: () => void } {
  const { id: incidentId } = useIncident();
  const calls = useTimelineCalls();
  const { replace, takeIn, reload } = rows;
  const [waiting, setWaiting] = useState<ReadonlyMap<string, TimelineEvent>>(
    new Map(),
  );
  const [isStale, setIsStale] = useState(false);
  const gathered = useRef(new Map<string, LiveEvent>());

  const isBusy = useCallback(() => {
    const element = area.current;
    if (!element) return false;
    return (
      element.getBoundingClientRect().top < 0 ||
      element.matches(":hover") ||
      element.contains(document.activeElement)
    );
  }, [area]);

  const look = useCallback(async () => {
    const events = [...gathered.current.values()];
    gathered.current.clear();
    if (events.length > many) {
      if (isBusy()) setIsStale(true);
      else await reload();
      return;
    }
    const read = await Promise.all(
      events.map(({ id }) =>
        calls.one(id).catch((error: unknown) => {
          // An entry that has become invisible to me is gone with the next reading.
          if (isRefusal(error)) return null;
          throw error;
        }),
      ),
    );
    const moved = replace(read.filter((row) => row !== null));
    if (moved.length === 0) return;
    if (!isBusy()) await takeIn(moved);
    else
      setWaiting(
        (old) => new Map([...old, ...moved.map((r) => [r.id, r] as const)]),
      );
  }, [calls, isBusy, reload, replace, takeIn]);

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLiveChanges((event) => {
    if (event === null) {
      if (isBusy()) setIsStale(true);
      else void reload();
      return;
    }
    if (event.resource !== "timeline" || event.incident !== incidentId) return;
    gathered.current.set(event.id, event);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      look().catch(() => setIsStale(true));
    }, gatheringMilliseconds);
  });

  const show = useCallback(() => {
    const changed = [...waiting.values()];
    setWaiting(new Map());
    setIsStale(false);
    void (isStale ? reload() : takeIn(changed));
  }, [waiting, isStale, reload, takeIn]);
  return { count: waiting.size + (isStale ? 1 : 0), show };
}
