import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import {
  createContext,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from "react";
import { call } from "./http.js";
import { useSignedInUser } from "./session.js";

/** That something changed; never what. */
export interface LiveEvent {
  resource: string;
  id: string;
  incident: string | null;
  version: number | null;
}

type Signal = { kind: "changed"; event: LiveEvent } | { kind: "missed" };

/** How long a row changed by somebody stays marked. */
const freshMilliseconds = 4000;

/** One stream per browser: whichever tab holds the lock opens it and tells the others. */
export class LiveStream {
  private readonly listeners = new Set<(signal: Signal) => void>();
  private readonly channel = new BroadcastChannel("keii-live");
  private source: EventSource | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isStopped = false;
  private hasGreeted = false;
  private failures = 0;
  private letGo: () => void = () => undefined;

  constructor() {
    this.channel.onmessage = ({ data }: MessageEvent<Signal>) =>
      this.tell(data);
  }

  start(): void {
    const lead = () =>
      new Promise<void>((resolve) => {
        this.letGo = resolve;
        if (this.isStopped) resolve();
        else this.open();
      });
    if ("locks" in navigator) void navigator.locks.request("keii-live", lead);
    else void lead();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
    this.source?.close();
    this.channel.close();
    this.letGo();
  }

  listen(listener: (signal: Signal) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell(signal: Signal): void {
    for (const listener of this.listeners) listener(signal);
  }

  private tellAll(signal: Signal): void {
    this.tell(signal);
    this.channel.postMessage(signal);
  }

  private open(): void {
    if (this.isStopped) return;
    const source = new EventSource("/api/live");
    this.source = source;
    source.addEventListener("hello", () => {
      this.failures = 0;
      if (this.hasGreeted) this.tellAll({ kind: "missed" });
      this.hasGreeted = true;
    });
    source.addEventListener("change", ({ data }: MessageEvent<string>) =>
      this.tellAll({ kind: "changed", event: JSON.parse(data) as LiveEvent }),
    );
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) void this.reopen();
    };
  }

  /** A refused stream usually means an expired token: any call renews it. */
  private async reopen(): Promise<void> {
    this.failures += 1;
    const pause = Math.min(30_000, 500 * 2 ** this.failures);
    await new Promise((resolve) => {
      this.timer = setTimeout(resolve, pause);
    });
    if (this.isStopped) return;
    await call("/auth/me").then(
      () => this.open(),
      () => this.reopen(),
    );
  }
}

/** Rows somebody changed a moment ago. */
class FreshRows {
  private rows: ReadonlySet<string> = new Set();
  private readonly listeners = new Set<() => void>();

  mark(resource: string, id: string): void {
    const key = `${resource}/${id}`;
    this.replace(new Set([...this.rows, key]));
    setTimeout(() => {
      this.replace(new Set([...this.rows].filter((row) => row !== key)));
    }, freshMilliseconds);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): ReadonlySet<string> => this.rows;

  private replace(rows: ReadonlySet<string>): void {
    this.rows = rows;
    for (const listener of this.listeners) listener();
  }
}

const freshRows = new FreshRows();

/** Whether somebody changed the record a moment ago: mark its row with the class `keii-fresh`. */
export function useIsFresh(): (resource: string, id: string) => boolean {
  const rows = useSyncExternalStore(freshRows.subscribe, freshRows.snapshot);
  return (resource, id) => rows.has(`${resource}/${id}`);
}

const LiveContext = createContext<LiveStream | null>(null);

/** Holds the stream while somebody is signed in. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const userId = useSignedInUser()?.id;
  const [stream, setStream] = useState<LiveStream | null>(null);
  useEffect(() => {
    if (!userId) return;
    const opened = new LiveStream();
    opened.start();
    setStream(opened);
    return () => {
      opened.stop();
      setStream(null);
    };
  }, [userId]);
  return <LiveContext.Provider value={stream}>{children}</LiveContext.Provider>;
}

/** Tells of every change, for what keeps no query; null when some may have been missed. */
export function useLiveChanges(
  listener: (event: LiveEvent | null) => void,
): void {
  const stream = useContext(LiveContext);
  const newest = useRef(listener);
  useEffect(() => {
    newest.current = listener;
  });
  useEffect(
    () =>
      stream?.listen((signal) =>
        newest.current(signal.kind === "changed" ? signal.event : null),
      ),
    [stream],
  );
}

/** What else shows something of a changed resource: the header of an incident, home, the subject of an approval. */
const alsoShownBy: Record<string, readonly string[]> = {
  approvals: ["milestones", "scope-runs", "publication", "progress", "home"],
  authorities: ["progress"],
  "authority-dues": ["incidents", "progress", "home"],
  "authority-replies": ["incidents", "progress", "home"],
  "desk-days": ["desk-hours"],
  "desk-lines": ["desk-hours"],
  "desk-schedules": ["desk-hours"],
  forensic_findings: ["progress"],
  forensic_reports: ["progress"],
  forensics: ["progress"],
  exposures: ["password-check"],
  incidents: ["home", "password-check"],
  inquiries: ["progress"],
  members: ["incidents", "progress", "home"],
  milestones: ["incidents", "home", "facts", "publication", "faq"],
  partners: ["progress"],
  passages: ["publication", "faq"],
  "given-figures": ["facts"],
  "payment-stops": ["progress"],
  remediation: ["progress", "home", "facts", "publication", "faq"],
  "scope-runs": ["progress", "facts", "publication", "faq"],
  tasks: ["progress", "home"],
  timeline: ["incidents", "home"],
};

/** Keeps the queries around it up to date; inside an incident, only with what concerns it. */
export function LiveUpdates({ incidentId }: { incidentId?: string }) {
  const stream = useContext(LiveContext);
  const queries = useQueryClient();
  useEffect(() => {
    if (!stream) return;
    const refetch = gathering((resources) => {
      for (const resource of resources) void invalidate(queries, resource);
    });
    return stream.listen((signal) => {
      if (signal.kind === "missed") {
        void queries.invalidateQueries();
        return;
      }
      const { resource, id, incident } = signal.event;
      if (incidentId && incident && incident !== incidentId) return;
      freshRows.mark(resource, id);
      refetch(resource);
      alsoShownBy[resource]?.forEach(refetch);
    });
  }, [stream, queries, incidentId]);
  return null;
}

function invalidate(queries: QueryClient, resource: string): Promise<void> {
  return queries.invalidateQueries({ queryKey: [resource] });
}

/** Gathers what comes within a tenth of a second, so that a batch of changes is one refetch. */
function gathering(
  work: (resources: ReadonlySet<string>) => void,
): (resource: string) => void {
  let waiting = new Set<string>();
  return (resource) => {
    if (waiting.size === 0)
      setTimeout(() => {
        const gathered = waiting;
        waiting = new Set();
        work(gathered);
      }, 100);
    waiting.add(resource);
  };
}
