import type { Socket } from "node:net";
import type pg from "pg";

/** How long a server may be silent while it owes the console an answer. */
export const consoleSilence = 5_000;
/** The worker has time. */
export const workerSilence = 60_000;

/** What the driver keeps of a connection, published without types. */
interface Connected {
  connection: { stream: Socket };
  readyForQuery: boolean;
}

/**
 * For each new connection of a pool: its loss is the business of whoever waits for an answer on it, never the end of the
 * process; and a server that accepts and then says nothing is left, so that neither the caller nor the pool hangs.
 */
export function leaveWhenSilent(
  milliseconds: number,
): (client: pg.ClientBase) => void {
  return (client) => {
    client.on("error", () => undefined);
    const { stream } = (client as unknown as Connected).connection;
    stream.setTimeout(milliseconds);
    stream.on("timeout", () => {
      const isOwed = !(client as unknown as Connected).readyForQuery;
      if (isOwed)
        stream.destroy(
          Object.assign(new Error("the database has fallen silent"), {
            code: "ETIMEDOUT",
          }),
        );
    });
  };
}

/** For work that takes its time (a long statement, rows as fast as somebody reads them): nothing is left until `hurry`. */
export function bePatient(client: pg.ClientBase): { hurry: () => void } {
  const { stream } = (client as unknown as Connected).connection;
  const usual = stream.timeout ?? 0;
  stream.setTimeout(0);
  return { hurry: () => stream.setTimeout(usual) };
}
