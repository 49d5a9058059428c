import { useCallback, useEffect, useRef, useState } from "react";
import type { EvidenceUpload } from "@keii/shared";
import { useIncident } from "./Incident.js";
import { useTellRefusal } from "./saving.js";
import { Cancelled, uploadContent } from "./upload.js";

/** A file on its way, or arrived. */
export interface Upload {
  key: number;
  file: File;
  /** From 0 to 1. */
  progress: number;
  arrived: EvidenceUpload | null;
  hasFailed: boolean;
}

export interface Uploads {
  list: readonly Upload[];
  isBusy: boolean;
  add: (files: readonly File[]) => void;
  /** Cancels what is on its way, forgets what has arrived. */
  remove: (key: number) => void;
  retry: (key: number) => void;
  clear: () => void;
  /** Waits for what is on its way; answers what has arrived. */
  arrivals: () => Promise<Arrival[]>;
}

export interface Arrival {
  file: File;
  upload: EvidenceUpload;
}

let count = 0;

/** Files go out as soon as they are chosen, while the reader still writes what they are. */
export function useUploads(): Uploads {
  const { id } = useIncident();
  const tellRefusal = useTellRefusal();
  const [list, setList] = useState<readonly Upload[]>([]);
  const controls = useRef(new Map<number, AbortController>());
  const sendings = useRef(new Map<number, Promise<Arrival | null>>());
  useEffect(() => {
    const all = controls.current;
    return () => {
      for (const control of all.values()) control.abort();
    };
  }, []);
  const change = useCallback((key: number, part: Partial<Upload>) => {
    setList((old) =>
      old.map((one) => (one.key === key ? { ...one, ...part } : one)),
    );
  }, []);
  const send = useCallback(
    async (key: number, file: File): Promise<Arrival | null> => {
      const control = new AbortController();
      controls.current.set(key, control);
      change(key, { progress: 0, hasFailed: false });
      try {
        const arrived = await uploadContent(id, file, {
          signal: control.signal,
          onProgress: (progress) => change(key, { progress }),
        });
        change(key, { arrived, progress: 1 });
        return { file, upload: arrived };
      } catch (error) {
        if (error instanceof Cancelled) return null;
        change(key, { hasFailed: true });
        tellRefusal(error);
        return null;
      } finally {
        controls.current.delete(key);
      }
    },
    [change, id, tellRefusal],
  );
  const begin = useCallback(
    (key: number, file: File) => sendings.current.set(key, send(key, file)),
    [send],
  );
  const add = useCallback(
    (files: readonly File[]) => {
      const added = files.map((file) => ({
        key: ++count,
        file,
        progress: 0,
        arrived: null,
        hasFailed: false,
      }));
      setList((old) => [...old, ...added]);
      for (const { key, file } of added) begin(key, file);
    },
    [begin],
  );
  const remove = useCallback((key: number) => {
    controls.current.get(key)?.abort();
    sendings.current.delete(key);
    setList((old) => old.filter((one) => one.key !== key));
  }, []);
  const retry = (key: number) => {
    const upload = list.find((one) => one.key === key);
    if (upload) begin(key, upload.file);
  };
  const clear = useCallback(() => {
    sendings.current.clear();
    setList([]);
  }, []);
  const arrivals = useCallback(async () => {
    const all = await Promise.all(sendings.current.values());
    return all.filter((one) => one !== null);
  }, []);
  return {
    list,
    isBusy: list.some(({ arrived, hasFailed }) => !arrived && !hasFailed),
    add,
    remove,
    retry,
    clear,
    arrivals,
  };
}
