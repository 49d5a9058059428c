import type { ParseArgsConfig } from "node:util";
import { userInfo } from "node:os";
import { ConfigurationError, type Config } from "../platform/config/config.js";
import { operatorActor, type Actor } from "../platform/database/actor.js";
import { createLogger } from "../platform/log/logger.js";
import type { Foundation } from "../platform/platform.module.js";
import { layFoundation } from "./foundation.js";
import { findDatabase, type Prepared } from "./installation.js";

/** One of the operator's commands. */
export interface Command {
  name: string;
  /** Behind the name: what has to be given. */
  usage: string;
  summary: string;
  /** What else there is to know, for its own help. */
  help: string[];
  options: NonNullable<ParseArgsConfig["options"]>;
  positionals: number;
  run: (call: Call) => Promise<Answer>;
}

/** What was asked for. */
export interface Call {
  config: Config;
  positionals: string[];
  values: Record<string, string | boolean | undefined>;
  /** Progress, for people: never part of the answer. */
  tell: (line: string) => void;
}

/** What is printed: as JSON where that was asked for, else in words. */
export interface Answer {
  json: object;
  words: string[];
  exitCode?: number;
}

/** Runs something on the database as it is, beside the application or without it. */
export async function onDatabase<T>(
  { config, tell }: Call,
  work: (database: Prepared) => Promise<T>,
): Promise<T> {
  const database = await findDatabase(config, tell);
  try {
    return await work(database);
  } finally {
    await database.stop();
  }
}

/** Runs something with the product's own services. */
export function onFoundation<T>(
  call: Call,
  work: (foundation: Foundation) => Promise<T>,
): Promise<T> {
  return onDatabase(call, async ({ urls }) => {
    const url = urls.console ?? urls.worker;
    if (url === undefined)
      throw new ConfigurationError(
        "KEII_CONSOLE_DATABASE_URL or DATABASE_URL is needed.",
      );
    const foundation = await layFoundation(call.config, url, {
      poolSize: 2,
      logger: createLogger(call.config.logLevel, 2),
    });
    try {
      return await work(foundation);
    } finally {
      await foundation.database.close();
    }
  });
}

/** The owner's address, for what no serving role may do. */
export function ownerOf({ ownerUrl }: Prepared): string {
  if (ownerUrl === null)
    throw new ConfigurationError(
      "DATABASE_URL is needed: only the owner may do this.",
    );
  return ownerUrl;
}

/** Whoever sits at the server, by the name the system knows. */
export function operator(): Actor {
  return operatorActor(`keii (${userInfo().username})`);
}
