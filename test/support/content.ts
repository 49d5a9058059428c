import { createCipheriv, createHash } from "node:crypto";
import { request, type ClientRequest, type IncomingMessage } from "node:http";
import type { Caller } from "./caller.js";

const pieceSize = 256 * 1024;

/** Content of any size that repeats nowhere and never lies in memory: the same for the same number. */
export class Content {
  private hash: string | null = null;

  constructor(
    readonly no: number,
    readonly size: number,
  ) {}

  /** The bytes from the first to before `end`; a piece is valid until the next is asked for. */
  *pieces(end = this.size): Generator<Buffer> {
    const key = Buffer.alloc(16);
    key.writeDoubleLE(this.no);
    const cipher = createCipheriv("aes-128-ctr", key, Buffer.alloc(16));
    const zeros = Buffer.alloc(pieceSize);
    for (let at = 0; at < end; at += pieceSize)
      yield cipher.update(zeros.subarray(0, Math.min(pieceSize, end - at)));
  }

  get sha256(): string {
    if (this.hash === null) {
      const hash = createHash("sha256");
      for (const piece of this.pieces()) hash.update(piece);
      this.hash = hash.digest("hex");
    }
    return this.hash;
  }
}

/** How content is sent: whole and announced, unless it says otherwise. */
export interface Sending {
  headers?: Record<string, string>;
  /** Sent without saying how much it will be. */
  isUnannounced?: boolean;
  /** The connection is cut after so many bytes. */
  cutAt?: number;
  /** Told of every piece that has been handed over, and waited for. */
  onPiece?: (sent: number) => void | Promise<void>;
}

export interface Sent<T> {
  /** 0 where nobody answered. */
  status: number;
  body: T | null;
}

/** Sends content as a client does that reads the answer whenever it comes. */
export async function send<T>(
  caller: Caller,
  path: string,
  content: Content,
  { headers, isUnannounced, cutAt, onPiece }: Sending = {},
): Promise<Sent<T>> {
  const sending = request(caller.url + path, {
    method: "POST",
    headers: {
      authorization: `Bearer ${caller.token}`,
      "content-type": "application/octet-stream",
      ...(!isUnannounced && { "content-length": content.size }),
      ...headers,
    },
  });
  const answer = answerTo<T>(sending);
  let isAnswered = false;
  void answer.then(() => (isAnswered = true));
  const end = cutAt ?? content.size;
  let sent = 0;
  for (const piece of content.pieces(end)) {
    if (isAnswered || sending.destroyed) break;
    // What is handed over is read later; the piece is written over by then.
    await handedOver(sending, Buffer.from(piece));
    sent += piece.length;
    await onPiece?.(sent);
  }
  if (cutAt === undefined) sending.end();
  else sending.destroy();
  return answer;
}

function handedOver(sending: ClientRequest, piece: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const gone = () => resolve();
    sending.once("close", gone);
    sending.write(piece, () => {
      sending.off("close", gone);
      resolve();
    });
  });
}

function answerTo<T>(sending: ClientRequest): Promise<Sent<T>> {
  return new Promise((resolve) => {
    const none = { status: 0, body: null };
    sending.on("error", () => resolve(none));
    sending.on("close", () => resolve(none));
    sending.on("response", (answer: IncomingMessage) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("error", () => resolve(none));
      answer.on("end", () => {
        const text = Buffer.concat(parts).toString("utf8");
        resolve({
          status: answer.statusCode ?? 0,
          body: text === "" ? null : (JSON.parse(text) as T),
        });
        sending.destroy();
      });
    });
  });
}

export interface Received {
  status: number;
  headers: IncomingMessage["headers"];
  /** Whether the answer ended as it said it would. */
  isWhole: boolean;
  size: number;
  sha256: string;
}

/** Takes content as it comes and keeps none of it; `onPiece` sees every piece, as it left. */
export function take(
  caller: Caller,
  path: string,
  headers: Record<string, string> = {},
  onPiece?: (piece: Buffer, at: number) => void,
): Promise<Received> {
  return new Promise((resolve, reject) => {
    const asking = request(
      caller.url + path,
      { headers: { authorization: `Bearer ${caller.token}`, ...headers } },
      (answer) => {
        const hash = createHash("sha256");
        let size = 0;
        answer.on("data", (piece: Buffer) => {
          onPiece?.(piece, size);
          hash.update(piece);
          size += piece.length;
        });
        // A cut answer is an error to the reader and closes as well.
        answer.on("error", () => undefined);
        answer.on("close", () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            isWhole: answer.complete,
            size,
            sha256: hash.digest("hex"),
          }),
        );
      },
    );
    asking.on("error", reject);
    asking.end();
  });
}
