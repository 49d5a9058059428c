import { HttpError } from "ra-core";
import type { EvidenceUpload, ProblemDocument } from "@keii/shared";
import { call, spoken } from "./http.js";

/** The reader took an upload back. */
export class Cancelled extends Error {}

export interface UploadOptions {
  /** How much has gone out, from 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** Sends content to an incident; what is made of it is another call. */
export function uploadContent(
  incidentId: string,
  content: Blob,
  options: UploadOptions,
): Promise<EvidenceUpload> {
  const path = `/incidents/${incidentId}/evidence/uploads`;
  return sendFile(path, content, options);
}

/** Sends a file to an address below `/api` that takes it as it is. */
export async function sendFile<T>(
  path: string,
  content: Blob,
  options: UploadOptions,
): Promise<T> {
  try {
    // A session that has run out is renewed before anything large goes out.
    await call("/auth/me", { signal: options.signal });
    return (await send(path, content, options)) as T;
  } catch (error) {
    if (options.signal.aborted) throw new Cancelled();
    throw error;
  }
}

function send(
  path: string,
  content: Blob,
  { onProgress, signal }: UploadOptions,
): Promise<unknown> {
  // Only this way of asking tells how much has gone out.
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => request.abort());
    request.upload.onprogress = ({ loaded, total }) =>
      onProgress(total === 0 ? 0 : loaded / total);
    request.onabort = () => reject(new Cancelled());
    request.onerror = () => reject(new HttpError("app.offline", 0, null));
    request.onload = () => {
      const body = read(request.responseText);
      if (request.status < 300) resolve(body);
      else
        reject(
          new HttpError(
            (body as ProblemDocument | null)?.title ?? "app.unreadable",
            request.status,
            body,
          ),
        );
    };
    request.open("POST", `/api${path}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Accept-Language", spoken());
    request.setRequestHeader("Idempotency-Key", crypto.randomUUID());
    request.send(content);
  });
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Something between us and the server has answered.
    return null;
  }
}
