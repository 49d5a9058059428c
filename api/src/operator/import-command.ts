import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import {
  importEncodings,
  importKinds,
  scopeMessages,
  wordFields,
  type ImportBatch,
  type ImportEncoding,
  type WordMeaning,
} from "@keii/shared";
import { MemberBasesService } from "../customers/member-bases.service.js";
import { SitesService } from "../customers/sites.service.js";
import { holdsCard } from "../imports/card-guard.js";
import { knownHeaders } from "../imports/headers.js";
import { ImportsService } from "../imports/imports.service.js";
import { ConfigurationError } from "../platform/config/config.js";
import type { Foundation } from "../platform/platform.module.js";
import {
  onFoundation,
  operator,
  type Answer,
  type Call,
  type Command,
} from "./command.js";

/** The service outside of the application. */
export function importsOf({ database }: Foundation): ImportsService {
  return new ImportsService(
    database,
    new MemberBasesService(database),
    new SitesService(database),
  );
}

export const importCommand: Command = {
  name: "import",
  usage: "customers|purchases FILE --incident CODE | undo BATCH",
  summary: "Brings in customers or purchases from a CSV or TSV file.",
  help: [
    "CSV or TSV, also as .gz, in UTF-8 or Windows-31J. Everything is brought in, or nothing.",
    "--incident     code of the incident",
    "--member-base  code of the member base; made where there is none of it. Without it: the only one, or `main`",
    `--encoding     ${importEncodings.join(" or ")}; found out where nothing is said`,
    "--dry-run      says what would be new, changed, the same and rejected, and changes nothing",
    '--values       JSON file of what the words mean: {"method": {"クレカ": "card"}, "site": {"03": "CODE"}, "status": {}}',
    "undo BATCH     takes back the newest batch of its kind: its id, or its number with --incident",
    "",
    ...importKinds.flatMap((kind) => [
      `Headers of ${kind}:`,
      ...Object.entries(knownHeaders[kind]).map(
        ([field, headers]) => `  ${field.padEnd(14)} ${headers.join(", ")}`,
      ),
    ]),
    "A time without an offset is wall time in the incident's zone; a day alone is its first moment.",
  ],
  options: {
    incident: { type: "string" },
    "member-base": { type: "string" },
    encoding: { type: "string" },
    "dry-run": { type: "boolean" },
    values: { type: "string" },
  },
  positionals: 2,
  run: (call) => {
    const [what, subject = ""] = call.positionals;
    if (what === "undo") return undo(call, subject);
    const kind = importKinds.find((name) => name === what);
    const { encoding } = call.values;
    const known = importEncodings.find((name) => name === encoding);
    if (!kind || (encoding !== undefined && !known))
      throw new ConfigurationError(
        `Say customers, purchases or undo, and an encoding there is: ${importEncodings.join(", ")}.`,
      );
    return bringIn(call, kind, resolve(subject), known);
  },
};

/** Codes are kept as they are: nothing of a card may stand in them. */
const cardFound = new ConfigurationError(
  "A card number stands where a code or a word belongs.",
);

async function bringIn(
  call: Call,
  kind: ImportBatch["kind"],
  path: string,
  encoding: ImportEncoding | undefined,
): Promise<Answer> {
  const { values } = call;
  const words = await wordsOf(values.values);
  const base = values["member-base"];
  if (typeof base === "string" && holdsCard(base)) throw cardFound;
  return onFoundation(call, async (foundation) => {
    const incidentId = await incidentOf(foundation, values.incident);
    let told = 0;
    const batch = await importsOf(foundation).importFile(
      operator(),
      incidentId,
      {
        kind,
        path,
        words,
        memberBase: typeof base === "string" ? base : null,
        isDryRun: values["dry-run"] === true,
        ...(encoding && { encoding }),
        onProgress: (bytes, rows) => {
          if (rows === told) return;
          told = rows;
          call.tell(`${rows} rows, ${Math.round(bytes / 1024 / 1024)} MB`);
        },
      },
    );
    return answerOf(batch);
  });
}

function undo(call: Call, subject: string): Promise<Answer> {
  return onFoundation(call, async (foundation) => {
    const isNo = /^\d{1,9}$/.test(subject);
    const incidentId = isNo
      ? await incidentOf(foundation, call.values.incident)
      : null;
    const [found] = await foundation.database.query<{
      id: string;
      incident_id: string;
    }>(
      "select id, incident_id from import_batch where case when $1::uuid is null then id::text = $2 else incident_id = $1 and no::text = $2 end",
      [incidentId, subject.toLowerCase()],
    );
    if (!found) throw new ConfigurationError("There is no such batch.");
    return answerOf(
      await importsOf(foundation).undo(
        operator(),
        found.incident_id,
        found.id,
        "Undone on the command line",
      ),
    );
  });
}

function answerOf(batch: ImportBatch): Answer {
  const words: Record<string, string> = scopeMessages.en;
  const { problem, line, words: unknown, fields } = batch.outcome ?? {};
  return {
    json: {
      batch: batch.no,
      id: batch.id,
      state: batch.state,
      kind: batch.kind,
      memberBase: batch.memberBase.code,
      encoding: batch.encoding,
      isDryRun: batch.isDryRun,
      rows: batch.rows,
      new: batch.newRows,
      changed: batch.changedRows,
      same: batch.sameRows,
      rejected: batch.rejectedRows,
      outcome: batch.outcome,
    },
    words: [
      `Batch ${batch.no}: ${words[`imports.state.${batch.state}`] ?? batch.state}`,
      ...(problem === undefined
        ? [
            `${batch.rows} rows: ${batch.newRows} new, ${batch.changedRows} changed, ${batch.sameRows} the same, ${batch.rejectedRows} rejected`,
          ]
        : [
            `${words[`imports.problem.${problem}`] ?? problem}${line ? ` (line ${line})` : ""}`,
            ...(fields ?? []),
            ...(unknown ?? []).map(
              ({ field, word, count }) => `${field} "${word}": ${count}`,
            ),
          ]),
    ],
    exitCode: batch.state === "refused" ? 1 : 0,
  };
}

export async function incidentOf(
  { database }: Foundation,
  code: string | boolean | undefined,
): Promise<string> {
  if (typeof code !== "string")
    throw new ConfigurationError("Say --incident CODE.");
  const [found] = await database.query<{ id: string }>(
    "select id from incident where code = $1",
    [code],
  );
  if (!found) throw new ConfigurationError("There is no such incident.");
  return found.id;
}

async function wordsOf(
  path: string | boolean | undefined,
): Promise<WordMeaning[]> {
  if (typeof path !== "string") return [];
  const wrong = new ConfigurationError(
    'The file of --values has to be JSON like {"method": {"クレカ": "card"}}.',
  );
  let told: unknown;
  try {
    told = JSON.parse(await readFile(resolve(path), "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) throw wrong;
    throw error;
  }
  if (typeof told !== "object" || told === null) throw wrong;
  return Object.entries(told).flatMap(([name, meanings]) => {
    const field = wordFields.find((known) => known === name);
    if (!field || typeof meanings !== "object" || meanings === null)
      throw wrong;
    return Object.entries(meanings as Record<string, unknown>).map(
      ([word, means]) => {
        if (typeof means !== "string" || means.trim() === "") throw wrong;
        if (holdsCard(word) || holdsCard(means)) throw cardFound;
        return { field, word, means: means.trim() };
      },
    );
  });
}
