import { createHash } from "node:crypto";

/** The hash of texts as they are published, in the order given. */
export function hashOf(...parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
