import { useSyncExternalStore } from "react";
import { Cancelled, sendFile } from "../app/upload.js";

/** A file of a batch on its way from this tab. */
export interface Sending {
  file: File;
  /** From 0 to 1. */
  share: number;
  /** Why it did not arrive; it can be sent again. */
  failure: unknown;
}

/** Files on their way outlive the page that sent them, as long as the tab is open. */
class Sendings {
  private sendings: ReadonlyMap<string, Sending> = new Map();
  private readonly controls = new Map<string, AbortController>();
  private readonly listeners = new Set<() => void>();

  /** `path`: that of the batch. Answers once it has arrived, failed or was cancelled. */
  async start(path: string, batchId: string, file: File): Promise<void> {
    this.cancel(batchId);
    const control = new AbortController();
    this.controls.set(batchId, control);
    this.watchLeaving();
    const tell = (part: Partial<Sending>) => {
      if (this.controls.get(batchId) === control)
        this.put(batchId, { file, share: 0, failure: null, ...part });
    };
    tell({});
    try {
      await sendFile(`${path}/content`, file, {
        signal: control.signal,
        onProgress: (share) => tell({ share }),
      });
      this.end(batchId, control);
    } catch (failure) {
      if (failure instanceof Cancelled) this.end(batchId, control);
      else tell({ failure });
    } finally {
      if (this.controls.get(batchId) === control) this.controls.delete(batchId);
      this.watchLeaving();
    }
  }

  cancel(batchId: string): void {
    this.controls.get(batchId)?.abort();
    this.controls.delete(batchId);
    this.put(batchId, null);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  of(batchId: string): Sending | null {
    return this.sendings.get(batchId) ?? null;
  }

  private end(batchId: string, control: AbortController): void {
    if (this.controls.get(batchId) === control) this.put(batchId, null);
  }

  private put(batchId: string, sending: Sending | null): void {
    const next = new Map(this.sendings);
    if (sending) next.set(batchId, sending);
    else next.delete(batchId);
    this.sendings = next;
    for (const listener of this.listeners) listener();
  }

  /** Closing the tab would break off what is on its way: the browser asks first. */
  private watchLeaving(): void {
    if (this.controls.size > 0) addEventListener("beforeunload", stay);
    else removeEventListener("beforeunload", stay);
  }
}

function stay(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

export const sendings = new Sendings();

/** What this tab is sending for a batch. */
export function useSending(batchId: string): Sending | null {
  return useSyncExternalStore(sendings.subscribe, () => sendings.of(batchId));
}
