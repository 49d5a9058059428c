import { spawn, type ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../api/dist/main.js", import.meta.url));

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** The application as a process of its own, as operators run it. */
export class Program {
  readonly url: string;
  /** All it has written to its standard output and its standard error. */
  output = "";
  readonly ended: Promise<Ended>;

  private constructor(
    private readonly child: ChildProcess,
    port: number,
  ) {
    this.url = `http://127.0.0.1:${port}`;
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.output += text;
      });
    this.ended = new Promise((resolve) =>
      child.on("exit", (code, signal) => resolve({ code, signal })),
    );
  }

  /** Begins to start it, and does not wait. */
  static async launch(
    env: Record<string, string>,
    options: { nodeArguments?: string[] } = {},
  ): Promise<Program> {
    const port = await freePort();
    const child = spawn(
      process.execPath,
      [...(options.nodeArguments ?? []), main],
      {
        env: {
          PATH: process.env.PATH,
          HOME: process.env.HOME,
          LANG: "C.UTF-8",
          KEII_DEMO: "off",
          KEII_DEMO_CUSTOMERS: "0",
          KEII_LOG_LEVEL: "info",
          KEII_CONSOLE_PORT: String(port),
          KEII_PORTAL_PORT: String(await freePort()),
          ...env,
        },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    return new Program(child, port);
  }

  /** Starts it and waits until it says that it is ready. */
  static async start(
    env: Record<string, string>,
    options: { nodeArguments?: string[] } = {},
  ): Promise<Program> {
    const program = await Program.launch(env, options);
    await program.says(/^ready$/m);
    return program;
  }

  /** Waits until its output holds what is asked for; throws when it ends before. */
  async says(what: RegExp, limitMilliseconds = 90_000): Promise<void> {
    const begun = Date.now();
    while (!what.test(this.output)) {
      if (this.child.exitCode !== null || this.child.signalCode !== null)
        throw new Error(`ended before it said ${what}:\n${this.output}`);
      if (Date.now() - begun > limitMilliseconds)
        throw new Error(`did not say ${what}:\n${this.output}`);
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  get pid(): number {
    return this.child.pid!;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Sends the signal and waits for the end. */
  async end(signal: NodeJS.Signals = "SIGTERM"): Promise<Ended> {
    if (this.isRunning) this.child.kill(signal);
    return this.ended;
  }

  /** Ends it now, wherever it is. */
  kill(): void {
    this.child.kill("SIGKILL");
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address !== null
          ? resolve(address.port)
          : reject(new Error("no port")),
      );
    });
  });
}
