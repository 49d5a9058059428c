import { useEffect, useState } from "react";
import type { HashAnswer } from "./hash-worker.js";

/** The SHA-256 of a file, computed here: nothing of it leaves this machine. */
export function hashOfFile(
  file: Blob,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const worker = new Worker(new URL("./hash-worker.ts", import.meta.url), {
    type: "module",
  });
  return new Promise<string>((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new Error("cancelled")));
    worker.onerror = () => reject(new Error("the file cannot be read"));
    worker.onmessage = ({ data }: MessageEvent<HashAnswer>) => {
      if ("share" in data) onProgress(data.share);
      else resolve(data.sha256);
    };
    worker.postMessage(file);
  }).finally(() => worker.terminate());
}

/** The hash of a file once it is known, and how much has been read. */
export function useFileHash(file: File): {
  sha256: string | null;
  share: number;
} {
  const [sha256, setSha256] = useState<string | null>(null);
  const [share, setShare] = useState(0);
  useEffect(() => {
    const control = new AbortController();
    void hashOfFile(file, setShare, control.signal).then(
      setSha256,
      () => undefined,
    );
    return () => control.abort();
  }, [file]);
  return { sha256, share };
}
