import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { OrganisationChange } from "@keii/shared";

/**
 * One thing somebody did, as the API takes it: what is done to what, below the incident, and with which words. A word
 * that begins with @ stands for what an earlier act answered under that name, or for a person of the demo.
 */
export interface DemoAct {
  /** Who did it: the name of the log-in. */
  by: string;
  /** When it was written down. */
  at: string;
  do: string;
  body?: Record<string, unknown>;
  /** What is in a file that is handed over. */
  content?: string;
  /** What to remember of the answer: the record itself, or parts of it by their path. */
  as?: string | Record<string, string>;
}

/** The demo case as data: the company, and what happened in the order in which it was written down. */
export interface DemoCase {
  organisation: OrganisationChange;
  acts: DemoAct[];
}

const caseFile = fileURLToPath(
  new URL("../../../db/demo/case.json", import.meta.url),
);

export async function readDemoCase(): Promise<DemoCase> {
  return JSON.parse(await readFile(caseFile, "utf8")) as DemoCase;
}

/** What the acts of a case have answered so far, by the names the case gives it. */
export class DemoNames {
  private readonly known = new Map<string, unknown>();
  private readonly versions = new Map<string, number>();

  constructor(people: Readonly<Record<string, string>>) {
    for (const [name, id] of Object.entries(people)) this.known.set(name, id);
  }

  /** Puts what is known in place of the names in an act's body. */
  fill<T>(value: T): T {
    if (typeof value === "string" && value.startsWith("@"))
      return this.of(value.slice(1)) as T;
    if (Array.isArray(value))
      return value.map((v: unknown) => this.fill(v)) as T;
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([key, v]) => [key, this.fill<unknown>(v)]),
      ) as T;
    return value;
  }

  of(name: string): unknown {
    if (!this.known.has(name))
      throw new Error(`The demo case speaks of @${name}, which nothing made`);
    return this.known.get(name);
  }

  /** The version of a record as it was answered last. */
  versionOf(id: string): number {
    return this.versions.get(id) ?? 1;
  }

  remember({ as }: DemoAct, answer: unknown): void {
    for (const record of Array.isArray(answer) ? answer : [answer])
      this.noteVersion(record);
    const parts = typeof as === "string" ? { [as]: "id" } : (as ?? {});
    for (const [name, path] of Object.entries(parts))
      this.known.set(name, partOf(answer, path));
  }

  private noteVersion(record: unknown): void {
    const { id, version } = (record ?? {}) as { id?: string; version?: number };
    if (id !== undefined && version !== undefined)
      this.versions.set(id, version);
  }
}

/** Follows a path: keys and places parted by slashes, or `key=value` for the row of a list that says so. */
function partOf(answer: unknown, path: string): unknown {
  let part = answer as Record<string, unknown> | undefined;
  for (const step of path.split("/")) {
    const [key, wanted] = step.split("=") as [string, string | undefined];
    part = (
      wanted === undefined
        ? part?.[key]
        : (part as unknown as Record<string, unknown>[]).find(
            (row) => row[key] === wanted,
          )
    ) as Record<string, unknown> | undefined;
  }
  if (part === undefined)
    throw new Error(`The demo case finds no ${path} in an answer`);
  return part;
}
