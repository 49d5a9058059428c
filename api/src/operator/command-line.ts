import { parseArgs } from "node:util";
import { ConfigurationError, readConfig } from "../platform/config/config.js";
import { problemDocument, toProblem } from "../platform/http/problem.filter.js";
import { describeError } from "../platform/log/logger.js";
import { BackupRefused } from "./backup-manifest.js";
import type { Answer, Command } from "./command.js";
import { commands } from "./commands.js";

/** Asked for in a way that cannot be understood. */
class Misunderstood extends Error {}

/** Where a command is run. */
export interface Surroundings {
  env: Record<string, string | undefined>;
  /** The answer. */
  say: (line: string) => void;
  /** What people should know beside it. */
  tell: (line: string) => void;
}

/** Runs one command of the operator's; answers the number the process ends with. */
export async function commandLine(
  [name, ...rest]: string[],
  around: Surroundings,
): Promise<number> {
  const { say, tell } = around;
  if (name === undefined || name === "--help" || name === "help") {
    for (const line of overview()) say(line);
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((c) => c.name === name);
  if (!command) {
    tell(`There is no command "${name}".`);
    for (const line of overview()) tell(line);
    return 2;
  }
  try {
    return await run(command, rest, around);
  } catch (error) {
    for (const line of explanation(error)) tell(line);
    if (!(error instanceof Misunderstood)) return 1;
    tell(`Usage: npm run keii -- ${command.name} ${command.usage}`.trimEnd());
    return 2;
  }
}

async function run(
  command: Command,
  args: string[],
  { env, say, tell }: Surroundings,
): Promise<number> {
  const { values, positionals } = parsed(command, args);
  if (values.help === true) {
    for (const line of helpOf(command)) say(line);
    return 0;
  }
  if (positionals.length !== command.positionals)
    throw new Misunderstood(
      positionals.length < command.positionals
        ? "Something is missing."
        : `"${positionals.at(-1)}" is too much.`,
    );
  const answer = await command.run({
    config: readConfig(env),
    positionals,
    values,
    tell,
  });
  for (const line of spoken(answer, values.json === true)) say(line);
  return answer.exitCode ?? 0;
}

function parsed(command: Command, args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: {
        ...command.options,
        json: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
      allowPositionals: true,
    });
    return {
      values: values as Record<string, string | boolean | undefined>,
      positionals,
    };
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code?.startsWith("ERR_PARSE_ARGS") !== true) throw error;
    throw new Misunderstood(message.split(". ")[0]);
  }
}

function spoken({ json, words }: Answer, isJson: boolean): string[] {
  return isJson ? [JSON.stringify(json)] : words;
}

function overview(): string[] {
  const width = Math.max(...commands.map((c) => `${c.name} ${c.usage}`.length));
  return [
    "Usage: npm run keii -- COMMAND [--json] [--help]",
    "",
    ...commands.map(
      (c) => `  ${`${c.name} ${c.usage}`.padEnd(width)}  ${c.summary}`,
    ),
  ];
}

function helpOf({ name, usage, summary, help }: Command): string[] {
  return [
    `Usage: npm run keii -- ${name} ${usage}`.trimEnd(),
    "",
    summary,
    ...help,
    "",
    "--json  answers one line of JSON instead of words",
  ];
}

/** A sentence for what people can act on; anything else is a fault and shown as one, without the values in it. */
function explanation(error: unknown): string[] {
  if (
    error instanceof ConfigurationError ||
    error instanceof BackupRefused ||
    error instanceof Misunderstood
  )
    return [error.message];
  // What the file system refuses says where.
  if (error instanceof Error && "syscall" in error && "path" in error)
    return [error.message];
  const problem = toProblem(error);
  if (problem) {
    const { title, errors } = problemDocument(problem, "en", "keii");
    return [title, ...(errors ? [JSON.stringify(errors)] : [])];
  }
  return [JSON.stringify(describeError(error), null, 2)];
}
