import { connect, type Socket } from "node:net";

export interface Answered {
  status: number;
  /** Names in small letters. */
  head: string;
  body: string;
  milliseconds: number;
}

/** One connection that is kept, and one request on it at a time, with as little of the machine as a client can take. */
export class Line {
  private parts: Buffer[] = [];
  private size = 0;
  private wanted = -1;
  private begun = 0;
  private done: ((answered: Answered) => void) | null = null;
  private failed: ((error: Error) => void) | null = null;
  private problem: Error | null = null;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on("data", (part) => this.take(part));
    socket.on("error", (error) => this.fail(error));
    socket.on("close", () => this.fail(new Error("the connection was closed")));
  }

  static open(url: string): Promise<Line> {
    const { hostname, port } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname);
      socket.once("error", reject);
      socket.once("connect", () => {
        socket.off("error", reject);
        resolve(new Line(socket));
      });
    });
  }

  get isOpen(): boolean {
    return this.problem === null;
  }

  ask(request: string): Promise<Answered> {
    if (this.problem) return Promise.reject(this.problem);
    return new Promise((resolve, reject) => {
      this.done = resolve;
      this.failed = reject;
      this.begun = performance.now();
      this.socket.write(request);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private fail(error: Error): void {
    this.problem ??= error;
    this.failed?.(error);
    this.done = this.failed = null;
  }

  private take(part: Buffer): void {
    this.parts.push(part);
    this.size += part.length;
    if (this.wanted === -1) {
      const all = Buffer.concat(this.parts);
      this.parts = [all];
      const end = all.indexOf("\r\n\r\n");
      if (end === -1) return;
      const length = /\r\ncontent-length: (\d+)\r\n/i.exec(
        all.toString("latin1", 0, end + 2),
      )?.[1];
      if (length === undefined)
        return this.fail(new Error("an answer without a length"));
      this.wanted = end + 4 + Number(length);
    }
    if (this.size < this.wanted) return;
    const all = Buffer.concat(this.parts);
    const end = all.indexOf("\r\n\r\n");
    const answered = {
      status: Number(all.toString("latin1", 9, 12)),
      head: all.toString("latin1", 0, end + 2).toLowerCase(),
      body: all.toString("utf8", end + 4, this.wanted),
      milliseconds: performance.now() - this.begun,
    };
    this.parts = [];
    this.size = 0;
    this.wanted = -1;
    const { done } = this;
    this.done = this.failed = null;
    done?.(answered);
  }
}

/** Connections to one server, a hundred at a time so that its queue of new ones suffices. */
export async function openLines(url: string, count: number): Promise<Line[]> {
  const lines: Line[] = [];
  while (lines.length < count)
    lines.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(100, count - lines.length) }, () =>
          Line.open(url),
        ),
      )),
    );
  return lines;
}

export interface Round {
  perSecond: number;
  times: number[];
  /** What was not as it must be, each once, with how often. */
  wrong: Map<string, number>;
}

/**
 * Keeps so many requests under way for so long. Every request goes to the connection that has been idle longest, so that
 * all that are held are used in turn.
 */
export async function keepBusy(
  lines: readonly Line[],
  active: number,
  milliseconds: number,
  one: (line: Line) => Promise<{ milliseconds: number; wrong: string | null }>,
): Promise<Round> {
  const idle = [...lines];
  let next = 0;
  const times: number[] = [];
  const wrong = new Map<string, number>();
  const note = (what: string) => wrong.set(what, (wrong.get(what) ?? 0) + 1);
  const begun = performance.now();
  const until = begun + milliseconds;
  await Promise.all(
    Array.from({ length: active }, async () => {
      while (performance.now() < until) {
        const line = idle[next++];
        if (!line) throw new Error("no connection is idle");
        // The queue is an array read from its front: what was read is dropped now and then.
        if (next === 50_000) {
          idle.splice(0, next);
          next = 0;
        }
        try {
          const answer = await one(line);
          times.push(answer.milliseconds);
          if (answer.wrong !== null) note(answer.wrong);
          idle.push(line);
        } catch (error) {
          note(error instanceof Error ? error.message : String(error));
        }
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  return { perSecond: times.length / seconds, times, wrong };
}
