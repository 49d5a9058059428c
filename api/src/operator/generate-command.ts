import { resolve } from "node:path";
import { importEncodings } from "@keii/shared";
import { ConfigurationError } from "../platform/config/config.js";
import type { Command } from "./command.js";
import { demoWorld, generate, isLargeEnough } from "./generator/generator.js";
import { smallest } from "./generator/plan.js";

export const generateCommand: Command = {
  name: "generate",
  usage:
    "--customers N --purchases M --out DIR [--seed S] [--encoding utf-8|windows-31j]",
  summary: "Writes invented customers and purchases, to try an import with.",
  help: [
    "The same seed and size give the same files. Nobody in them is real.",
    "MANIFEST.json holds the counts and the answer a scope run has to give, README.txt what each near miss is.",
    `--customers  ${demoWorld.customers} where nothing is said; at least ${smallest.customers}`,
    `--purchases  ${demoWorld.purchases} where nothing is said; none, or at least ${smallest.purchases}`,
    "--encoding   windows-31j where nothing is said",
  ],
  options: {
    customers: { type: "string" },
    purchases: { type: "string" },
    out: { type: "string" },
    seed: { type: "string" },
    encoding: { type: "string" },
  },
  positionals: 0,
  run: async ({ values }) => {
    const { out, encoding = "windows-31j" } = values;
    const known = importEncodings.find((name) => name === encoding);
    const size = {
      customers: whole(values.customers, demoWorld.customers),
      purchases: whole(values.purchases, demoWorld.purchases),
      seed: whole(values.seed, demoWorld.seed),
    };
    if (typeof out !== "string" || !known)
      throw new ConfigurationError(
        `Say --out DIR, and an encoding there is: ${importEncodings.join(", ")}.`,
      );
    if (!isLargeEnough(size))
      throw new ConfigurationError(
        `There is no room for the near misses: at least ${smallest.customers} customers, and no purchases or ${smallest.purchases}.`,
      );
    const folder = resolve(out);
    const made = await generate({ ...size, encoding: known }, folder);
    const { cards, accounts } = made.expected;
    return {
      json: { folder, ...made },
      words: [
        `${folder}: ${made.customers} customers, ${made.purchases} purchases in ${made.encoding}.`,
        `To expect: ${cards} cards of ${accounts} accounts.`,
      ],
    };
  },
};

function whole(given: string | boolean | undefined, otherwise: number): number {
  if (given === undefined) return otherwise;
  if (typeof given !== "string" || !/^\d{1,9}$/.test(given))
    throw new ConfigurationError(`"${String(given)}" is not a number.`);
  return Number(given);
}
