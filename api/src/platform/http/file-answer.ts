import { safeFileName } from "@keii/shared";
import type { FastifyReply } from "fastify";
import type { ServerResponse } from "node:http";
import { fileType } from "./file-body.js";

const stallMilliseconds = 120_000;

/** What leaves as a file: its name as data, its bytes piece by piece, each valid until the next is asked for. */
export interface OutgoingFile {
  name: string;
  size: number;
  sha256: string;
  pieces: AsyncGenerator<Buffer>;
}

/** Sends content that nobody is to open here: saved under its name, never shown, never run, never guessed at. */
export async function sendFile(
  reply: FastifyReply,
  { name, size, sha256, pieces }: OutgoingFile,
): Promise<void> {
  const digest = Buffer.from(sha256, "hex").toString("base64");
  void reply.headers({
    "Content-Type": fileType,
    "Content-Length": size,
    "Content-Disposition": attachment(name),
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Repr-Digest": `sha-256=:${digest}:`,
    "Accept-Ranges": "none",
    "Cache-Control": "no-store",
  });
  reply.hijack();
  const { raw } = reply;
  for (const [header, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) raw.setHeader(header, value);
  // Whoever stops reading must not keep the file open.
  raw.setTimeout(stallMilliseconds, () => raw.destroy());
  try {
    for await (const piece of pieces) if (!(await written(raw, piece))) return;
    raw.end();
  } catch (error) {
    // The answer has begun: all that is left is not to end it well.
    raw.destroy();
    throw error;
  }
}

/** Whether a piece has left, so that its place may be written over; false once nobody reads any more. */
function written(raw: ServerResponse, piece: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    if (raw.destroyed) return resolve(false);
    const gone = () => resolve(false);
    raw.once("close", gone);
    raw.write(piece, (error) => {
      raw.off("close", gone);
      resolve(!error);
    });
  });
}

/** RFC 6266: the name in ASCII for whoever knows nothing else, and whole in UTF-8. */
export function attachment(name: string): string {
  const safe = safeFileName(name);
  const plain = safe.replace(/[^\x20-\x7e]|["\\%;]/g, "_");
  const encoded = encodeURIComponent(safe).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
