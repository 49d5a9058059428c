import { Agent, request } from "node:http";

/** What came back over the wire, before anybody makes sense of it. */
export interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/**
 * Requests exactly as they are given: any bytes as the body, any header as often as one likes, any spelling of the
 * path. Connections are kept. A stream of events is left after its first.
 */
export class Wire {
  private readonly agent: Agent;

  constructor(
    readonly url: string,
    connections = 1,
    private readonly limitMilliseconds = 60_000,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  send(
    method: string,
    path: string,
    headers: Record<string, string | string[]> = {},
    body?: Buffer | string,
  ): Promise<Reply> {
    const { hostname, port } = new URL(this.url);
    return new Promise((resolve, reject) => {
      let hasAnswer = false;
      const outgoing = request(
        {
          hostname,
          port,
          method,
          path,
          agent: this.agent,
          headers: {
            ...(body !== undefined &&
              headers["transfer-encoding"] === undefined && {
                "content-length": String(Buffer.byteLength(body)),
              }),
            ...headers,
          },
          timeout: this.limitMilliseconds,
        },
        (incoming) => {
          hasAnswer = true;
          const chunks: Buffer[] = [];
          const answer = () =>
            resolve({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              text: Buffer.concat(chunks).toString("utf8"),
            });
          incoming.on("data", (chunk: Buffer) => {
            chunks.push(chunk);
            if (
              incoming.headers["content-type"]?.startsWith("text/event-stream")
            ) {
              answer();
              outgoing.destroy();
            }
          });
          incoming.on("end", answer);
          incoming.on("error", reject);
        },
      );
      outgoing.on("timeout", () =>
        outgoing.destroy(
          new Error(`no answer within ${this.limitMilliseconds} ms`),
        ),
      );
      // What is too large is answered before it is all read: the rest of our writing then fails.
      outgoing.on("error", (error) => {
        if (!hasAnswer) reject(error);
      });
      outgoing.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
