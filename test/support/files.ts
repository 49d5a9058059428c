import { createHash, randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { request } from "node:http";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import type { Evidence, EvidenceUpload } from "@keii/shared";
import type { Caller } from "./caller.js";

export const sha256Of = (bytes: Uint8Array): string =>
  createHash("sha256").update(bytes).digest("hex");

/** Content nobody has, of a size. */
export const someBytes = (size: number): Buffer => randomBytes(size);

/** Sends content; what is made of it is another call. */
export async function upload(
  caller: Caller,
  incidentId: string,
  bytes: Uint8Array,
): Promise<EvidenceUpload> {
  return (
    await caller.post<EvidenceUpload>(
      `/api/incidents/${incidentId}/evidence/uploads`,
      bytes,
    )
  ).body;
}

/** A file with content. */
export async function aFile(
  caller: Caller,
  incidentId: string,
  bytes: Uint8Array = someBytes(100),
  more: object = {},
): Promise<Evidence> {
  const { id, sha256, size } = await upload(caller, incidentId, bytes);
  return (
    await caller.post<Evidence>(`/api/incidents/${incidentId}/evidence`, {
      name: "調査報告書",
      originalName: "報告書.pdf",
      uploadId: id,
      sha256,
      size,
      ...more,
    })
  ).body;
}

/** Begins an upload and cuts the connection after so many bytes. */
export function cutUpload(
  caller: Caller,
  path: string,
  bytes: Buffer,
  cutAt: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const sending = request(caller.url + path, {
      method: "POST",
      headers: {
        authorization: `Bearer ${caller.token}`,
        "content-type": "application/octet-stream",
        "content-length": bytes.length,
      },
    });
    sending.on("error", () => resolve());
    sending.on("response", () => reject(new Error("a cut upload is answered")));
    sending.write(bytes.subarray(0, cutAt), () =>
      setTimeout(() => sending.destroy(), 5),
    );
    if (cutAt === 0) setTimeout(() => sending.destroy(), 5);
  });
}

/** Sends content without saying how much it is, and reads what is answered only once all of it has left. */
export async function sentBeforeRead(
  caller: Caller,
  path: string,
  size: number,
): Promise<string> {
  const { hostname, port } = new URL(caller.url);
  const socket = connect(Number(port), hostname);
  socket.pause();
  const answer: Buffer[] = [];
  try {
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${caller.token}\r\nContent-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n`,
    );
    const piece = someBytes(1024 * 1024);
    for (let sent = 0; sent < size; sent += piece.length) {
      socket.write(`${piece.length.toString(16)}\r\n`);
      socket.write(piece);
      if (!socket.write("\r\n")) await once(socket, "drain");
    }
    socket.write("0\r\n\r\n");
    for await (const part of socket) answer.push(part as Buffer);
  } finally {
    socket.destroy();
  }
  return Buffer.concat(answer).toString("utf8");
}

/** Every file below the store of an installation, from its folder. */
export async function storedFiles(dataDir: string): Promise<string[]> {
  const folder = join(dataDir, "evidence");
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Downloads, however it ends. */
export async function download(
  caller: Caller,
  path: string,
): Promise<{ status: number; headers: Headers; bytes: Buffer | null }> {
  const answer = await fetch(caller.url + path, {
    headers: { authorization: `Bearer ${caller.token}` },
  });
  try {
    const bytes = Buffer.from(await answer.arrayBuffer());
    return { status: answer.status, headers: answer.headers, bytes };
  } catch {
    // Cut before its end.
    return { status: answer.status, headers: answer.headers, bytes: null };
  }
}
