import { connect, createServer, type Server, type Socket } from "node:net";

/** What a proxy does to what passes through it. */
export type Disturbance =
  | { kind: "none" }
  /** Accepts and reads, and lets nothing through in either direction. */
  | { kind: "blackhole" }
  /** Waits before it passes anything on. */
  | { kind: "latency"; milliseconds: number }
  /** Cuts the connection once this many bytes have come from the server. */
  | { kind: "resetAfter"; bytes: number }
  /**
   * Cuts the connection at a word of the client's: before it is passed on, at once after, or when the server has
   * answered it and before the answer is passed back.
   */
  | { kind: "resetAt"; word: string; when: "before" | "after" | "answered" };

/** Stands between the application and PostgreSQL on a port of its own. */
export class Proxy {
  private disturbance: Disturbance = { kind: "none" };
  private readonly pairs = new Set<[Socket, Socket]>();
  /** How many connections were cut. */
  cutCount = 0;

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async to(target: { host: string; port: number }): Promise<Proxy> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.address();
    if (address === null || typeof address === "string")
      throw new Error("a proxy without a port");
    const proxy = new Proxy(server, address.port);
    server.on("connection", (client) => proxy.join(client, target));
    return proxy;
  }

  /** The address with this proxy in between. */
  through(url: string): string {
    const changed = new URL(url);
    changed.host = `127.0.0.1:${this.port}`;
    return changed.href;
  }

  /** From now on, also for connections that are open. */
  disturb(disturbance: Disturbance): void {
    this.disturbance = disturbance;
  }

  async close(): Promise<void> {
    for (const [client, upstream] of this.pairs) {
      client.destroy();
      upstream.destroy();
    }
    await new Promise((done) => this.server.close(done));
  }

  private join(client: Socket, target: { host: string; port: number }): void {
    const upstream = connect(target);
    const pair: [Socket, Socket] = [client, upstream];
    this.pairs.add(pair);
    let fromServer = 0;
    let isAnswerAwaited = false;
    const part = (socket: Socket, other: Socket) => {
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        other.destroy();
        this.pairs.delete(pair);
      });
    };
    part(client, upstream);
    part(upstream, client);
    const cut = () => {
      this.cutCount++;
      client.resetAndDestroy();
      upstream.destroy();
    };
    client.on("data", (chunk) => {
      const now = this.disturbance;
      if (now.kind === "resetAt" && chunk.includes(now.word)) {
        this.disturbance = { kind: "none" };
        if (now.when === "before") return cut();
        upstream.write(chunk);
        if (now.when === "after") {
          this.cutCount++;
          client.resetAndDestroy();
          // What was passed on arrives: the server learns of the loss only behind it.
          upstream.end();
          return;
        }
        isAnswerAwaited = true;
        return;
      }
      this.pass(chunk, upstream);
    });
    upstream.on("data", (chunk) => {
      const now = this.disturbance;
      if (isAnswerAwaited) return cut();
      fromServer += chunk.length;
      if (now.kind === "resetAfter" && fromServer >= now.bytes) return cut();
      this.pass(chunk, client);
    });
  }

  private pass(chunk: Buffer, to: Socket): void {
    const now = this.disturbance;
    if (now.kind === "blackhole") return;
    if (now.kind === "latency")
      setTimeout(() => to.writable && to.write(chunk), now.milliseconds);
    else if (to.writable) to.write(chunk);
  }
}
